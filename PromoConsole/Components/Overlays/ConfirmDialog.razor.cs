using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Overlays;

/// <summary>Asks before what cannot be undone, naming the consequence in numbers. Everything else has undo instead.</summary>
public sealed partial class ConfirmDialog
{
    private bool _busy;

    /// <summary>The question: "Delete 412 unused codes?".</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>What happens, in numbers: "412 unused codes stop working now."</summary>
    [Parameter, EditorRequired] public required string Consequence { get; set; }

    /// <summary>The verb on the button: "Delete codes".</summary>
    [Parameter, EditorRequired] public required string Verb { get; set; }

    /// <summary>It was confirmed; the button waits until this is done.</summary>
    [Parameter, EditorRequired] public required EventCallback OnConfirm { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnCancel { get; set; }

    /// <summary>What is asked for besides: a reason.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    private async Task ConfirmAsync()
    {
        _busy = true;
        try
        {
            await OnConfirm.InvokeAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
