using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Imports.Targets;

/// <summary>A product or SKU on a fixed list a row; lists that do not exist yet are made.</summary>
internal sealed class CollectionRows(CollectionService collections) : RowTarget
{
    public override ImportKind Kind => ImportKind.Collections;

    public override bool Exclusive(ImportSetup setup) => true; // rules name collections

    public override object Read(RowReader row)
    {
        var (product, sku) = (row.Text("product"), row.Text("sku"));
        if (product is null && sku is null && row.Complaints.Count == 0) row.Complain(null, "The row says neither product nor SKU.");
        return new ItemOnList(row.Needed("name"), new CollectionItem(sku ?? product ?? "", sku is not null));
    }

    public override string? Key(object input)
    {
        var (name, item) = (ItemOnList)input;
        return $"{name}\n{(item.IsSku ? "sku" : "product")}\n{item.Id}";
    }

    public override async Task<IReadOnlyList<Refusal?>> StoreAsync(PromoDbContext db, IReadOnlyList<object> inputs, ImportWork work, CancellationToken ct) =>
        [.. (await collections.AddEachAsync(db, [.. inputs.Cast<ItemOnList>()], work.Caller, ct)).Select(Refusal.Of)];
}
