using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Carts;

/// <summary>A search box that asks while somebody types, after a short pause.</summary>
public sealed partial class LiveSearch(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(120);

    private CancellationTokenSource? _waiting;

    /// <summary>A hint inside.</summary>
    [Parameter] public string? Placeholder { get; set; }

    /// <summary>The text to look for.</summary>
    [Parameter] public EventCallback<string> Searched { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _waiting?.Cancel();
        _waiting?.Dispose();
    }

    private async Task OnTypedAsync(ChangeEventArgs typed)
    {
        Dispose();
        _waiting = new CancellationTokenSource();
        var waiting = _waiting.Token;
        try
        {
            await Task.Delay(s_pause, time, waiting);
            await Searched.InvokeAsync(typed.Value as string ?? "");
        }
        catch (OperationCanceledException) when (waiting.IsCancellationRequested)
        {
            // More was typed meanwhile.
        }
    }
}
