namespace PromoConsole.Engine.Orders;

/// <summary>Which products a list shows.</summary>
public sealed record ProductQuery
{
    /// <summary>Parts of the name or source id, all of which must be there; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Minor units, inclusive; products without a price have none.</summary>
    public long? MinPrice { get; init; }

    /// <summary>Minor units, inclusive.</summary>
    public long? MaxPrice { get; init; }

    /// <summary>Only what is on this fixed list; null for all.</summary>
    public string? CollectionId { get; init; }

    public ItemOrder Order { get; init; }

    /// <summary>From 0.</summary>
    public int Skip { get; init; }

    /// <summary>1 to 100.</summary>
    public int Take { get; init; } = 50;
}

/// <summary>A product as a list shows it.</summary>
public sealed record ProductRow(Product Product, int SkusCount);

/// <summary>Where a product is met.</summary>
/// <param name="Collections">Those it is in, with its SKUs: fixed lists, then filters it fits.</param>
/// <param name="Campaigns">Those whose rules or discounts name it or one of its SKUs.</param>
/// <param name="Rules">Rules that stand by themselves and name it.</param>
/// <param name="Orders">The newest among the newest <see cref="ProductService.OrdersLooked"/> that hold it.</param>
public sealed record ProductUses(
    IReadOnlyList<(string Id, string Name, bool ByFilter)> Collections, IReadOnlyList<(string Id, string Name)> Campaigns, IReadOnlyList<(string Id, string Name)> Rules,
    IReadOnlyList<ProductOrder> Orders);

/// <param name="Quantity">Pieces of the product on it.</param>
public sealed record ProductOrder(string Id, string? SourceId, string? CustomerId, string? CustomerName, OrderStatus Status, int Quantity, DateTimeOffset CreatedAt);
