using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Finds which condition and bracket of one rule is which of another.</summary>
internal static class RuleMatching
{
    /// <summary>Pairs, each item in one at most. The outermost brackets are one pair.</summary>
    public static Dictionary<DiffTree.Item, DiffTree.Item> Of(DiffTree before, DiffTree after)
    {
        var pairs = new Dictionary<DiffTree.Item, DiffTree.Item> { [before.Root] = after.Root };
        Conditions(before, after, pairs);
        Brackets(before, after, pairs);
        return pairs;
    }

    // What is sure first: same number and content; then content alone, since numbers move up when a condition goes in before; then what may have been edited.
    private static void Conditions(DiffTree before, DiffTree after, Dictionary<DiffTree.Item, DiffTree.Item> pairs)
    {
        var (left, right) = (before.Conditions.ToList(), after.Conditions.ToList());
        Pair(item => $"{Of(item).Number} {Asks(item)}");
        Pair(Asks);
        Pair(item => $"{Of(item).Number} {Of(item).Kind.Word}");
        Pair(item => Of(item).Kind.Word);

        void Pair(Func<DiffTree.Item, string> key)
        {
            var waiting = left.GroupBy(key).ToDictionary(group => group.Key, group => new Queue<DiffTree.Item>(group));
            var found = new HashSet<DiffTree.Item>();
            foreach (var item in right)
            {
                if (!waiting.TryGetValue(key(item), out var same) || !same.TryDequeue(out var origin)) continue;
                pairs[origin] = item;
                found.Add(origin);
                found.Add(item);
            }

            left.RemoveAll(found.Contains);
            right.RemoveAll(found.Contains);
        }
    }

    // A bracket is the one that had most of its conditions; of several the one nearest in reading order. Those without any go by their place.
    private static void Brackets(DiffTree before, DiffTree after, Dictionary<DiffTree.Item, DiffTree.Item> pairs)
    {
        var shared = new Dictionary<(DiffTree.Item Before, DiffTree.Item After), int>();
        foreach (var (was, becomes) in pairs.ToList())
            for (var outer = was.Parent; outer?.Parent is not null; outer = outer.Parent)
                for (var now = becomes.Parent; now?.Parent is not null; now = now.Parent)
                    shared[(outer, now)] = shared.GetValueOrDefault((outer, now)) + (outer == was.Parent && now == becomes.Parent ? 2 : 1);

        var found = new HashSet<DiffTree.Item>();
        var likely = shared.OrderByDescending(one => one.Value).ThenBy(one => Math.Abs(one.Key.Before.Side.Place - one.Key.After.Side.Place))
            .ThenBy(one => one.Key.After.Side.Place).ThenBy(one => one.Key.Before.Side.Place).Select(one => one.Key);
        foreach (var (was, becomes) in likely.Concat(Empty())) Pair(was, becomes);

        void Pair(DiffTree.Item was, DiffTree.Item becomes)
        {
            if (found.Contains(was) || found.Contains(becomes)) return;
            pairs[was] = becomes;
            found.Add(was);
            found.Add(becomes);
        }

        IEnumerable<(DiffTree.Item, DiffTree.Item)> Empty() =>
            before.Brackets.Where(bracket => !bracket.Conditions().Any())
                .Join(after.Brackets.Where(bracket => !bracket.Conditions().Any()), bracket => bracket.Side.Place, bracket => bracket.Side.Place, (was, becomes) => (was, becomes));
    }

    private static Condition Of(DiffTree.Item item) => (Condition)item.Side.Node;

    // What a condition asks, however it is numbered, muted, locked or explained to the customer.
    private static string Asks(DiffTree.Item item) => PromoJson.Write<Rule>(Of(item) with { Number = 0, Muted = false, Lock = null, Message = null, MessageId = null, Translations = null });
}
