using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Storage.Sqlite;

namespace PromoConsole.Identity.Storage;

/// <summary>Owns the migrations for SQLite.</summary>
/// <param name="gate">Members are rare writers among many redemptions: without a turn they would starve. Null at design time.</param>
internal sealed class SqliteIdentityDbContext(DbContextOptions<SqliteIdentityDbContext> options, SqliteGate? gate = null)
    : PromoIdentityDbContext(options)
{
    /// <summary>Takes a turn at writing, unless a transaction is open: whoever opened it has the turn.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (gate is null || Database.CurrentTransaction is not null) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        using var turn = await gate.EnterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>();
    }
}

/// <summary>Owns the migrations for SQL Server, where the data-protection keys lie in the database too.</summary>
internal sealed class SqlServerIdentityDbContext(DbContextOptions<SqlServerIdentityDbContext> options) : PromoIdentityDbContext(options)
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcOffset>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<DataProtectionKey>(key =>
        {
            key.ToTable("DataProtectionKeys");
            key.Property(k => k.Name).HasMaxLength(200);
        });
    }
}

/// <summary>How a context reaches its database; the same at design time, so that migrations fit.</summary>
internal static class IdentityDatabase
{
    public static DbContextOptionsBuilder UseIdentitySqlite(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString, sqlite => sqlite.MigrationsHistoryTable(PromoIdentityDbContext.HistoryTable));

    public static DbContextOptionsBuilder UseIdentitySqlServer(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlServer(connectionString, server => server.MigrationsHistoryTable(PromoIdentityDbContext.HistoryTable));
}

internal sealed class SqliteIdentityDesignTimeFactory : IDesignTimeDbContextFactory<SqliteIdentityDbContext>
{
    public SqliteIdentityDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteIdentityDbContext>();
        options.UseIdentitySqlite("Data Source=:memory:");
        return new(options.Options);
    }
}

internal sealed class SqlServerIdentityDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerIdentityDbContext>
{
    public SqlServerIdentityDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlServerIdentityDbContext>();
        options.UseIdentitySqlServer("Server=none");
        return new(options.Options);
    }
}
