namespace PromoConsole.Engine.Qualification.Index;

/// <summary>For one attribute: which slots ask that it has one of some values, by value. Slots that do not ask let anything pass.</summary>
internal sealed class OneOf<T>
    where T : notnull
{
    private readonly ulong[] _indifferent;
    private readonly Dictionary<T, Posting> _byValue;

    private OneOf(ulong[] indifferent, Dictionary<T, Posting> byValue)
    {
        _indifferent = indifferent;
        _byValue = byValue;
    }

    /// <param name="asked">The values each slot asks for; null for a slot that does not ask.</param>
    /// <returns>Null when no slot asks.</returns>
    public static OneOf<T>? Of(IReadOnlyList<IReadOnlyList<T>?> asked)
    {
        var words = SlotSet.WordsFor(asked.Count);
        var indifferent = new ulong[words];
        var slots = new Dictionary<T, List<int>>();
        for (var slot = 0; slot < asked.Count; slot++)
        {
            if (asked[slot] is not { } values)
            {
                indifferent[slot >> 6] |= 1UL << slot;
                continue;
            }

            foreach (var value in values)
            {
                if (!slots.TryGetValue(value, out var list)) slots[value] = list = [];
                if (list.Count == 0 || list[^1] != slot) list.Add(slot);
            }
        }

        return slots.Count == 0 && Array.TrueForAll(asked.ToArray(), one => one is null)
            ? null : new(indifferent, slots.ToDictionary(pair => pair.Key, pair => Posting.Of(pair.Value, words)));
    }

    /// <summary>Leaves only the slots that these values satisfy.</summary>
    public void Apply(in SlotSet result, IReadOnlyCollection<T> values)
    {
        using var passing = SlotSet.Borrow(_indifferent.Length);
        passing.CopyFrom(_indifferent);
        foreach (var value in values)
            if (_byValue.TryGetValue(value, out var posting)) posting.AddTo(passing);
        result.And(passing.Words);
    }

    /// <summary>The slots of one value: a list while they are few, a bit for every slot when there are many.</summary>
    private readonly struct Posting
    {
        private readonly int[]? _slots;
        private readonly ulong[]? _words;

        private Posting(int[]? slots, ulong[]? words)
        {
            _slots = slots;
            _words = words;
        }

        public static Posting Of(List<int> slots, int words)
        {
            if (slots.Count <= words * 2) return new([.. slots], null); // no more memory than a bit for every slot
            var bits = new ulong[words];
            foreach (var slot in slots) bits[slot >> 6] |= 1UL << slot;
            return new(null, bits);
        }

        public void AddTo(in SlotSet set)
        {
            if (_words is not null) set.Or(_words);
            else set.AddAll(_slots);
        }
    }
}
