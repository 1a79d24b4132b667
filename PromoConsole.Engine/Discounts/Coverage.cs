using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Discounts;

/// <summary>Which items a discount covers (<c>applicable_to</c>). It does not decide whether the incentive is valid, only what comes off what.</summary>
/// <remarks>An excluded item is never covered. With nothing included, and with <see cref="All"/>, everything that is not excluded is covered.</remarks>
public sealed record Coverage
{
    /// <summary>Every line is covered, entry or not; entries then only add their limits and prices.</summary>
    public bool All { get; init; }

    public IReadOnlyList<CoverageEntry> Included { get; init; } = [];

    public IReadOnlyList<CoverageEntry> Excluded { get; init; } = [];

    /// <summary>Nothing is covered while nothing is included: older rules mark what is covered, and none of it may be in the cart.</summary>
    [JsonIgnore]
    public bool OnlyIncluded { get; init; }

    /// <summary>Whether lines that no entry names are covered.</summary>
    [JsonIgnore]
    public bool CoversTheRest => All || (Included.Count == 0 && !OnlyIncluded);
}

/// <summary>A product, SKU or collection that is covered, and how far.</summary>
/// <param name="Item">What it names; a product also covers its SKUs unless <see cref="Strict"/>.</param>
public sealed record CoverageEntry(ItemReference Item)
{
    /// <summary>Only the product itself, not its SKUs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Strict { get; init; }

    /// <summary>In which order candidates come, and whether only the first is taken.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Candidates Candidates { get; init; }

    /// <summary>What is counted as a candidate: lines or single units.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public CandidateTarget Target { get; init; }

    /// <summary>How many candidates are left out at the start, 0 or more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int SkipInitially { get; init; }

    /// <summary>From there on every how-manieth candidate is taken, 1 or more; null: as <see cref="Candidates"/> says.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Repeat { get; init; }

    /// <summary>At most this many units of each line are discounted; null for no limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? QuantityLimit { get; init; }

    /// <summary>At most this many units of all its lines together are discounted; null for no limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AggregatedQuantityLimit { get; init; }

    /// <summary>At most so many units are ever discounted, over all orders; each scope once. Null for no such limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<UnitLimit>? UnitLimits { get; init; }

    /// <summary>At most this much comes off each line, minor units; null for no cap.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AmountLimit { get; init; }

    /// <summary>At most this much comes off all its lines together, minor units; null for no cap.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AggregatedAmountLimit { get; init; }

    /// <summary>New price of a unit with <see cref="FixedTotal"/>, minor units; null: the discount's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? PriceAmount { get; init; }

    /// <summary>Computes the new price; <see cref="PriceAmount"/>, else the discount's own, is the fallback.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Formula? PriceFormula { get; init; }
}

/// <summary>The order in which matching lines or units are candidates for a discount; ties keep the order of the request.</summary>
public enum Candidates
{
    /// <summary>All, as in the request.</summary>
    Every,

    /// <summary>Only the one with the lowest unit price.</summary>
    Cheapest,

    /// <summary>All, from the lowest unit price up.</summary>
    FromCheapest,

    /// <summary>Only the one with the highest unit price.</summary>
    MostExpensive,

    /// <summary>All, from the highest unit price down.</summary>
    FromMostExpensive,
}

/// <summary>What a candidate is.</summary>
public enum CandidateTarget { Item, Unit }
