using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Folds the write-ahead log into the database beside the writers, and seldom: a commit does not wait for it.</summary>
/// <remarks>Writers that never pause would let the log grow for ever, so from four times the usual length on the rest is folded before the next write.</remarks>
internal sealed partial class SqliteCheckpoints(PromoEngineOptions options, ILogger<SqliteCheckpoints> log) : IAsyncDisposable
{
    private const int CommitsBetweenLooks = 8;

    private readonly long _foldFrom = options.FoldFromPages * 4096L;
    private readonly string _connectionString = new SqliteConnectionStringBuilder(options.ResolvedConnectionString) { Pooling = false }.ToString();
    private readonly FileInfo _file = new(new SqliteConnectionStringBuilder(options.ResolvedConnectionString).DataSource + "-wal");
    private Task _running = Task.CompletedTask;
    private int _commits;

    /// <summary>Called after each commit by whoever wrote, before giving up the gate.</summary>
    public void Committed()
    {
        if (++_commits % CommitsBetweenLooks != 0) return;
        var length = LengthOfLog();
        if (length >= 4 * _foldFrom) Fold();
        else if (length >= _foldFrom && _running.IsCompleted) _running = Task.Run(Fold);
    }

    public async ValueTask DisposeAsync() => await _running;

    private long LengthOfLog()
    {
        try
        {
            _file.Refresh();
            return _file.Exists ? _file.Length : 0;
        }
        catch (IOException failure)
        {
            Failed(failure);
            return 0;
        }
    }

    private void Fold()
    {
        try
        {
            using var connection = new SqliteConnection(_connectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            // Passive blocks nobody. When all is folded, the next writer starts the file anew and cuts it (journal_size_limit).
            command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            command.ExecuteNonQuery();
        }
        catch (SqliteException failure)
        {
            Failed(failure); // the next look tries again
        }
    }

    [LoggerMessage(LogLevel.Warning, "The write-ahead log could not be folded into the database.")]
    private partial void Failed(Exception failure);
}
