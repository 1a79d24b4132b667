using Microsoft.EntityFrameworkCore;

namespace PromoConsole.Engine.Storage;

/// <summary>What a write does inside its transaction, the same on both databases.</summary>
internal static class WriteSteps
{
    /// <returns>Null when an ordinary write brings limits that ask for history, which a rule may have got a moment ago: it is undone and done exclusively.</returns>
    public static async Task<Result<T>?> RunAsync<T>(
        PromoDbContext db, Func<PromoDbContext, CancellationToken, Task<Result<T>>> work, bool exclusive, TimeProvider time, CancellationToken ct)
    {
        db.LimitChanges.Clear(); // the context comes from a pool
        try
        {
            var result = await work(db, ct);
            if (!result.IsOk) return result;
            await db.SaveChangesAsync(ct);
            if (!exclusive && db.LimitChanges.AskForHistory) return null;
            if (exclusive) await LimitHistory.CountAsync(db, time.GetUtcNow(), ct);
            return result;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ConflictError("edited_meanwhile", "Somebody else changed this a moment ago. Reload it and make your change again.");
        }
        catch (Exception failure) when (DbFailures.IsLimitBelowUses(failure))
        {
            return new InvalidError("invalid_redemption_limit", "The code has been redeemed more often than the new limit allows.");
        }
        catch (Exception failure) when (DbFailures.IsDuplicate(failure))
        {
            return new ConflictError("duplicate_found", "Something with the same name, code or id exists already.");
        }
    }

    /// <summary>
    /// Keeps exclusive changes out until the transaction ends, for a write that rests on what they change: whose a customer's id is, which a merge moves.
    /// On SQLite writers queue anyway.
    /// </summary>
    public static Task ShareCatalogueAsync(PromoDbContext db, CancellationToken ct) =>
        db.Database.IsSqlServer() ? db.Database.ExecuteSqlRawAsync(SqlServer.SqlServerText.LockShared, ct) : Task.CompletedTask;

    /// <summary>Also takes the write lock on the project's row, so it comes first.</summary>
    public static Task RaiseCatalogueVersionAsync(PromoDbContext db, CancellationToken ct) =>
        db.Project.ExecuteUpdateAsync(set => set.SetProperty(p => p.CatalogueVersion, p => p.CatalogueVersion + 1), ct);
}
