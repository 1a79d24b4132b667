using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Identity;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>Adds a product while a rule is built. One that has the same own id already stays as it is.</summary>
public sealed partial class NewProductDrawer(ProductService products, CurrentMember member)
{
    private string? _name;
    private string? _nameError;
    private string? _sourceId;
    private string? _sourceError;
    private long? _price;
    private string? _priceError;
    private string? _problem;
    private bool _busy;

    /// <summary>What it might be called.</summary>
    [Parameter] public string? Name { get; set; }

    /// <summary>It is made.</summary>
    [Parameter, EditorRequired] public required EventCallback<Choosable?> OnMade { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => _name = Name;

    private async Task CreateAsync()
    {
        (_problem, _sourceError, _priceError) = (null, null, null);
        _nameError = string.IsNullOrWhiteSpace(_name) ? "Give the product a name." : null;
        if (_nameError is not null || _busy) return;
        _busy = true;
        try
        {
            if (!await member.MayAsync(Permissions.ProductsWrite))
            {
                _problem = "Your role does not allow adding products.";
                return;
            }

            var made = await products.UpsertAsync(
                new ProductInput { Name = _name, SourceId = string.IsNullOrWhiteSpace(_sourceId) ? null : _sourceId.Trim(), PriceAmount = _price, IsNew = true }, await member.CallerAsync());
            if (made.IsOk) await OnMade.InvokeAsync(new Choosable(made.Value.Id, made.Value.Name, null, ItemKind.Product));
            else Refuse(made.Error.Field, made.Error.Message);
        }
        finally
        {
            _busy = false;
        }
    }

    private void Refuse(string? field, string message)
    {
        switch (field)
        {
            case "name": _nameError = message; break;
            case "source_id": _sourceError = message; break;
            case "price": _priceError = message; break;
            default: _problem = message; break;
        }
    }
}
