using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Folds the write-ahead log into the database beside the writer, and seldom: a commit never waits for it.</summary>
internal sealed partial class SqliteCheckpoints(PromoEngineOptions options, ILogger<SqliteCheckpoints> log) : IAsyncDisposable
{
    private const long LogBytes = 20_000L * 4096;
    private const int CommitsBetweenLooks = 64;

    private readonly string _connectionString = new SqliteConnectionStringBuilder(options.ResolvedConnectionString) { Pooling = false }.ToString();
    private Task _running = Task.CompletedTask;
    private int _commits;

    /// <summary>Called by whoever holds the gate after each commit.</summary>
    public void Committed()
    {
        if (++_commits % CommitsBetweenLooks != 0 || !_running.IsCompleted) return;
        _running = Task.Run(FoldIfLarge);
    }

    public async ValueTask DisposeAsync() => await _running;

    private void FoldIfLarge()
    {
        try
        {
            var file = new FileInfo(new SqliteConnectionStringBuilder(_connectionString).DataSource + "-wal");
            if (!file.Exists || file.Length < LogBytes) return;
            using var connection = new SqliteConnection(_connectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            // Passive never blocks the writer; once all is folded, the writer starts the file from its beginning by itself.
            command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            command.ExecuteNonQuery();
        }
        catch (Exception failure) when (failure is SqliteException or IOException)
        {
            Failed(failure); // the next look tries again
        }
    }

    [LoggerMessage(LogLevel.Warning, "The write-ahead log could not be folded into the database.")]
    private partial void Failed(Exception failure);
}
