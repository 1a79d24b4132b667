namespace PromoConsole.Engine.Customers.Consents;

/// <summary>What a customer said last to one consent.</summary>
/// <param name="Given">False: refused, or withdrawn.</param>
/// <param name="At">Since when it is so, UTC.</param>
/// <param name="By">Who noted it: a member or an API key.</param>
public sealed record ConsentStatement(bool Given, DateTimeOffset At, string By);

/// <summary>How statements meet those that are stored. Pure.</summary>
public static class ConsentStatements
{
    /// <summary>The stored statements with the ones said now. Who says the same again keeps the time of the first.</summary>
    /// <returns>Null while nothing was ever said.</returns>
    public static IReadOnlyDictionary<string, ConsentStatement>? Said(
        IReadOnlyDictionary<string, ConsentStatement>? stored, IReadOnlyDictionary<string, bool> said, DateTimeOffset now, string by)
    {
        var all = Copy(stored);
        foreach (var (id, given) in said)
            if (!all.TryGetValue(id, out var before) || before.Given != given) all[id] = new(given, now, by);
        return OrNull(all);
    }

    /// <summary>What two records of one person said together: of each consent the later statement, of two at one instant the refusal.</summary>
    public static IReadOnlyDictionary<string, ConsentStatement>? Joined(
        IReadOnlyDictionary<string, ConsentStatement>? one, IReadOnlyDictionary<string, ConsentStatement>? other)
    {
        var all = Copy(one);
        foreach (var (id, theirs) in Copy(other))
            if (!all.TryGetValue(id, out var own) || theirs.At > own.At || (theirs.At == own.At && !theirs.Given)) all[id] = theirs;
        return OrNull(all);
    }

    /// <summary>Takes back what joining made, except where somebody said something since.</summary>
    /// <param name="before">As they were before they were joined.</param>
    /// <param name="after">As joining left them.</param>
    public static IReadOnlyDictionary<string, ConsentStatement>? Parted(
        IReadOnlyDictionary<string, ConsentStatement>? now, IReadOnlyDictionary<string, ConsentStatement>? before, IReadOnlyDictionary<string, ConsentStatement>? after)
    {
        var (all, earlier) = (Copy(now), Copy(before));
        foreach (var (id, joined) in Copy(after))
        {
            if (!all.TryGetValue(id, out var current) || current != joined) continue;
            if (earlier.TryGetValue(id, out var own)) all[id] = own;
            else all.Remove(id);
        }

        return OrNull(all);
    }

    // Sorted, so that the same statements are the same text.
    private static SortedDictionary<string, ConsentStatement> Copy(IReadOnlyDictionary<string, ConsentStatement>? stored) =>
        stored is null ? new(StringComparer.Ordinal) : new(stored.ToDictionary(), StringComparer.Ordinal);

    private static SortedDictionary<string, ConsentStatement>? OrNull(SortedDictionary<string, ConsentStatement> all) => all.Count == 0 ? null : all;
}
