using Microsoft.Data.Sqlite;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>How this program opens a SQLite file.</summary>
internal static class SqliteDatabase
{
    public static string ConnectionStringOf(string path) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.GetFullPath(path),
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    /// <summary>
    /// For connections that write: every commit reaches the disk, another process's lock is waited for in short naps, and checkpoints are left
    /// to <see cref="SqliteCheckpoints"/>, so that no commit has to pay for one.
    /// </summary>
    public const string WriterPragmas = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=0;";

    /// <summary>For connections that live long: room for the hot part of the indexes, in KiB.</summary>
    public const string CachePragmas = "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;";
}
