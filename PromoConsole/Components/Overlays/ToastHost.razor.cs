namespace PromoConsole.Components.Overlays;

/// <summary>Where the window's notices appear; a screen reader hears them without losing its place.</summary>
public sealed partial class ToastHost(Toasts toasts) : IDisposable
{
    /// <inheritdoc />
    protected override void OnInitialized() => toasts.Changed += Refresh;

    /// <inheritdoc />
    public void Dispose() => toasts.Changed -= Refresh;

    private void Refresh() => _ = InvokeAsync(StateHasChanged);

    private async Task UndoAsync(Toast toast)
    {
        toasts.Dismiss(toast);
        await toast.UndoAsync!();
    }
}
