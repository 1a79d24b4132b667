using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>What a test says about a node, in the few words that stand beside it.</summary>
internal static class BuilderVerdicts
{
    public static RowVerdict Of(BuilderTree tree, BuilderNode node, NodeVerdict said, Wording wording)
    {
        var light = said.Outcome switch
        {
            NodeOutcome.Holds => VerdictLight.Pass,
            NodeOutcome.Fails => VerdictLight.Fail,
            NodeOutcome.Undecided => VerdictLight.Incomplete,
            _ => VerdictLight.None,
        };
        var label = said.Outcome switch { NodeOutcome.Holds => "Holds", NodeOutcome.Fails => "Does not hold", NodeOutcome.Undecided => "Not decided", _ => "Not counted" };
        var (head, seen) = said.Outcome switch
        {
            NodeOutcome.NotCounted => (null, null),
            NodeOutcome.Undecided => ("Not tested", node is BracketNode ? "Something in it is incomplete" : "It is incomplete"),
            _ => node is BracketNode bracket ? (null, Bracket(bracket, said)) : Leaf(said, wording),
        };
        return new(light, label, head, seen, said.Decides);
    }

    private static (string? Head, string? Seen) Leaf(NodeVerdict said, Wording wording)
    {
        if (said.Verdict is not { } verdict) return (null, null);
        var words = VerdictWords.Of(verdict, wording);
        var head = said.Outcome == NodeOutcome.Fails ? words.Distance is { } far ? TreeEdits.Capital(far) : verdict.MissingCustomer ? "No customer" : verdict.Outcome == Outcome.Passed ? "It must not hold" : "Different" : null;
        var seen = verdict.SeenText ?? (verdict.Seen is { } number ? OperatorWords.Amount(number, verdict.Unit, wording) : null);
        return (head, seen is null ? null : $"Seen {(seen.Length > 60 ? seen[..59] + "…" : seen)}");
    }

    private static string? Bracket(BracketNode bracket, NodeVerdict said)
    {
        var parts = said.Verdict?.Parts?.Where(part => part.Outcome != Outcome.Muted).ToList();
        if (parts is not { Count: > 0 }) return null;
        var holding = parts.Count(part => part.Holds);
        if (!bracket.Negated) return $"{holding} of {parts.Count} {(holding == 1 ? "holds" : "hold")}";
        return said.Outcome == NodeOutcome.Holds ? "It does not hold inside, so this does" : "It holds inside, so this does not";
    }
}
