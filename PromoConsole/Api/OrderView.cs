using System.ComponentModel;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts;
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
    [Description("All discounts of order lines so far.")]
    public long? ItemsDiscountAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TotalDiscountAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Left to pay.")]
    public long? TotalAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What this request added to the discounts.")]
    public long? AppliedDiscountAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ItemsAppliedDiscountAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TotalAppliedDiscountAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrderItemView>? Items { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReferenceView? Customer { get; init; }

    public string? CustomerId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Who referred the customer.")]
    public ReferenceView? Referrer { get; init; }

    public string? ReferrerId { get; init; }

    public string Object => "order";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What was redeemed on it, by redemption id.")]
    public IReadOnlyDictionary<string, OrderRedemptionView>? Redemptions { get; init; }

    /// <param name="before">As it stood before this step or request.</param>
    /// <param name="after">As it stands after it.</param>
    public static OrderView Of(OrderState before, OrderState after, string? id, string? sourceId, string? customerId, string? referrerId) => new()
    {
        Id = id,
        SourceId = sourceId,
        CreatedAt = id is null ? null : Ids.CreatedAt(id),
        Amount = after.Amount,
        InitialAmount = after.InitialAmount,
        DiscountAmount = NoneIfZero(after.OrderDiscountAmount),
        ItemsDiscountAmount = NoneIfZero(after.ItemsDiscountAmount),
        TotalDiscountAmount = NoneIfZero(after.TotalDiscountAmount),
        TotalAmount = after.TotalAmount,
        AppliedDiscountAmount = Added(after.OrderDiscountAmount, before.OrderDiscountAmount),
        ItemsAppliedDiscountAmount = Added(after.ItemsDiscountAmount, before.ItemsDiscountAmount),
        TotalAppliedDiscountAmount = Added(after.TotalDiscountAmount, before.TotalDiscountAmount),
        Items = [.. after.Lines.Select((line, i) => (Line: line, Before: i < before.Lines.Count ? before.Lines[i] : null))
            .Where(pair => pair.Line is not { Added: true, Quantity: 0 }).Select(pair => OrderItemView.Of(pair.Line, pair.Before))],
        Metadata = after.Metadata,
        CustomerId = customerId,
        Customer = customerId is null ? null : new ReferenceView(customerId, "customer"),
        ReferrerId = referrerId,
        Referrer = referrerId is null ? null : new ReferenceView(referrerId, "customer"),
    };

    /// <summary>With what exchanges of this step did to which line.</summary>
    public OrderView With(IReadOnlyList<Exchange>? exchanges) => exchanges is not { Count: > 0 } || Items is null ? this : this with
    {
        Items = [.. Items.Select((item, i) => exchanges.Any(one => one.SourceIndex == i || one.TargetIndex == i)
            ? item with { ApplicationDetails = [.. exchanges.Where(one => one.SourceIndex == i || one.TargetIndex == i).Select(ExchangeView.Of)] }
            : item)],
    };

    internal static long? NoneIfZero(long amount) => amount == 0 ? null : amount;

    internal static long? Added(long after, long before) => after > before ? after - before : null;
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

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Before free or exchanged units.")]
    public int? InitialQuantity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? InitialAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("All that came off this line so far.")]
    public long? DiscountAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AppliedDiscountAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Units that are free.")]
    public int? DiscountQuantity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AppliedDiscountQuantity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Units this step added or, negative, took away.")]
    public int? AppliedQuantity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AppliedQuantityAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Units exchanged for others by this step.")]
    public IReadOnlyList<ExchangeView>? ApplicationDetails { get; init; }

    /// <param name="before">As it stood before this step; null when the step added it.</param>
    public static OrderItemView Of(LineState state, LineState? before)
    {
        var line = state.Line;
        var touched = state.AddedQuantity != 0 || state.DiscountQuantity != 0 || state.Added;
        return new()
        {
            ProductId = line.ProductId,
            SkuId = line.SkuId,
            SourceId = line.SourceId,
            RelatedObject = line.SourceId is null ? null : line.SkuId is null ? "product" : "sku",
            Quantity = state.Quantity,
            InitialQuantity = touched ? state.InitialQuantity : null,
            Amount = state.Amount,
            InitialAmount = touched ? state.Added ? 0 : state.InitialAmount : null,
            Price = line.PriceAmount,
            SubtotalAmount = state.SubtotalAmount,
            DiscountAmount = OrderView.NoneIfZero(state.DiscountAmount),
            AppliedDiscountAmount = OrderView.Added(state.DiscountAmount, before?.DiscountAmount ?? 0),
            DiscountQuantity = None(state.DiscountQuantity),
            AppliedDiscountQuantity = None(state.DiscountQuantity - (before?.DiscountQuantity ?? 0)),
            AppliedQuantity = None(state.AddedQuantity - (before?.AddedQuantity ?? 0)),
            AppliedQuantityAmount = OrderView.NoneIfZero(state.AddedAmount - (before?.AddedAmount ?? 0)),
            Product = line.ProductId is null && line.Name is null
                ? null
                : new OrderProductView(line.ProductId, line.SourceId, line.Name, line.PriceAmount),
            Metadata = line.Metadata,
        };
    }

    private static int? None(int quantity) => quantity == 0 ? null : quantity;
}

/// <summary>Units of one line exchanged for units of another. Amounts are minor units, those of the source below zero.</summary>
internal sealed record ExchangeView(
    int SourceIndex, int SourceAppliedQuantity, long SourceAppliedQuantityAmount,
    int TargetIndex, int TargetAppliedQuantity, long TargetAppliedQuantityAmount, long TargetAppliedDiscountAmount)
{
    public static ExchangeView Of(Exchange one) => new(
        one.SourceIndex, -one.SourceQuantity, -one.SourceAmount, one.TargetIndex, one.TargetQuantity, one.TargetAmount, one.DiscountAmount);
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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OrderRedemptionView>? Stacked = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RollbackId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? RollbackDate = null);
