using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Demo;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Redemptions.Replays;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Storage.SqlServer;
using PromoConsole.Engine.Storage.Sqlite;

namespace PromoConsole.Engine.Storage;

public static class PromoEngineServices
{
    /// <summary>Registers the engine on one database. Uses <see cref="TimeProvider"/> from the services; the system's when there is none.</summary>
    public static IServiceCollection AddPromoEngine(this IServiceCollection services, PromoEngineOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSingleton(options);
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<CatalogueStore>();
        services.AddSingleton<PastPeriods>();
        services.AddSingleton<AttemptRecorder>();
        services.AddSingleton<OrderReferrers>();
        services.AddSingleton<IRedemptionService, RedemptionService>();
        services.AddSingleton<ReplayService>();
        services.AddSingleton<SessionList>();
        services.AddSingleton<IQualificationService, QualificationService>();
        if (options.Provider == DatabaseProvider.Sqlite) AddSqlite(services, options);
        else AddSqlServer(services, options);
        services.AddCustomers();
        services.AddCampaigns();
        services.AddImports();
        services.AddReporting();
        services.AddDemoStore();
        return services;
    }

    private static void AddSqlite(IServiceCollection services, PromoEngineOptions options)
    {
        services.AddPooledDbContextFactory<SqlitePromoDbContext>(db =>
            Quiet(db.UseSqlite(options.ResolvedConnectionString)));
        services.AddSingleton<IDbContextFactory<PromoDbContext>, ContextFactory<SqlitePromoDbContext>>();
        services.AddSingleton<SqliteGate>();
        services.AddSingleton<SqliteCheckpoints>();
        services.AddSingleton<SqliteWriter>();
        services.AddSingleton<SqliteReaders>();
        services.AddSingleton<IRedemptionStore, SqliteRedemptions>();
        services.AddSingleton<IQualificationStore, SqliteQualification>();
        services.AddSingleton<IWrites, SqliteWrites>();
    }

    private static void AddSqlServer(IServiceCollection services, PromoEngineOptions options)
    {
        services.AddPooledDbContextFactory<SqlServerPromoDbContext>(db =>
            Quiet(db.UseSqlServer(options.ResolvedConnectionString, server => server.EnableRetryOnFailure())));
        services.AddSingleton<IDbContextFactory<PromoDbContext>, ContextFactory<SqlServerPromoDbContext>>();
        services.AddSingleton<IRedemptionStore, SqlServerRedemptions>();
        services.AddSingleton<IQualificationStore, SqlServerQualification>();
        services.AddSingleton<IWrites, SqlServerWrites>();
    }

    // Counting up to a bound and looking for any of several are meant; they need no order. Before a migration that is no single
    // transaction the migrator keeps a copy.
    private static void Quiet(DbContextOptionsBuilder db) =>
        db.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning, RelationalEventId.NonTransactionalMigrationOperationWarning));

    private sealed class ContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<PromoDbContext>
        where TContext : PromoDbContext
    {
        public PromoDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<PromoDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
