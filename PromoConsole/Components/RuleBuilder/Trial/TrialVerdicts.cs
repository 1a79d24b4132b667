using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Trial;

/// <summary>Finds for each node of a tree what a test said about it.</summary>
public static class TrialVerdicts
{
    public static IReadOnlyDictionary<int, NodeVerdict> None { get; } = new Dictionary<int, NodeVerdict>();

    /// <param name="tree">The tree whose rule was asked.</param>
    /// <returns>By node id, all nodes; empty where nothing was asked.</returns>
    public static IReadOnlyDictionary<int, NodeVerdict> Of(BuilderTree tree, RuleTrialAnswer answer)
    {
        if (answer.Verdict is not { } root) return None;
        var decides = Violations.Of(root).FirstOrDefault();
        var found = new Dictionary<int, NodeVerdict>();
        Visit(tree.Root, root, counted: true);
        return found;

        void Visit(BuilderNode node, Verdict verdict, bool counted)
        {
            counted &= verdict.Outcome != Outcome.Muted;
            var inner = node.Negated && verdict is { Kind: "not", Parts: [var only] } ? only : verdict;
            found[node.Id] = new(counted ? OutcomeOf(verdict) : NodeOutcome.NotCounted, inner, counted && decides is not null && ReferenceEquals(inner, decides));
            if (node is not BracketNode bracket) return;
            for (var i = 0; i < bracket.Parts.Count && i < (inner.Parts?.Count ?? 0); i++) Visit(bracket.Parts[i], inner.Parts![i], counted);
        }
    }

    private static NodeOutcome OutcomeOf(Verdict verdict) => verdict.Outcome switch
    {
        Outcome.Passed => NodeOutcome.Holds,
        Outcome.Failed => NodeOutcome.Fails,
        Outcome.Undecided => NodeOutcome.Undecided,
        _ => NodeOutcome.NotCounted,
    };
}
