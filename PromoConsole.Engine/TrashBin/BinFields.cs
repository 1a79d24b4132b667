using PromoConsole.Engine.Filters;

namespace PromoConsole.Engine.TrashBin;

/// <summary>What the bin may be filtered by.</summary>
internal static class BinFields
{
    public static ListFields<BinEntry> All { get; } = new("a bin entry",
    [
        new TextField<BinEntry>("id", e => e.Id),
        new WordField<BinEntry>("resource_type",
        [
            ("campaign", _ => e => e.Kind == BinKind.Campaign), ("voucher", _ => e => e.Kind == BinKind.Voucher),
            ("product", _ => e => e.Kind == BinKind.Product), ("sku", _ => e => e.Kind == BinKind.Sku),
        ]),
        new TextField<BinEntry>("resource_name", e => e.Name),
        new TextField<BinEntry>("resource_id", e => e.ResourceId),
    ]);
}
