using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Finds what keeps a rule from being saved. One without problems compiles and decides.</summary>
public static class RuleContentCheck
{
    /// <returns><c>invalid_validation_rules</c> naming the field; null when nothing is wrong.</returns>
    public static InvalidError? Problem(RuleContent content)
    {
        if (RuleCheck.Problems(content.Rule) is [var problem, ..]) return RuleErrors.Wrong(problem);
        if (content.RefusalMessage?.Length > RuleCheck.MaxMessageLength)
            return RuleErrors.Wrong("refusalMessage", $"The message is longer than {RuleCheck.MaxMessageLength} characters.");
        if (!Enum.IsDefined(content.Form)) return RuleErrors.Wrong("form", "This way of building rules is not known.");
        if (RuleContextNames.Find(content.Context) is null) return RuleErrors.Wrong("context", $"“{content.Context}” is nothing a rule can be meant for.");
        if (RuleExampleCheck.Problem(content.Examples) is { } example) return RuleErrors.Wrong("examples" + example.Path, example.Sentence);
        return DiscountCheck.Problems(content.Coverage, content.Bundle) is [var wrong, ..] ? RuleErrors.Wrong(wrong.Path, wrong.Sentence) : null;
    }
}
