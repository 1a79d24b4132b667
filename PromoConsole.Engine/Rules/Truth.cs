namespace PromoConsole.Engine.Rules;

/// <summary>What a leaf says about the facts. Unknown: it needs a customer or an amount that is not there.</summary>
internal enum Truth { False, True, Unknown }

internal static class Truths
{
    public static Truth Of(bool holds) => holds ? Truth.True : Truth.False;

    public static Truth And(this Truth a, Truth b) =>
        a == Truth.False || b == Truth.False ? Truth.False : a == Truth.Unknown || b == Truth.Unknown ? Truth.Unknown : Truth.True;

    public static Truth Or(this Truth a, Truth b) =>
        a == Truth.True || b == Truth.True ? Truth.True : a == Truth.Unknown || b == Truth.Unknown ? Truth.Unknown : Truth.False;

    public static Truth Not(this Truth a) => a switch { Truth.True => Truth.False, Truth.False => Truth.True, _ => Truth.Unknown };
}

/// <summary>
/// Between which truths an answer lies while part of a rule is incomplete, in the order false, unknown, true; both are the same where nothing is missing. Each
/// condition stands once in a rule, so the bounds are exact: some way to fill the gaps gives either.
/// </summary>
internal readonly record struct TruthRange(Truth Least, Truth Most)
{
    public static TruthRange Undecided { get; } = new(Truth.False, Truth.True);

    public static TruthRange Of(Truth truth) => new(truth, truth);

    /// <summary>Whether it is this however the gaps are filled.</summary>
    public bool IsSurely(Truth truth) => Least == truth && Most == truth;

    public TruthRange And(TruthRange other) => new(Least.And(other.Least), Most.And(other.Most));

    public TruthRange Or(TruthRange other) => new(Least.Or(other.Least), Most.Or(other.Most));

    public TruthRange Not() => new(Most.Not(), Least.Not());

    public Outcome Outcome => Least == Truth.True ? Outcome.Passed : Most == Truth.True ? Outcome.Undecided : Outcome.Failed;
}
