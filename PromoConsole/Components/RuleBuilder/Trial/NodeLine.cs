using PromoConsole.Components.Proofs;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Trial;

/// <summary>What a test says about a node in the shortest words: the distance first, then the value seen.</summary>
/// <param name="Strong">"8.00 PLN short"; never empty.</param>
/// <param name="Rest">"seen 142.00 PLN"; null when there is no more to say.</param>
public sealed record NodeLine(string Strong, string? Rest)
{
    /// <summary>Of a condition.</summary>
    public static NodeLine Of(RuleNode node, NodeVerdict verdict, Wording wording) => verdict switch
    {
        { Outcome: NodeOutcome.NotCounted } => new("Not counted", node.Muted ? "muted" : null),
        { Outcome: NodeOutcome.Undecided } => new("Not tested", RuleCheck.Problems(node.Condition) is [var gap, ..] ? Lower(gap.Sentence) : null),
        { Verdict: null } => new(Word(verdict.Outcome), null),
        { Verdict.MissingCustomer: true } => new("No customer was given", null),
        { Outcome: NodeOutcome.Fails } when !node.Negated && VerdictWords.Of(verdict.Verdict, wording).Distance is { } off => new(off, Seen(verdict.Verdict, wording)),
        _ => new(Word(verdict.Outcome), Seen(verdict.Verdict, wording)),
    };

    /// <summary>Of a bracket: how many of its parts hold, or why it holds although it must not.</summary>
    public static string Of(BracketNode bracket, NodeVerdict verdict)
    {
        if (verdict is { Outcome: NodeOutcome.NotCounted } or { Verdict: null }) return "not counted";
        if (!bracket.Negated || verdict.Outcome == NodeOutcome.Undecided) return VerdictWords.Holding(verdict.Verdict);
        return ProofTree.WhyNot(verdict.Outcome == NodeOutcome.Fails, verdict.Verdict) ?? VerdictWords.Holding(verdict.Verdict);
    }

    /// <summary>"Holds", "Does not hold".</summary>
    public static string Word(NodeOutcome outcome) => outcome switch
    {
        NodeOutcome.Holds => "Holds",
        NodeOutcome.Fails => "Does not hold",
        NodeOutcome.Undecided => "Not tested",
        _ => "Not counted",
    };

    /// <summary>How a verdict light shows it.</summary>
    public static VerdictLight Light(NodeOutcome outcome) => outcome switch
    {
        NodeOutcome.Holds => VerdictLight.Pass,
        NodeOutcome.Fails => VerdictLight.Fail,
        NodeOutcome.Undecided => VerdictLight.Incomplete,
        _ => VerdictLight.None,
    };

    private static string? Seen(Verdict verdict, Wording wording) =>
        verdict.Seen is { } number ? $"seen {OperatorWords.Amount(number, verdict.Unit, wording)}"
        : VerdictWords.SeenText(verdict, wording) is { Length: > 0 } text ? $"seen {text}"
        : null;

    private static string Lower(string sentence) => sentence.Length == 0 ? sentence : char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');
}
