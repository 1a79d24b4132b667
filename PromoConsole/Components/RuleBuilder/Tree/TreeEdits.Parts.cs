using System.Collections.Immutable;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Tree;

// What the edits are made of.
public static partial class TreeEdits
{
    /// <summary>Nodes without ids get the next free ones.</summary>
    internal static BuilderNode WithIds(BuilderNode node, ref int next)
    {
        var id = node.Id == 0 ? next++ : node.Id;
        if (node is not BracketNode bracket) return node with { Id = id };
        var parts = ImmutableList.CreateBuilder<BuilderNode>();
        foreach (var part in bracket.Parts) parts.Add(WithIds(part, ref next));
        return bracket with { Id = id, Parts = parts.ToImmutable() };
    }

    /// <summary>The same nodes without ids and locks, to stand beside the old ones.</summary>
    internal static BuilderNode Fresh(BuilderNode node) =>
        node is BracketNode bracket ? bracket with { Id = 0, Lock = null, Parts = [.. bracket.Parts.Select(Fresh)] } : node with { Id = 0, Lock = null };

    /// <summary>What came of an edit, once it is known not to break the bounds of a rule.</summary>
    internal static Edited Done(
        BuilderTree before, BracketNode root, int nextId, IReadOnlyList<int> focus, Func<BuilderTree, IReadOnlyList<int>, string> step, Func<BuilderTree, IReadOnlyList<int>, string> spoken,
        bool keepsNumbers = false)
    {
        var depth = BuilderTree.Height(root) - 1;
        if (depth > RuleCheck.MaxDepth && depth > BuilderTree.Height(before.Root) - 1)
            return Refused(before, $"Brackets can be {RuleCheck.MaxDepth} deep. Move inner ones out, or split the rule in two.");
        var count = BuilderTree.Count(root);
        if (count > RuleCheck.MaxConditions && count > BuilderTree.Count(before.Root)) return Refused(before, $"A rule can have {RuleCheck.MaxConditions} conditions at most.");

        var after = new BuilderTree(root, nextId, keepsNumbers ? before.Numbers : null);
        var word = step(after, focus);
        return TreeDifference.Inverse(before, after, word) is { } inverse
            ? new(after) { Inverse = inverse, Step = word, Focus = focus, Spoken = spoken(after, focus) }
            : new(before);
    }

    internal static Edited Refused(BuilderTree tree, string why) => new(tree) { Refusal = why, Spoken = why };

    internal static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static Edited Locked(BuilderTree tree, int id, string reason) =>
        Refused(tree, $"{Capital(tree.NameOf(id))} is locked{(reason.Length > 0 ? $": {reason.TrimEnd('.')}" : "")}.");

    private static Edited? FirstLocked(BuilderTree tree, IReadOnlyList<int> ids)
    {
        foreach (var id in ids)
            if (Holding(tree, id) is { } reason) return Locked(tree, id, reason);
        return null;
    }

    // A lock around it, or one inside that would go or change with it.
    private static string? Holding(BuilderTree tree, int id) => tree.LockOf(id) ?? Inner(tree.Node(id));

    private static string? Inner(BuilderNode node) =>
        node.Lock ?? (node as BracketNode)?.Parts.Select(Inner).FirstOrDefault(reason => reason is not null);

    private static BuilderNode Replace(BuilderNode node, int id, Func<BuilderNode, BuilderNode> change)
    {
        if (node.Id == id) return change(node);
        if (node is not BracketNode bracket) return node;
        for (var i = 0; i < bracket.Parts.Count; i++)
        {
            var part = Replace(bracket.Parts[i], id, change);
            if (!ReferenceEquals(part, bracket.Parts[i])) return bracket with { Parts = bracket.Parts.SetItem(i, part) };
        }

        return node;
    }

    private static BracketNode Replaced(BracketNode root, int bracketId, Func<BracketNode, BracketNode> change) =>
        (BracketNode)Replace(root, bracketId, node => change((BracketNode)node));

    private static BracketNode WithParts(BracketNode bracket, Func<ImmutableList<BuilderNode>, ImmutableList<BuilderNode>> change) =>
        bracket with { Parts = change(bracket.Parts) };

    private static BracketNode Without(BracketNode bracket, IReadOnlyList<int> ids)
    {
        var parts = bracket.Parts.RemoveAll(part => ids.Contains(part.Id));
        for (var i = 0; i < parts.Count; i++)
            if (parts[i] is BracketNode inner && Without(inner, ids) is var less && !ReferenceEquals(less, inner)) parts = parts.SetItem(i, less);
        return ReferenceEquals(parts, bracket.Parts) ? bracket : bracket with { Parts = parts };
    }

    private static int Neighbour(BuilderTree tree, IReadOnlyList<int> ids)
    {
        var parent = tree.ParentOf(ids[0])!;
        var at = tree.IndexOf(ids[0]);
        return parent.Parts.Skip(at).Concat(parent.Parts.Take(at).Reverse()).FirstOrDefault(part => !ids.Contains(part.Id))?.Id ?? parent.Id;
    }

    private static bool Before(BuilderTree tree, int id, int other) => tree.Nodes.First(node => node.Id == id || node.Id == other).Id == id;

    private static Junction Other(Junction joins) => joins == Junction.And ? Junction.Or : Junction.And;

    private static string JoinWords(Junction joins) => joins == Junction.And ? "all of these" : "any of these";

    private static string Rules(int count) => count == 1 ? "1 rule" : $"{count} rules";

    private static string Named(BuilderTree tree, IReadOnlyList<int> ids) => ids.Count switch
    {
        1 => tree.NameOf(ids[0]),
        2 => $"{tree.NameOf(ids[0])} and {tree.NameOf(ids[1])}",
        var many => $"{many} rules and brackets",
    };

    private static string In(BuilderTree tree, int id)
    {
        var parent = tree.ParentOf(id)!;
        var place = $"position {tree.IndexOf(id) + 1} of {parent.Parts.Count}";
        return parent.Id == BuilderTree.RootId ? $", {place}" : $" into {tree.NameOf(parent.Id)}, {place}";
    }

    private static string Now(BuilderTree before, BuilderTree after, int id) => before.NameOf(id) == after.NameOf(id) ? "" : $" It is {after.NameOf(id)} now.";
}
