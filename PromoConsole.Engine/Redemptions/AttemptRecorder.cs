using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace PromoConsole.Engine.Redemptions;

/// <summary>
/// Writes refused validations a little later and many at once, so that looking costs the caller no commit. Never makes a caller wait: under a flood
/// beyond its room it drops attempts and says how many. What it took is written before it is disposed.
/// </summary>
internal sealed partial class AttemptRecorder : IAsyncDisposable
{
    private const int Room = 20_000;
    private const int AtOnce = 256;

    private readonly Channel<Redemption> _waiting = Channel.CreateBounded<Redemption>(new BoundedChannelOptions(Room) { SingleReader = true });
    private readonly IRedemptionStore _store;
    private readonly ILogger<AttemptRecorder> _log;
    private readonly Task _writing;
    private long _taken;
    private long _written;
    private long _dropped;

    public AttemptRecorder(IRedemptionStore store, ILogger<AttemptRecorder> log)
    {
        (_store, _log) = (store, log);
        _writing = Task.Run(WriteAsync);
    }

    public void Record(Redemption attempt)
    {
        if (_waiting.Writer.TryWrite(attempt)) Interlocked.Increment(ref _taken);
        else if (Interlocked.Increment(ref _dropped) % 1000 == 1) Dropped(_dropped);
    }

    /// <summary>Completes when everything recorded so far is on disk.</summary>
    public async Task FlushAsync()
    {
        var target = Interlocked.Read(ref _taken);
        while (Interlocked.Read(ref _written) < target && !_writing.IsCompleted) await Task.Yield();
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync()
    {
        var batch = new List<Redemption>(AtOnce);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < AtOnce && _waiting.Reader.TryRead(out var attempt)) batch.Add(attempt);
            try
            {
                await _store.RecordAsync(batch, CancellationToken.None);
            }
            catch (Exception failure) when (failure is System.Data.Common.DbException or InvalidOperationException)
            {
                Lost(failure, batch.Count);
            }

            Interlocked.Add(ref _written, batch.Count);
            batch.Clear();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Refused validations come faster than they can be recorded; {Count} were not recorded.")]
    private partial void Dropped(long count);

    [LoggerMessage(LogLevel.Error, "{Count} refused validations could not be recorded.")]
    private partial void Lost(Exception failure, int count);
}
