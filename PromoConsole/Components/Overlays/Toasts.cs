namespace PromoConsole.Components.Overlays;

/// <summary>A short notice at the foot of the window.</summary>
/// <param name="Text">What happened: "3 campaigns paused".</param>
/// <param name="UndoAsync">Takes it back; null when there is nothing to take back.</param>
/// <param name="Attention">It did not go as asked.</param>
public sealed record Toast(string Text, Func<Task>? UndoAsync = null, bool Attention = false);

/// <summary>The notices of one open window. Those with undo stay for 10 seconds, the others for 6.</summary>
public sealed class Toasts(TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(Toast Toast, ITimer Timer)> _shown = [];

    /// <summary>The notices changed; raised on any thread.</summary>
    public event Action? Changed;

    /// <summary>The notices that show now, oldest first.</summary>
    public IReadOnlyList<Toast> Shown
    {
        get { lock (_gate) return [.. _shown.Select(entry => entry.Toast)]; }
    }

    /// <summary>Shows a notice.</summary>
    public void Show(string text, Func<Task>? undo = null) => Show(new Toast(text, undo));

    /// <summary>Says that something did not go as asked.</summary>
    public void Warn(string text) => Show(new Toast(text, Attention: true));

    /// <summary>Takes a notice away.</summary>
    public void Dismiss(Toast toast)
    {
        lock (_gate)
        {
            var at = _shown.FindIndex(entry => ReferenceEquals(entry.Toast, toast));
            if (at < 0) return;
            _shown[at].Timer.Dispose();
            _shown.RemoveAt(at);
        }
        Changed?.Invoke();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (_, timer) in _shown) timer.Dispose();
            _shown.Clear();
        }
    }

    private void Show(Toast toast)
    {
        var lasts = TimeSpan.FromSeconds(toast.UndoAsync is null ? 6 : 10);
        lock (_gate)
        {
            var timer = time.CreateTimer(_ => Dismiss(toast), null, lasts, Timeout.InfiniteTimeSpan);
            _shown.Add((toast, timer));
        }
        Changed?.Invoke();
    }
}
