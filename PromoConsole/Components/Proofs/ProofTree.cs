using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.Proofs;

/// <summary>A node of a proof as it is shown: a condition, or a bracket with its letter.</summary>
/// <param name="Verdict">A condition's verdict, or the bracket's; of a "not" around a bracket, the "not".</param>
/// <param name="Letter">Of a bracket, A to Z in reading order; null for conditions and the outermost level.</param>
/// <param name="Negated">A bracket that must not hold.</param>
/// <param name="Word">The small word between its parts: "and", "or".</param>
/// <param name="Decides">The one node a refusal turned on.</param>
/// <param name="Note">Why a failed node did no harm, or why a "not" holds; null when nothing needs saying.</param>
public sealed record ProofNode(Verdict Verdict, char? Letter, bool Negated, string Word, bool Decides, string? Note, IReadOnlyList<ProofNode> Parts)
{
    /// <summary>Whether this is a bracket.</summary>
    public bool IsBracket => Verdict.Kind is "all" or "any" or "not";

    /// <summary>Which of the five rail colours the letter has.</summary>
    public string Rail => ((char)('a' + ((Letter ?? 'A') - 'A') % 5)).ToString();
}

/// <summary>Prepares a rule's verdict for showing: letters for brackets, the deciding node, the notes between.</summary>
public static class ProofTree
{
    /// <summary>The nodes of the outermost level, with the word that stands between them.</summary>
    public static (IReadOnlyList<ProofNode> Nodes, string Word) Of(Proof proof)
    {
        if (proof.Rule is not { } root) return ([], "and");
        var decides = proof.Accepted ? null : Violations.Of(root).FirstOrDefault();
        var next = 'A';
        // The outermost "all" or "any" has no letter: its parts stand at the edge. A rule that stands by itself keeps its bracket, which names it.
        return root.Kind is "all" or "any" && root.Outcome != Outcome.Muted && root.Source is null
            ? (Parts(root, root, decides, ref next), WordOf(root))
            : ([Node(root, null, decides, ref next)], "and");
    }

    private static ProofNode Node(Verdict verdict, Verdict? parent, Verdict? decides, ref char next)
    {
        var node = Unnamed(verdict, parent, decides, ref next);
        if (verdict.Source is not { } source) return node;
        var rule = $"rule “{source.Name}”, version {source.Version}";
        return node with { Note = node.IsBracket ? $"{node.Note ?? VerdictWords.Holding(verdict)}, {rule}" : $"{(node.Note is { } note ? note + " " : "")}It is the {rule}." };
    }

    private static ProofNode Unnamed(Verdict verdict, Verdict? parent, Verdict? decides, ref char next)
    {
        if (verdict.Kind is not ("all" or "any" or "not"))
            return new(verdict, null, false, "", ReferenceEquals(verdict, decides), Harmless(verdict, parent), []);

        var letter = next;
        next = next == 'Z' ? 'A' : (char)(next + 1);
        var negated = verdict.Kind == "not";
        var inner = negated && verdict.Parts is [{ Kind: "all" or "any", Outcome: not Outcome.Muted } bracket] ? bracket : verdict;
        return new(verdict, letter, negated, WordOf(inner), false, negated && verdict.Outcome != Outcome.Muted ? WhyNot(verdict.Outcome == Outcome.Failed, inner) : null, Parts(inner, verdict, decides, ref next));
    }

    private static ProofNode[] Parts(Verdict bracket, Verdict parent, Verdict? decides, ref char next)
    {
        var parts = bracket.Parts ?? [];
        var nodes = new ProofNode[parts.Count];
        for (var i = 0; i < nodes.Length; i++) nodes[i] = Node(parts[i], parent, decides, ref next);

        // Under an "any" that holds, say to a failed condition who was enough; the letters are known only now.
        if (parent is not { Kind: "any", Outcome: Outcome.Passed }) return nodes;
        var enough = Array.Find(nodes, node => node.Verdict.Holds);
        for (var i = 0; i < nodes.Length; i++)
            if (!nodes[i].IsBracket && nodes[i].Verdict.Outcome == Outcome.Failed && enough is not null)
                nodes[i] = nodes[i] with { Note = enough.Letter is { } letter ? $"Bracket {letter} was enough." : $"Rule {enough.Verdict.Number} was enough." };
        return nodes;
    }

    private static string? Harmless(Verdict verdict, Verdict? parent) =>
        parent is { Kind: "not", Outcome: Outcome.Failed } && verdict.Holds ? "It must not hold." : null;

    /// <summary>Why a bracket that must not hold ended as it did: "rule 3 does not hold, so this does".</summary>
    /// <param name="refuses">With its "not" it does not hold.</param>
    /// <param name="inner">The bracket without it.</param>
    internal static string? WhyNot(bool refuses, Verdict inner)
    {
        if (inner.MissingCustomer) return "not known without a customer";
        if (refuses) return inner.Kind == "all" ? "all of them hold, so this does not" : "one of them holds, so this does not";
        if (inner.Kind == "any") return "none holds, so this does";
        var failed = (inner.Parts ?? []).FirstOrDefault(part => part.Outcome == Outcome.Failed);
        return failed is { Number: > 0 } ? $"rule {failed.Number} does not hold, so this does" : "one does not hold, so this does";
    }

    private static string WordOf(Verdict bracket) => bracket.Kind == "any" ? "or" : "and";
}
