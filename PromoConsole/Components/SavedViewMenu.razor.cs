using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;

namespace PromoConsole.Components;

/// <summary>The named views of a list, which all members share: go to one, keep what shows now, rename, delete.</summary>
public sealed partial class SavedViewMenu(SavedViewService views, CurrentMember member, Toasts toasts, NavigationManager navigation)
{
    private IReadOnlyList<SavedView> _views = [];
    private string? _name;
    private string? _problem;
    private string? _renaming;
    private bool _open;

    /// <summary>The first part of the list's address: <c>campaigns</c>.</summary>
    [Parameter, EditorRequired] public required string Page { get; set; }

    /// <summary>What shows now, as it would be kept: the address after the question mark.</summary>
    [Parameter, EditorRequired] public required string Query { get; set; }

    private SavedView? Current => _views.FirstOrDefault(view => view.Query == Query);

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private string Href(SavedView view) => view.Query.Length == 0 ? $"/{Page}" : $"/{Page}?{view.Query}";

    private async Task LoadAsync() => _views = await views.ListAsync(Page);

    private async Task Toggle()
    {
        if (_open)
        {
            Close();
            return;
        }

        await LoadAsync(); // somebody else may have kept one
        _open = true;
    }

    private void Close() => (_open, _renaming, _name, _problem) = (false, null, null, null);

    private async Task SaveAsync()
    {
        var saved = await views.SaveAsync(Page, _name ?? "", Query, await member.CallerAsync());
        _problem = saved.Error?.Message;
        if (!saved.IsOk) return;
        await LoadAsync();
        Close();
        toasts.Show($"“{saved.Value.Name}” is kept for everybody");
    }

    private async Task RenameAsync(SavedView view)
    {
        var renamed = await views.RenameAsync(view.Id, _name ?? "", await member.CallerAsync());
        _problem = renamed.Error?.Message;
        if (!renamed.IsOk) return;
        await LoadAsync();
        (_renaming, _name) = (null, null);
    }

    private async Task DeleteAsync(SavedView view)
    {
        var deleted = await views.DeleteAsync(view.Id, await member.CallerAsync());
        await LoadAsync();
        if (!deleted.IsOk) return;
        toasts.Show($"“{view.Name}” is deleted", () => InvokeAsync(async () =>
        {
            await views.SaveAsync(view.Page, view.Name, view.Query, await member.CallerAsync());
            await LoadAsync();
            StateHasChanged();
        }));
    }

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") Close();
    }
}
