using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage.Sqlite;

namespace PromoConsole.Tests.Engine.Storage;

/// <summary>Counters moved together are what they would be had each move been written at once.</summary>
public class SqliteCountersTests
{
    [Fact]
    public void Moves_written_together_end_as_moves_written_one_by_one()
    {
        var key = Gen.Elements("cn:a", "cn:b", "vc:a:1");
        var step = Gen.Choose(0, 9).SelectMany(kind => key.SelectMany(name => Gen.Choose(1, 50).Select(by => (Kind: kind, Key: name, By: (long)by))));
        Prop.ForAll(step.ListOf().ToArbitrary(), steps =>
        {
            using var connection = Open();
            using var statements = new SqliteStatements(connection);
            var counters = new SqliteCounters(statements);
            var expected = new Dictionary<string, long> { ["cn:a"] = 7 };
            foreach (var (kind, name, by) in steps)
            {
                switch (kind)
                {
                    case 0:
                        counters.Flush();
                        counters.Begin(); // the next transaction
                        break;
                    case 1 or 2: // taken back: only what is counted
                        counters.Move(new(name, -by));
                        if (expected.ContainsKey(name)) expected[name] -= by;
                        break;
                    case <= 5:
                        Assert.Equal(expected.TryGetValue(name, out var value) ? value : null, counters.Value(name));
                        break;
                    default:
                        counters.Move(new(name, by));
                        expected[name] = expected.GetValueOrDefault(name) + by;
                        break;
                }
            }

            counters.Flush();
            Assert.Equal(expected, Stored(connection));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_was_undone_is_forgotten()
    {
        using var connection = Open();
        using var statements = new SqliteStatements(connection);
        var counters = new SqliteCounters(statements);
        counters.Move(new CounterChange("cn:a", 5));
        Assert.Equal(12, counters.Value("cn:a"));

        counters.Begin();

        Assert.Equal(7, counters.Value("cn:a"));
        counters.Flush();
        Assert.Equal(7, Stored(connection)["cn:a"]);
    }

    private static SqliteConnection Open()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE Counters (Key TEXT, Shard INTEGER, Value INTEGER, PRIMARY KEY (Key, Shard)); INSERT INTO Counters VALUES ('cn:a', 0, 7)";
        command.ExecuteNonQuery();
        return connection;
    }

    private static Dictionary<string, long> Stored(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Key, Value FROM Counters";
        using var row = command.ExecuteReader();
        var stored = new Dictionary<string, long>();
        while (row.Read()) stored[row.GetString(0)] = row.GetInt64(1);
        return stored;
    }
}
