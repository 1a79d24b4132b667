using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace PromoConsole.Components.Saving;

/// <summary>Saves before the page is left for another, and asks only when that was not possible.</summary>
public sealed partial class LeaveGuard(NavigationManager navigation)
{
    private string? _leavingTo;
    private bool _mayLeave;

    [Parameter, EditorRequired] public required AutoSave Save { get; set; }

    private async Task OnLeavingAsync(LocationChangingContext leaving)
    {
        var to = navigation.ToAbsoluteUri(leaving.TargetLocation);
        // Tabs and drawers of the page itself keep what is typed.
        if (_mayLeave || to.AbsolutePath == new Uri(navigation.Uri).AbsolutePath || await Save.SaveAsync()) return;
        leaving.PreventNavigation();
        _leavingTo = leaving.TargetLocation;
        StateHasChanged();
    }

    private void Leave()
    {
        _mayLeave = true;
        navigation.NavigateTo(_leavingTo!);
    }
}
