using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Orders;

/// <summary>A product, or one of its SKUs, as collections see it: what is stored, with what a request says laid over it.</summary>
public sealed record ItemData
{
    /// <summary>Of the product.</summary>
    public string? Name { get; init; }

    /// <summary>What one piece costs: the line's price, else the SKU's, else the product's; minor units.</summary>
    public long? PriceAmount { get; init; }

    /// <summary>The shop's id of the product.</summary>
    public string? SourceId { get; init; }

    public IReadOnlyList<string> Attributes { get; init; } = [];

    public string? ImageUrl { get; init; }

    /// <summary>The product's, over it the SKU's, over it the line's own.</summary>
    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Null for a product without a SKU.</summary>
    public Sku? Sku { get; init; }

    public static ItemData Of(Product product, Sku? sku = null) => new()
    {
        Name = product.Name, PriceAmount = sku?.PriceAmount ?? product.PriceAmount, SourceId = product.SourceId, Attributes = product.Attributes,
        ImageUrl = product.ImageUrl, Metadata = product.Metadata.MergedWith(sku?.Metadata), CreatedAt = product.CreatedAt, Sku = sku,
    };

    /// <summary>Of a line, as <see cref="ItemStock"/> resolved it.</summary>
    public static ItemData Of(OrderLine line, Product? product, Sku? sku) => new()
    {
        Name = line.Name ?? product?.Name, PriceAmount = line.PriceAmount ?? sku?.PriceAmount ?? product?.PriceAmount,
        SourceId = product?.SourceId ?? (line.SourceIsSku ? null : line.SourceId), Attributes = product?.Attributes ?? [], ImageUrl = product?.ImageUrl,
        Metadata = (product?.Metadata ?? MetadataBag.Empty).MergedWith(line.ProductMetadata).MergedWith(sku?.Metadata).MergedWith(line.SkuMetadata).MergedWith(line.Metadata),
        CreatedAt = product?.CreatedAt, Sku = sku,
    };
}

/// <summary>The attributes of products and SKUs that collections may ask about.</summary>
public static class ItemFields
{
    /// <summary>What attributes of a SKU begin with; they are missing where there is no SKU.</summary>
    public const string SkuPrefix = "sku.";

    public static FilterFields<ItemData> All { get; } = new(
        "a product",
        [
            new("name", FieldType.Text, item => FilterValue.Of(item.Name)),
            new("price", FieldType.Number, item => FilterValue.Of(item.PriceAmount)),
            new("source_id", FieldType.Text, item => FilterValue.Of(item.SourceId)),
            new("attributes", FieldType.Texts, item => FilterValue.Of(item.Attributes)),
            new("image_url", FieldType.Text, item => FilterValue.Of(item.ImageUrl)),
            new("created_at", FieldType.Time, item => FilterValue.Of(item.CreatedAt)),
            new(SkuPrefix + "sku", FieldType.Text, item => FilterValue.Of(item.Sku?.Name)),
            new(SkuPrefix + "source_id", FieldType.Text, item => FilterValue.Of(item.Sku?.SourceId)),
            new(SkuPrefix + "price", FieldType.Number, item => FilterValue.Of(item.Sku is null ? null : item.PriceAmount)),
            new(SkuPrefix + "image_url", FieldType.Text, item => FilterValue.Of(item.Sku?.ImageUrl)),
            new(SkuPrefix + "created_at", FieldType.Time, item => FilterValue.Of(item.Sku?.CreatedAt)),
        ],
        [
            new("metadata.", item => item.Metadata),
            new(SkuPrefix + "metadata.", item => item.Sku?.Metadata ?? MetadataBag.Empty),
            new(SkuPrefix + "attributes.", item => item.Sku?.Attributes ?? MetadataBag.Empty),
        ],
        ["skus"]);
}
