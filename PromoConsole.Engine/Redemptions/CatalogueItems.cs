using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Products, SKUs and collections as the catalogue knows them.</summary>
public sealed class CatalogueItems(Catalogue catalogue) : IItemLookup
{
    public bool Matches(OrderLine line, ItemReference item, bool strict = false) =>
        LineIds.Only.Matches(line, item, strict)
        || (item.Kind == ItemKind.Collection && line.ProductId is { } product
            && catalogue.CollectionsOfProduct.TryGetValue(product, out var collections) && collections.Contains(item.Id));

    public ItemFacts? Find(ItemReference item) =>
        item.Kind == ItemKind.Product && catalogue.Names.TryGetValue(item.Id, out var name) ? new(item.Id, null, null, name, catalogue.PriceOf(item.Id)) : null;

    public MetadataBag? ProductMetadata(OrderLine line) => null;
}
