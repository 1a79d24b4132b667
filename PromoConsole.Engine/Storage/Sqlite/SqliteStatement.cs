using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>
/// A prepared statement used over and over: bind in order, then <see cref="Run"/>, or <see cref="Read"/> and <see cref="End"/>.
/// Directly on SQLite's own interface, because a command object costs more than the statement behind it.
/// </summary>
internal sealed class SqliteStatement
{
    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _statement;
    private readonly bool[] _holdsNull;
    private int _bound;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _db = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v3(_db, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _holdsNull = new bool[raw.sqlite3_bind_parameter_count(_statement) + 1];
        Array.Fill(_holdsNull, true);
    }

    public SqliteStatement Bind(string? value)
    {
        if (value is null) return BindNull();
        var index = Next();
        if (value.Length is 0 or > 200) Check(raw.sqlite3_bind_text(_statement, index, value));
        else
        {
            Span<byte> utf8 = stackalloc byte[600];
            Check(raw.sqlite3_bind_text(_statement, index, utf8[..Encoding.UTF8.GetBytes(value, utf8)]));
        }

        return this;
    }

    /// <summary>Text that is UTF-8 already; an empty one is null.</summary>
    public SqliteStatement Bind(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return BindNull();
        Check(raw.sqlite3_bind_text(_statement, Next(), utf8));
        return this;
    }

    public SqliteStatement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, Next(), value));
        return this;
    }

    public SqliteStatement Bind(long? value) => value is { } given ? Bind(given) : BindNull();

    public SqliteStatement Bind(bool value) => Bind(value ? 1L : 0L);

    public SqliteStatement Bind(DateTimeOffset at) => Bind(UtcMicroseconds.From(at));

    public SqliteStatement Bind(DateTimeOffset? at) => Bind(at is { } given ? UtcMicroseconds.From(given) : null);

    /// <summary>Goes to the next row; false when there is none. Follow with <see cref="End"/>.</summary>
    public bool Read()
    {
        switch (raw.sqlite3_step(_statement))
        {
            case raw.SQLITE_ROW: return true;
            case raw.SQLITE_DONE: return false;
            case var failure:
                End();
                SqliteException.ThrowExceptionForRC(failure, _db);
                return false;
        }
    }

    /// <summary>Makes the statement ready for the next use.</summary>
    public void End()
    {
        _bound = 0;
        _ = raw.sqlite3_reset(_statement); // repeats the code of a failed step, which has been thrown already
    }

    /// <summary>Executes a statement that gives no rows.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        Read();
        End();
        return raw.sqlite3_changes(_db);
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(_statement, column);

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public int? IntOrNull(int column) => IsNull(column) ? null : (int)Long(column);

    public bool Bool(int column) => Long(column) != 0;

    public DateTimeOffset Instant(int column) => UtcMicroseconds.ToInstant(Long(column));

    public DateTimeOffset? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public DateOnly? DayOrNull(int column) => IsNull(column) ? null : DateOnly.ParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Called once by <see cref="SqliteStatements"/>, which owns it.</summary>
    public void Release() => _statement.Dispose();

    // A statement keeps what is bound to it, and most nulls of a row are null the next time too.
    private SqliteStatement BindNull()
    {
        if (_holdsNull[++_bound]) return this;
        Check(raw.sqlite3_bind_null(_statement, _bound));
        _holdsNull[_bound] = true;
        return this;
    }

    private int Next()
    {
        _holdsNull[++_bound] = false;
        return _bound;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, _db);
    }
}
