using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Saving;

/// <summary>Saves before the page is left for another, and asks only when that was not possible.</summary>
public sealed partial class LeaveGuard
{
    [Parameter, EditorRequired] public required AutoSave Save { get; set; }
}
