using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Project;

namespace PromoConsole.Engine.Storage;

/// <summary>The database cannot be used as it is. The message is one sentence for the operator, to be printed without a stack trace.</summary>
public sealed class DatabaseNotReadyException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Brings the database to this program's schema, or says that it is not there.</summary>
public sealed class DatabaseMigrator(IDbContextFactory<PromoDbContext> contexts, PromoEngineOptions options)
{
    /// <summary>Creates or updates the schema and makes sure the project's row exists. SQLite: at every start, keeping a copy of a file it changes. SQL Server: the <c>migrate</c> command.</summary>
    /// <exception cref="DatabaseNotReadyException">The database cannot be reached or is newer than this program.</exception>
    public async Task MigrateAsync(CancellationToken ct = default)
    {
        if (options is { Provider: DatabaseProvider.Sqlite, DataFolder: { } folder }) Directory.CreateDirectory(folder);
        await using var db = await contexts.CreateDbContextAsync(ct);
        try
        {
            await RefuseNewerAsync(db, ct);
            await KeepCopyAsync(db, ct);
            await db.Database.MigrateAsync(ct);
            if (await db.Project.AnyAsync(ct)) return;
            db.Project.Add(new ProjectSettings { Secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
            await db.SaveChangesAsync(ct);
        }
        catch (DbException failure)
        {
            throw Unreachable(failure);
        }
    }

    /// <summary>Checks that the database can be reached and has exactly this program's schema.</summary>
    /// <exception cref="DatabaseNotReadyException">It cannot or has not.</exception>
    public async Task CheckAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        try
        {
            await db.Database.OpenConnectionAsync(ct);
            await RefuseNewerAsync(db, ct);
            var missing = (await db.Database.GetPendingMigrationsAsync(ct)).Count();
            if (missing > 0)
                throw new DatabaseNotReadyException($"The database lacks {missing} migration(s) of this version: run \"PromoConsole migrate\" first.");
            if (!await db.Project.AnyAsync(ct))
                throw new DatabaseNotReadyException("The database has no project settings: run \"PromoConsole migrate\" first.");
        }
        catch (DbException failure)
        {
            throw Unreachable(failure);
        }
    }

    // Changing a table copies it on SQLite, which is no single transaction: killed in between, the file would be neither old nor new.
    // So the old one is kept beside it, under a name that says before what.
    private async Task KeepCopyAsync(PromoDbContext db, CancellationToken ct)
    {
        if (options.Provider != DatabaseProvider.Sqlite || !await db.Database.CanConnectAsync(ct)) return;
        if (!(await db.Database.GetAppliedMigrationsAsync(ct)).Any()) return;
        if ((await db.Database.GetPendingMigrationsAsync(ct)).FirstOrDefault() is not { } next) return;
        var copy = $"{new SqliteConnectionStringBuilder(options.ResolvedConnectionString).DataSource}.before-{next}";
        if (File.Exists(copy)) return;
        var part = copy + ".part"; // a copy that was cut short must not be taken for one
        File.Delete(part);
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {part}", ct);
        await using (var made = File.Open(part, FileMode.Open, FileAccess.ReadWrite)) made.Flush(flushToDisk: true);
        File.Move(part, copy);
    }

    private static async Task RefuseNewerAsync(PromoDbContext db, CancellationToken ct)
    {
        if (!await db.Database.CanConnectAsync(ct)) return; // nothing there yet: creating it, or failing to, tells the rest
        var unknown = (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).ToList();
        if (unknown.Count > 0)
            throw new DatabaseNotReadyException($"The database was migrated by a newer version (it has \"{unknown[^1]}\"): start that version instead.");
    }

    private DatabaseNotReadyException Unreachable(DbException failure) => new(options.Provider == DatabaseProvider.Sqlite
        ? $"The SQLite database cannot be opened: {failure.Message}"
        : $"SQL Server cannot be reached or refused the login: {failure.Message}", failure);
}
