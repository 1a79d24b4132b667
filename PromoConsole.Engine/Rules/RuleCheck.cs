using PromoConsole.Engine.Rules.Messages;

namespace PromoConsole.Engine.Rules;

/// <summary>What is wrong with one part of a rule.</summary>
/// <param name="Path">From the rule itself, in the spelling of its JSON: <c>rules[1].tests[0].values</c>; empty for the rule as a whole.</param>
/// <param name="Number">The condition's number; 0 for brackets.</param>
/// <param name="Sentence">What is missing or impossible and what to do.</param>
public sealed record RuleProblem(string Path, int Number, string Sentence);

/// <summary>Finds what keeps a rule from being launched: incomplete and impossible conditions, brackets that are empty or too deep.</summary>
public static class RuleCheck
{
    public const int MaxDepth = 5;
    public const int MaxConditions = 1_000;
    public const int MaxMessageLength = 500;
    public const int MaxLockLength = 200;
    public const int MaxPropertyLength = 100;
    public const int MaxValueLength = 500;

    public static IReadOnlyList<RuleProblem> Problems(Rule? rule)
    {
        if (rule is null) return [];
        var found = new List<RuleProblem>();
        var conditions = 0;
        Visit(rule, "", 1, null, ref conditions, found);
        if (conditions > MaxConditions) found.Add(new("", 0, $"The rule has {conditions} conditions; {MaxConditions} are the most."));
        return found;
    }

    /// <summary>What is wrong with one condition by itself: its sub-rules, and where it stands, are left out. Null when nothing is.</summary>
    public static RuleProblem? ProblemOf(Condition condition)
    {
        var found = new List<RuleProblem>();
        Own(condition, (field, sentence) => found.Add(new(field, condition.Number, sentence)));
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Whether a condition can be asked: nothing is missing in it or its sub-rules, muted or not. A message that is too long does not matter.</summary>
    public static bool CanBeAsked(Condition condition) =>
        !Problems(condition with { Muted = false }).Any(problem => problem.Path != "message" && !problem.Path.EndsWith(".message", StringComparison.Ordinal));

    // A NOT is no bracket: what it stands before counts.
    // Of sub-rules, "owner" is the condition they belong to: it decides which kinds are allowed, and its number is told.
    private static void Visit(Rule? rule, string path, int depth, Condition? owner, ref int conditions, List<RuleProblem> found)
    {
        if (depth > MaxDepth + 1 && rule is not Condition)
        {
            found.Add(new(path, owner?.Number ?? 0, $"Brackets are more than {MaxDepth} deep. Move the inner ones out, or split the campaign in two."));
            return;
        }

        if (rule?.Lock?.Length > MaxLockLength)
            found.Add(new(Join(path, "lock"), owner?.Number ?? (rule as Condition)?.Number ?? 0, $"The reason of the lock is longer than {MaxLockLength} characters."));
        switch (rule)
        {
            case AllOf or AnyOf: Inside(rule.Parts(), path, depth, owner, ref conditions, found); break;
            case Not not: Visit(not.Rule, Join(path, "rule"), depth + (not.Rule is Condition ? 0 : 1), owner, ref conditions, found); break;
            case Condition condition: Leaf(condition, path, owner, ref conditions, found); break;
            default: found.Add(new(path, owner?.Number ?? 0, "A condition is missing here.")); break;
        }
    }

    private static void Inside(IReadOnlyList<Rule>? rules, string path, int depth, Condition? owner, ref int conditions, List<RuleProblem> found)
    {
        // The outermost bracket may be empty: nothing was asked yet, so everybody qualifies.
        if (rules is not { Count: > 0 })
        {
            if (depth > 1) found.Add(new(path, owner?.Number ?? 0, "This bracket is empty. Add a condition or remove the bracket."));
            return;
        }

        for (var i = 0; i < rules.Count; i++) Visit(rules[i], Join(path, $"rules[{i}]"), depth + (rules[i] is AllOf or AnyOf ? 1 : 0), owner, ref conditions, found);
    }

    private static void Leaf(Condition condition, string path, Condition? owner, ref int conditions, List<RuleProblem> found)
    {
        void Problem(string field, string sentence) => found.Add(new(Join(path, field), owner?.Number ?? condition.Number, sentence));

        conditions++;
        if (condition.Muted)
        {
            if (MessageCheck.Problem(condition.Message, condition.Translations) is { } wrong) Problem("message", wrong);
            return;
        }

        if (owner is null ? condition.Kind.IsSubRule : !owner.Kind.SubRules.Contains(condition.Kind))
            Problem("", owner is null ? $"“{condition.Kind.Label}” can only be asked of the lines another condition matched." : $"“{condition.Kind.Label}” cannot be asked of “{owner.Kind.Label}”.");
        Own(condition, Problem);
        if (condition.SubRules() is { } where) Visit(where, Join(path, "where"), 1, condition, ref conditions, found);
    }

    private static void Own(Condition condition, Action<string, string> problem)
    {
        if (MessageCheck.Problem(condition.Message, condition.Translations) is { } wrong) problem("message", wrong);
        switch (condition)
        {
            case TestedCondition tested: TestCheck.Add(tested, problem); break;
            case ItemsCondition items: Items(items, problem); break;
            case Filters.FieldCondition field when field.Problem() is { } missing: problem("tests", missing); break;
        }
    }

    private static void Items(ItemsCondition condition, Action<string, string> problem)
    {
        if (condition.Items.Count + condition.Except.Count + condition.From.Count == 0) problem("items", "Choose at least one product or collection.");
        else if (condition.Items.Concat(condition.Except).Any(item => string.IsNullOrWhiteSpace(item.Id) || !Enum.IsDefined(item.Kind)))
            problem("items", "One of the products or collections is empty. Choose it again.");
        else if (condition.From.Any(string.IsNullOrWhiteSpace)) problem("from", "One of the collections is empty. Choose it again.");
    }

    internal static string Join(string path, string field) => path.Length == 0 ? field : field.Length == 0 ? path : $"{path}.{field}";
}
