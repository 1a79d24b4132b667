using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Pages.Products;

/// <summary>What people come for: price, id, variants.</summary>
public sealed partial class ProductFacts
{
    [Parameter, EditorRequired] public required Product Product { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;
}
