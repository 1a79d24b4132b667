using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Orders;

/// <summary>Something the shop sells. Concept: product.</summary>
public sealed class Product
{
    /// <summary><c>prod_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The shop's own id; unique when given.</summary>
    public string? SourceId { get; set; }

    public required string Name { get; set; }

    /// <summary>Unit price in minor units; null when unknown.</summary>
    public long? PriceAmount { get; set; }

    public MetadataBag Metadata { get; set; } = MetadataBag.Empty;

    public bool Demo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A named set of products; static in this release. Concept: product collection.</summary>
public sealed class ProductCollection
{
    /// <summary><c>pc_…</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public bool Demo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>That a product belongs to a static collection.</summary>
public sealed class CollectionMember
{
    public required string CollectionId { get; init; }

    public required string ProductId { get; init; }
}
