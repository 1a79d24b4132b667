using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Qualification.Index;

/// <summary>
/// What must be so at the least for a rule to hold; what is not named may be anything. A rule has several where it has alternatives, one of which
/// must be so.
/// </summary>
internal sealed record Needs
{
    /// <summary>More alternatives than this are taken for "anything": the exact evaluation sorts them out.</summary>
    private const int MostAlternatives = 16;

    private static readonly Needs s_nothing = new();
    private static readonly Needs s_customer = new() { Customer = true };

    /// <summary>The request must name a customer.</summary>
    public bool Customer { get; init; }

    /// <summary>Who must be in one of these; null for anybody.</summary>
    public IReadOnlyList<string>? Segments { get; init; }

    /// <summary>The order must hold one of these; null for anything. <see cref="Second"/>: one of those too.</summary>
    public IReadOnlyList<ItemKey>? Items { get; init; }

    public IReadOnlyList<ItemKey>? Second { get; init; }

    public Between Initial { get; init; } = Between.Any;

    public Between Before { get; init; } = Between.Any;

    public Between Quantity { get; init; } = Between.Any;

    /// <summary>The alternatives of the rules of an incentive, all of which must hold; one that asks nothing when it cannot be said.</summary>
    public static IReadOnlyList<Needs> Of(Incentive incentive)
    {
        var needs = Of(incentive.InForce?.Effective);
        foreach (var rule in incentive.Rules) needs = Both(needs, Of(rule.Compiled));
        return needs ?? [s_nothing];
    }

    /// <summary>What is left of it when only rules about the customer count.</summary>
    public Needs OfCustomer => Customer || Segments is not null ? new() { Customer = Customer, Segments = Segments } : s_nothing;

    // Null: anything may do.
    private static List<Needs>? Of(CompiledRule? rule) => rule is null || rule.Root.Absent ? null : Of(rule.Root, wanted: true);

    private static List<Needs>? Of(CompiledRule.Part part, bool wanted)
    {
        switch (part.Rule)
        {
            case Not:
                return Of(part.Parts[0], !wanted);
            case Condition condition:
                return Leaf(condition, wanted);
            default:
                var all = part.Rule is AllOf == wanted;
                List<Needs>? found = all ? null : [];
                foreach (var inner in part.Parts)
                {
                    if (inner.Absent) continue;
                    var more = Of(inner, wanted);
                    if (all) found = Both(found, more);
                    else if (more is null) return null;
                    else if (!Either(found!, more)) return null;
                }

                return found;
        }
    }

    private static List<Needs>? Both(List<Needs>? a, List<Needs>? b)
    {
        if (a is null) return b;
        if (b is null) return a;
        if (a.Count * b.Count > MostAlternatives) return a.Count <= b.Count ? a : b; // either alone is still necessary
        var both = new List<Needs>(a.Count * b.Count);
        foreach (var one in a)
            foreach (var other in b) both.Add(one.And(other));
        return both;
    }

    private static bool Either(List<Needs> found, List<Needs> more)
    {
        foreach (var one in more)
        {
            var same = found.FindIndex(other => other.Or(one) is not null);
            if (same >= 0) found[same] = found[same].Or(one)!;
            else if (found.Count == MostAlternatives) return false;
            else found.Add(one);
        }

        return true;
    }

    private Needs And(Needs other) => new()
    {
        Customer = Customer || other.Customer,
        Segments = Fewer(Segments, other.Segments),
        Items = Items ?? other.Items,
        Second = Items is not null && other.Items is not null ? Fewer(Fewer(Second, other.Second), other.Items) : Second ?? other.Second,
        Initial = Initial.And(other.Initial),
        Before = Before.And(other.Before),
        Quantity = Quantity.And(other.Quantity),
    };

    // One of two that differ in a single list only; null for others.
    private Needs? Or(Needs other)
    {
        if (Items is not null && other.Items is not null && this with { Items = null } == other with { Items = null }) return this with { Items = [.. Items, .. other.Items] };
        if (Segments is not null && other.Segments is not null && this with { Segments = null } == other with { Segments = null })
            return this with { Segments = [.. Segments, .. other.Segments] };
        return null;
    }

    private static IReadOnlyList<T>? Fewer<T>(IReadOnlyList<T>? a, IReadOnlyList<T>? b) => a is null || (b is not null && b.Count < a.Count) ? b : a;

    private static List<Needs>? Leaf(Condition condition, bool wanted)
    {
        switch (condition.Kind.Subject)
        {
            case RuleSubject.Segments:
                return [new() { Customer = true, Segments = SegmentsOf((MembershipCondition)condition, wanted) }];
            case RuleSubject.LoyaltyTiers or RuleSubject.CustomerMetadata or RuleSubject.IsHolder:
                return [s_customer];
            case RuleSubject.InitialAmount:
                return Numbers(condition, wanted, isThere: false, range => new() { Initial = range });
            case RuleSubject.AmountBefore:
                return Numbers(condition, wanted, isThere: false, range => new() { Before = range });
            case RuleSubject.ItemsQuantity:
                return Numbers(condition, wanted, isThere: true, range => new() { Quantity = range });
            case RuleSubject.AnyLine or RuleSubject.EveryLine or RuleSubject.CheapestLines or RuleSubject.DearestLines or RuleSubject.NamedGoods when wanted:
            case RuleSubject.NoLine when !wanted:
                return ItemKey.Of((ItemsCondition)condition) is { } items ? [new() { Items = items }] : null;
            default:
                return null;
        }
    }

    // Of several lists of wanted segments any one is necessary. Not being in none of the unwanted means being in one of them.
    private static IReadOnlyList<string>? SegmentsOf(MembershipCondition condition, bool wanted)
    {
        if (!wanted && condition.Tests is not [{ Is: Operator.IsNot }]) return null;
        IReadOnlyList<string>? fewest = null;
        foreach (var test in condition.Tests)
        {
            if (wanted && test.Is != Operator.Is) continue;
            string[] ids = [.. test.Values.Select(value => value.Text)];
            if (!ids.Contains(MembershipMatcher.Any, StringComparer.Ordinal)) fewest = Fewer(fewest, ids);
        }

        return fewest;
    }

    private static List<Needs>? Numbers(Condition condition, bool wanted, bool isThere, Func<Between, Needs> need)
    {
        var test = NumberTest.Of(((NumberCondition)condition).Tests);
        if (!isThere && test.Missing == (wanted ? Truth.True : Truth.False)) return null; // an order without a value would do
        if (wanted) return [need(new(test.Lowest, test.Highest))];
        if (test.Only is not null || test.Not is not null) return null;
        if (test.Lowest > test.Highest) return null;
        return (test.Lowest, test.Highest) switch
        {
            (long.MinValue, long.MaxValue) => null,
            (long.MinValue, var highest) => [need(new(highest + 1, long.MaxValue))],
            (var lowest, long.MaxValue) => [need(new(long.MinValue, lowest - 1))],
            _ => null,
        };
    }
}

/// <summary>A range of numbers, both ends included; empty when the lowest is above the highest.</summary>
internal readonly record struct Between(long Lowest, long Highest)
{
    public static Between Any { get; } = new(long.MinValue, long.MaxValue);

    public Between And(Between other) => new(Math.Max(Lowest, other.Lowest), Math.Min(Highest, other.Highest));
}

/// <summary>One name by which an order line can be found.</summary>
internal readonly record struct ItemKey(ItemKind Kind, string Id)
{
    /// <summary>What a condition about lines looks for; null when any line would do.</summary>
    public static IReadOnlyList<ItemKey>? Of(ItemsCondition condition) =>
        condition.Items.Count > 0 ? [.. condition.Items.Select(item => new ItemKey(item.Kind, item.Id))]
        : condition.From.Count > 0 && condition.Kind.Subject != RuleSubject.NamedGoods ? [.. condition.From.Select(id => new ItemKey(ItemKind.Collection, id))]
        : null;

    /// <summary>All names a line answers to.</summary>
    public static void Of(Orders.OrderLine line, HashSet<ItemKey> keys)
    {
        if (line.Quantity <= 0) return;
        if (line.ProductId is { } product) keys.Add(new(ItemKind.Product, product));
        if (line.SkuId is { } sku) keys.Add(new(ItemKind.Sku, sku));
        if (line.SourceId is { } source)
        {
            keys.Add(new(ItemKind.Product, source));
            keys.Add(new(ItemKind.Sku, source));
        }

        var collections = line.CollectionIds;
        for (var i = 0; i < collections.Count; i++) keys.Add(new(ItemKind.Collection, collections[i]));
    }
}
