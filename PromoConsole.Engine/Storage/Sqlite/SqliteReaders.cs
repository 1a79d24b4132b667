using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Connections that only read, with their prepared statements; as many as were ever needed at once.</summary>
internal sealed class SqliteReaders(PromoEngineOptions options) : IDisposable
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder(options.ResolvedConnectionString) { Pooling = false }.ToString();
    private readonly ConcurrentBag<SqliteReader> _idle = [];

    /// <summary>Has one to itself while it reads.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteReader, ValueTask<T>> read)
    {
        if (!_idle.TryTake(out var reader)) reader = new SqliteReader(_connectionString);
        try
        {
            var found = await read(reader);
            _idle.Add(reader);
            return found;
        }
        catch
        {
            reader.Dispose(); // its statements may be half way through something
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var reader in _idle) reader.Dispose();
    }
}

/// <summary>One connection. Not thread-safe.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private SqliteOffers? _offers;

    public SqliteReader(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        Facts = new SqliteFacts(_connection);
    }

    public SqliteFacts Facts { get; }

    public SqliteOffers Offers => _offers ??= new SqliteOffers(_connection);

    public void Dispose()
    {
        _offers?.Dispose();
        Facts.Dispose();
        _connection.Dispose();
    }
}
