using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using PromoConsole.Identity.Storage;

namespace PromoConsole.Tests.Identity.Storage;

public class IdentityMigrationTests
{
    [Fact]
    public void The_SQLite_migrations_are_in_step_with_the_model()
    {
        using var db = new SqliteIdentityDesignTimeFactory().CreateDbContext([]);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_SQL_Server_migrations_are_in_step_with_the_model()
    {
        using var db = new SqlServerIdentityDesignTimeFactory().CreateDbContext([]);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_SQL_Server_script_is_T_SQL_and_leaves_the_engines_tables_alone()
    {
        using var db = new SqlServerIdentityDesignTimeFactory().CreateDbContext([]);
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);

        Assert.Empty(errors.Select(error => $"{error.Line}: {error.Message}"));
        Assert.DoesNotContain("[Audit]", script);
        Assert.Contains(PromoIdentityDbContext.HistoryTable, script);
    }
}
