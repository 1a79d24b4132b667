using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Tests.Support;

/// <summary>
/// The engine on a real database with a clock that a test moves: a SQLite file of its own,
/// or a database of its own on the SQL Server that <c>PROMOCONSOLE_TEST_SQLSERVER</c> names.
/// </summary>
public sealed class PromoWorld : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ServiceProvider _services;

    private PromoWorld(string folder, PromoEngineOptions options, FakeTime time, Action<IServiceCollection>? more)
    {
        _folder = folder;
        Options = options;
        Time = time;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddPromoEngine(options);
        more?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public static string? SqlServer => Environment.GetEnvironmentVariable("PROMOCONSOLE_TEST_SQLSERVER") is { Length: > 0 } given ? given : null;

    public FakeTime Time { get; }

    public PromoEngineOptions Options { get; }

    public IServiceProvider Services => _services;

    public IWrites Writes => Get<IWrites>();

    public IRedemptionService Redemptions => Get<IRedemptionService>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A context for arranging and looking; dispose it.</summary>
    public PromoDbContext Db() => Get<IDbContextFactory<PromoDbContext>>().CreateDbContext();

    /// <summary>A world with an empty, migrated database.</summary>
    /// <param name="time">Default: stands still at <see cref="FakeTime"/>'s start.</param>
    /// <param name="more">Further services, for example another feature's.</param>
    public static async Task<PromoWorld> StartAsync(FakeTime? time = null, Action<IServiceCollection>? more = null)
    {
        var folder = NewFolder();
        if (SqlServer is { } server) return await StartOnSqlServerAsync(server, folder, time ?? new FakeTime(), more);
        await MigratedDatabase.CopyEngineAsync(folder);
        return new PromoWorld(folder, new PromoEngineOptions { DataFolder = folder }, time ?? new FakeTime(), more);
    }

    /// <summary>A second instance of the program on the same database and clock. It does not own the database.</summary>
    public PromoWorld AnotherInstance() => new("", Options, Time, null);

    public async ValueTask DisposeAsync()
    {
        if (_folder.Length > 0 && SqlServer is not null)
        {
            await using var db = Db();
            await db.Database.EnsureDeletedAsync();
        }

        await _services.DisposeAsync();
        if (_folder.Length == 0) return;
        MigratedDatabase.Close(Options);
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<PromoWorld> StartOnSqlServerAsync(string server, string folder, FakeTime time, Action<IServiceCollection>? more)
    {
        var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = "promo_" + Guid.NewGuid().ToString("N")[..12] };
        var options = new PromoEngineOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = connection.ToString() };
        var world = new PromoWorld(folder, options, time, more);
        await world.Get<DatabaseMigrator>().MigrateAsync();
        return world;
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("promo-").FullName;
}
