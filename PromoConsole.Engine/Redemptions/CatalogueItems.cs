using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Products, SKUs and collections as the catalogue knows them.</summary>
/// <param name="given">By platform id: what codes without campaign give, which the catalogue does not know; null for nothing.</param>
public sealed class CatalogueItems(Catalogue catalogue, IReadOnlyDictionary<string, ItemFacts>? given = null) : IItemLookup
{
    public bool Matches(OrderLine line, ItemReference item, bool strict = false) =>
        LineIds.Only.Matches(line, item, strict)
        || (item.Kind == ItemKind.Collection && line.CollectionIds.Contains(item.Id));

    public ItemFacts? Find(ItemReference item) =>
        item.Kind != ItemKind.Collection ? catalogue.Items.GetValueOrDefault(item.Id) ?? given?.GetValueOrDefault(item.Id) : null;

    public MetadataBag? ProductMetadata(OrderLine line) => line.Item?.ProductMetadata;
}
