using System.Text.Json;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Imports.Targets;

/// <summary>A SKU a row, of a product that is stored; new or known by source id.</summary>
internal sealed class SkuRows(SkuService skus) : RowTarget
{
    public override ImportKind Kind => ImportKind.Skus;

    public override bool Exclusive(ImportSetup setup) => true; // proofs name SKUs

    public override object Read(RowReader row) => new SkuOfProduct(row.Needed("product_id"), new SkuInput
    {
        SourceId = row.Text("source_id"),
        Name = row.Text("sku"),
        PriceAmount = row.Amount("price"),
        Currency = row.Text("currency"),
        ImageUrl = row.Text("image_url"),
        Attributes = Attributes(row),
        Metadata = row.Attributes(),
    });

    public override string? Key(object input) => ((SkuOfProduct)input).Sku.SourceId;

    public override async Task<IReadOnlyList<Refusal?>> StoreAsync(PromoDbContext db, IReadOnlyList<object> inputs, ImportWork work, CancellationToken ct) =>
        Refusals(await skus.StoreEachAsync(db, [.. inputs.Cast<SkuOfProduct>()], work.Caller, ct));

    private static MetadataBag Attributes(RowReader row)
    {
        if (row.Text("attributes") is not { } text) return MetadataBag.Empty;
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var pair in text.Split([';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                row.Complain("attributes", "Write each attribute as name: value, separated by semicolons.");
                return MetadataBag.Empty;
            }

            values[pair[..colon].Trim()] = JsonSerializer.SerializeToElement(pair[(colon + 1)..].Trim());
        }

        return new MetadataBag(values);
    }
}
