using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Tree;

/// <summary>What a test says about a node.</summary>
public enum NodeOutcome { Holds, Fails, Undecided, NotCounted }

/// <summary>What a test says about a node, and how it came to it.</summary>
/// <param name="Verdict">Of the condition or bracket, without the NOT before it; null where nothing was tested.</param>
/// <param name="Decides">The refusal rests on it.</param>
public sealed record NodeVerdict(NodeOutcome Outcome, Verdict? Verdict, bool Decides = false);

/// <summary>Finds the nodes that the parts of a verdict are about.</summary>
public static class NodeVerdicts
{
    public static IReadOnlyDictionary<int, NodeVerdict> None { get; } = new Dictionary<int, NodeVerdict>();

    /// <summary>By node id, the outermost bracket included.</summary>
    /// <param name="verdict">Of the rule the tree makes, so of the same shape; null when nothing was asked.</param>
    public static IReadOnlyDictionary<int, NodeVerdict> Of(BuilderTree tree, Verdict? verdict)
    {
        if (verdict is null) return None;
        var decides = verdict.Outcome == Outcome.Failed ? Violations.Of(verdict).FirstOrDefault() : null;
        var found = new Dictionary<int, NodeVerdict>();
        Add(tree.Root, verdict, decides, counted: true, found);
        return found;
    }

    // What stands in a muted bracket counts no more than the bracket.
    private static void Add(BuilderNode node, Verdict verdict, Verdict? decides, bool counted, Dictionary<int, NodeVerdict> found)
    {
        counted &= verdict.Outcome != Outcome.Muted;
        var inner = node.Negated && verdict.Parts is [var negated] ? negated : verdict;
        found[node.Id] = new(counted ? OutcomeOf(verdict.Outcome) : NodeOutcome.NotCounted, inner, ReferenceEquals(inner, decides));
        if (node is not BracketNode bracket || inner.Parts is not { } parts) return;
        for (var i = 0; i < bracket.Parts.Count && i < parts.Count; i++) Add(bracket.Parts[i], parts[i], decides, counted, found);
    }

    private static NodeOutcome OutcomeOf(Outcome outcome) => outcome switch
    {
        Outcome.Passed => NodeOutcome.Holds,
        Outcome.Failed => NodeOutcome.Fails,
        Outcome.Undecided => NodeOutcome.Undecided,
        _ => NodeOutcome.NotCounted,
    };
}
