using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace PromoConsole.Layout;

/// <summary>The navigation, grouped by job; a drawer on narrow screens.</summary>
public sealed partial class NavMenu
{
    /// <summary>The project named at the foot.</summary>
    [Parameter, EditorRequired] public required ProjectView Project { get; set; }

    /// <summary>It shows icons only.</summary>
    [Parameter] public bool Folded { get; set; }

    /// <summary>Fold or unfold was pressed.</summary>
    [Parameter] public EventCallback OnFold { get; set; }

    /// <summary>Esc was pressed inside the drawer.</summary>
    [Parameter] public EventCallback OnLeave { get; set; }

    private Task OnKeyAsync(KeyboardEventArgs key) => key.Key == "Escape" ? OnLeave.InvokeAsync() : Task.CompletedTask;
}
