using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Imports.Targets;

/// <summary>A product a row: new or known, by source id or id.</summary>
internal sealed class ProductRows(ProductService products) : RowTarget
{
    public override ImportKind Kind => ImportKind.Products;

    public override bool Exclusive(ImportSetup setup) => true; // proofs name products

    public override object Read(RowReader row) => new ProductInput
    {
        Id = row.Text("id"),
        SourceId = row.Text("source_id"),
        Name = row.Needed("name"),
        PriceAmount = row.Amount("price"),
        Attributes = row.Text("attributes") is { } names ? names.Split([',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : null,
        ImageUrl = row.Text("image_url"),
        Metadata = row.Attributes(),
    };

    public override string? Key(object input) => ((ProductInput)input).Id ?? ((ProductInput)input).SourceId;

    public override async Task<IReadOnlyList<Refusal?>> StoreAsync(PromoDbContext db, IReadOnlyList<object> inputs, ImportWork work, CancellationToken ct) =>
        Refusals(await products.StoreEachAsync(db, [.. inputs.Cast<ProductInput>()], work.Caller, ct));
}
