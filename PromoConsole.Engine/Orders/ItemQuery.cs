namespace PromoConsole.Engine.Orders;

/// <summary>Which products or SKUs to list, in which order.</summary>
public sealed record ItemQuery
{
    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    public ItemOrder Order { get; init; }

    /// <summary>From 0.</summary>
    public int Skip { get; init; }

    /// <summary>1 to 100.</summary>
    public int Take { get; init; } = 10;
}

/// <remarks>Types are those of collections: filters before fixed lists.</remarks>
public enum ItemOrder { Newest, Oldest, Name, NameDescending, Price, PriceDescending, Changed, ChangedLast, Type, TypeDescending }

/// <param name="Skus">Oldest first.</param>
public sealed record ProductWithSkus(Product Product, IReadOnlyList<Sku> Skus);
