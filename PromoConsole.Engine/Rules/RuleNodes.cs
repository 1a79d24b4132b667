namespace PromoConsole.Engine.Rules;

/// <summary>Ways through a rule that do not depend on what its conditions mean.</summary>
public static class RuleNodes
{
    /// <summary>Its parts: of a bracket those inside, of a "not" its one part; none of a condition. Sub-rules are no parts.</summary>
    public static IReadOnlyList<Rule> Parts(this Rule rule) => rule switch
    {
        AllOf all => all.Rules,
        AnyOf any => any.Rules,
        Not not => [not.Rule],
        _ => [],
    };

    /// <summary>The sub-rules of a condition; null for none.</summary>
    public static Rule? SubRules(this Condition condition) => condition switch
    {
        ItemsCondition items => items.Where,
        MetadataCondition metadata => metadata.Where,
        _ => null,
    };

    /// <summary>All conditions in reading order, muted ones too; sub-rules are left out.</summary>
    public static IEnumerable<Condition> Conditions(this Rule rule) =>
        rule is Condition condition ? [condition] : rule.Parts().SelectMany(Conditions);

    /// <summary>How many conditions are without effect, because they or a bracket around them are muted.</summary>
    public static int MutedConditions(this Rule rule) => rule.Muted ? rule.Conditions().Count() : rule.Parts().Sum(MutedConditions);

    /// <summary>The same rule with each condition replaced by what is made of it.</summary>
    public static Rule Select(this Rule rule, Func<Condition, Condition> change) => rule switch
    {
        AllOf all => all with { Rules = [.. all.Rules.Select(part => part.Select(change))] },
        AnyOf any => any with { Rules = [.. any.Rules.Select(part => part.Select(change))] },
        Not not => not with { Rule = not.Rule.Select(change) },
        _ => change((Condition)rule),
    };

    /// <summary>Ids of segments, tiers, products, SKUs and collections it names, muted parts and sub-rules included.</summary>
    public static IEnumerable<string> NamedIds(this Rule rule)
    {
        foreach (var condition in rule.Conditions())
        {
            var ids = condition switch
            {
                MembershipCondition membership => membership.Tests.SelectMany(test => test.Values).Select(value => value.Text),
                ItemsCondition items => items.Items.Concat(items.Except).Select(item => item.Id).Concat(items.From),
                _ => [],
            };
            foreach (var id in ids) yield return id;
            if (condition.SubRules() is not { } where) continue;
            foreach (var id in where.NamedIds()) yield return id;
        }
    }
}
