using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Components.Carts;

/// <summary>The cart being tried: blank, a sample, or a copy of a stored order, with quantities to play with.</summary>
public sealed partial class CartCard(ProductService products, OrderService orders)
{
    private const int Shown = 6;
    private const int MostPieces = 100_000;

    private IReadOnlyList<Product>? _found;
    private IReadOnlyList<Order>? _orders;
    private int _added;

    /// <summary>What is tried.</summary>
    [Parameter, EditorRequired] public required CartInput Input { get; set; }

    /// <summary>The cart was changed.</summary>
    [Parameter] public EventCallback<CartInput> InputChanged { get; set; }

    /// <summary>Whose orders are offered first; null for everybody's.</summary>
    [Parameter] public Customer? Customer { get; set; }

    /// <summary>Copied lines keep their SKU and attributes. Default false: only their product.</summary>
    [Parameter] public bool Whole { get; set; }

    /// <summary>Further ways to fill the cart; null for none.</summary>
    [Parameter] public RenderFragment? Sources { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private Task ChangeLinesAsync(ImmutableList<CartLine> lines) => InputChanged.InvokeAsync(Input with { Lines = lines });

    private Task SetAsync(int index, int quantity) => ChangeLinesAsync(Input.Lines.SetItem(index, Input.Lines[index] with { Quantity = quantity }));

    private Task TypedAsync(int index, string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) && quantity is > 0 and <= MostPieces
            ? SetAsync(index, quantity)
            : Task.CompletedTask; // rendering puts the last good number back

    private Task EmptyAsync() => InputChanged.InvokeAsync(Input with { Lines = [], Amount = null });

    private async Task SampleAsync() => await InputChanged.InvokeAsync(await Input.WithSampleAsync(products));

    private async Task OrdersAsync() => _orders = _orders is not null ? null
        : Customer is { } someone ? await orders.OfCustomerAsync(someone.Id, Shown)
        : await orders.RecentAsync(Shown);

    // A copy: the stored order and its discounts stay as they are.
    private Task CopyAsync(Order order)
    {
        _orders = null;
        return InputChanged.InvokeAsync(Input.With(order.Content, Whole));
    }

    private async Task SearchAsync(string text) =>
        _found = text.Trim().Length == 0 ? null : (await products.SearchAsync(text, pageSize: Shown)).Items;

    private Task AddAsync(Product product)
    {
        _found = null;
        _added++; // a new search box: empty again
        var at = Input.Lines.FindIndex(line => line.ProductId == product.Id);
        return at >= 0
            ? SetAsync(at, Input.Lines[at].Quantity + 1)
            : ChangeLinesAsync(Input.Lines.Add(new(product.Id, product.Name, 1, product.PriceAmount)));
    }
}
