namespace PromoConsole.Engine.Rules;

/// <summary>Tests of a number made ready: the range it must be in, and single numbers it must or must not be.</summary>
/// <param name="Lowest">Inclusive.</param>
/// <param name="Highest">Inclusive; below <paramref name="Lowest"/> nothing is inside.</param>
/// <param name="Only">The numbers that pass, for several; null for the whole range.</param>
/// <param name="Not">The numbers that do not pass; null for none.</param>
/// <param name="Missing">What the tests say of a number that is not there.</param>
internal readonly record struct NumberTest(long Lowest, long Highest, long[]? Only, long[]? Not, Truth Missing)
{
    private static readonly NumberTest Anything = new(long.MinValue, long.MaxValue, null, null, Truth.True);

    /// <summary>All tests together.</summary>
    public static NumberTest Of(IReadOnlyList<RuleTest> tests)
    {
        var all = Anything;
        foreach (var test in tests) all = all.And(Of(test));
        return all;
    }

    public static NumberTest Of(RuleTest test)
    {
        long[] values = [.. test.Values.Select(value => value.Whole).OfType<long>()];
        if (values.Length == 0 && RuleTest.NeedsValues(test.Is))
            return test.Is == Operator.IsNot ? Anything : new(1, 0, null, null, Truth.Unknown);
        return test.Is switch
        {
            Operator.Is => new(values.Min(), values.Max(), values.Length > 1 ? values : null, null, Truth.Unknown),
            Operator.IsNot => Anything with { Not = values },
            Operator.MoreThan => values.Min() is < long.MaxValue and var least ? new(least + 1, long.MaxValue, null, null, Truth.Unknown) : new(1, 0, null, null, Truth.Unknown),
            Operator.AtLeast => new(values.Min(), long.MaxValue, null, null, Truth.Unknown),
            Operator.LessThan => values.Max() is > long.MinValue and var most ? new(long.MinValue, most - 1, null, null, Truth.Unknown) : new(1, 0, null, null, Truth.Unknown),
            Operator.AtMost => new(long.MinValue, values.Max(), null, null, Truth.Unknown),
            Operator.HasValue => Anything with { Missing = Truth.False },
            Operator.IsUnknown => new(1, 0, null, null, Truth.True),
            _ => throw new System.Diagnostics.UnreachableException($"No range for {test.Is}."),
        };
    }

    public Truth Ask(long? seen) => seen is { } value ? Holds(value) ? Truth.True : Truth.False : Missing;

    public bool Holds(long seen) =>
        seen >= Lowest && seen <= Highest && (Only is null || Array.IndexOf(Only, seen) >= 0) && (Not is null || Array.IndexOf(Not, seen) < 0);

    /// <summary>How much more (positive) or less (negative) would have been enough; null when it holds or no single distance can be said.</summary>
    public long? Distance(long seen) =>
        Only is not null || Not is not null || Lowest > Highest || Holds(seen) ? null : Apart(seen < Lowest ? Lowest : Highest, seen);

    // Rules are not all made by our forms: the edges of the range are further apart than the range is wide.
    private static long Apart(long asked, long seen) => (long)Int128.Clamp((Int128)asked - seen, -long.MaxValue, long.MaxValue);

    private NumberTest And(in NumberTest other) => new(
        Math.Max(Lowest, other.Lowest), Math.Min(Highest, other.Highest),
        Only is null ? other.Only : other.Only is null ? Only : [.. Only.Intersect(other.Only)],
        Not is null ? other.Not : other.Not is null ? Not : [.. Not, .. other.Not],
        Missing.And(other.Missing));
}
