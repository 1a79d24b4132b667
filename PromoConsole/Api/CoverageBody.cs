using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Api;

/// <summary>Reads which items a discount covers.</summary>
internal static class CoverageBody
{
    // Lifetime limits of units, which other systems keep beside these.
    private static readonly string[] s_lifetimeLimits =
    [
        "product_campaign_quantity_limit", "product_customer_campaign_quantity_limit", "product_in_collection_campaign_quantity_limit",
        "product_in_collection_customer_campaign_quantity_limit", "product_promotion_tier_quantity_limit", "product_customer_promotion_tier_quantity_limit",
        "product_in_collection_promotion_tier_quantity_limit", "product_in_collection_customer_promotion_tier_quantity_limit",
    ];

    /// <returns>Null when <c>applicable_to</c> is absent, wrong, or covers everything anyway.</returns>
    public static Coverage? Read(Fields owner, NamedItems named)
    {
        if (owner.Object("applicable_to") is not { } covers) return null;
        var coverage = new Coverage
        {
            All = covers.Flag("included_all") ?? false,
            Included = Entries(covers, "included", named),
            Excluded = Entries(covers, "excluded", named),
        };
        return coverage is { Included.Count: 0, Excluded.Count: 0 } ? null : coverage;
    }

    private static List<CoverageEntry> Entries(Fields covers, string name, NamedItems named) =>
        [.. (covers.Objects(name, DiscountCheck.MostEntries) ?? []).Select(entry => Entry(entry, named)).OfType<CoverageEntry>()];

    private static CoverageEntry? Entry(Fields entry, NamedItems named)
    {
        foreach (var later in s_lifetimeLimits)
        {
            if (entry.Has(later)) entry.Problem(later, "is not offered in this release");
            if (entry.Has(later + "_formula")) entry.Problem(later + "_formula", "is not offered in this release");
        }

        var kind = DiscountWire.ReadKind(entry, "object");
        var (field, id) = entry.Text("id", Bounds.Id) is { Length: > 0 } own ? ("id", own) : ("source_id", entry.Text("source_id", Bounds.Id));
        if (string.IsNullOrEmpty(id)) entry.Missing("id");
        var read = new CoverageEntry(new ItemReference(kind ?? ItemKind.Product, id ?? ""))
        {
            Strict = entry.Flag("strict") ?? false,
            Candidates = DiscountWire.ReadCandidates(entry),
            Target = entry.Word("target", "ITEM", "UNIT") == "UNIT" ? CandidateTarget.Unit : CandidateTarget.Item,
            SkipInitially = (int)(entry.Whole("skip_initially", 0, DiscountCheck.MostUnits) ?? 0),
            Repeat = (int?)entry.Whole("repeat", 1, DiscountCheck.MostUnits),
            QuantityLimit = (int?)entry.Whole("quantity_limit", 1, DiscountCheck.MostUnits),
            AggregatedQuantityLimit = (int?)entry.Whole("aggregated_quantity_limit", 1, DiscountCheck.MostUnits),
            AmountLimit = entry.Amount("amount_limit", least: 1),
            AggregatedAmountLimit = entry.Amount("aggregated_amount_limit", least: 1),
            PriceAmount = entry.Amount("price"),
            PriceFormula = DiscountBody.ReadFormula(entry, "price_formula", onLines: true),
        };
        if (kind is null || string.IsNullOrEmpty(id)) return null;
        named.Add(entry, field, read.Item);
        return read;
    }
}
