using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity.Storage;

namespace PromoConsole.Tests.Support;

/// <summary>Empty SQLite databases with this version's schema, made once and copied: migrating takes a second, copying a file nothing.</summary>
internal static class MigratedDatabase
{
    private const string Name = "promoconsole.db";
    private static readonly Lazy<Task<string>> s_engine = new(EngineAsync);
    private static readonly Lazy<Task<string>> s_host = new(HostAsync);

    /// <summary>Puts the database of an engine into a data folder.</summary>
    public static async Task CopyEngineAsync(string folder) => File.Copy(await s_engine.Value, Path.Combine(folder, Name));

    /// <summary>Puts the database of a host, which has members too, into a data folder.</summary>
    public static async Task CopyHostAsync(string folder) => File.Copy(await s_host.Value, Path.Combine(folder, Name));

    /// <summary>Closes what is kept open of one database: others are at work at the same time.</summary>
    public static void Close(PromoEngineOptions options)
    {
        if (options.Provider != DatabaseProvider.Sqlite) return;
        using var own = new SqliteConnection(options.ResolvedConnectionString);
        SqliteConnection.ClearPool(own);
    }

    private static async Task<string> EngineAsync()
    {
        var options = new PromoEngineOptions { DataFolder = NewFolder() };
        await using (var engine = new ServiceCollection().AddPromoEngine(options).BuildServiceProvider())
            await engine.GetRequiredService<DatabaseMigrator>().MigrateAsync();
        Close(options); // the last connection folds the log into the file
        return Path.Combine(options.DataFolder, Name);
    }

    private static async Task<string> HostAsync()
    {
        var options = new PromoEngineOptions { DataFolder = NewFolder() };
        await CopyEngineAsync(options.DataFolder);
        var identity = new DbContextOptionsBuilder<SqliteIdentityDbContext>();
        identity.UseIdentitySqlite(options.ResolvedConnectionString);
        await using (var db = new SqliteIdentityDbContext(identity.Options)) await db.Database.MigrateAsync();
        Close(options);
        return Path.Combine(options.DataFolder, Name);
    }

    private static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("promo-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
