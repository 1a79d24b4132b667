namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>
/// SQLite has one writer at a time, and its own waiting is unfair. Whoever writes in this process passes here first, in the order of arrival;
/// other processes on the same file are kept out by SQLite's own lock.
/// </summary>
internal sealed class SqliteGate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<Turn> EnterAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    public readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
