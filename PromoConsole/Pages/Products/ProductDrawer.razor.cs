using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Pages.Products;

/// <summary>A product beside the list.</summary>
public sealed partial class ProductDrawer(ProductService products)
{
    private ProductWithSkus? _product;
    private bool _missing;

    [Parameter, EditorRequired] public required string Id { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var found = await products.GetAsync(Id);
        (_product, _missing) = (found.Value, !found.IsOk);
    }
}
