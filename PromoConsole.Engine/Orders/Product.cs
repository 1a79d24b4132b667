using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Orders;

/// <summary>Something the shop sells. Concept: product.</summary>
public sealed class Product
{
    /// <summary><c>prod_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The shop's own id; unique when given.</summary>
    public string? SourceId { get; set; }

    /// <summary>Empty when the shop gave none.</summary>
    public required string Name { get; set; }

    /// <summary>The name, or else an id: what people see.</summary>
    public string Named => Name.Length > 0 ? Name : SourceId ?? Id;

    /// <summary>Unit price in minor units; null when unknown.</summary>
    public long? PriceAmount { get; set; }

    /// <summary>Names of what its SKUs differ in: <c>size</c>, <c>colour</c>.</summary>
    public IReadOnlyList<string> Attributes { get; set; } = [];

    public MetadataBag Metadata { get; set; } = MetadataBag.Empty;

    public string? ImageUrl { get; set; }

    public bool Demo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; set; }
}

/// <summary>One variant of a product: a size, a colour. Concept: SKU.</summary>
public sealed class Sku
{
    /// <summary><c>sku_…</c>.</summary>
    public required string Id { get; init; }

    public required string ProductId { get; init; }

    /// <summary>The shop's own id; unique among SKUs when given.</summary>
    public string? SourceId { get; set; }

    /// <summary>What the shop calls it; empty when it gave nothing.</summary>
    public string Name { get; set; } = "";

    /// <summary>The name, or else an id: what people see.</summary>
    public string Named => Name.Length > 0 ? Name : SourceId ?? Id;

    /// <summary>Unit price in minor units; null means the product's.</summary>
    public long? PriceAmount { get; set; }

    /// <summary>Of the price, for display only.</summary>
    public string? Currency { get; set; }

    /// <summary>Its value for each attribute of the product.</summary>
    public MetadataBag Attributes { get; set; } = MetadataBag.Empty;

    public MetadataBag Metadata { get; set; } = MetadataBag.Empty;

    public string? ImageUrl { get; set; }

    public bool Demo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; set; }
}

/// <summary>A named set of products and SKUs: a fixed list, or everything a filter fits. Concept: product collection.</summary>
public sealed class ProductCollection
{
    /// <summary>The collection of all products: always there, stored nowhere.</summary>
    public const string AllProducts = "pc_a11pr0dUc75";

    /// <summary>What <see cref="AllProducts"/> is called.</summary>
    public const string NameOfAll = "All products";

    /// <summary><c>pc_…</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>What is in it; null for a fixed list.</summary>
    public Filter? Filter { get; set; }

    /// <summary>Raised by every change of name, filter or list, so that nobody overwrites what they have not seen. From 1.</summary>
    public int Revision { get; set; } = 1;

    public bool Demo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; set; }
}

/// <summary>That a SKU belongs to a static collection.</summary>
public sealed class CollectionSku
{
    public required string CollectionId { get; init; }

    public required string SkuId { get; init; }
}

/// <summary>That a product, and so each of its SKUs, belongs to a static collection.</summary>
public sealed class CollectionMember
{
    public required string CollectionId { get; init; }

    public required string ProductId { get; init; }
}
