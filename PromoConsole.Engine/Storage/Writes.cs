namespace PromoConsole.Engine.Storage;

/// <summary>
/// The two ways to change the database outside the redemption path. Both give the work a fresh context inside one transaction,
/// commit only when it succeeds, and retry it when the database asks for that, so the work must not have side effects of its own.
/// On SQLite both queue with the redemption writer, so writers never starve each other.
/// </summary>
public interface IWrites
{
    /// <summary>An ordinary change that no decision depends on: customers, jobs, audit, settings without effect on decisions.</summary>
    /// <returns>What the work returned; nothing is committed when it is an error.</returns>
    Task<Result<T>> WriteAsync<T>(Func<PromoDbContext, CancellationToken, Task<Result<T>>> work, CancellationToken ct = default);

    /// <summary>
    /// A change to what decisions rest on (campaigns, rules, segments' names, collections, products in them, voucher limits): waits for redemptions in
    /// flight, raises the catalogue version, initialises newly limited counters from history, and has every decision afterwards see it whole.
    /// </summary>
    Task<Result<T>> ExclusiveAsync<T>(Func<PromoDbContext, CancellationToken, Task<Result<T>>> work, CancellationToken ct = default);
}

/// <summary>One page of a list.</summary>
/// <param name="Items">At most the page size.</param>
/// <param name="Total">Of the whole filtered list.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long Total);
