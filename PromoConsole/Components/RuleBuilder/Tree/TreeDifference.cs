namespace PromoConsole.Components.RuleBuilder.Tree;

/// <summary>Finds how much of a tree an edit touched, so that undoing it restores no more than that.</summary>
internal static class TreeDifference
{
    /// <summary>Makes <paramref name="before"/> of <paramref name="after"/> again; null when they are the same.</summary>
    public static Restore? Inverse(BuilderTree before, BuilderTree after, string word)
    {
        if (before.Root.Equals(after.Root)) return null;
        var (old, now) = (before.Root, after.Root);
        while (OnlyBracket(old, now) is { } inner) (old, now) = inner;
        return new Restore(old, before.Numbers, word);
    }

    /// <summary>Where to look after the change: what is new or other, else the bracket that lost something.</summary>
    public static IReadOnlyList<int> Changed(BuilderTree before, BuilderTree after)
    {
        foreach (var node in after.Nodes)
        {
            if (before.Find(node.Id) is not { } old) return [node.Id];
            if (node is RuleNode ? !node.Equals(old) : Own(node) != Own(old)) return [node.Id];
        }

        var gone = before.Nodes.FirstOrDefault(node => !after.Has(node.Id));
        for (var outer = gone is null ? null : before.ParentOf(gone.Id); outer is not null; outer = before.ParentOf(outer.Id))
            if (after.Has(outer.Id)) return [outer.Id];
        var moved = after.Nodes.FirstOrDefault(node => node.Id != BuilderTree.RootId && (before.ParentOf(node.Id)!.Id != after.ParentOf(node.Id)!.Id || before.IndexOf(node.Id) != after.IndexOf(node.Id)));
        return [moved?.Id ?? BuilderTree.RootId];
    }

    // Where two brackets differ in nothing but one inner bracket: that one, before and after.
    private static (BracketNode Old, BracketNode Now)? OnlyBracket(BracketNode old, BracketNode now)
    {
        if (Own(old) != Own(now) || old.Parts.Count != now.Parts.Count) return null;
        (BracketNode, BracketNode)? found = null;
        for (var i = 0; i < old.Parts.Count; i++)
        {
            var (was, part) = (old.Parts[i], now.Parts[i]);
            if (was.Id != part.Id) return null;
            if (ReferenceEquals(was, part) || was.Equals(part)) continue;
            if (found is not null || was is not BracketNode a || part is not BracketNode b) return null;
            found = (a, b);
        }

        return found;
    }

    private static (int, Junction?, bool, bool, string?) Own(BuilderNode node) => (node.Id, (node as BracketNode)?.Joins, node.Negated, node.Muted, node.Lock);
}
