using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Identity;

/// <summary>Which limits two customers come nearer to, or past, once their uses count together.</summary>
internal static class MergeLimits
{
    /// <param name="moves">Of <see cref="MergedCounters.OfAsync"/>, from the duplicate to the one who stays.</param>
    public static async Task<IReadOnlyList<MergeLimit>> OfAsync(
        PromoDbContext db, IReadOnlyDictionary<string, (string To, long Amount)> moves, string customerId, string duplicateId, Catalogue catalogue, DateTimeOffset now, CancellationToken ct)
    {
        var used = await db.Redemptions.AsNoTracking()
            .Where(r => r.CustomerId == duplicateId && r.Kind == RedemptionKind.Redeemed && r.RolledBackById == null && r.CampaignId != null)
            .Select(r => new { CampaignId = r.CampaignId!, IncentiveId = r.VoucherId ?? r.TierId }).Distinct().ToListAsync(ct);
        var stored = await MergedCounters.StoredAsync(db, moves, ct);
        var periods = PeriodKeys.Of(now, catalogue.Project);
        var limits = new List<MergeLimit>();
        foreach (var one in used)
        {
            if (catalogue.Campaign(one.CampaignId) is not { Newest: { } version } campaign || one.IncentiveId is not { } incentive) continue;
            CounterScope Scope(string customer) => new(campaign.Id, incentive, customer, null, null, periods);
            var most = version.Setup.Limits.All.ToDictionary(limit => limit.Measure, limit => (long?)limit.Limit);
            foreach (var measure in version.Terms.Counters.Measures.Where(measure => measure.Scope() is BudgetScope.CampaignCustomer or BudgetScope.IncentiveCustomer))
                if (CounterKeys.Of(measure, Scope(duplicateId)) is { } key) Add(key, Words(measure), most.GetValueOrDefault(measure));
            foreach (var entry in version.Setup.Coverage?.Included ?? [])
                foreach (var limit in entry.UnitLimits ?? [])
                    foreach (var key in moves.Keys.Where(key => UnitCounter.Of(entry, limit).Names(key, Scope(duplicateId))))
                        Add(key, "discounted units by one customer", limit.Limit);

            void Add(string key, string what, long? limit)
            {
                if (!moves.TryGetValue(key, out var move) || !stored.TryGetValue(key, out var theirs) || theirs.Value == 0) return;
                limits.Add(new(campaign.Id, campaign.Name, what, stored.GetValueOrDefault(move.To)?.Value ?? 0, theirs.Value, limit));
            }
        }

        return [.. limits.Distinct().OrderByDescending(limit => limit.Exceeded).ThenByDescending(limit => limit.Reached).ThenBy(limit => limit.CampaignName, StringComparer.Ordinal)];
    }

    private static string Words(BudgetMeasure measure)
    {
        var of = measure.Scope() == BudgetScope.IncentiveCustomer ? "uses of one code or tier by one customer" : "uses by one customer";
        return of + measure.Period() switch { BudgetPeriod.Day => " today", BudgetPeriod.Week => " this week", BudgetPeriod.Month => " this month", _ => "" };
    }
}
