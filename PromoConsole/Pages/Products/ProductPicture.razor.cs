using Microsoft.AspNetCore.Components;

namespace PromoConsole.Pages.Products;

/// <summary>The picture of a product, or its sign where it has none that can be shown.</summary>
public sealed partial class ProductPicture
{
    [Parameter] public string? Url { get; set; }

    /// <summary>What it shows; empty beside the name.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter] public bool Large { get; set; }
}
