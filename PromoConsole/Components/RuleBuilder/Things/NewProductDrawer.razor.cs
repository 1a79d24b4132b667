using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>Adds a product while a rule is built. One that has the same own id already stays as it is.</summary>
public sealed partial class NewProductDrawer(ProductService products)
{
    private string? _sourceId;
    private string? _sourceError;
    private long? _price;
    private string? _priceError;

    /// <inheritdoc />
    protected override NewThing What => NewThing.Product;

    /// <inheritdoc />
    protected override void Refuse(PromoError error)
    {
        switch (error.Field)
        {
            case "source_id": _sourceError = error.Message; break;
            case "price": _priceError = error.Message; break;
            default: base.Refuse(error); break;
        }
    }

    private Task CreateAsync()
    {
        (_sourceError, _priceError) = (null, null);
        return CreateAsync(StoreAsync);
    }

    private async Task<Result<Choosable>> StoreAsync(Caller caller) =>
        (await products.UpsertAsync(new ProductInput { Name = Called, SourceId = string.IsNullOrWhiteSpace(_sourceId) ? null : _sourceId.Trim(), PriceAmount = _price, IsNew = true }, caller))
            .Match<Result<Choosable>>(made => new Choosable(made.Id, made.Name, null, ItemKind.Product), error => error);
}
