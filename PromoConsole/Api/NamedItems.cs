using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Api;

/// <summary>The products, SKUs and collections a body names by platform id or by the shop's own; looked up together once all of it is read.</summary>
internal sealed class NamedItems
{
    private readonly List<(Fields At, string Field, ItemReference Item, ItemReference? Or)> _named = [];
    private readonly Dictionary<ItemReference, ItemReference> _found = [];

    public ItemReference Add(Fields at, string field, ItemReference item)
    {
        _named.Add((at, field, item, null));
        return item;
    }

    /// <summary>Something that is given: a product or a SKU, which its id alone does not always tell.</summary>
    public ItemReference AddGiven(Fields at, string field, string id)
    {
        var product = new ItemReference(ItemKind.Product, id);
        var sku = new ItemReference(ItemKind.Sku, id);
        if (id == FreeItem.Shipping) return product;
        if (id.StartsWith("sku_", StringComparison.Ordinal)) return Add(at, field, sku);
        _named.Add((at, field, product, sku));
        return product;
    }

    /// <summary>Looks everything up; what does not exist is noted at its field.</summary>
    public async Task ResolveAsync(ItemReferences references, CancellationToken ct)
    {
        if (_named.Count == 0) return;
        var found = await references.ResolveAsync([.. _named.SelectMany(named => named.Or is { } or ? new[] { named.Item, or } : [named.Item])], ct);
        foreach (var (at, field, item, or) in _named)
        {
            if (found.TryGetValue(item, out var one) || (or is not null && found.TryGetValue(or, out one))) _found[item] = one;
            else at.Problem(field, $"names no {(item.Kind == ItemKind.Collection ? "collection" : or is null && item.Kind == ItemKind.Sku ? "SKU" : "product")} that exists: {item.Id}");
        }
    }

    /// <summary>The setup with platform ids.</summary>
    public CampaignSetup In(CampaignSetup setup) =>
        setup with { Discount = In(setup.Discount), Coverage = In(setup.Coverage), Bundle = In(setup.Bundle), Tiers = [.. setup.Tiers.Select(In)] };

    /// <summary>The tier with platform ids.</summary>
    public TierSetup In(TierSetup tier) => tier with { Discount = In(tier.Discount), Coverage = In(tier.Coverage), Bundle = In(tier.Bundle) };

    public Coverage? In(Coverage? coverage) => coverage is null ? null : coverage with
    {
        Included = [.. coverage.Included.Select(entry => entry with { Item = In(entry.Item) })],
        Excluded = [.. coverage.Excluded.Select(entry => entry with { Item = In(entry.Item) })],
    };

    public BundleRule? In(BundleRule? bundle) => bundle is null ? null : bundle with { Items = [.. bundle.Items.Select(item => item with { Item = In(item.Item) })] };

    private Discount? In(Discount? discount) => discount is FreeItems free
        ? free with { Items = [.. free.Items.Select(item => item.Item is { } one ? item with { Item = In(one) } : item)] }
        : discount;

    private ItemReference In(ItemReference item) => _found.GetValueOrDefault(item, item);
}
