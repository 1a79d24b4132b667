using PromoConsole.Engine.Storage;
using PromoConsole.Identity.Storage;

namespace PromoConsole.Hosting;

/// <summary>What is done to the database before anything else uses it.</summary>
internal static class DatabaseStart
{
    /// <summary>Brings the database to this program's schema, creating it where it is missing.</summary>
    /// <exception cref="StartupProblem">Or <see cref="DatabaseNotReadyException"/>: it cannot be used.</exception>
    public static async Task MigrateAsync(this WebApplication app, CancellationToken ct = default)
    {
        app.Services.GetRequiredService<Instance>().EnsureDataFolder();
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ct);
        await app.Services.GetRequiredService<IdentityMigrator>().MigrateAsync(ct);
    }

    /// <summary>Makes the database ready to be used: SQLite is migrated; SQL Server is shared with others, so there it is only looked at.</summary>
    /// <exception cref="StartupProblem">Or <see cref="DatabaseNotReadyException"/>: it cannot be used.</exception>
    public static async Task PrepareAsync(this WebApplication app, CancellationToken ct = default)
    {
        var instance = app.Services.GetRequiredService<Instance>();
        if (instance.IsSqlite)
        {
            await app.MigrateAsync(ct);
            return;
        }

        instance.EnsureDataFolder();
        await app.Services.GetRequiredService<DatabaseMigrator>().CheckAsync(ct);
        await app.Services.GetRequiredService<IdentityMigrator>().CheckAsync(ct);
    }
}
