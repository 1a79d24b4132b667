using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Rules;

/// <summary>A product condition made ready: which lines match, and what they must add up to.</summary>
internal sealed class ItemMatcher(AnyItem condition)
{
    private readonly string[] _products = IdsOf(condition, ItemKind.Product);
    private readonly string[] _skus = IdsOf(condition, ItemKind.Sku);
    private readonly string[] _collections = IdsOf(condition, ItemKind.Collection);
    private readonly Sum[] _sums = [.. condition.Where.Select(Sum.Of)];

    public bool Holds(IReadOnlyList<OrderLine> lines)
    {
        var found = Add(lines);
        if (!found.Any) return false;
        foreach (var sum in _sums)
            if (!sum.Holds(found)) return false;
        return true;
    }

    public Matched Add(IReadOnlyList<OrderLine> lines)
    {
        var found = default(Matched);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (!Matches(line)) continue;
            var amount = line.PriceAmount * line.Quantity ?? line.ExplicitAmount.GetValueOrDefault();
            found = new(true, found.Quantity + line.Quantity, found.Amount + amount);
        }

        return found;
    }

    /// <summary>Whether a line is one of the products, SKUs or collections asked. Lines of no pieces never are.</summary>
    public bool Matches(OrderLine line)
    {
        if (line.Quantity <= 0) return false;
        if (line.SkuId is { } sku && Array.IndexOf(_skus, sku) >= 0) return true;
        if (line.ProductId is { } product && Array.IndexOf(_products, product) >= 0) return true;
        if (_collections.Length == 0) return false;
        var collections = line.CollectionIds;
        for (var i = 0; i < collections.Count; i++)
            if (Array.IndexOf(_collections, collections[i]) >= 0) return true;
        return false;
    }

    private static string[] IdsOf(AnyItem condition, ItemKind kind) =>
        [.. condition.Items.Where(item => item.Kind == kind).Select(item => item.Id)];

    /// <param name="Any">Whether a line matched at all.</param>
    /// <param name="Amount">Price × quantity before discounts, minor units.</param>
    public readonly record struct Matched(bool Any, long Quantity, long Amount);

    /// <summary>A sub-rule made ready.</summary>
    public readonly record struct Sum(bool OfAmounts, NumberTest Test)
    {
        public static Sum Of(ItemCondition condition) => condition switch
        {
            MatchedQuantity quantity => new(false, NumberTest.Of(quantity.Is, quantity.Quantity)),
            MatchedAmount amount => new(true, NumberTest.Of(amount.Is, amount.Amount)),
            _ => throw new System.Diagnostics.UnreachableException($"No evaluation for {condition.GetType().Name}."),
        };

        public bool Holds(in Matched found) => Test.Holds(Seen(found));

        public long Seen(in Matched found) => OfAmounts ? found.Amount : found.Quantity;
    }
}
