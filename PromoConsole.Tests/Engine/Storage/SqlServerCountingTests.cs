using Microsoft.Data.SqlClient;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage.SqlServer;

namespace PromoConsole.Tests.Engine.Storage;

/// <summary>However many counters a redemption moves, no statement has more than SQL Server takes.</summary>
public class SqlServerCountingTests
{
    private const int MostParameters = 2_100;

    // Vouchers, a session and an order come with the last piece.
    private const int Room = 500;

    private static readonly CounterChange[] s_changes = [.. Enumerable.Range(0, 2_000).Select(n => new CounterChange($"cu:camp_1:{n:D4}", 1))];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(500, 1)]
    [InlineData(501, 2)]
    [InlineData(2_000, 4)]
    public void Counters_are_moved_in_their_order_and_in_pieces_that_fit(int count, int pieces)
    {
        var moved = Commands(s_changes[..count], SqlServerRows.Count);
        var lowered = Commands(s_changes[..count], SqlServerRows.Lower);

        foreach (var commands in (List<SqlCommand>[])[moved, lowered])
        {
            Assert.Equal(pieces, commands.Count);
            Assert.Equal(s_changes[..count].Select(change => change.Key), commands.SelectMany(Keys));
            Assert.All(commands, command =>
            {
                Assert.InRange(command.Parameters.Count, 0, MostParameters - Room);
                SqlServerSyntaxTests.AssertParses(command.CommandText);
            });
        }
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(500, 512)]
    [InlineData(501, 1)]
    [InlineData(2_000, 1)]
    public void Reading_very_many_counters_takes_one_document(int count, int parameters)
    {
        using var connection = new SqlConnection();

        var command = SqlServerFacts.Counters([.. s_changes[..count].Select(change => change.Key)]).On(connection);

        Assert.Equal(parameters, command.Parameters.Count);
        SqlServerSyntaxTests.AssertParses(command.CommandText);
    }

    private static List<SqlCommand> Commands(CounterChange[] changes, Func<SqlServerBatch, int, CounterChange, SqlServerBatch> add)
    {
        using var connection = new SqlConnection();
        return [.. new SqlServerBatch().Add(SqlServerText.LockShared).InPieces(changes, add).Select(batch => batch.On(connection))];
    }

    private static IEnumerable<string> Keys(SqlCommand command) =>
        command.Parameters.Cast<SqlParameter>().Where(parameter => parameter.ParameterName.StartsWith("@counter", StringComparison.Ordinal)).Select(parameter => (string)parameter.Value);
}
