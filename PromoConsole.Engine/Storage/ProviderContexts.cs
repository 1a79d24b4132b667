using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PromoConsole.Engine.Storage;

/// <summary>Owns the migrations for SQLite.</summary>
public sealed class SqlitePromoDbContext(DbContextOptions<SqlitePromoDbContext> options) : PromoDbContext(options)
{
    private protected override string? ExactCollation => null;

    private protected override JsonWording Json => new SqliteJsonWording();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>();
    }
}

/// <summary>Owns the migrations for SQL Server.</summary>
public sealed class SqlServerPromoDbContext(DbContextOptions<SqlServerPromoDbContext> options) : PromoDbContext(options)
{
    /// <summary>Of ids, keys and codes: compares as .NET does, ordinally.</summary>
    internal const string Exactly = "Latin1_General_BIN2";

    private protected override string? ExactCollation => Exactly;

    private protected override JsonWording Json => new SqlServerJsonWording();

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<JsonEntry>().Property(e => e.Kind).HasConversion(kind => JsonKinds.Number(kind), _ => JsonKinds.Null);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcOffset>();
    }
}

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqlitePromoDbContext>
{
    public SqlitePromoDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePromoDbContext>().UseSqlite("Data Source=:memory:").Options);
}

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerPromoDbContext>
{
    public SqlServerPromoDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerPromoDbContext>().UseSqlServer("Server=none").Options);
}
