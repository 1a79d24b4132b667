using System.ComponentModel;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts;

namespace PromoConsole.Api;

/// <summary>Which items a discount covers, as configured.</summary>
internal sealed record CoverageView(IReadOnlyList<CoveredItemView> Included, IReadOnlyList<CoveredItemView> Excluded, bool IncludedAll)
{
    public static CoverageView? Of(Coverage? coverage) => coverage is null ? null : new(
        [.. coverage.Included.Select(entry => CoveredItemView.Of(entry))], [.. coverage.Excluded.Select(entry => CoveredItemView.Of(entry))], coverage.All);
}

/// <summary>A product, SKU or collection that is covered; in an answer with the lines that were.</summary>
internal sealed record CoveredItemView
{
    [Description("product, sku or products_collection.")]
    public required string Object { get; init; }

    public required string Id { get; init; }

    public bool Strict { get; init; }

    [Description("APPLY_TO_EVERY, APPLY_TO_CHEAPEST, APPLY_FROM_CHEAPEST, APPLY_TO_MOST_EXPENSIVE or APPLY_FROM_MOST_EXPENSIVE.")]
    public required string Effect { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What is counted: ITEM (lines) or UNIT.")]
    public string? Target { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SkipInitially { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Repeat { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? QuantityLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AggregatedQuantityLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Units ever discounted in the campaign; the seven that follow count by customer, by promotion tier (or code), and for each product of a collection.")]
    public int? ProductCampaignQuantityLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ProductCustomerCampaignQuantityLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ProductInCollectionCampaignQuantityLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ProductInCollectionCustomerCampaignQuantityLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ProductPromotionTierQuantityLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ProductCustomerPromotionTierQuantityLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ProductInCollectionPromotionTierQuantityLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ProductInCollectionCustomerPromotionTierQuantityLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AmountLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AggregatedAmountLimit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("FIXED: new price of a unit.")]
    public long? Price { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PriceFormula { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Lines of the order, from 0.")]
    public IReadOnlyList<int>? OrderItemIndices { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CoveredUnitsView>? OrderItemUnits { get; init; }

    /// <param name="outcome">What it matched; null for the entry as configured.</param>
    public static CoveredItemView Of(CoverageEntry entry, EntryOutcome? outcome = null)
    {
        var counted = entry.Candidates != Candidates.Every || entry.Target == CandidateTarget.Unit || entry.SkipInitially > 0 || entry.Repeat is not null;
        return new()
        {
            Object = DiscountWire.Of(entry.Item.Kind),
            Id = entry.Item.Id,
            Strict = entry.Strict,
            Effect = DiscountWire.Of(entry.Candidates),
            Target = !counted ? null : entry.Target == CandidateTarget.Unit ? "UNIT" : "ITEM",
            SkipInitially = counted ? entry.SkipInitially : null,
            Repeat = entry.Repeat,
            QuantityLimit = entry.QuantityLimit,
            AggregatedQuantityLimit = entry.AggregatedQuantityLimit,
            ProductCampaignQuantityLimit = LimitOf(entry, UnitScope.Campaign, false),
            ProductCustomerCampaignQuantityLimit = LimitOf(entry, UnitScope.CampaignCustomer, false),
            ProductInCollectionCampaignQuantityLimit = LimitOf(entry, UnitScope.Campaign, true),
            ProductInCollectionCustomerCampaignQuantityLimit = LimitOf(entry, UnitScope.CampaignCustomer, true),
            ProductPromotionTierQuantityLimit = LimitOf(entry, UnitScope.Incentive, false),
            ProductCustomerPromotionTierQuantityLimit = LimitOf(entry, UnitScope.IncentiveCustomer, false),
            ProductInCollectionPromotionTierQuantityLimit = LimitOf(entry, UnitScope.Incentive, true),
            ProductInCollectionCustomerPromotionTierQuantityLimit = LimitOf(entry, UnitScope.IncentiveCustomer, true),
            AmountLimit = entry.AmountLimit,
            AggregatedAmountLimit = entry.AggregatedAmountLimit,
            Price = entry.PriceAmount,
            PriceFormula = entry.PriceFormula?.Text,
            OrderItemIndices = outcome?.Indices,
            OrderItemUnits = outcome is { Units.Count: > 0 } ? [.. outcome.Units.Select(CoveredUnitsView.Of)] : null,
        };
    }

    private static int? LimitOf(CoverageEntry entry, UnitScope scope, bool perProduct) =>
        entry.UnitLimits?.FirstOrDefault(limit => limit.Scope == scope && limit.PerProduct == perProduct)?.Limit;
}

/// <param name="Units">From 1 within the line; left out when the cart has more than 1000.</param>
internal sealed record CoveredUnitsView(
    int Index,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? Units,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? UnitsLimitExceeded)
{
    public static CoveredUnitsView Of(CoveredUnits units) => new(units.Index, units.TooMany ? null : units.Positions, units.TooMany ? true : null);
}
