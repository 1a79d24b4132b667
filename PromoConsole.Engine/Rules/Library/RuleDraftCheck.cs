using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Finds what keeps a draft from being kept: sizes only, what is incomplete is fine.</summary>
internal static class RuleDraftCheck
{
    /// <summary>Of the whole content as it is stored, in characters.</summary>
    public const int MaxContentLength = 4_000_000;

    /// <summary>Brackets and negations inside each other, sub-rules included: twice what can be published, so that a tree can be put right in steps.</summary>
    public const int MaxDepth = 2 * (RuleCheck.MaxDepth + 1);

    /// <returns><c>invalid_validation_rules</c> naming the field; null when nothing is wrong.</returns>
    public static InvalidError? Problem(string name, RuleContent content)
    {
        if (name.Length > ValidationRule.MaxNameLength || name.Any(char.IsControl)) return RuleErrors.NameMissing;
        if (IsDeeper(content.Rule, MaxDepth)) return RuleErrors.TooLarge("rule", $"Brackets are more than {MaxDepth} deep. Move the inner ones out.");
        if (RuleExampleCheck.Problem(content.Examples) is { } example) return RuleErrors.Wrong("examples" + example.Path, example.Sentence);
        return PromoJson.Write(content).Length > MaxContentLength
            ? RuleErrors.TooLarge("rule", $"The rule is longer than {MaxContentLength:N0} characters. Put long lists of products into a collection, of customers into a segment.") : null;
    }

    // Looks no deeper than asked, however deep it is.
    private static bool IsDeeper(Rule? rule, int depth) => rule switch
    {
        null => false,
        Condition condition => condition.SubRules() is { } where && IsDeeper(where, depth - 1),
        _ when depth == 0 => true,
        _ => rule.Parts().Any(part => IsDeeper(part, depth - 1)),
    };
}
