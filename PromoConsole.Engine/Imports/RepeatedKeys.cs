using Microsoft.Data.Sqlite;

namespace PromoConsole.Engine.Imports;

/// <summary>Remembers where each key of a file stood, however many there are: in a scratch database that spills to disk, so memory stays constant.</summary>
internal sealed class RepeatedKeys : IDisposable
{
    private readonly SqliteConnection _scratch = new("Data Source="); // a private file that is gone when it is closed
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _spoil;

    public RepeatedKeys()
    {
        _scratch.Open();
        Run("PRAGMA journal_mode = OFF");
        Run("PRAGMA synchronous = OFF");
        Run("PRAGMA cache_size = -8192"); // KB
        Run("CREATE TABLE Keys (Key TEXT NOT NULL PRIMARY KEY, Line INTEGER NOT NULL, Rows INTEGER NOT NULL) WITHOUT ROWID");
        Run("BEGIN");
        _add = Prepared("INSERT INTO Keys (Key, Line, Rows) VALUES ($key, $line, $rows) ON CONFLICT DO NOTHING");
        _find = Prepared("SELECT Line, Rows FROM Keys WHERE Key = $key");
        _spoil = Prepared("UPDATE Keys SET Rows = 0 WHERE Key = $key");
        _add.Parameters.Add("$line", SqliteType.Integer);
        _add.Parameters.Add("$rows", SqliteType.Integer);
    }

    /// <param name="rows">Rows of the record, as long as it is good.</param>
    /// <returns>Line and good rows of the record that had the key before; null when it is new.</returns>
    public (long Line, long Rows)? Add(string key, long line, int rows)
    {
        _add.Parameters["$key"].Value = key;
        _add.Parameters["$line"].Value = line;
        _add.Parameters["$rows"].Value = rows;
        if (_add.ExecuteNonQuery() == 1) return null;
        _find.Parameters["$key"].Value = key;
        using var found = _find.ExecuteReader();
        found.Read();
        return (found.GetInt64(0), found.GetInt64(1));
    }

    /// <summary>The record of the key is bad.</summary>
    public void Spoil(string key)
    {
        _spoil.Parameters["$key"].Value = key;
        _spoil.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _add.Dispose();
        _find.Dispose();
        _spoil.Dispose();
        _scratch.Dispose();
    }

    private void Run(string sql)
    {
        using var command = _scratch.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(string sql)
    {
        var command = _scratch.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("$key", SqliteType.Text);
        return command;
    }
}
