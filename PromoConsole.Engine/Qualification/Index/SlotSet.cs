using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace PromoConsole.Engine.Qualification.Index;

/// <summary>A set of slots, one bit each. Borrowed: dispose it.</summary>
internal readonly ref struct SlotSet
{
    private readonly ulong[] _words;
    private readonly int _length;

    private SlotSet(ulong[] words, int length)
    {
        _words = words;
        _length = length;
    }

    public static int WordsFor(int slots) => (slots + 63) >> 6;

    public Span<ulong> Words => _words.AsSpan(0, _length);

    public static SlotSet Borrow(int words) => new(ArrayPool<ulong>.Shared.Rent(words), words);

    public void CopyFrom(ReadOnlySpan<ulong> other) => other.CopyTo(Words);

    public void Add(int slot) => _words[slot >> 6] |= 1UL << slot;

    public void AddAll(ReadOnlySpan<int> slots)
    {
        foreach (var slot in slots) _words[slot >> 6] |= 1UL << slot;
    }

    public void Or(ReadOnlySpan<ulong> other) => Combine(Words, other, or: true);

    public void And(ReadOnlySpan<ulong> other) => Combine(Words, other, or: false);

    /// <summary>The slots in ascending order.</summary>
    public Slots GetEnumerator() => new(Words);

    public void Dispose() => ArrayPool<ulong>.Shared.Return(_words);

    private static void Combine(Span<ulong> into, ReadOnlySpan<ulong> other, bool or)
    {
        var wideInto = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var wideOther = MemoryMarshal.Cast<ulong, Vector<ulong>>(other[..into.Length]);
        for (var i = 0; i < wideInto.Length; i++) wideInto[i] = or ? wideInto[i] | wideOther[i] : wideInto[i] & wideOther[i];
        for (var i = wideInto.Length * Vector<ulong>.Count; i < into.Length; i++) into[i] = or ? into[i] | other[i] : into[i] & other[i];
    }

    internal ref struct Slots(ReadOnlySpan<ulong> words)
    {
        private readonly ReadOnlySpan<ulong> _words = words;
        private int _word = -1;
        private ulong _left;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (_left == 0)
            {
                if (++_word == _words.Length) return false;
                _left = _words[_word];
            }

            Current = (_word << 6) + BitOperations.TrailingZeroCount(_left);
            _left &= _left - 1;
            return true;
        }
    }
}
