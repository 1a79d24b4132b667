using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Identity;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>Makes a fixed collection while a rule is built: its name, and the products on the list.</summary>
public sealed partial class NewCollectionDrawer(CollectionService collections, ProductService products, CurrentMember member)
{
    private const int Shown = 6;

    private IReadOnlyList<Choosable> _items = [];
    private IReadOnlyList<Product>? _found;
    private string? _name;
    private string? _nameError;
    private string? _problem;
    private bool _busy;

    /// <summary>What it might be called.</summary>
    [Parameter] public string? Name { get; set; }

    /// <summary>It is made.</summary>
    [Parameter, EditorRequired] public required EventCallback<Choosable?> OnMade { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => _name = Name;

    private async Task SearchAsync(string text) =>
        _found = text.Trim().Length == 0 ? null : [.. (await products.SearchAsync(text, 0, Shown)).Items.Where(product => _items.All(one => one.Id != product.Id))];

    private void Add(Product product)
    {
        if (_items.All(one => one.Id != product.Id)) _items = [.. _items, new(product.Id, product.Name, null, ItemKind.Product)];
        _found = _found?.Where(one => one.Id != product.Id).ToList();
    }

    private async Task CreateAsync()
    {
        _problem = null;
        _nameError = string.IsNullOrWhiteSpace(_name) ? "Give the collection a name." : null;
        if (_nameError is not null || _busy) return;
        _busy = true;
        try
        {
            if (!await member.MayAsync(Permissions.ProductsWrite))
            {
                _problem = "Your role does not allow making collections.";
                return;
            }

            var made = await collections.CreateAsync(new SaveCollection { Name = _name, Items = [.. _items.Select(one => new CollectionItem(one.Id, IsSku: false))], Caller = await member.CallerAsync() });
            if (made.IsOk) await OnMade.InvokeAsync(new Choosable(made.Value.Id, made.Value.Name, null, ItemKind.Collection));
            else if (made.Error.Field == "name") _nameError = made.Error.Message;
            else _problem = made.Error.Key == "not_found" ? "A product on the list was deleted meanwhile. Take it off and try again." : made.Error.Details ?? made.Error.Message;
        }
        finally
        {
            _busy = false;
        }
    }
}
