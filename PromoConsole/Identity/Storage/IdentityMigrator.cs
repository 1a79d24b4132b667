using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Identity.Storage;

/// <summary>Brings the members' tables to this program's schema; runs after the engine's, which makes the database.</summary>
internal sealed class IdentityMigrator(IServiceScopeFactory scopes)
{
    /// <exception cref="DatabaseNotReadyException">The database is newer than this program or failed.</exception>
    public Task MigrateAsync(CancellationToken ct = default) => WithAsync(db => db.Database.MigrateAsync(ct), ct);

    /// <exception cref="DatabaseNotReadyException">The tables are not exactly this program's.</exception>
    public Task CheckAsync(CancellationToken ct = default) => WithAsync(
        async db =>
        {
            var missing = (await db.Database.GetPendingMigrationsAsync(ct)).Count();
            if (missing > 0)
                throw new DatabaseNotReadyException($"The database lacks {missing} migration(s) of this version: run \"PromoConsole migrate\" first.");
        },
        ct);

    private async Task WithAsync(Func<PromoIdentityDbContext, Task> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PromoIdentityDbContext>();
        try
        {
            var unknown = (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).ToList();
            if (unknown.Count > 0)
                throw new DatabaseNotReadyException($"The database was migrated by a newer version (it has \"{unknown[^1]}\"): start that version instead.");
            await work(db);
        }
        catch (DbException failure)
        {
            throw new DatabaseNotReadyException($"The database failed while its members' tables were looked at: {failure.Message}", failure);
        }
    }
}
