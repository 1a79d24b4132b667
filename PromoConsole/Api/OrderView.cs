using System.ComponentModel;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Api;

/// <summary>An order with what was taken off. Amounts are minor units; discounts that are zero are left out.</summary>
internal sealed record OrderView
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("ord_…; absent while the order is not stored.")]
    public string? Id { get; init; }

    [Description("The shop's own id.")]
    public string? SourceId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CreatedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UpdatedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("CREATED, PAID, CANCELED or FULFILLED.")]
    public string? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Before discounts, minor units.")]
    public long? Amount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? InitialAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("All order discounts so far.")]
    public long? DiscountAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TotalDiscountAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Left to pay.")]
    public long? TotalAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What this request added to the discounts.")]
    public long? AppliedDiscountAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TotalAppliedDiscountAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrderItemView>? Items { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReferenceView? Customer { get; init; }

    public string? CustomerId { get; init; }

    public string? ReferrerId => null;

    public string Object => "order";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What was redeemed on it, by redemption id.")]
    public IReadOnlyDictionary<string, OrderRedemptionView>? Redemptions { get; init; }

    /// <param name="before">Discounts before this step, minor units.</param>
    /// <param name="applied">What this step added; negative when it took something back.</param>
    public static OrderView Of(OrderContent order, string? id, string? sourceId, string? customerId, long before, long applied)
    {
        var amount = OrderArithmetic.InitialAmount(order);
        var discount = before + applied;
        return new OrderView
        {
            Id = id,
            SourceId = sourceId,
            CreatedAt = id is null ? null : Ids.CreatedAt(id),
            Amount = amount,
            InitialAmount = amount,
            DiscountAmount = NoneIfZero(discount),
            TotalDiscountAmount = NoneIfZero(discount),
            TotalAmount = amount is { } value ? Math.Max(0, value - discount) : null,
            AppliedDiscountAmount = applied > 0 ? applied : null,
            TotalAppliedDiscountAmount = applied > 0 ? applied : null,
            Items = [.. order.Lines.Select(OrderItemView.Of)],
            Metadata = order.Metadata,
            CustomerId = customerId,
            Customer = customerId is null ? null : new ReferenceView(customerId, "customer"),
        };
    }

    private static long? NoneIfZero(long amount) => amount == 0 ? null : amount;
}

internal sealed record ReferenceView(string Id, string Object);

/// <summary>One line of an order.</summary>
internal sealed record OrderItemView
{
    public string Object => "order_item";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProductId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SkuId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SourceId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RelatedObject { get; init; }

    public int Quantity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("As sent, else price × quantity.")]
    public long? Amount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Of one unit.")]
    public long? Price { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SubtotalAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderProductView? Product { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetadataBag? Metadata { get; init; }

    public static OrderItemView Of(OrderLine line) => new()
    {
        ProductId = line.ProductId,
        SkuId = line.SkuId,
        SourceId = line.SourceId,
        RelatedObject = line.SourceId is null ? null : line.SourceIsSku ? "sku" : "product",
        Quantity = line.Quantity,
        Amount = line.Amount,
        Price = line.PriceAmount,
        SubtotalAmount = line.Amount,
        Product = line.ProductId is null && line.Name is null
            ? null
            : new OrderProductView(line.ProductId, line.SourceId, line.Name, line.PriceAmount),
        Metadata = line.Metadata,
    };
}

internal sealed record OrderProductView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SourceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Price);

/// <summary>What one redemption did to an order.</summary>
internal sealed record OrderRedemptionView(
    DateTimeOffset Date,
    string RelatedObjectType,
    string? RelatedObjectId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RelatedObjectParentId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RollbackId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? RollbackDate = null);
