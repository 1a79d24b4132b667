using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>What pieces of work share while they are in one transaction.</summary>
internal sealed record SqliteBatch(Catalogue Catalogue, SqliteFacts Facts, SqliteRows Rows, SqliteLedger Ledger, SummaryTally Tally);

/// <summary>
/// The one place of this process that redeems on SQLite: takes what is waiting, carries it out piece by piece inside one transaction,
/// commits once, and only then answers everybody. A piece that throws undoes the transaction; the others are then done again, each by itself.
/// </summary>
/// <remarks>
/// Whoever asks while nobody writes carries its own piece out at once: waking somebody for it takes longer than the piece. When others have come meanwhile, they
/// are left to the thread pool, which goes on until nobody waits.
/// </remarks>
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    private const int AtOnce = 128;

    private readonly Channel<SqliteWork> _waiting = Channel.CreateBounded<SqliteWork>(10_000);
    private readonly List<SqliteWork> _batch = new(AtOnce); // whoever writes has it
    private readonly SqliteGate _gate;
    private readonly CatalogueStore _catalogues;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly string _connectionString;
    private readonly ILogger<SqliteWriter> _log;
    private SqliteWriterSession? _session;
    private int _writing;

    public SqliteWriter(SqliteGate gate, CatalogueStore catalogues, SqliteCheckpoints checkpoints, PromoEngineOptions options, ILogger<SqliteWriter> log)
    {
        (_gate, _catalogues, _checkpoints, _log) = (gate, catalogues, checkpoints, log);
        _connectionString = new SqliteConnectionStringBuilder(options.ResolvedConnectionString) { Pooling = false }.ToString();
    }

    /// <summary>Carries the work out in one of the next transactions; completes after its commit. It may be carried out more than once, but is committed once.</summary>
    public async Task<T> DoAsync<T>(Func<SqliteBatch, T> work, CancellationToken ct)
    {
        var piece = new SqliteWork<T>(work, ct);
        await _waiting.Writer.WriteAsync(piece, ct);
        if (Begin())
        {
            // A page's circuit goes on with one thing after another: nobody else must wait for it.
            if (SynchronizationContext.Current is null) await WriteAloneAsync();
            else HandOver();
        }

        return await piece.Answer;
    }

    /// <summary>After whatever waits is done.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_waiting.Writer.TryComplete()) return; // once is enough
        while (!Begin()) await Task.Yield();
        while (_waiting.Reader.TryPeek(out _)) await WriteAsync();
        _session?.Dispose(); // the turn stays taken: whoever was just answered may still try for it
    }

    private bool Begin() => Interlocked.Exchange(ref _writing, 1) == 0;

    private void End() => Interlocked.Exchange(ref _writing, 0);

    // One transaction, in which are as good as always this caller's piece alone.
    private async Task WriteAloneAsync()
    {
        if (await WriteAsync() > 1 || _waiting.Reader.TryPeek(out _)) HandOver();
        else Leave();
    }

    private void HandOver() => ThreadPool.UnsafeQueueUserWorkItem(static writer => _ = writer.WriteOnAsync(), this, preferLocal: false);

    private async Task WriteOnAsync()
    {
        do
        {
            while (_waiting.Reader.TryPeek(out _))
            {
                await WriteAsync();
                await Task.Yield(); // lets those who were just answered ask again, so that they share the next commit
            }

            End();
        }
        while (_waiting.Reader.TryPeek(out _) && Begin()); // who came in between found somebody writing
    }

    // Whoever put a piece there meanwhile found somebody writing, and left it.
    private void Leave()
    {
        End();
        if (_waiting.Reader.TryPeek(out _) && Begin()) HandOver();
    }

    /// <summary>Takes what is waiting, carries it out and commits it. Throws nothing: those who asked hear of failures.</summary>
    /// <returns>How many pieces.</returns>
    private async Task<int> WriteAsync()
    {
        using var turn = await _gate.EnterAsync(CancellationToken.None);
        try
        {
            while (_batch.Count < AtOnce && _waiting.Reader.TryRead(out var piece))
                if (!piece.GivenUp()) _batch.Add(piece);
            await CarryOutAsync(_batch);
            _checkpoints.Committed();
            return _batch.Count;
        }
        catch (Exception failure) // none is expected here; whoever was not answered yet must hear of it, and the next ones must go on
        {
            foreach (var piece in _batch) piece.Fail(failure);
            return _batch.Count;
        }
        finally
        {
            _batch.Clear(); // what was carried out must not be carried out again, whatever went wrong afterwards
        }
    }

    private async Task CarryOutAsync(List<SqliteWork> batch)
    {
        if (batch.Count == 0) return;
        if (await TryAsync(batch) is not { } failure) return;
        if (batch.Count == 1)
        {
            batch[0].Fail(failure);
            return;
        }

        Repeated(failure, batch.Count);
        foreach (var piece in batch)
            if (await TryAsync([piece]) is { } own) piece.Fail(own);
    }

    private async Task<Exception?> TryAsync(List<SqliteWork> batch)
    {
        try
        {
            _session ??= new SqliteWriterSession(_connectionString);
            _session.Begin();
            var catalogue = await _catalogues.AtLeastAsync(_session.Facts.CatalogueVersion(), CancellationToken.None);
            var shared = new SqliteBatch(catalogue, _session.Facts, _session.Rows, _session.Ledger, _session.Tally);
            foreach (var piece in batch) piece.CarryOut(shared);
            _session.Commit();
        }
        catch (Exception failure) // whatever it is, those who wait must hear of it and the next ones must go on
        {
            _session?.Dispose();
            _session = null;
            return failure;
        }

        foreach (var piece in batch) piece.Complete();
        return null;
    }

    [LoggerMessage(LogLevel.Warning, "A transaction of {Count} pieces was undone; each is done again by itself.")]
    private partial void Repeated(Exception failure, int count);
}

/// <summary>One caller's piece of a transaction.</summary>
internal abstract class SqliteWork
{
    public abstract bool GivenUp();

    public abstract void CarryOut(SqliteBatch batch);

    public abstract void Complete();

    public abstract void Fail(Exception failure);
}

/// <inheritdoc />
internal sealed class SqliteWork<T>(Func<SqliteBatch, T> work, CancellationToken ct) : SqliteWork
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Answer => _answer.Task;

    // Before it is carried out the caller may go away; afterwards it is done whether or not anybody listens.
    public override bool GivenUp() => ct.IsCancellationRequested && _answer.TrySetCanceled(ct);

    public override void CarryOut(SqliteBatch batch) => _result = work(batch);

    public override void Complete() => _answer.TrySetResult(_result!);

    public override void Fail(Exception failure) => _answer.TrySetException(failure);
}
