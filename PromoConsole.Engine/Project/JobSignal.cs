using System.Threading.Channels;

namespace PromoConsole.Engine.Project;

/// <summary>Says within this process that a job is waiting or has moved, so that nobody has to poll for what happens here.</summary>
public sealed class JobSignal
{
    private readonly Channel<bool> _waiting = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Raised after a job was added, moved on or ended here. Handlers must be quick and may run on any thread.</summary>
    public event Action? Changed;

    /// <summary>A job waits to be taken up: call after it is committed.</summary>
    public void Wake()
    {
        _waiting.Writer.TryWrite(true);
        Changed?.Invoke();
    }

    internal void Moved() => Changed?.Invoke();

    /// <summary>Returns when something was announced or the time is over.</summary>
    internal async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            await _waiting.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time to look at what other instances left behind.
        }
    }
}
