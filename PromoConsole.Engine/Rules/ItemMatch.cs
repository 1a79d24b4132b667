using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Rules;

/// <summary>Some products, SKUs and collections made ready: whether an order line is one of them.</summary>
internal sealed class ItemMatch
{
    private readonly string[] _products;
    private readonly string[] _skus;
    private readonly string[] _collections;

    public ItemMatch(IReadOnlyList<ItemReference> items)
    {
        _products = IdsOf(items, ItemKind.Product);
        _skus = IdsOf(items, ItemKind.Sku);
        _collections = IdsOf(items, ItemKind.Collection);
        IsEmpty = items.Count == 0;
    }

    public bool IsEmpty { get; }

    public bool Matches(OrderLine line)
    {
        if (line.SkuId is { } sku && Has(_skus, sku)) return true;
        if (line.SourceId is { } source && (Has(_products, source) || Has(_skus, source))) return true; // not in our catalogue, known to the shop
        if (line.ProductId is { } product && Has(_products, product)) return true;
        if (_collections.Length == 0) return false;
        var collections = line.CollectionIds;
        for (var i = 0; i < collections.Count; i++)
            if (Has(_collections, collections[i])) return true;
        return false;
    }

    private static bool Has(string[] ids, string id)
    {
        foreach (var one in ids)
            if (one == id) return true;
        return false;
    }

    private static string[] IdsOf(IReadOnlyList<ItemReference> items, ItemKind kind) => [.. items.Where(item => item.Kind == kind).Select(item => item.Id)];
}
