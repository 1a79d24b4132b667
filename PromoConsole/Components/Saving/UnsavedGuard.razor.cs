using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace PromoConsole.Components.Saving;

/// <summary>Asks before a page with something unsaved is left. Its own tabs and filters keep what is typed, so they are no leaving.</summary>
public sealed partial class UnsavedGuard(NavigationManager navigation)
{
    private string? _leavingTo;
    private bool _mayLeave;

    /// <summary>Whether something would be lost.</summary>
    [Parameter, EditorRequired] public required bool Unsaved { get; set; }

    /// <summary>What would be lost.</summary>
    [Parameter] public string Consequence { get; set; } = "What you changed here is not saved and is lost.";

    /// <summary>Tried before anything is asked: says whether nothing is left unsaved. Null asks at once.</summary>
    [Parameter] public Func<Task<bool>>? Keep { get; set; }

    /// <summary>Everything is kept: the page may be left.</summary>
    public void Release() => _mayLeave = true;

    private async Task OnLeavingAsync(LocationChangingContext leaving)
    {
        if (_mayLeave || navigation.ToAbsoluteUri(leaving.TargetLocation).AbsolutePath == new Uri(navigation.Uri).AbsolutePath) return;
        if (Keep is null ? !Unsaved : await Keep()) return;
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
