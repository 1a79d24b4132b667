using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Tree;

/// <summary>A place somebody may choose from a list.</summary>
/// <param name="Words">"After rule 3, in bracket A".</param>
/// <param name="Depth">How many brackets are around it.</param>
public sealed record PlaceChoice(Place Place, string Words, int Depth);

/// <summary>Where nodes may go.</summary>
public static class TreeMoves
{
    /// <summary>Why nodes cannot go to a place, as a sentence; null when they can.</summary>
    public static string? Problem(BuilderTree tree, IReadOnlyList<int> ids, Place to)
    {
        if (tree.Find(to.BracketId) is not BracketNode target) return "This bracket is gone.";
        if (to.Index < 0 || to.Index > target.Parts.Count) return "There is no such place.";
        foreach (var id in ids)
        {
            if (tree.IsWithin(target.Id, id)) return $"{TreeEdits.Capital(tree.NameOf(id))} cannot be put inside itself.";
            if (tree.LockOf(id) is { } held) return $"{TreeEdits.Capital(tree.NameOf(id))} is locked{Why(held)}.";
        }

        if (tree.LockOf(target.Id) is { } reason) return $"{TreeEdits.Capital(tree.NameOf(target.Id))} is locked{Why(reason)}.";
        return ids.Any(id => tree.DepthOf(target.Id) + BuilderTree.Height(tree.Node(id)) > RuleCheck.MaxDepth)
            ? $"Brackets can be {RuleCheck.MaxDepth} deep. Move inner ones out, or split the rule in two." : null;
    }

    /// <summary>Every place these nodes may go to, in reading order, without the one where they are.</summary>
    public static IReadOnlyList<PlaceChoice> Choices(BuilderTree tree, IReadOnlyList<int> of)
    {
        var ids = tree.Outermost(of);
        var found = new List<PlaceChoice>();
        if (ids.Count > 0) Visit(tree.Root);
        return found;

        void Visit(BracketNode bracket)
        {
            for (var i = 0; i <= bracket.Parts.Count; i++)
            {
                var place = new Place(bracket.Id, i);
                if (!IsThere(tree, ids, bracket, i) && Problem(tree, ids, place) is null) found.Add(new(place, Words(tree, bracket, i), tree.DepthOf(bracket.Id)));
                if (i < bracket.Parts.Count && bracket.Parts[i] is BracketNode inner && !ids.Contains(inner.Id)) Visit(inner);
            }
        }
    }

    /// <summary>One place up or down among its neighbours; null where there is none.</summary>
    public static Place? Beside(BuilderTree tree, int id, int by)
    {
        if (id == BuilderTree.RootId) return null;
        var (parent, at) = (tree.ParentOf(id)!, tree.IndexOf(id));
        return at + by < 0 || at + by >= parent.Parts.Count ? null : new Place(parent.Id, by < 0 ? at + by : at + by + 1);
    }

    /// <summary>Into the bracket next to it: the following one at its beginning, else the one before at its end; null where there is none.</summary>
    public static Place? Into(BuilderTree tree, int id)
    {
        if (id == BuilderTree.RootId) return null;
        var (parent, at) = (tree.ParentOf(id)!, tree.IndexOf(id));
        return parent.Parts.ElementAtOrDefault(at + 1) is BracketNode next ? new Place(next.Id, 0)
            : at > 0 && parent.Parts[at - 1] is BracketNode previous ? new Place(previous.Id, previous.Parts.Count) : null;
    }

    /// <summary>Out of its bracket, behind it; null at the outermost level.</summary>
    public static Place? Out(BuilderTree tree, int id) =>
        id != BuilderTree.RootId && tree.ParentOf(id) is { Id: not BuilderTree.RootId } parent ? new Place(tree.ParentOf(parent.Id)!.Id, tree.IndexOf(parent.Id) + 1) : null;

    // Neighbours that stay neighbours at the same place are not moved.
    private static bool IsThere(BuilderTree tree, IReadOnlyList<int> ids, BracketNode bracket, int index)
    {
        if (ids.Any(id => tree.ParentOf(id)!.Id != bracket.Id)) return false;
        var (first, last) = (tree.IndexOf(ids[0]), tree.IndexOf(ids[^1]));
        return last - first == ids.Count - 1 && index >= first && index <= last + 1;
    }

    private static string Words(BuilderTree tree, BracketNode bracket, int index)
    {
        var where = bracket.Id == BuilderTree.RootId ? "" : $", in {tree.NameOf(bracket.Id)}";
        if (bracket.Parts.IsEmpty) return $"Into {(bracket.Id == BuilderTree.RootId ? "the empty rule" : $"the empty {tree.NameOf(bracket.Id)}")}";
        return index == 0 ? $"Before {tree.NameOf(bracket.Parts[0].Id)}{where}" : $"After {tree.NameOf(bracket.Parts[index - 1].Id)}{where}";
    }

    private static string Why(string reason) => reason.Length > 0 ? $": {reason.TrimEnd('.')}" : "";
}
