using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Campaigns;

/// <summary>A rule in words, with the project's money and the names of what it mentions.</summary>
public static class RuleText
{
    /// <summary>One sentence; "Everybody and everything qualifies." without a rule.</summary>
    public static string Of(Rule? rule, IReadOnlyDictionary<string, string> names, ProjectFormat format) =>
        RuleWords.Summary(rule, format.Words(), id => names.GetValueOrDefault(id, id));

    /// <summary>What customers are told, condition by condition; "None" without any.</summary>
    public static string Messages(Rule? rule)
    {
        var told = rule is null ? [] : Said(rule).ToList();
        return told.Count == 0 ? "None" : string.Join("; ", told);
    }

    private static IEnumerable<string> Said(Rule rule) => rule switch
    {
        Condition { Message: { } message } condition => [$"{condition.Number}: “{message}”"],
        Condition => [],
        Not not => Said(not.Rule),
        _ => RuleTree.PartsOf(rule)!.SelectMany(Said),
    };
}
