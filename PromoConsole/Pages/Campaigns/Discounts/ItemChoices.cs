using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Pages.Campaigns.Tiers;

namespace PromoConsole.Pages.Campaigns.Discounts;

/// <summary>Finds products and collections for discounts, the names of those a discount has, and a cart that shows it at work.</summary>
public sealed class ItemChoices(ProductService products, CollectionService collections, ItemReferences references)
{
    private const int Shown = 8;
    private const int MostLines = 5;

    /// <summary>What brings free shipping when it is given.</summary>
    public static Choosable Shipping { get; } = new(FreeItem.Shipping, "Free shipping", "Instead of a product", ItemKind.Product);

    /// <summary>What a setup's discount, coverage and bundle name, and those of its tiers.</summary>
    public static IReadOnlyList<ItemReference> Named(CampaignSetup? setup) =>
    [
        .. setup?.Coverage?.Included.Select(entry => entry.Item) ?? [],
        .. setup?.Coverage?.Excluded.Select(entry => entry.Item) ?? [],
        .. setup?.Bundle?.Items.Select(item => item.Item) ?? [],
        .. (setup?.Discount as FreeItems)?.Items.Select(item => item.Item).OfType<ItemReference>() ?? [],
        .. setup?.Tiers.SelectMany(tier => Named(tier.Alone())) ?? [],
    ];

    /// <summary>Collections, then products, whose name contains the text.</summary>
    public async Task<IReadOnlyList<Choosable>> ItemsAsync(string text, CancellationToken ct = default)
    {
        var sets = (await collections.SearchAsync(text, ItemOrder.Name, 0, Shown, ct)).Items
            .Select(c => new Choosable(c.Id, c.Name, "Collection", ItemKind.Collection));
        return [.. sets, .. await ProductsAsync(text, ct)];
    }

    /// <summary>Products whose name contains the text, and free shipping.</summary>
    public async Task<IReadOnlyList<Choosable>> GivenAsync(string text, CancellationToken ct = default)
    {
        var found = await ProductsAsync(text, ct);
        return Shipping.Name.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase) ? [Shipping, .. found] : found;
    }

    /// <summary>Names by id of everything the setups name; what is gone keeps its id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(params CampaignSetup?[] setups)
    {
        var names = new Dictionary<string, string>(await references.NamesAsync([.. setups.SelectMany(Named)]), StringComparer.Ordinal) { [Shipping.Id] = Shipping.Name };
        return names;
    }

    /// <summary>A cart of the shop's own products in which what the discount names is found; a made-up one where the shop has too few products.</summary>
    public async Task<ExampleCart> ExampleAsync(CampaignSetup setup, CancellationToken ct = default)
    {
        var cart = new ExampleCart();
        foreach (var item in Named(setup).Distinct())
        {
            if (item.Kind == ItemKind.Collection)
            {
                var inside = await collections.ItemsAsync(new(item.Id) { Take = 3 }, ct);
                foreach (var stored in inside.Value?.Items ?? []) cart.Add(stored.Product, item.Id);
            }
            else if (item.Kind == ItemKind.Product)
            {
                foreach (var product in await products.GetManyAsync([item.Id], ct)) cart.Know(product);
            }
        }

        foreach (var part in (CampaignSetup[])[setup, .. setup.Tiers.Select(tier => tier.Alone())])
        {
            foreach (var needed in part.Bundle?.Items ?? []) cart.Need(needed.Item, needed.Quantity);
            foreach (var entry in part.Coverage?.Included ?? []) cart.Need(entry.Item, 2);
        }

        var some = (await products.SearchAsync(null, 0, 40, ct)).Items.Where(product => product.PriceAmount > 0).ToList();
        // Two prices that differ show how a share is spread better than two alike.
        if (some.Count >= 2)
            foreach (var product in new[] { some.MaxBy(product => product.PriceAmount)!, some.OrderBy(product => product.PriceAmount).ElementAt(some.Count / 3) })
                if (cart.Lines.Count < MostLines) cart.Put(product);
        return cart.OrMadeUp();
    }

    private async Task<IReadOnlyList<Choosable>> ProductsAsync(string text, CancellationToken ct) =>
        [.. (await products.SearchAsync(text, 0, Shown, ct)).Items.Select(p => new Choosable(p.Id, p.Name, p.SourceId is null ? "Product" : $"Product {p.SourceId}", ItemKind.Product))];
}
