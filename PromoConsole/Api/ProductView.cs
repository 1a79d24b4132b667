using System.ComponentModel;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Api;

/// <summary>A product with its SKUs.</summary>
internal sealed record ProductView
{
    [Description("prod_…")]
    public required string Id { get; init; }

    [Description("The shop's own id.")]
    public string? SourceId { get; init; }

    public string? Name { get; init; }

    [Description("Of one unit, minor units.")]
    public long? Price { get; init; }

    [Description("Names of what its SKUs differ in.")]
    public IReadOnlyList<string> Attributes { get; init; } = [];

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public string? ImageUrl { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string Object => "product";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProductSkusView? Skus { get; init; }

    public static ProductView Of(ProductWithSkus product) => Of(product.Product) with { Skus = new ProductSkusView([.. product.Skus.Select(SkuView.Of)], product.Skus.Count) };

    /// <summary>Without its SKUs.</summary>
    public static ProductView Of(Product product) => new()
    {
        Id = product.Id,
        SourceId = product.SourceId,
        Name = product.Name.Length > 0 ? product.Name : null,
        Price = product.PriceAmount,
        Attributes = product.Attributes,
        Metadata = product.Metadata,
        ImageUrl = product.ImageUrl,
        CreatedAt = product.CreatedAt,
        UpdatedAt = product.UpdatedAt,
    };
}

internal sealed record ProductSkusView(IReadOnlyList<SkuView> Data, long Total)
{
    public string Object => "list";

    public string DataRef => "data";
}

internal sealed record ProductListView(IReadOnlyList<ProductView> Products, long Total)
{
    public string Object => "list";

    public string DataRef => "products";
}

/// <summary>One variant of a product.</summary>
internal sealed record SkuView
{
    [Description("sku_…")]
    public required string Id { get; init; }

    public string? SourceId { get; init; }

    public required string ProductId { get; init; }

    [Description("Its name.")]
    public string? Sku { get; init; }

    [Description("Of one unit, minor units; null means the product's.")]
    public long? Price { get; init; }

    public string? Currency { get; init; }

    [Description("Its value for each attribute of the product.")]
    public MetadataBag Attributes { get; init; } = MetadataBag.Empty;

    public string? ImageUrl { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string Object => "sku";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProductView? Product { get; init; }

    public static SkuView Of(Sku sku) => new()
    {
        Id = sku.Id,
        SourceId = sku.SourceId,
        ProductId = sku.ProductId,
        Sku = sku.Name.Length > 0 ? sku.Name : null,
        Price = sku.PriceAmount,
        Currency = sku.Currency,
        Attributes = sku.Attributes,
        ImageUrl = sku.ImageUrl,
        Metadata = sku.Metadata,
        CreatedAt = sku.CreatedAt,
        UpdatedAt = sku.UpdatedAt,
    };
}

internal sealed record SkuListView(IReadOnlyList<SkuView> Skus, long Total)
{
    public string Object => "list";

    public string DataRef => "skus";
}
