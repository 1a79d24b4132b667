namespace PromoConsole.Components.Saving;

/// <summary>Saves while somebody types: soon after the last change, once more when the page goes, never over somebody else's edit.</summary>
/// <param name="time">Paces the saves.</param>
/// <param name="store">Keeps what is typed; what it throws counts as a database that is away.</param>
/// <param name="invoke">Runs work on the page's own thread.</param>
/// <param name="changed">There is something new to show.</param>
public sealed class AutoSave(TimeProvider time, Func<Task<SaveOutcome>> store, Func<Func<Task>, Task> invoke, Action changed) : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(700);

    private readonly SemaphoreSlim _one = new(1);
    private ITimer? _soon;

    /// <summary>When everything typed was kept last; null while something is not, or nothing was typed.</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Why it could not be kept; null when nothing went wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>What somebody else did meanwhile; null for nothing. Saving waits until it is resolved.</summary>
    public string? Conflict { get; private set; }

    public bool IsSaving { get; private set; }

    /// <summary>Something is typed and not kept yet.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Something is typed and cannot be kept: leaving would lose it.</summary>
    public bool IsStuck => IsDirty && (Problem is not null || Conflict is not null);

    /// <summary>Something was typed.</summary>
    public void Changed()
    {
        IsDirty = true;
        SavedAt = null;
        _soon ??= time.CreateTimer(_ => _ = invoke(async () => await SaveAsync()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _soon.Change(s_pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Saves at once.</summary>
    /// <returns>Whether everything typed is kept.</returns>
    public async Task<bool> SaveAsync()
    {
        if (!IsDirty) return true;
        if (Conflict is not null) return false;
        _soon?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        IsSaving = true;
        changed();
        await StoreAsync();
        IsSaving = false;
        changed();
        return !IsDirty;
    }

    /// <summary>Somebody decided that what is typed is to be kept after all.</summary>
    public Task<bool> OverwriteAsync()
    {
        Conflict = null;
        IsDirty = true;
        return SaveAsync();
    }

    /// <summary>What is typed is no longer wanted: it was loaded anew, or is gone.</summary>
    public void Forget() => (SavedAt, Problem, Conflict, IsDirty) = (null, null, null, false);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_soon is not null) await _soon.DisposeAsync();
        if (IsDirty && Conflict is null) await StoreAsync();
        _one.Dispose();
    }

    // What is typed stays with the page whatever the answer is.
    private async Task StoreAsync()
    {
        await _one.WaitAsync();
        try
        {
            var outcome = await store();
            (Problem, Conflict) = (outcome.IsConflict ? null : outcome.Problem, outcome.IsConflict ? outcome.Problem : null);
            if (outcome.Problem is not null) return;
            IsDirty = !outcome.IsComplete;
            SavedAt = time.GetUtcNow();
        }
#pragma warning disable CA1031 // a database that is away must not cost what was typed
        catch (Exception)
#pragma warning restore CA1031
        {
            Problem = "the database does not answer. What you typed is still here.";
        }
        finally
        {
            _one.Release();
        }
    }
}
