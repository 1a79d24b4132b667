using Microsoft.Data.Sqlite;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>The writer's connection with everything prepared on it. Disposing it in the middle of a transaction undoes that.</summary>
internal sealed class SqliteWriterSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatements _statements;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteCounters _counters;

    public SqliteWriterSession(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        using (var pragmas = _connection.CreateCommand())
        {
            pragmas.CommandText = SqliteDatabase.WriterPragmas + SqliteDatabase.CachePragmas;
            pragmas.ExecuteNonQuery();
        }

        _statements = new SqliteStatements(_connection);
        _begin = _statements.Prepare("BEGIN IMMEDIATE");
        _commit = _statements.Prepare("COMMIT");
        _counters = new SqliteCounters(_statements);
        Facts = new SqliteFacts(_connection, _counters);
        Rows = new SqliteRows(_connection, _counters);
        Ledger = new SqliteLedger(_connection);
    }

    public SqliteFacts Facts { get; }

    public SqliteRows Rows { get; }

    public SqliteLedger Ledger { get; }

    public SummaryTally Tally { get; } = new();

    public void Begin()
    {
        Tally.Clear();
        Rows.Begin();
        _counters.Begin();
        _begin.Run();
    }

    public void Commit()
    {
        Rows.Flush();
        _counters.Flush();
        Rows.Write(Tally);
        _commit.Run();
    }

    public void Dispose()
    {
        _statements.Dispose();
        Facts.Dispose();
        Rows.Dispose();
        Ledger.Dispose();
        _connection.Dispose();
    }
}
