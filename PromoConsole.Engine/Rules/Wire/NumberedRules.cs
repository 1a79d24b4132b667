using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Wire;

/// <summary>A rule as the field writes it: numbered conditions, and the logic over their numbers.</summary>
/// <param name="Conditions">By number; also those the logic does not mention, which are muted.</param>
/// <param name="Logic">Empty when nothing is asked.</param>
public sealed record NumberedRules(IReadOnlyDictionary<int, Condition> Conditions, string Logic)
{
    /// <summary>Of a tree. Conditions keep their numbers unless two have the same or one has none; then all are numbered in reading order.</summary>
    public static NumberedRules Of(Rule? rule)
    {
        if (rule is null) return new(new Dictionary<int, Condition>(), "");
        var numbered = HasNumbers(rule) ? rule : Renumbered(rule);
        var conditions = new SortedDictionary<int, Condition>();
        foreach (var condition in numbered.Conditions()) conditions.TryAdd(condition.Number, condition);
        return new(conditions, LogicText.Of(numbered));
    }

    /// <summary>The tree: what the logic says, and beside it, muted, what it does not mention.</summary>
    /// <returns>Null when there are no conditions; <c>invalid_validation_rules</c> for a logic that cannot be read.</returns>
    public Result<Rule?> ToRule()
    {
        var awake = Conditions.ToDictionary(one => one.Key, one => (Condition)(one.Value with { Muted = false, Number = one.Key }));
        var read = LogicText.Read(Logic, awake);
        if (!read.IsOk) return read.Error;
        var mentioned = read.Value?.Conditions().Select(condition => condition.Number).ToHashSet() ?? [];
        Rule[] muted = [.. Conditions.Keys.Where(number => !mentioned.Contains(number)).Order().Select(number => awake[number] with { Muted = true })];
        return (read.Value, muted) switch
        {
            (null, []) => (Rule?)null!,
            (null, _) => new AllOf(muted),
            (var rule, []) => rule,
            (AllOf all, _) => new AllOf([.. all.Rules, .. muted]),
            (AnyOf any, _) => new AnyOf([.. any.Rules, .. muted]),
            (var rule, _) => new AllOf([rule, .. muted]),
        };
    }

    // The same condition may stand in two places under one number.
    private static bool HasNumbers(Rule rule)
    {
        var seen = new Dictionary<int, string>();
        foreach (var condition in rule.Conditions())
        {
            if (condition.Number < 1) return false;
            var text = PromoJson.Write<Rule>(condition with { Muted = false });
            if (!seen.TryAdd(condition.Number, text) && seen[condition.Number] != text) return false;
        }

        return true;
    }

    private static Rule Renumbered(Rule rule)
    {
        var last = 0;
        return rule.Select(condition => condition with { Number = ++last });
    }
}
