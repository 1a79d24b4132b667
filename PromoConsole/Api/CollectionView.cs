using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Api;

/// <summary>A product collection: a fixed list with its products and SKUs, or a filter.</summary>
internal sealed record CollectionView
{
    [Description("pc_…")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description("STATIC or AUTO_UPDATE.")]
    public required string Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Filter { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CollectionItemView>? Products { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string Object => "products_collection";

    public static CollectionView Of(CollectionDetails details)
    {
        var (collection, filter) = (details.Collection, details.Collection.Filter);
        return new CollectionView
        {
            Id = collection.Id,
            Name = collection.Name,
            Type = filter is null ? "STATIC" : "AUTO_UPDATE",
            Filter = filter is null ? null : FilterBody.Write(filter),
            Products = filter is not null
                ? null
                : [.. details.ProductIds.Select(id => new CollectionItemView(id, "product", null)), .. details.SkuIds.Select(sku => new CollectionItemView(sku.SkuId, "sku", sku.ProductId))],
            CreatedAt = collection.CreatedAt,
        };
    }
}

internal sealed record CollectionItemView(
    string Id, [property: Description("product or sku")] string Object, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProductId);

internal sealed record CollectionListView(IReadOnlyList<CollectionView> Data, long Total)
{
    public string Object => "list";

    public string DataRef => "data";
}

/// <summary>What is in a collection: products, and SKUs with the product each belongs to.</summary>
internal sealed record CollectionItemsView(IReadOnlyList<JsonElement> Data, long Total)
{
    public string Object => "list";

    public string DataRef => "data";

    public static CollectionItemsView Of(IEnumerable<StoredItem> items, long total) => new(
        [
            .. items.Select(item => item.Sku is { } sku
                ? JsonSerializer.SerializeToElement(SkuView.Of(sku) with { Product = ProductView.Of(item.Product) }, WireJson.Default.SkuView)
                : JsonSerializer.SerializeToElement(ProductView.Of(item.Product), WireJson.Default.ProductView)),
        ], total);
}
