namespace PromoConsole.Engine.Qualification.Index;

/// <summary>
/// For one number: how much it must be at least, by slot. The sets for every so-many-th bound are kept, and what lies between two of them is added one
/// by one, so that a look costs little and the sets take little room.
/// </summary>
internal sealed class LowerBounds
{
    private const int MostSets = 64;
    private const int LeastStep = 64;

    private readonly long[] _bounds;
    private readonly int[] _slots;
    private readonly ulong[][] _sets;
    private readonly int _step;

    private LowerBounds(long[] bounds, int[] slots, ulong[][] sets, int step)
    {
        _bounds = bounds;
        _slots = slots;
        _sets = sets;
        _step = step;
    }

    /// <param name="asked">Inclusive minimum of each slot; <see cref="long.MinValue"/> for one that does not ask.</param>
    /// <returns>Null when no slot asks.</returns>
    public static LowerBounds? Of(IReadOnlyList<long> asked)
    {
        var words = SlotSet.WordsFor(asked.Count);
        var indifferent = new ulong[words];
        var asking = new List<(long Bound, int Slot)>();
        for (var slot = 0; slot < asked.Count; slot++)
        {
            if (asked[slot] == long.MinValue) indifferent[slot >> 6] |= 1UL << slot;
            else asking.Add((asked[slot], slot));
        }

        if (asking.Count == 0) return null;
        asking.Sort();
        var step = Math.Max(LeastStep, asking.Count / MostSets);
        var sets = new List<ulong[]> { (ulong[])indifferent.Clone() };
        for (var i = 0; i < asking.Count; i++)
        {
            indifferent[asking[i].Slot >> 6] |= 1UL << asking[i].Slot;
            if ((i + 1) % step == 0) sets.Add((ulong[])indifferent.Clone());
        }

        return new([.. asking.Select(one => one.Bound)], [.. asking.Select(one => one.Slot)], [.. sets], step);
    }

    /// <summary>Leaves only the slots whose bound is not above the number.</summary>
    /// <param name="value">Null when there is no number: only slots that do not ask stay.</param>
    public void Apply(in SlotSet result, long? value)
    {
        var reached = value is { } number ? Reached(number) : 0;
        var set = _sets[reached / _step];
        var rest = _slots.AsSpan(reached / _step * _step, reached % _step);
        if (rest.IsEmpty)
        {
            result.And(set);
            return;
        }

        using var passing = SlotSet.Borrow(set.Length);
        passing.CopyFrom(set);
        passing.AddAll(rest);
        result.And(passing.Words);
    }

    // How many bounds are not above the number.
    private int Reached(long number)
    {
        var (low, high) = (0, _bounds.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_bounds[middle] <= number) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

/// <summary>For one number: the range it must be in, by slot.</summary>
internal sealed class Ranges
{
    private readonly LowerBounds? _lowest;
    private readonly LowerBounds? _highest;

    private Ranges(LowerBounds? lowest, LowerBounds? highest)
    {
        _lowest = lowest;
        _highest = highest;
    }

    public static Ranges Of(IReadOnlyList<Between> asked) => new(
        LowerBounds.Of([.. asked.Select(range => range.Lowest)]),
        LowerBounds.Of([.. asked.Select(range => Mirrored(range.Highest))]));

    public void Apply(in SlotSet result, long? value)
    {
        _lowest?.Apply(result, value);
        _highest?.Apply(result, value is { } number ? Mirrored(number) : null);
    }

    // The largest number becomes the smallest, which does not ask.
    private static long Mirrored(long number) => ~number;
}
