using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

public class DatabaseMigratorTests
{
    [Fact]
    public async Task Creates_the_project_with_a_secret_of_its_own()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var db = world.Db();

        var project = await db.Project.SingleAsync();

        Assert.Equal(32, Convert.FromBase64String(project.Secret).Length);
        await world.Get<DatabaseMigrator>().CheckAsync();
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var db = world.Db();
        var before = (await db.Project.AsNoTracking().SingleAsync()).Secret;

        await world.Get<DatabaseMigrator>().MigrateAsync();

        Assert.Equal(before, (await db.Project.AsNoTracking().SingleAsync()).Secret);
    }

    [Fact]
    public async Task Keeps_a_copy_of_a_file_it_changes_and_none_of_one_it_makes()
    {
        var folder = Directory.CreateTempSubdirectory("promo-").FullName;
        await using (var services = new ServiceCollection().AddPromoEngine(new PromoEngineOptions { DataFolder = folder }).BuildServiceProvider())
        {
            await using (var db = await services.GetRequiredService<IDbContextFactory<PromoDbContext>>().CreateDbContextAsync())
                await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());

            await File.WriteAllTextAsync(Path.Combine(folder, $"promoconsole.db.before-{await SecondAsync(services)}.part"), "a copy that was cut short");
            await services.GetRequiredService<DatabaseMigrator>().MigrateAsync();
            await services.GetRequiredService<DatabaseMigrator>().CheckAsync();
        }

        var copy = Assert.Single(Directory.GetFiles(folder, "*.before-*"));
        await using (var old = new SqliteConnection($"Data Source={copy}"))
        {
            await old.OpenAsync();
            await using var applied = old.CreateCommand();
            applied.CommandText = "SELECT COUNT(*) FROM __EFMigrationsHistory";
            Assert.Equal(1L, await applied.ExecuteScalarAsync());
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> SecondAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PromoDbContext>>().CreateDbContextAsync();
        return db.Database.GetMigrations().ElementAt(1);
    }

    [Fact]
    public async Task A_missing_schema_is_one_sentence_naming_the_command()
    {
        var folder = Directory.CreateTempSubdirectory("promo-").FullName;
        await using var services = new ServiceCollection()
            .AddPromoEngine(new PromoEngineOptions { DataFolder = folder }).BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<DatabaseNotReadyException>(
            () => services.GetRequiredService<DatabaseMigrator>().CheckAsync());

        Assert.Contains("PromoConsole migrate", failure.Message);
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var db = world.Db();
        await db.Database.ExecuteSqlRawAsync("INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_FromTheFuture', '99.0.0')");

        var failure = await Assert.ThrowsAsync<DatabaseNotReadyException>(() => world.Get<DatabaseMigrator>().MigrateAsync());

        Assert.Contains("FromTheFuture", failure.Message);
    }

    [Fact]
    public async Task An_unreachable_database_is_one_sentence()
    {
        var options = new PromoEngineOptions { ConnectionString = "Data Source=/nowhere/at/all.db" };
        await using var services = new ServiceCollection().AddPromoEngine(options).BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<DatabaseNotReadyException>(
            () => services.GetRequiredService<DatabaseMigrator>().MigrateAsync());

        Assert.StartsWith("The SQLite database cannot be opened", failure.Message);
    }
}
