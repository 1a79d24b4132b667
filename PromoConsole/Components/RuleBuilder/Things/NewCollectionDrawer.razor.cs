using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>Makes a fixed collection while a rule is built: its name, and the products on the list.</summary>
public sealed partial class NewCollectionDrawer(CollectionService collections, ProductService products)
{
    private const int Shown = 6;

    private IReadOnlyList<Choosable> _items = [];
    private IReadOnlyList<Product>? _found;

    /// <inheritdoc />
    protected override NewThing What => NewThing.Collection;

    private async Task SearchAsync(string text) =>
        _found = text.Trim().Length == 0 ? null : [.. (await products.SearchAsync(text, 0, Shown)).Items.Where(product => _items.All(one => one.Id != product.Id))];

    private void Add(Product product)
    {
        if (_items.All(one => one.Id != product.Id)) _items = [.. _items, new(product.Id, product.Name, null, ItemKind.Product)];
        _found = _found?.Where(one => one.Id != product.Id).ToList();
    }

    private Task CreateAsync() => CreateAsync(StoreAsync);

    private async Task<Result<Choosable>> StoreAsync(Caller caller) =>
        (await collections.CreateAsync(new SaveCollection { Name = Called, Items = [.. _items.Select(one => new CollectionItem(one.Id, IsSku: false))], Caller = caller }))
            .Match<Result<Choosable>>(made => new Choosable(made.Id, made.Name, null, ItemKind.Collection), error => error);
}
