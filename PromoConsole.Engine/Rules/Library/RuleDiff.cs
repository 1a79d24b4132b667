namespace PromoConsole.Engine.Rules.Library;

/// <summary>What became of a condition or bracket. Moved comes beside it: <see cref="RuleDifference.Moved"/>.</summary>
public enum RuleFate { Same, Added, Removed, Changed }

/// <summary>One condition or bracket as it stands in one of two rules.</summary>
/// <param name="Node">Without the negations around it.</param>
/// <param name="Muted">The node or a negation around it is muted.</param>
/// <param name="Place">Of a bracket, its place in reading order, from 1; 0 for the outermost one and for conditions.</param>
/// <param name="Inside">The place of the bracket it stands in; 0 for the outermost one.</param>
public sealed record RuleSide(Rule Node, bool Negated, bool Muted, string? Lock, int Place, int Inside);

/// <summary>One condition or bracket of two rules, with those inside it: those of the new rule in its order, those that are gone where they were.</summary>
/// <param name="Before">Null for what was added.</param>
/// <param name="After">Null for what was removed.</param>
/// <param name="Moved">It stands in another bracket than before, or in another order among those that stayed.</param>
/// <param name="Parts">Empty for conditions.</param>
public sealed record RuleDifference(RuleFate Fate, RuleSide? Before, RuleSide? After, bool Moved, IReadOnlyList<RuleDifference> Parts)
{
    /// <summary>Neither it nor anything inside it differs.</summary>
    public bool IsSame => Fate == RuleFate.Same && !Moved && Parts.All(part => part.IsSame);

    /// <summary>It and everything inside, in reading order.</summary>
    public IEnumerable<RuleDifference> All() => Parts.SelectMany(part => part.All()).Prepend(this);
}

/// <summary>Tells two versions of a rule apart, node by node. Pure.</summary>
public static class RuleDiff
{
    /// <summary>The outermost bracket with everything that is in either rule, each condition once: as the same, changed, added or removed.</summary>
    /// <param name="before">Null asks nothing.</param>
    /// <param name="after">Null asks nothing.</param>
    public static RuleDifference Of(Rule? before, Rule? after)
    {
        var (was, becomes) = (DiffTree.Of(before), DiffTree.Of(after));
        var pairs = RuleMatching.Of(was, becomes);
        return new Merge(pairs).Of(was.Root, becomes.Root);
    }

    private sealed class Merge(IReadOnlyDictionary<DiffTree.Item, DiffTree.Item> pairs)
    {
        private readonly Dictionary<DiffTree.Item, DiffTree.Item> _origins = pairs.ToDictionary(pair => pair.Value, pair => pair.Key);

        private readonly Dictionary<DiffTree.Item, HashSet<DiffTree.Item>> _stayed = [];

        public RuleDifference Of(DiffTree.Item? before, DiffTree.Item? after)
        {
            var moved = before is { Parent: { } from } && after is { Parent: { } to } && (!AreOne(from, to) || !Stayed(from, to).Contains(before));
            var fate = before is null ? RuleFate.Added : after is null ? RuleFate.Removed : DiffTree.Says(before) == DiffTree.Says(after) ? RuleFate.Same : RuleFate.Changed;
            return new(fate, before?.Side, after?.Side, moved, Parts(before, after));
        }

        // What is gone comes after what stood before it and is still there.
        private List<RuleDifference> Parts(DiffTree.Item? before, DiffTree.Item? after)
        {
            var parts = new List<RuleDifference>();
            var waiting = new Queue<DiffTree.Item>(before?.Parts ?? []);
            var kept = before is not null && after is not null ? Stayed(before, after) : [];
            Flush(null);
            foreach (var part in after?.Parts ?? [])
            {
                var origin = _origins.GetValueOrDefault(part);
                if (origin is not null && kept.Contains(origin)) Flush(origin);
                parts.Add(Of(origin, part));
                Flush(null);
            }

            return parts;

            // Up to a part that stayed, that one included; without one, up to the next that did.
            void Flush(DiffTree.Item? until)
            {
                while (waiting.TryPeek(out var next) && (until is not null || !kept.Contains(next)))
                {
                    waiting.Dequeue();
                    if (next == until) return;
                    if (!pairs.ContainsKey(next)) parts.Add(Of(next, null));
                }
            }
        }

        private bool AreOne(DiffTree.Item before, DiffTree.Item after) => pairs.TryGetValue(before, out var pair) && pair == after;

        // The parts of a bracket that are still in it, in the longest order both rules agree on.
        private HashSet<DiffTree.Item> Stayed(DiffTree.Item before, DiffTree.Item after)
        {
            if (_stayed.TryGetValue(before, out var known)) return known;
            var both = before.Parts.Where(part => pairs.TryGetValue(part, out var pair) && pair.Parent == after).ToList();
            var at = both.ConvertAll(part => pairs[part].At);
            var (length, previous) = (new int[both.Count], new int[both.Count]);
            var end = -1;
            for (var i = 0; i < both.Count; i++)
            {
                (length[i], previous[i]) = (1, -1);
                for (var j = 0; j < i; j++)
                    if (at[j] < at[i] && length[j] + 1 > length[i]) (length[i], previous[i]) = (length[j] + 1, j);
                if (end < 0 || length[i] > length[end]) end = i;
            }

            var stayed = new HashSet<DiffTree.Item>();
            for (; end >= 0; end = previous[end]) stayed.Add(both[end]);
            return _stayed[before] = stayed;
        }
    }
}
