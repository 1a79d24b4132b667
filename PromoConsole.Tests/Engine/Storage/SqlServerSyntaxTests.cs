using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Storage.SqlServer;
using PromoConsole.Identity.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

/// <summary>There need not be a server to know that what is sent to it is T-SQL.</summary>
public partial class SqlServerSyntaxTests
{
    [Fact]
    public void Migration_scripts_parse()
    {
        using var engine = new SqlServerDesignTimeFactory().CreateDbContext([]);
        using var identity = new SqlServerIdentityDesignTimeFactory().CreateDbContext([]);
        foreach (var db in (DbContext[])[engine, identity])
        {
            var migrator = db.GetService<IMigrator>();
            AssertParses(migrator.GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));
            AssertParses(migrator.GenerateScript(db.Database.GetMigrations().Last(), Migration.InitialDatabase));
        }
    }

    [Fact]
    public void Hand_written_batches_parse()
    {
        var texts = Constants(typeof(SqlServerText)).Concat(Constants(typeof(SqlServerWrites))).Concat(Constants(typeof(LimitHistory)))
            .Concat(typeof(SqlServerText).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => (method.Name, (string)method.Invoke(null, [1])!)))
            .Concat(CountingStatements())
            .Concat(MergedRows.Moving.Concat(MergedRows.MovingBack).Select(sql => ("a merge of customers", sql)))
            .Where(text => StatementStart().IsMatch(text.Item2)).ToList();

        Assert.True(texts.Count >= 100, $"Only {texts.Count} batches were found.");
        foreach (var (name, sql) in texts) AssertParses(Placeholder().Replace(sql, "@p$1"), name);
        AssertParses(SqlServerText.LockShared + SqlServerText.Count(0) + SqlServerText.Count(1) + SqlServerText.UseVoucher(0) + SqlServerText.UseVoucher(1) + SqlServerText.LockOrder);
    }

    [Fact]
    public void What_an_update_gives_has_the_columns_its_reader_reads()
    {
        Assert.Equal(Columns(SqlServerText.ReadVoucher(0), "SELECT "), Columns(SqlServerText.UseVoucher(0), "OUTPUT "));
        Assert.Equal(Columns(SqlServerText.Facts[SqlServerText.Facts.IndexOf("SELECT Id, SourceId, CustomerId", StringComparison.Ordinal)..], "SELECT "), Columns(SqlServerText.LockOrder, "OUTPUT "));

        static string[] Columns(string sql, string after)
        {
            var list = sql[(sql.IndexOf(after, StringComparison.Ordinal) + after.Length)..];
            return [.. list[..list.IndexOfAny(['\n', '\r', ';'])].Split(" FROM ")[0].Split(", ").Select(column => column.Trim().Replace("inserted.", "", StringComparison.Ordinal))];
        }
    }

    [Fact]
    public void Text_that_is_put_together_with_ids_compares_as_they_do()
    {
        foreach (var (name, sql) in CountingStatements())
        {
            var mixed = (sql.Contains("SUBSTRING(r.Actor", StringComparison.Ordinal) ? 1 : 0) + (sql.Contains("JSON_VALUE", StringComparison.Ordinal) ? 1 : 0);
            Assert.Equal(mixed > 0, sql.Contains("COLLATE Latin1_General_BIN2", StringComparison.Ordinal));
            if (mixed > 0) Assert.Matches(@"(SUBSTRING\(r\.Actor, 1, \d+\)|JSON_VALUE\(q\.Detail, '\$\.apiKeyId'\)) COLLATE Latin1_General_BIN2", sql);
            AssertParses(Placeholder().Replace(sql, "@p$1"), name);
        }
    }

    // Of every measure, for a campaign, for a code without one, and for all codes of a rule; and what a change of zone forgets.
    private static IEnumerable<(string, string)> CountingStatements() =>
        (from measure in Budgets.All
         from target in Enum.GetValues<LimitTarget>()
         from sql in LimitHistory.Statements(measure, target, PeriodKeys.Of(Decisions.Noon, Decisions.Project), sqlite: false)
         select (measure.ToString(), sql)).Concat(PeriodHistory.ForgetPeriods.Select(sql => ("a change of zone", sql)));

    [Fact]
    public void The_parser_rejects_what_only_SQLite_understands()
    {
        Assert.NotEmpty(Problems("SELECT Id FROM Vouchers LIMIT 1"));
        Assert.NotEmpty(Problems("INSERT INTO Counters (Key, Value) VALUES ('a', 1) ON CONFLICT DO NOTHING"));
    }

    [Fact]
    public async Task Statements_of_the_SQL_Server_context_parse()
    {
        var statements = await SqlServerStatements.CollectAsync();

        Assert.True(statements.Count >= 60, $"Only {statements.Count} statements were logged.");
        foreach (var sql in statements) AssertParses(sql);
    }

    [Fact]
    public async Task Columns_are_compared_only_with_columns_that_compare_as_they_do()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var texts = db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.GetColumnType().Contains("varchar", StringComparison.Ordinal)).ToLookup(property => property.GetColumnName(), property => property.GetCollation());
        var pairs = (await SqlServerStatements.CollectAsync()).SelectMany(sql => Compared().Matches(sql).Select(match => (sql, One: match.Groups[1].Value, Other: match.Groups[2].Value)))
            .Where(pair => texts.Contains(pair.One) && texts.Contains(pair.Other)).ToList();

        Assert.Contains(pairs, pair => pair is { One: "Subject", Other: "Id" }); // the demo store's removal, which once compared two that differ
        foreach (var (sql, one, other) in pairs)
            Assert.True(texts[one].Concat(texts[other]).Distinct().Count() == 1, $"{one} and {other} compare differently:\n{sql}");
    }

    internal static void AssertParses(string sql, string? name = null)
    {
        var problems = Problems(sql);
        Assert.True(problems.Count == 0, $"{name} {problems.FirstOrDefault()?.Message} (line {problems.FirstOrDefault()?.Line}):\n{sql}");
    }

    private static IList<ParseError> Problems(string sql)
    {
        using var reader = new StringReader(sql);
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var problems);
        return problems;
    }

    private static IEnumerable<(string, string)> Constants(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string))
        .Select(field => (field.Name, (string)field.GetRawConstantValue()!));

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|DECLARE|SET|IF|COMMIT)\s")]
    private static partial Regex StatementStart();

    // Two columns with a comparison between them, or a column and what a list selects.
    [GeneratedRegex(@"\[\w+\]\.\[(\w+)\] (?:=|<>|<|>|<=|>=|(?:NOT )?IN \(\s*SELECT) \[\w+\]\.\[(\w+)\]")]
    private static partial Regex Compared();

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Placeholder();
}
