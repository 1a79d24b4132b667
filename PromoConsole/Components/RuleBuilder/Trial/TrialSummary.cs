using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Components.RuleBuilder.Trial;

/// <summary>The verdict of a test, as the panel heads it.</summary>
/// <param name="Title">"Refused".</param>
/// <param name="Text">"Cart is 8.00 PLN short in rule 5. Nearest change: add 8.00 PLN to the cart. Rule 4 is not tested."</param>
public sealed record TrialSummary(VerdictLight Light, string Title, string Text)
{
    /// <param name="rule">What was asked; null for nothing.</param>
    public static TrialSummary Of(Rule? rule, RuleTrialAnswer answer, Wording wording, DateTimeOffset decidedAt)
    {
        string[] parts = answer.Outcome switch
        {
            Outcome.Failed => [Why(answer.Verdict!, wording), Nearest(answer, wording, decidedAt), Untested(rule)],
            Outcome.Undecided => [Capital(TrialWords.Of(answer)) + "."],
            _ => [answer.Verdict is null ? "Everybody and everything qualifies." : Capital(TrialWords.Of(answer)) + ".", Untested(rule)],
        };
        return new(
            answer.Outcome switch { Outcome.Failed => VerdictLight.Fail, Outcome.Undecided => VerdictLight.Incomplete, _ => VerdictLight.Pass },
            answer.Outcome switch { Outcome.Failed => "Refused", Outcome.Undecided => "Undecided", _ => "Passes" },
            string.Join(" ", parts.Where(part => part.Length > 0)));
    }

    private static string Why(Verdict verdict, Wording wording)
    {
        var violated = Violations.Of(verdict);
        if (violated is not [var first, ..]) return "";
        var where = first.Number > 0 ? $" in rule {first.Number}" : "";
        int[] more = [.. violated.Skip(1).Select(one => one.Number).Where(number => number > 0).Distinct()];
        return $"{Capital(VerdictWords.Reason(first, wording))}{where}{(more.Length == 0 ? "" : $", and {TrialWords.Rules(more)} {(more.Length == 1 ? "is" : "are")} in the way too")}.";
    }

    private static string Nearest(RuleTrialAnswer answer, Wording wording, DateTimeOffset decidedAt) =>
        ProofWords.NearestOf(answer.Nearest, wording, decidedAt) is { } near ? $"Nearest change: {char.ToLowerInvariant(near[0])}{near[1..]}" : "";

    private static string Untested(Rule? rule)
    {
        int[] gaps = [.. (rule?.Conditions() ?? []).Where(condition => !condition.Muted && !RuleCheck.CanBeAsked(condition)).Select(condition => condition.Number)];
        return gaps.Length == 0 ? "" : $"{Capital(TrialWords.Rules(gaps))} {(gaps.Length == 1 ? "is" : "are")} not tested.";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
