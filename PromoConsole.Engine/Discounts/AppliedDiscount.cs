using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Discounts;

/// <summary>How a discount came out on one order, with what is needed to say it step by step. Amounts are minor units.</summary>
/// <param name="Discount">The discount as configured.</param>
/// <param name="BaseAmount">What it was computed from: what was left to pay, or what the covered items were worth.</param>
/// <param name="ExactAmount">Before caps and rounding.</param>
/// <param name="Amount">What came off in all.</param>
/// <param name="CapCutAmount">How much caps cut away, 0 when none acted.</param>
/// <param name="Shares">Of an order-level discount, per order line in request order; sums to it when the order has priced lines, else empty.</param>
public sealed record AppliedDiscount(
    Discount Discount, long BaseAmount, decimal ExactAmount, long Amount, long CapCutAmount, IReadOnlyList<long> Shares)
{
    /// <summary>What came off the order as a whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long OrderDiscountAmount { get; init; }

    /// <summary>What was left to pay before; null without a value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LeftBefore { get; init; }

    /// <summary>What happened to single lines, in the order they were served; lines it left alone are not in it.</summary>
    public IReadOnlyList<LineChange> Lines { get; init; } = [];

    /// <summary>Units exchanged for others.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; init; } = [];

    /// <summary>Each cap that acted.</summary>
    public IReadOnlyList<CapCut> Caps { get; init; } = [];

    /// <summary>What the formula gave: minor units, percent or units; null without a formula, when the fallback was used, and when lines have values of their own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? ComputedValue { get; init; }

    /// <summary>A formula gave the value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDynamic { get; init; }

    /// <summary>Null when no bundle was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FoundBundles? Bundle { get; init; }

    /// <summary>Which lines and units each included entry covered; empty for order-level effects without coverage.</summary>
    public IReadOnlyList<EntryOutcome> Applicable { get; init; } = [];

    /// <summary>Which lines each excluded entry kept out.</summary>
    public IReadOnlyList<EntryOutcome> Inapplicable { get; init; } = [];

    /// <summary>What was left to pay before this step; of discounts stored before that was kept, what they were computed from.</summary>
    [JsonIgnore]
    public long Before => LeftBefore ?? BaseAmount;

    /// <summary>What is left to pay after it.</summary>
    [JsonIgnore]
    public long After => Lines.Count == 0 ? Before - Amount : Before + Lines.Sum(line => line.AddedAmount - line.DiscountAmount) - OrderDiscountAmount;

    /// <summary>Nothing came off and nothing was added.</summary>
    [JsonIgnore]
    public bool HasNoEffect => Amount == 0 && !Lines.Any(line => line.AddedQuantity != 0 || line.DiscountQuantity != 0);
}

/// <summary>What one step did to one line. Amounts are minor units.</summary>
/// <param name="Index">Of the line in the order before or, for an added line, after the step.</param>
/// <param name="DiscountAmount">What came off; below zero only where exchanged units gave their earlier discount back.</param>
public sealed record LineChange(int Index, long DiscountAmount)
{
    /// <summary>The line that was added, with quantity 0; null for one that was there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderLine? Added { get; init; }

    /// <summary>Units that were added; negative when they were exchanged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int AddedQuantity { get; init; }

    /// <summary>Value of those units.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long AddedAmount { get; init; }

    /// <summary>Units that became free.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int DiscountQuantity { get; init; }

    /// <summary>Units the discount was computed on; null where units do not matter.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CoveredQuantity { get; init; }

    /// <summary>What those units were worth.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal BaseAmount { get; init; }

    /// <summary>Before caps and rounding.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal ExactAmount { get; init; }

    /// <summary>What the formula gave for this line: minor units, percent or units; null without one or when the fallback was used.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? ComputedValue { get; init; }
}

/// <summary>A cap that acted.</summary>
/// <param name="Limit">Minor units or units, as <paramref name="Kind"/> says.</param>
/// <param name="CutAmount">What it cut away, minor units; 0 for limits of units.</param>
/// <param name="Index">The line it acted on; null for one over several lines or the order.</param>
public sealed record CapCut(
    CapKind Kind, long Limit, long CutAmount, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index = null)
{
    /// <summary>How many units a limit over all orders kept back; 0 for every other cap.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Units { get; init; }
}

/// <summary>The caps of the field. Stored as words.</summary>
public enum CapKind
{
    /// <summary>What is left to pay of the line or the order.</summary>
    LeftToPay,

    /// <summary>The discount's, for the order or per line.</summary>
    AmountLimit,

    /// <summary>The discount's, over all lines.</summary>
    AggregatedAmountLimit,

    /// <summary>The entry's, per line.</summary>
    EntryAmountLimit,

    /// <summary>The entry's, over its lines.</summary>
    EntryAggregatedAmountLimit,

    /// <summary>The entry's units per line.</summary>
    QuantityLimit,

    /// <summary>The entry's units over its lines.</summary>
    AggregatedQuantityLimit,

    /// <summary>The entry's units over all orders: in the campaign, for the customer in it, by the code or tier, for the customer by it.</summary>
    CampaignUnits,
    CampaignCustomerUnits,
    IncentiveUnits,
    IncentiveCustomerUnits,

    /// <summary>A guard of the project.</summary>
    Guard,
}

/// <summary>Units of one line exchanged for units of another. Amounts are minor units.</summary>
/// <param name="SourceQuantity">Units taken away, above 0.</param>
/// <param name="SourceAmount">What they were worth.</param>
/// <param name="TargetQuantity">Units given, above 0.</param>
/// <param name="TargetAmount">What they are worth.</param>
/// <param name="DiscountAmount">What came off them.</param>
public sealed record Exchange(
    int SourceIndex, int SourceQuantity, long SourceAmount, int TargetIndex, int TargetQuantity, long TargetAmount, long DiscountAmount);

/// <summary>What an entry of the coverage matched.</summary>
/// <param name="Entry">As configured; null for all lines that no entry names.</param>
/// <param name="Indices">Covered lines in the order they were served.</param>
/// <param name="Units">Covered units by line, when single units are counted; empty otherwise.</param>
public sealed record EntryOutcome(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CoverageEntry? Entry, IReadOnlyList<int> Indices, IReadOnlyList<CoveredUnits> Units);

/// <summary>Covered units of one line.</summary>
/// <param name="Positions">1-based within the line; empty when there are too many to list.</param>
/// <param name="TooMany">The cart has more units than are listed one by one.</param>
public sealed record CoveredUnits(int Index, IReadOnlyList<int> Positions, bool TooMany = false);
