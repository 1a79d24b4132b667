using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>
/// Redemptions of the open transaction that are not inserted yet. Writing their documents takes as long as all else about them, so another
/// processor does it while the writer decides the next request; whatever it did not get to, the writer does itself when they are taken out.
/// </summary>
/// <remarks>Add and take belong to the writer's thread. Each row is written by whoever claims it first.</remarks>
internal sealed class PendingRows : IThreadPoolWorkItem, IDisposable
{
    private const int Most = 256;

    private readonly Slot[] _slots = new Slot[Most];
    private int _count;
    private int _helping;

    /// <summary>No more fit: take them out first.</summary>
    public bool IsFull => _count == Most;

    public void Add(Redemption row)
    {
        (_slots[_count] ??= new Slot()).Offer(row);
        Volatile.Write(ref _count, _count + 1);
        // A single row is ready sooner than somebody is woken for it.
        if (_count > 1 && Environment.ProcessorCount > 1 && Interlocked.Exchange(ref _helping, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Hands out the rows in the order in which they came, each with its document.</summary>
    public void Take(Action<Redemption, ReadOnlySpan<byte>> insert)
    {
        var count = _count;
        for (var i = 0; i < count; i++)
        {
            var (row, document) = _slots[i].Finish();
            insert(row, document.WrittenSpan);
        }

        Clear();
    }

    /// <summary>Forgets what was not taken out: the transaction was undone.</summary>
    public void Clear()
    {
        for (var i = 0; i < _count; i++) _slots[i].Empty();
        Volatile.Write(ref _count, 0);
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var i = 0; i < Volatile.Read(ref _count); i++) _slots[i].TryWrite();
        Volatile.Write(ref _helping, 0);
    }

    public void Dispose()
    {
        Clear(); // nobody writes into a slot any more
        foreach (var slot in _slots) slot?.Dispose();
    }

    private sealed class Slot : IDisposable
    {
        private const int Nothing = 0, Offered = 1, Claimed = 2, Written = 3;

        private readonly ArrayBufferWriter<byte> _document = new(4096);
        private readonly Utf8JsonWriter _writer;
        private ExceptionDispatchInfo? _failure;
        private Redemption? _row;
        private int _state;

        public Slot() => _writer = PromoJson.WriterTo(_document);

        public void Offer(Redemption row)
        {
            _row = row;
            Volatile.Write(ref _state, Offered);
        }

        public void TryWrite()
        {
            if (Interlocked.CompareExchange(ref _state, Claimed, Offered) != Offered) return;
            try
            {
                _document.ResetWrittenCount();
                _writer.Reset(_document);
                JsonSerializer.Serialize(_writer, _row!.Detail, PromoJson.Options);
                _writer.Flush();
            }
            catch (Exception failure) // told where the row is taken out
            {
                _failure = ExceptionDispatchInfo.Capture(failure);
            }

            Volatile.Write(ref _state, Written);
        }

        public (Redemption Row, ArrayBufferWriter<byte> Document) Finish()
        {
            TryWrite();
            var waiting = default(SpinWait);
            while (Volatile.Read(ref _state) != Written) waiting.SpinOnce();
            _failure?.Throw();
            return (_row!, _document);
        }

        // Whoever is still writing it finishes first.
        public void Empty()
        {
            if (Interlocked.CompareExchange(ref _state, Nothing, Offered) != Offered)
            {
                var waiting = default(SpinWait);
                while (Volatile.Read(ref _state) == Claimed) waiting.SpinOnce();
            }

            (_row, _failure, _state) = (null, null, Nothing);
        }

        public void Dispose() => _writer.Dispose();
    }
}
