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
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    private const int AtOnce = 128;

    private readonly Channel<SqliteWork> _waiting = Channel.CreateBounded<SqliteWork>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly SqliteGate _gate;
    private readonly CatalogueStore _catalogues;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly string _connectionString;
    private readonly ILogger<SqliteWriter> _log;
    private readonly Task _writing;
    private SqliteWriterSession? _session;

    public SqliteWriter(SqliteGate gate, CatalogueStore catalogues, SqliteCheckpoints checkpoints, PromoEngineOptions options, ILogger<SqliteWriter> log)
    {
        (_gate, _catalogues, _checkpoints, _log) = (gate, catalogues, checkpoints, log);
        _connectionString = new SqliteConnectionStringBuilder(options.ResolvedConnectionString) { Pooling = false }.ToString();
        _writing = Task.Run(RunAsync);
    }

    /// <summary>Carries the work out in one of the next transactions; completes after its commit. It may be carried out more than once, but is committed once.</summary>
    public async Task<T> DoAsync<T>(Func<SqliteBatch, T> work, CancellationToken ct)
    {
        var piece = new SqliteWork<T>(work, ct);
        await _waiting.Writer.WriteAsync(piece, ct);
        return await piece.Answer;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
        _session?.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<SqliteWork>(AtOnce);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            using (await _gate.EnterAsync(CancellationToken.None))
            {
                while (batch.Count < AtOnce && _waiting.Reader.TryRead(out var piece))
                    if (!piece.GivenUp()) batch.Add(piece);
                await CarryOutAsync(batch);
                _checkpoints.Committed();
            }

            batch.Clear();
            await Task.Yield(); // lets those who were just answered ask again, so that they share the next commit
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
