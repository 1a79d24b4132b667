using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace PromoConsole.Components.Overlays;

/// <summary>What drawers and dialogs share: the element opens when the component appears, and the focus goes back when it goes.</summary>
/// <remarks>A page shows one by rendering it and closes it by no longer rendering it.</remarks>
public abstract class DialogHost : ComponentBase, IAsyncDisposable
{
    private bool _opened;

    /// <summary>The id of the dialog element.</summary>
    protected string Id { get; } = ElementId.New("dialog");

    [Inject] private AppScript Script { get; set; } = default!;

    /// <summary>It should close: Esc, the cross, Cancel.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>From this window width in CSS pixels on it stays beside the page; null is always modal.</summary>
    protected virtual int? BesideFrom => null;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _opened = true;
        await Script.OpenDialogAsync(Id, BesideFrom);
    }

    /// <summary>Asks the page to close it.</summary>
    protected Task CloseAsync() => OnClose.InvokeAsync();

    /// <summary>Esc closes.</summary>
    protected Task OnKeyAsync(Microsoft.AspNetCore.Components.Web.KeyboardEventArgs key) =>
        key.Key == "Escape" ? CloseAsync() : Task.CompletedTask;

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!_opened) return; // written into the page before the circuit was up: no browser has it yet
        try
        {
            await Script.ClosedDialogAsync(Id);
        }
        catch (Exception problem) when (BrowserGone.Says(problem))
        {
            // The browser has left: nobody's focus is to be given back.
        }
    }
}
