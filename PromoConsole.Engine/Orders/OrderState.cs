using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Orders;

/// <summary>An order between two steps: what was sent, and what came off or was added so far. All amounts are minor units.</summary>
/// <remarks>Stored with every redemption, so whatever is usual is left out of its JSON.</remarks>
public sealed record OrderState
{
    /// <summary>Value as sent; null means the sum of the lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ExplicitAmount { get; init; }

    /// <summary>As sent, then those that were added.</summary>
    public IReadOnlyList<LineState> Lines { get; init; } = [];

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    /// <summary>What came off the order as a whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long OrderDiscountAmount { get; init; }

    /// <summary>Value as sent, before anything; null without a value.</summary>
    [JsonIgnore]
    public long? InitialAmount => ExplicitAmount ?? Sum(static line => line.Added ? null : line.InitialAmount);

    /// <summary>Value before discounts, with what was added; null without a value.</summary>
    [JsonIgnore]
    public long? Amount => ExplicitAmount is { } given ? given + AddedAmount : Sum(static line => line.Amount);

    [JsonIgnore]
    public long ItemsDiscountAmount => Sum(static line => line.DiscountAmount) ?? 0;

    [JsonIgnore]
    public long TotalDiscountAmount => OrderDiscountAmount + ItemsDiscountAmount;

    /// <summary>Left to pay, never below 0; null without a value.</summary>
    [JsonIgnore]
    public long? TotalAmount => Amount is { } amount ? Math.Max(0, amount - TotalDiscountAmount) : null;

    /// <summary>Units on all lines, added ones included.</summary>
    [JsonIgnore]
    public long ItemsQuantity => Sum(static line => line.Quantity) ?? 0;

    /// <summary>The order as rules see it at this moment: quantities and values with what was added.</summary>
    [JsonIgnore]
    public OrderContent Content => new() { ExplicitAmount = ExplicitAmount + AddedAmount, Lines = Lines.Select(line => line.Now).ToArray(), Metadata = Metadata };

    private long AddedAmount => Sum(static line => line.AddedAmount) ?? 0;

    /// <param name="orderDiscountAmount">What came off it before, of which no more is known.</param>
    public static OrderState Of(OrderContent content, long orderDiscountAmount = 0) => new()
    {
        ExplicitAmount = content.ExplicitAmount,
        Lines = [.. content.Lines.Select(line => new LineState(line))],
        Metadata = content.Metadata,
        OrderDiscountAmount = orderDiscountAmount,
    };

    /// <summary>The order after a discount came off.</summary>
    public OrderState With(AppliedDiscount applied) => With(applied.OrderDiscountAmount, applied.Lines);

    /// <summary>The order after what was kept of a discount.</summary>
    public OrderState With(OrderChange change) => With(change.OrderDiscountAmount, change.Lines ?? []);

    private OrderState With(long orderDiscountAmount, IReadOnlyList<LineChange> changes)
    {
        if (changes.Count == 0) return orderDiscountAmount == 0 ? this : this with { OrderDiscountAmount = OrderDiscountAmount + orderDiscountAmount };
        var lines = Lines.ToList();
        foreach (var change in changes)
        {
            if (change.Added is { } added) lines.Add(new LineState(added) { Added = true }.With(change));
            else lines[change.Index] = lines[change.Index].With(change);
        }

        return this with { Lines = lines, OrderDiscountAmount = OrderDiscountAmount + orderDiscountAmount };
    }

    // Null when no line has such a value.
    private long? Sum(Func<LineState, long?> value)
    {
        long? sum = null;
        foreach (var line in Lines)
            if (value(line) is { } some) sum = checked((sum ?? 0) + some);
        return sum;
    }
}

/// <summary>One line of an order between two steps. Amounts are minor units.</summary>
/// <param name="Line">As sent, with prices filled in; of an added line with quantity 0.</param>
public sealed record LineState(OrderLine Line)
{
    /// <summary>The line was not sent: a free item.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Added { get; init; }

    /// <summary>Units that were added; negative when they were exchanged for others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int AddedQuantity { get; init; }

    /// <summary>Value of the units added; negative when they were exchanged for others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long AddedAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long DiscountAmount { get; init; }

    /// <summary>Units that are free.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int DiscountQuantity { get; init; }

    [JsonIgnore]
    public int InitialQuantity => Line.Quantity;

    [JsonIgnore]
    public int Quantity => Line.Quantity + AddedQuantity;

    /// <summary>As sent, before discounts; null when the line has no price.</summary>
    [JsonIgnore]
    public long? InitialAmount => Line.Amount;

    /// <summary>Before discounts, with what was added; null when the line has no price.</summary>
    [JsonIgnore]
    public long? Amount => Line.Amount + AddedAmount;

    /// <summary>What is left of it; null when the line has no price.</summary>
    [JsonIgnore]
    public long? SubtotalAmount => Amount - DiscountAmount;

    /// <summary>Price of one unit, exact; null when the line has no price.</summary>
    [JsonIgnore]
    public decimal? UnitPrice => Line.PriceAmount ?? (Quantity > 0 ? (decimal?)Amount / Quantity : null);

    /// <summary>The line as rules see it at this moment.</summary>
    [JsonIgnore]
    public OrderLine Now => AddedQuantity == 0 && AddedAmount == 0
        ? Line
        : Line with { Quantity = Quantity, ExplicitAmount = Line.ExplicitAmount is null && Amount == Line.PriceAmount * Quantity ? null : Amount };

    internal LineState With(LineChange change) => this with
    {
        AddedQuantity = AddedQuantity + change.AddedQuantity,
        AddedAmount = AddedAmount + change.AddedAmount,
        DiscountAmount = DiscountAmount + change.DiscountAmount,
        DiscountQuantity = DiscountQuantity + change.DiscountQuantity,
    };
}
