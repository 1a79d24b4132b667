using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Api;

/// <summary>Reads which items a discount covers.</summary>
internal static class CoverageBody
{
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
        foreach (var (name, _, _) in DiscountWire.UnitLimits)
            if (entry.Has(name + "_formula")) entry.Problem(name + "_formula", "is not offered in this release");

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
            UnitLimits = UnitLimits(entry),
            AmountLimit = entry.Amount("amount_limit", least: 1),
            AggregatedAmountLimit = entry.Amount("aggregated_amount_limit", least: 1),
            PriceAmount = entry.Amount("price"),
            PriceFormula = DiscountBody.ReadFormula(entry, "price_formula", onLines: true),
        };
        if (kind is null || string.IsNullOrEmpty(id)) return null;
        named.Add(entry, field, read.Item);
        return read;
    }

    private static List<UnitLimit>? UnitLimits(Fields entry)
    {
        var read = new List<UnitLimit>();
        foreach (var (name, scope, perProduct) in DiscountWire.UnitLimits)
            if (entry.Whole(name, 1, DiscountCheck.MostUnits) is { } limit) read.Add(new UnitLimit(scope, (int)limit) { PerProduct = perProduct });
        return read.Count == 0 ? null : read;
    }
}
