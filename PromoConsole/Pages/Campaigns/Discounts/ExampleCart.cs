using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Campaigns.Discounts;

/// <summary>A cart to try a discount on, with what is known of the products in it.</summary>
public sealed class ExampleCart : IItemLookup
{
    private readonly Dictionary<string, Product> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _collections = new(StringComparer.Ordinal);

    /// <summary>What is in it; a person may change prices and quantities.</summary>
    public List<OrderLine> Lines { get; } = [];

    /// <summary>Its products are the shop's own.</summary>
    public bool Own { get; private set; }

    /// <summary>The product exists, in the cart or not.</summary>
    internal void Know(Product product) => _products[product.Id] = product;

    /// <summary>The product exists and is in the collection.</summary>
    internal void Add(Product product, string collectionId)
    {
        Know(product);
        if (!_collections.TryGetValue(collectionId, out var inside)) _collections[collectionId] = inside = new(StringComparer.Ordinal);
        inside.Add(product.Id);
    }

    /// <summary>Puts what is named into the cart, one of a collection's products at least.</summary>
    internal void Need(ItemReference item, int quantity)
    {
        IEnumerable<Product> fitting = item.Kind == ItemKind.Collection
            ? _collections.TryGetValue(item.Id, out var inside) ? inside.Select(id => _products[id]).OrderByDescending(product => product.PriceAmount).Take(2) : []
            : _products.TryGetValue(item.Id, out var one) ? [one] : [];
        foreach (var product in fitting) Put(product, quantity);
    }

    internal void Put(Product product, int quantity = 1)
    {
        if (product.PriceAmount is not > 0) return;
        Know(product);
        Own = true;
        var at = Lines.FindIndex(line => line.ProductId == product.Id);
        if (at < 0) Lines.Add(new OrderLine { ProductId = product.Id, Name = product.Name, PriceAmount = product.PriceAmount, Quantity = quantity });
        else if (Lines[at].Quantity < quantity) Lines[at] = Lines[at] with { Quantity = quantity };
    }

    internal ExampleCart OrMadeUp()
    {
        if (Lines.Count >= 2) return this;
        Own = false;
        if (Lines.Count == 0) Lines.Add(new OrderLine { Name = "First item", PriceAmount = 119_00 });
        Lines.Add(new OrderLine { Name = "Second item", PriceAmount = 29_00 });
        return this;
    }

    /// <inheritdoc />
    public bool Matches(OrderLine line, ItemReference item, bool strict = false) => LineIds.Only.Matches(line, item, strict)
        || (item.Kind == ItemKind.Collection && line.ProductId is { } id && _collections.TryGetValue(item.Id, out var inside) && inside.Contains(id));

    /// <inheritdoc />
    public ItemFacts? Find(ItemReference item) => _products.TryGetValue(item.Id, out var product) ? new(product.Id, null, product.SourceId, product.Name, product.PriceAmount) : null;

    /// <inheritdoc />
    public MetadataBag? ProductMetadata(OrderLine line) => line.ProductId is { } id && _products.TryGetValue(id, out var product) ? product.Metadata : null;
}
