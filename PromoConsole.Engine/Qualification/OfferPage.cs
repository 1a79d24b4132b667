using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Qualification;

/// <summary>Sorts offers and cuts the page that was asked for.</summary>
internal static class OfferPage
{
    private const long MostInOneMillisecond = TimeSpan.TicksPerMillisecond - 1;

    /// <summary>Newest first; the same offers always come in the same order.</summary>
    public static int Compare(Offer a, Offer b)
    {
        var byTime = Millisecond(b).CompareTo(Millisecond(a));
        return byTime != 0 ? byTime : string.CompareOrdinal(b.Name, a.Name);
    }

    public static (IReadOnlyList<Qualified> Entries, bool HasMore, DateTimeOffset? More) Of(
        QualifyRedeemables request, IReadOnlyList<Offer> offers, Func<Offer, Qualified?> decide)
    {
        var sorted = Sorted(offers);
        var places = Places(sorted);
        var limit = Math.Min(request.Limit, QualifyRedeemables.MostEntries);
        var found = request.Sort == QualificationSort.Newest
            ? Newest(sorted, places, request, limit, decide)
            : ByAmount(sorted, places, request, limit, decide);
        var entries = found.Take(limit).Select(one => one.Entry).ToList();
        return (entries, found.Count > limit, entries.Count == 0 ? null : new DateTimeOffset(found[entries.Count - 1].Place, TimeSpan.Zero));
    }

    // One more than the page, to know whether there is more: those after it are not decided.
    private static List<(Qualified Entry, long Place)> Newest(
        IReadOnlyList<Offer> sorted, long[] places, QualifyRedeemables request, int limit, Func<Offer, Qualified?> decide)
    {
        var found = new List<(Qualified, long)>();
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < sorted.Count && found.Count <= limit; i++)
        {
            if (request.StartingAfter is { } cursor && places[i] >= cursor.UtcTicks) continue;
            if (request.OnePerCampaign && sorted[i].Campaign is { } campaign && given.Contains(campaign.Id)) continue;
            if (decide(sorted[i]) is not { } entry) continue;
            found.Add((entry, places[i]));
            if (entry.Campaign is { } of) given.Add(of.Id);
        }

        return found;
    }

    private static List<(Qualified Entry, long Place)> ByAmount(
        IReadOnlyList<Offer> sorted, long[] places, QualifyRedeemables request, int limit, Func<Offer, Qualified?> decide)
    {
        var all = new List<(Qualified Entry, long Place)>();
        for (var i = 0; i < sorted.Count; i++)
            if (decide(sorted[i]) is { } entry) all.Add((entry, places[i]));
        var best = request.Sort == QualificationSort.BestDeal ? -1 : 1;
        IEnumerable<(Qualified Entry, long Place)> ordered = all.OrderBy(one => best * one.Entry.DiscountAmount); // stable: newest first among equals
        if (request.OnePerCampaign) ordered = ordered.DistinctBy(one => one.Entry.Campaign?.Id ?? one.Entry.Id);
        if (request.StartingAfter?.UtcTicks is { } cursor)
        {
            ordered = all.Exists(one => one.Place == cursor)
                ? ordered.SkipWhile(one => one.Place != cursor).Skip(1)
                : ordered.Where(one => one.Place < cursor); // it can no longer be used
        }

        return [.. ordered.Take(limit + 1)];
    }

    private static IReadOnlyList<Offer> Sorted(IReadOnlyList<Offer> offers)
    {
        for (var i = 1; i < offers.Count; i++)
        {
            if (Compare(offers[i - 1], offers[i]) <= 0) continue;
            var sorted = offers.ToList();
            sorted.Sort(Compare);
            return sorted;
        }

        return offers;
    }

    // Where each stands, as an instant that no other has: its creation, and within a millisecond how many come after it.
    private static long[] Places(IReadOnlyList<Offer> sorted)
    {
        var places = new long[sorted.Count];
        var within = 0L;
        for (var i = places.Length - 1; i >= 0; i--)
        {
            var at = Millisecond(sorted[i]);
            within = i < places.Length - 1 && Millisecond(sorted[i + 1]) == at ? Math.Min(within + 1, MostInOneMillisecond) : 0;
            places[i] = (at * TimeSpan.TicksPerMillisecond) + within;
        }

        return places;
    }

    private static long Millisecond(Offer offer) => offer.CreatedAt.UtcTicks / TimeSpan.TicksPerMillisecond;
}
