using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Project;

/// <summary>A believable shop to look around in: generated from a seed, redeemed through the engine, removable while nobody else uses it.</summary>
public interface IDemoStore
{
    /// <summary>Whether the demo store is here, on its way, or absent.</summary>
    Task<DemoState> StateAsync(CancellationToken ct = default);

    /// <summary>Starts loading as a job, whose progress <see cref="StateAsync"/> shows.</summary>
    /// <returns>The job; or <c>demo_already_loaded</c>, also while it is being loaded.</returns>
    Task<Result<Job>> LoadAsync(Caller caller, CancellationToken ct = default);

    /// <summary>Removes every row of the demo store, and nothing else.</summary>
    /// <returns>How many rows went; or <c>demo_not_loaded</c>, <c>demo_in_use</c> with what uses it.</returns>
    Task<Result<long>> RemoveAsync(Caller caller, CancellationToken ct = default);
}

/// <param name="IsLoaded">Complete: it can be removed.</param>
/// <param name="Job">The last time it was loaded, running or ended; null when never.</param>
/// <param name="InUseBecause">A sentence naming what keeps it from being removed; null when nothing does.</param>
public sealed record DemoState(bool IsLoaded, Job? Job, string? InUseBecause);
