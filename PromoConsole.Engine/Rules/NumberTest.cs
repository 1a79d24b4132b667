namespace PromoConsole.Engine.Rules;

/// <summary>A comparison with its operand as a range of numbers, which is how both the fast and the explaining evaluation test it.</summary>
/// <param name="Lowest">Inclusive.</param>
/// <param name="Highest">Inclusive; below <paramref name="Lowest"/> nothing is inside.</param>
/// <param name="Outside">Whether numbers outside the range pass instead of those inside.</param>
public readonly record struct NumberTest(long Lowest, long Highest, bool Outside = false)
{
    public static NumberTest Of(Comparison comparison, long asked) => comparison switch
    {
        Comparison.Is => new(asked, asked),
        Comparison.IsNot => new(asked, asked, Outside: true),
        Comparison.MoreThan => asked == long.MaxValue ? new(1, 0) : new(asked + 1, long.MaxValue),
        Comparison.AtLeast => new(asked, long.MaxValue),
        Comparison.LessThan => asked == long.MinValue ? new(1, 0) : new(long.MinValue, asked - 1),
        Comparison.AtMost => new(long.MinValue, asked),
        _ => throw new System.Diagnostics.UnreachableException($"No range for {comparison}."),
    };

    public bool Holds(long seen) => (seen >= Lowest && seen <= Highest) != Outside;

    /// <summary>How much more (positive) or less (negative) would have been enough; null when it holds or no single distance can be said.</summary>
    public long? Distance(long seen) =>
        Outside || Lowest > Highest || Holds(seen) ? null : seen < Lowest ? Lowest - seen : Highest - seen;
}
