using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Orders;

/// <summary>Knows no more of products than the ids on the lines themselves: no collections, no prices.</summary>
public sealed class LineIds : IItemLookup
{
    public static LineIds Only { get; } = new();

    public bool Matches(OrderLine line, ItemReference item, bool strict = false) => item.Kind switch
    {
        ItemKind.Sku => string.Equals(line.SkuId, item.Id, StringComparison.Ordinal),
        ItemKind.Product => string.Equals(line.ProductId, item.Id, StringComparison.Ordinal) && !(strict && line.SkuId is not null),
        _ => false,
    };

    public ItemFacts? Find(ItemReference item) => null;

    public MetadataBag? ProductMetadata(OrderLine line) => null;
}
