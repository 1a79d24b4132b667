using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Discounts;

/// <summary>Units of one line that a discount covers.</summary>
/// <param name="Index">Of the line.</param>
/// <param name="Line">As it stands.</param>
/// <param name="Entry">What matched it; null when no entry names it.</param>
/// <param name="EntryAt">Which entry that is, for its common caps; −1 for none.</param>
/// <param name="Quantity">Covered units.</param>
internal sealed record Portion(int Index, LineState Line, CoverageEntry? Entry, int EntryAt, int Quantity)
{
    /// <summary>1-based positions of those units within the line; null unless single units are counted one by one.</summary>
    public IReadOnlyList<int>? Positions { get; init; }

    /// <summary>The covered part of a value of the whole line, exact.</summary>
    public decimal Of(long whole) => Quantity == Line.Quantity ? whole : (decimal)whole * Quantity / Line.Quantity;
}

/// <summary>Which lines and units a coverage selects, in the order they are served.</summary>
/// <remarks>A line belongs to the first entry that takes any of it.</remarks>
internal sealed class Selection
{
    /// <summary>Carts with more units are not listed unit by unit.</summary>
    public const int MostListedUnits = 1_000;

    private readonly List<Portion> _portions = [];
    private readonly List<EntryOutcome> _applicable = [];
    private readonly List<EntryOutcome> _inapplicable = [];

    private Selection() { }

    public IReadOnlyList<Portion> Portions => _portions;

    public IReadOnlyList<EntryOutcome> Applicable => _applicable;

    public IReadOnlyList<EntryOutcome> Inapplicable => _inapplicable;

    /// <param name="caps">Notes limits of units that acted; null: units are not limited with this effect.</param>
    /// <param name="times">What limits of units are multiplied by.</param>
    public static Selection Of(DiscountRequest request, CapLedger? caps, int times)
    {
        var selection = new Selection();
        var coverage = request.Coverage ?? new Coverage();
        var lines = request.Order.Lines;
        var free = new bool[lines.Count];
        for (var i = 0; i < free.Length; i++) free[i] = lines[i].Quantity > 0 && request.UntouchableLines?.Contains(i) != true;
        foreach (var entry in coverage.Excluded)
        {
            var kept = Enumerable.Range(0, lines.Count).Where(i => lines[i].Quantity > 0 && Matches(request, lines[i], entry)).ToList();
            foreach (var i in kept) free[i] = false;
            selection._inapplicable.Add(new(entry, kept, []));
        }

        var listed = lines.Sum(line => (long)line.Quantity) <= MostListedUnits;
        var named = new bool[lines.Count];
        for (var at = 0; at < coverage.Included.Count; at++)
        {
            var entry = coverage.Included[at];
            var matching = Enumerable.Range(0, lines.Count).Where(i => free[i] && Matches(request, lines[i], entry)).ToList();
            foreach (var i in matching) named[i] = true;
            var taken = Limited(Taken(Sorted(matching, lines, entry), lines, entry, at, listed), entry, caps, times);
            if (caps is not null && entry.UnitLimits is { Count: > 0 } limits) taken = selection.LeftOf(taken, entry, limits, request, caps);
            foreach (var portion in taken) free[portion.Index] = false;
            selection._portions.AddRange(taken);
            selection._applicable.Add(Outcome(entry, taken, listed));
        }

        if (coverage.Included.All(entry => entry.Candidates == Candidates.Every)) selection._portions.Sort((a, b) => a.Index.CompareTo(b.Index));
        if (coverage.CoversTheRest)
        {
            var rest = Enumerable.Range(0, lines.Count).Where(i => free[i] && !named[i]).Select(i => new Portion(i, lines[i], null, -1, lines[i].Quantity)).ToList();
            selection._portions.AddRange(rest);
            if (coverage.Included.All(entry => entry.Candidates == Candidates.Every)) selection._portions.Sort((a, b) => a.Index.CompareTo(b.Index));
            if (request.Coverage is not null) selection._applicable.Add(Outcome(null, rest, listed));
        }

        return selection;
    }

    private static bool Matches(DiscountRequest request, LineState line, CoverageEntry entry) => request.Items.Matches(line.Line, entry.Item, entry.Strict);

    // Stable, so that equal prices keep the order of the request; lines without a price come last.
    private static IEnumerable<int> Sorted(List<int> matching, IReadOnlyList<LineState> lines, CoverageEntry entry) => entry.Candidates switch
    {
        Candidates.Cheapest or Candidates.FromCheapest => matching.OrderBy(i => lines[i].UnitPrice ?? decimal.MaxValue),
        Candidates.MostExpensive or Candidates.FromMostExpensive => matching.OrderByDescending(i => lines[i].UnitPrice ?? decimal.MinValue),
        _ => matching,
    };

    private static List<Portion> Taken(IEnumerable<int> sorted, IReadOnlyList<LineState> lines, CoverageEntry entry, int at, bool listed)
    {
        var taken = new List<Portion>();
        long before = 0; // candidates passed so far
        foreach (var i in sorted)
        {
            var quantity = lines[i].Quantity;
            var candidates = entry.Target == CandidateTarget.Unit ? quantity : 1;
            var (first, step, count) = Hits(entry, before, candidates);
            before += candidates;
            if (count == 0) continue;
            taken.Add(entry.Target == CandidateTarget.Item
                ? new Portion(i, lines[i], entry, at, quantity)
                : new Portion(i, lines[i], entry, at, count) { Positions = listed ? [.. Enumerable.Range(0, count).Select(k => first + (k * step) + 1)] : null });
        }

        return taken;
    }

    // Which of the candidates before…before+count−1 are taken: the first one's offset, the step, and how many.
    private static (int First, int Step, int Count) Hits(CoverageEntry entry, long before, int candidates)
    {
        var skip = Math.Max(0, entry.SkipInitially);
        if (entry.Repeat is null && entry.Candidates is Candidates.Cheapest or Candidates.MostExpensive)
            return entry.Repeat is null && skip >= before && skip < before + candidates ? ((int)(skip - before), 1, 1) : (0, 1, 0);
        long step = Math.Max(1, entry.Repeat ?? 1);
        var first = before <= skip ? skip : skip + ((before - skip + step - 1) / step * step);
        if (first >= before + candidates) return (0, 1, 0);
        return ((int)(first - before), (int)step, (int)((before + candidates - 1 - first) / step) + 1);
    }

    private static List<Portion> Limited(List<Portion> taken, CoverageEntry entry, CapLedger? caps, int times)
    {
        if (caps is null || (entry.QuantityLimit is null && entry.AggregatedQuantityLimit is null)) return taken;
        var left = (long?)entry.AggregatedQuantityLimit * times;
        var limited = new List<Portion>(taken.Count);
        foreach (var portion in taken)
        {
            var most = (long)portion.Quantity;
            if ((long?)entry.QuantityLimit * times is { } perLine && perLine < most)
            {
                most = Math.Max(0, perLine);
                if (!(left < most)) caps.NoteUnits(CapKind.QuantityLimit, perLine, portion.Index);
            }

            if (left < most)
            {
                most = Math.Max(0, left.Value);
                caps.NoteUnits(CapKind.AggregatedQuantityLimit, entry.AggregatedQuantityLimit!.Value * (long)times, portion.Index);
            }

            left -= most;
            if (most > 0) limited.Add(portion with { Quantity = (int)most, Positions = portion.Positions?.Take((int)most).ToList() });
        }

        return limited;
    }

    // What limits over all orders leave; units that earlier lines of this order take are gone for the later ones.
    private List<Portion> LeftOf(List<Portion> taken, CoverageEntry entry, IReadOnlyList<UnitLimit> limits, DiscountRequest request, CapLedger caps)
    {
        var kept = new List<Portion>(taken.Count);
        foreach (var portion in taken)
        {
            var most = (long)portion.Quantity;
            UnitLimit? acted = null;
            foreach (var limit in limits)
            {
                // Free lines that were added cost nothing, and what each product used was read for the lines that were sent.
                var left = limit.PerProduct && portion.Line.Added ? 0
                    : request.UnitsUsed(entry, limit, portion.Line) is { } used ? Math.Max(0, limit.Limit - used - Taken(UnitCounter.Of(entry, limit), portion, kept)) : 0;
                if (left < most) (most, acted) = (left, limit);
            }

            if (acted is not null) caps.NoteUnits(KindOf(acted.Scope), acted.Limit, portion.Index, portion.Quantity - most);
            if (most > 0) kept.Add(portion with { Quantity = (int)most, Positions = portion.Positions?.Take((int)most).ToList() });
        }

        return kept;
    }

    private long Taken(UnitCounter counter, Portion portion, List<Portion> now) => _portions.Concat(now)
        .Where(other => UnitCounters.Counts(counter, other.Line.Line, other.Entry) && (!counter.PerProduct || UnitCounters.ProductOf(other.Line.Line) == UnitCounters.ProductOf(portion.Line.Line)))
        .Sum(other => (long)other.Quantity);

    private static CapKind KindOf(UnitScope scope) => scope switch
    {
        UnitScope.Campaign => CapKind.CampaignUnits,
        UnitScope.CampaignCustomer => CapKind.CampaignCustomerUnits,
        UnitScope.Incentive => CapKind.IncentiveUnits,
        _ => CapKind.IncentiveCustomerUnits,
    };

    private static EntryOutcome Outcome(CoverageEntry? entry, List<Portion> taken, bool listed) => new(
        entry,
        [.. taken.Select(portion => portion.Index)],
        entry?.Target == CandidateTarget.Unit ? [.. taken.Select(portion => new CoveredUnits(portion.Index, portion.Positions ?? [], !listed))] : []);
}
