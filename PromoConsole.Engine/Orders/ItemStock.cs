using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Orders;

/// <summary>What is known of a line's product and SKU at the moment of deciding. It stays out of the stored order: the line keeps what was sent.</summary>
/// <param name="CollectionIds">Every collection the line is in: fixed lists its product or SKU is on, filters that fit the line's data laid over what is stored.</param>
/// <param name="ProductMetadata">Stored, with the line's laid over.</param>
/// <param name="SkuMetadata">Stored, with the line's laid over; empty without a SKU.</param>
public sealed record LineItem(IReadOnlyList<string> CollectionIds, MetadataBag ProductMetadata, MetadataBag SkuMetadata)
{
    public static LineItem None { get; } = new([], MetadataBag.Empty, MetadataBag.Empty);
}

/// <summary>A collection that is a filter, made ready.</summary>
public sealed record FilterCollection(string Id, CompiledFilter<ItemData> Filter);

/// <summary>The products and SKUs that the lines of one request name, as stored, with the fixed lists they are on.</summary>
public sealed class ItemStock
{
    private readonly Dictionary<string, Product> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sku> _skus = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _collections = new(StringComparer.Ordinal);

    /// <summary>Ids (platform's or the shop's) of the products the lines name.</summary>
    public static IEnumerable<string> ProductsOf(OrderContent content)
    {
        foreach (var line in content.Lines)
            if ((line.ProductId ?? (line.SourceIsSku ? null : line.SourceId)) is { } id) yield return id;
    }

    /// <summary>Ids (platform's or the shop's) of the SKUs the lines name.</summary>
    public static IEnumerable<string> SkusOf(OrderContent content)
    {
        foreach (var line in content.Lines)
            if ((line.SkuId ?? (line.SourceIsSku ? line.SourceId : null)) is { } id) yield return id;
    }

    /// <summary>Platform ids of the products that are stored.</summary>
    public IEnumerable<string> ProductIds => _products.Values.Select(product => product.Id).Distinct(StringComparer.Ordinal);

    /// <summary>Platform ids of the SKUs that are stored.</summary>
    public IEnumerable<string> SkuIds => _skus.Values.Select(sku => sku.Id).Distinct(StringComparer.Ordinal);

    /// <summary>By platform id or source id; null when it is not stored.</summary>
    public Product? Product(string id) => _products.GetValueOrDefault(id);

    /// <summary>By platform id or source id; null when it is not stored.</summary>
    public Sku? Sku(string id) => _skus.GetValueOrDefault(id);

    public void Add(Product product)
    {
        _products[product.Id] = product;
        if (product.SourceId is { } source) _products.TryAdd(source, product); // a platform id wins over a source id spelled alike
    }

    public void Add(Sku sku)
    {
        _skus[sku.Id] = sku;
        if (sku.SourceId is { } source) _skus.TryAdd(source, sku);
    }

    /// <summary>All fixed lists a product or SKU is on.</summary>
    /// <param name="itemId">Platform id.</param>
    public void SetCollections(string itemId, IReadOnlyList<string> collectionIds) => _collections[itemId] = collectionIds;

    /// <summary>The order with platform ids, names and prices filled in (the SKU's, else the product's), and each line's place in collections.</summary>
    public OrderContent Resolve(OrderContent content, IReadOnlyList<FilterCollection> filters, in FilterClock clock)
    {
        if (content.Lines.Count == 0) return content;
        var lines = new OrderLine[content.Lines.Count];
        for (var i = 0; i < lines.Length; i++) lines[i] = Resolve(content.Lines[i], filters, clock);
        return content with { Lines = lines };
    }

    private OrderLine Resolve(OrderLine line, IReadOnlyList<FilterCollection> filters, in FilterClock clock)
    {
        var sku = (line.SkuId ?? (line.SourceIsSku ? line.SourceId : null)) is { } skuId ? Sku(skuId) : null;
        var product = sku is not null ? Product(sku.ProductId)
            : (line.ProductId ?? (line.SourceIsSku ? null : line.SourceId)) is { } productId ? Product(productId)
            : null;
        line = line with
        {
            ProductId = product?.Id ?? line.ProductId,
            SkuId = sku?.Id ?? line.SkuId,
            SourceId = line.SourceId ?? (sku is not null ? sku.SourceId : product?.SourceId),
            SourceIsSku = line.SourceIsSku || (line.SourceId is null && sku?.SourceId is not null),
            Name = line.Name ?? Given(product?.Name) ?? Given(sku?.Name),
            PriceAmount = line.PriceAmount ?? sku?.PriceAmount ?? product?.PriceAmount,
        };
        if (line is { ProductId: null, SkuId: null, SourceId: null, Name: null, ProductMetadata: null, SkuMetadata: null }) return line with { Item = LineItem.None };
        return line with
        {
            Item = new LineItem(
                CollectionsOf(line, product, sku, filters, clock),
                (product?.Metadata ?? MetadataBag.Empty).MergedWith(line.ProductMetadata),
                (sku?.Metadata ?? MetadataBag.Empty).MergedWith(line.SkuMetadata)),
        };
    }

    private List<string> CollectionsOf(OrderLine line, Product? product, Sku? sku, IReadOnlyList<FilterCollection> filters, in FilterClock clock)
    {
        var found = new List<string> { ProductCollection.AllProducts };
        if (product is not null && _collections.TryGetValue(product.Id, out var ofProduct)) found.AddRange(ofProduct);
        if (sku is not null && _collections.TryGetValue(sku.Id, out var ofSku)) found.AddRange(ofSku);
        if (filters.Count == 0) return found;
        var data = ItemData.Of(line, product, sku);
        foreach (var filter in filters)
            if (filter.Filter.Holds(data, clock)) found.Add(filter.Id);
        return found;
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
