using System.Text.Json.Serialization;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Orders;

/// <summary>An order as stored: what was bought and what was taken off. Concept: order.</summary>
public sealed class Order
{
    /// <summary><c>ord_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The shop's own id; unique when given.</summary>
    public string? SourceId { get; init; }

    public string? CustomerId { get; set; }

    /// <summary>Platform id of the customer who referred the buyer; null when nobody is known to.</summary>
    public string? ReferrerId { get; set; }

    public OrderStatus Status { get; set; }

    /// <summary>Value before discounts, minor units.</summary>
    public long Amount { get; set; }

    /// <summary>All discounts so far, minor units.</summary>
    public long DiscountAmount { get; set; }

    /// <summary>Lines and metadata as sent, with stored prices filled in.</summary>
    public required OrderContent Content { get; set; }

    /// <summary>What was redeemed on it, oldest first; null when nothing was.</summary>
    public IReadOnlyList<OrderRedemption>? Redemptions { get; set; }

    public bool Demo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>As sent, with what stands of the redemptions on it.</summary>
    public OrderState State() => State(Content);

    /// <summary>The same with lines that have more filled in than is stored.</summary>
    public OrderState State(OrderContent content)
    {
        var state = OrderState.Of(content);
        foreach (var redemption in Redemptions ?? [])
            foreach (var change in redemption.Changes)
                state = state.With(redemption is { RollbackId: not null, Kept: false } ? change.TakenBack() : change);
        return state;
    }
}

/// <summary>What one redemption did to an order.</summary>
/// <param name="Id"><c>r_…</c>; of a request with several, the one that stands for all of them.</param>
/// <param name="Changes">One for each redeemable that applied.</param>
public sealed record OrderRedemption(string Id, DateTimeOffset At, IReadOnlyList<OrderChange> Changes)
{
    /// <summary>The rollback that took it back; null while it stands.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RollbackId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RollbackAt { get; init; }

    /// <summary>The rollback left the order alone: what came off stays off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Kept { get; init; }
}

/// <summary>What one redeemable did to an order, without its reasons. Amounts are minor units.</summary>
/// <param name="RedemptionId">Its own row.</param>
/// <param name="ObjectId">The voucher or promotion tier.</param>
/// <param name="OrderDiscountAmount">What came off the order as a whole.</param>
public sealed record OrderChange(
    string RedemptionId, Redemptions.RedeemableKind Kind, string ObjectId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CampaignId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long OrderDiscountAmount)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Discounts.LineChange>? Lines { get; init; }

    /// <summary>What is left when it was taken back: added lines stay, empty, so that later changes still find theirs.</summary>
    public OrderChange TakenBack() => this with
    {
        OrderDiscountAmount = 0,
        Lines = Lines?.Where(line => line.Added is not null).Select(line => new Discounts.LineChange(line.Index, 0) { Added = line.Added }).ToList(),
    };
}

/// <summary>Stored and sent as the upper-case word.</summary>
public enum OrderStatus { Created, Paid, Canceled, Fulfilled }

/// <summary>The order as the rules see it.</summary>
public sealed record OrderContent
{
    /// <summary>Explicit value before discounts, minor units; null means the sum of the lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ExplicitAmount { get; init; }

    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;
}

/// <summary>One line of an order.</summary>
public sealed record OrderLine
{
    /// <summary>Platform id of the product, if known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProductId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SkuId { get; init; }

    /// <summary>The shop's id of the product, or of the SKU where <see cref="SourceIsSku"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SourceId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SourceIsSku { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    public int Quantity { get; init; } = 1;

    /// <summary>Unit price, minor units; null when neither sent nor stored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? PriceAmount { get; init; }

    /// <summary>Line value as sent, minor units; null means price × quantity.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ExplicitAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetadataBag? Metadata { get; init; }

    /// <summary>Attributes of the product as sent with the line; laid over the stored ones for this order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetadataBag? ProductMetadata { get; init; }

    /// <summary>Attributes of the SKU as sent with the line; laid over the stored ones for this order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetadataBag? SkuMetadata { get; init; }

    /// <summary>What the catalogue says about it, while a decision is made; never stored.</summary>
    [JsonIgnore]
    public LineItem? Item { get; init; }

    /// <summary>The collections the line is in; empty before it was looked up.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> CollectionIds => Item?.CollectionIds ?? [];

    /// <summary>Line value before discounts, minor units; null when the line has no price.</summary>
    [JsonIgnore]
    public long? Amount => ExplicitAmount ?? PriceAmount * Quantity;
}
