using Microsoft.EntityFrameworkCore;

namespace PromoConsole.Engine.Storage;

/// <summary>What a write does inside its transaction, the same on both databases.</summary>
internal static class WriteSteps
{
    public static async Task<Result<T>> RunAsync<T>(
        PromoDbContext db, Func<PromoDbContext, CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        try
        {
            var result = await work(db, ct);
            if (result.IsOk) await db.SaveChangesAsync(ct);
            return result;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ConflictError("edited_meanwhile", "Somebody else changed this a moment ago. Reload it and make your change again.");
        }
        catch (Exception failure) when (DbFailures.IsDuplicate(failure))
        {
            return new ConflictError("duplicate_found", "Something with the same name, code or id exists already.");
        }
    }

    /// <summary>Also takes the write lock on the project's row, so it comes first.</summary>
    public static Task RaiseCatalogueVersionAsync(PromoDbContext db, CancellationToken ct) =>
        db.Project.ExecuteUpdateAsync(set => set.SetProperty(p => p.CatalogueVersion, p => p.CatalogueVersion + 1), ct);
}
