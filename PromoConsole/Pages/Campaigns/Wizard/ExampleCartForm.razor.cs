using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Orders;
using PromoConsole.Pages.Campaigns.Discounts;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>Changes pieces and prices of an example cart.</summary>
public sealed partial class ExampleCartForm
{
    /// <summary>Changed in place.</summary>
    [Parameter, EditorRequired] public required ExampleCart Cart { get; set; }

    [Parameter] public EventCallback OnChanged { get; set; }

    private Task ChangeAsync(int at, OrderLine line)
    {
        Cart.Lines[at] = line;
        return OnChanged.InvokeAsync();
    }
}
