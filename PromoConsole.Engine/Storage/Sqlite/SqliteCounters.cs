using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>
/// Counters inside the writer's transaction. Nobody else can write meanwhile, so one that many of its redemptions move is read once and written once,
/// before the commit. Not thread-safe.
/// </summary>
internal sealed class SqliteCounters(SqliteStatements statements)
{
    private readonly SqliteStatement _read = statements.Prepare("SELECT Value FROM Counters WHERE Key = ?1 AND Shard = 0");
    private readonly SqliteStatement _move = statements.Prepare(
        "INSERT INTO Counters (Key, Shard, Value) VALUES (?1, 0, ?2) ON CONFLICT DO UPDATE SET Value = Value + excluded.Value");
    private readonly SqliteStatement _lower = statements.Prepare("UPDATE Counters SET Value = Value + ?1 WHERE Key = ?2 AND Shard = 0");

    private readonly Dictionary<string, long?> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _moved = new(StringComparer.Ordinal);

    /// <summary>As it stands now; null when there is none.</summary>
    public long? Value(string key)
    {
        if (!_known.TryGetValue(key, out var stored))
        {
            stored = _read.Bind(key).Read() ? _read.Long(0) : null;
            _read.End();
            _known[key] = stored;
        }

        return _moved.TryGetValue(key, out var moved) ? stored.GetValueOrDefault() + moved : stored;
    }

    public void Move(CounterChange change)
    {
        if (change.Delta >= 0)
        {
            _moved[change.Key] = _moved.GetValueOrDefault(change.Key) + change.Delta;
            return;
        }

        // A rollback lowers only what is counted; it never makes a counter.
        Flush();
        _known.Remove(change.Key);
        _lower.Bind(change.Delta).Bind(change.Key).Run();
    }

    /// <summary>Writes what was moved. Whoever ends the transaction asks for this first.</summary>
    public void Flush()
    {
        foreach (var (key, delta) in _moved)
        {
            _move.Bind(key).Bind(delta).Run();
            if (_known.TryGetValue(key, out var stored)) _known[key] = stored.GetValueOrDefault() + delta;
        }

        _moved.Clear();
    }

    /// <summary>Another transaction begins: what was moved in one that was undone is forgotten.</summary>
    public void Begin()
    {
        _known.Clear();
        _moved.Clear();
    }
}
