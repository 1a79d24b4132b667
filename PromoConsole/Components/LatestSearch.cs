namespace PromoConsole.Components;

/// <summary>Searches while somebody types: each new search takes the place of the one before, whose answer is dropped.</summary>
public sealed class LatestSearch : IDisposable
{
    private CancellationTokenSource? _running;

    /// <summary>A search is under way.</summary>
    public bool IsRunning { get; private set; }

    /// <returns>What was found; null when another search was begun meanwhile.</returns>
    public async Task<T?> RunAsync<T>(Func<CancellationToken, Task<T>> find) where T : class
    {
        if (_running is not null) await _running.CancelAsync();
        var mine = _running = new CancellationTokenSource();
        IsRunning = true;
        try
        {
            var found = await find(mine.Token);
            if (mine != _running) return null;
            IsRunning = false;
            return found;
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            return null; // another letter was typed
        }
    }

    /// <inheritdoc />
    public void Dispose() => _running?.Dispose();
}
