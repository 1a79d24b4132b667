using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Filters;

/// <summary>A filter as the tree that is edited, and back. What is muted is left out of the filter.</summary>
public static class FilterTree
{
    /// <param name="kindOf">The kind an attribute is edited as; null for an attribute there is none for.</param>
    /// <returns>The tree; null for no filter.</returns>
    public static Rule? ToRule(Filter? filter, Func<string, RuleKind?> kindOf)
    {
        if (filter is null) return null;
        Rule[] parts = [.. filter.Fields.Select(field => Leaf(field, kindOf)), .. filter.Groups?.Select(group => Group(group, kindOf)) ?? []];
        Rule bracket = filter.Junction == Junction.Or ? new AnyOf(parts) : new AllOf(parts);
        return filter.Not ? new Not(bracket) : bracket;
    }

    /// <returns>The filter; null when nothing is asked.</returns>
    public static Filter? ToFilter(Rule? rule)
    {
        if (rule is null or { Muted: true }) return null;
        return rule switch
        {
            Not not => ToFilter(not.Rule) is { } inner ? inner with { Not = !inner.Not } : null,
            FieldCondition leaf => new Filter(Junction.And, [leaf.Asked]),
            AllOf or AnyOf => Bracket(rule),
            _ => throw new ArgumentException($"{rule.GetType().Name} is no part of a filter.", nameof(rule)),
        };
    }

    // An attribute stands once in a bracket, and attributes before brackets: whatever else the tree has becomes a bracket of one, which reads back as what it was.
    private static Filter? Bracket(Rule rule)
    {
        var fields = new List<FieldFilter>();
        var groups = new List<Filter>();
        foreach (var part in rule.Parts())
        {
            if (part is FieldCondition { Muted: false } leaf && groups.Count == 0 && !fields.Exists(field => field.Field == leaf.Asked.Field)) fields.Add(leaf.Asked);
            else if (ToFilter(part) is { } group) groups.Add(group);
        }

        return fields.Count + groups.Count == 0 ? null : new Filter(rule is AnyOf ? Junction.Or : Junction.And, fields) { Groups = groups.Count == 0 ? null : groups };
    }

    private static Rule Group(Filter group, Func<string, RuleKind?> kindOf)
    {
        if (group is not { Fields: [var only], Groups: null or { Count: 0 } }) return ToRule(group, kindOf)!;
        var leaf = Leaf(only, kindOf);
        return group.Not ? new Not(leaf) : leaf;
    }

    private static FieldCondition Leaf(FieldFilter field, Func<string, RuleKind?> kindOf)
    {
        var kind = kindOf(field.Field) ?? throw new ArgumentException($"{field.Field} has no kind.", nameof(kindOf));
        return new FieldCondition(kind, kind.Field ?? FieldType.Anything, field);
    }
}
