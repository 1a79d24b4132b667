using Microsoft.AspNetCore.Components;
using PromoConsole.Engine;

namespace PromoConsole.Components.Overlays;

/// <summary>Asks for another name; closes once it is taken, and says why when it is not.</summary>
public sealed partial class RenameDialog
{
    private string? _name;
    private string? _problem;
    private bool _busy;

    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>As it is called now.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>What a new name changes elsewhere.</summary>
    [Parameter] public string? Help { get; set; }

    /// <summary>Stores the name; gives why it could not, or null.</summary>
    [Parameter, EditorRequired] public required Func<string, Task<PromoError?>> Rename { get; set; }

    /// <summary>It is renamed, or was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => _name = Name;

    private async Task SaveAsync()
    {
        _busy = true;
        _problem = (await Rename(_name ?? ""))?.Message;
        _busy = false;
        if (_problem is null) await OnClose.InvokeAsync();
    }
}
