using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Reporting;

/// <summary>Figures about attempts and redemptions. Adds up hourly summaries; reads single redemptions only for filters those cannot answer.</summary>
public sealed class ReportService(IDbContextFactory<PromoDbContext> contexts, TimeProvider time)
{
    /// <summary>All figures of a report and of the period before it, for its totals.</summary>
    public async Task<RedemptionReport> SummaryAsync(ReportFilter filter, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var asOf = time.GetUtcNow();
        var now = Sums(db, filter);

        var hours = await now
            .GroupBy(s => new { s.Day, s.Hour, s.Kind })
            .Select(g => new HourSum(g.Key.Day, g.Key.Hour, g.Key.Kind, g.Sum(s => s.Count), g.Sum(s => s.OrderAmount), g.Sum(s => s.DiscountAmount)))
            .ToListAsync(ct);
        var before = await Sums(db, filter.Previous())
            .GroupBy(s => s.Kind)
            .Select(g => new KindSum("", g.Key, g.Sum(s => s.Count), g.Sum(s => s.OrderAmount), g.Sum(s => s.DiscountAmount)))
            .ToListAsync(ct);
        var reasons = await now
            .Where(s => s.Kind == RedemptionKind.RefusedRedemption || s.Kind == RedemptionKind.RefusedValidation)
            .GroupBy(s => s.RefusalKey)
            .Select(g => new { g.Key, Count = g.Sum(s => s.Count), Amount = g.Sum(s => s.OrderAmount) })
            .ToListAsync(ct);
        var campaigns = await now
            .GroupBy(s => new { s.CampaignId, s.Kind })
            .Select(g => new KindSum(g.Key.CampaignId, g.Key.Kind, g.Sum(s => s.Count), g.Sum(s => s.OrderAmount), g.Sum(s => s.DiscountAmount)))
            .ToListAsync(ct);
        var ids = campaigns.Select(c => c.CampaignId).Distinct().ToList();
        var names = await db.Campaigns.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, ct);

        return new RedemptionReport(
            filter, asOf, FiguresOf(hours.Select(h => h.Sum)), FiguresOf(before), DaysOf(filter, hours), HoursOf(hours),
            [.. reasons.OrderByDescending(r => r.Amount).ThenByDescending(r => r.Count).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => new ReasonFigures(r.Key, r.Count, r.Amount))],
            [.. campaigns.GroupBy(c => c.CampaignId)
                .Select(g => new CampaignFigures(g.Key, names.GetValueOrDefault(g.Key, ""), FiguresOf(g)))
                .OrderByDescending(c => c.Figures.Redeemed).ThenByDescending(c => c.Figures.Refused).ThenBy(c => c.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Average order value of paid orders without any discount in a period, minor units; null when there were none.</summary>
    public async Task<long?> AverageOrderWithoutPromotionAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var first = Ids.Floor("ord_", from);
        var end = Ids.Floor("ord_", to);
        var average = await db.Orders
            .Where(o => string.Compare(o.Id, first) >= 0 && string.Compare(o.Id, end) < 0 && o.DiscountAmount == 0)
            .AverageAsync(o => (double?)o.Amount, ct);
        return average is { } value ? Money.Round((decimal)value) : null;
    }

    private static IQueryable<HourSummary> Sums(PromoDbContext db, ReportFilter filter)
    {
        var first = ReportDays.Of(filter.From);
        var last = ReportDays.Of(filter.To);
        var kinds = ReportResults.Kinds(filter.Result);
        var sums = filter.FitsSummaries
            ? db.HourSummaries.AsNoTracking()
            : AttemptQuery.Of(db, filter).Select(r => new HourSummary
            {
                Day = r.Day,
                Hour = r.Hour,
                CampaignId = r.CampaignId ?? "",
                Kind = r.Kind,
                RefusalKey = r.RefusalKey ?? "",
                Count = 1,
                OrderAmount = r.OrderAmount,
                DiscountAmount = r.DiscountAmount,
            });
        sums = sums.Where(s => s.Day >= first && s.Day <= last && kinds.Contains(s.Kind));
        if (filter.Campaigns.Count > 0)
        {
            var campaigns = filter.Campaigns;
            sums = filter.ExcludeCampaigns ? sums.Where(s => !campaigns.Contains(s.CampaignId)) : sums.Where(s => campaigns.Contains(s.CampaignId));
        }

        if (filter.Reasons.Count > 0)
        {
            var reasons = filter.Reasons;
            sums = filter.ExcludeReasons ? sums.Where(s => !reasons.Contains(s.RefusalKey)) : sums.Where(s => reasons.Contains(s.RefusalKey));
        }

        return sums;
    }

    private static ReportFigures FiguresOf(IEnumerable<KindSum> sums)
    {
        long redeemed = 0, refused = 0, rolledBack = 0, discount = 0, orders = 0, refusedAmount = 0, returned = 0;
        foreach (var sum in sums)
        {
            if (sum.Kind == RedemptionKind.Redeemed)
            {
                redeemed += sum.Count;
                discount += sum.DiscountAmount;
                orders += sum.OrderAmount;
            }
            else if (sum.Kind == RedemptionKind.Rollback)
            {
                rolledBack += sum.Count;
                returned -= sum.DiscountAmount;
            }
            else
            {
                refused += sum.Count;
                refusedAmount += sum.OrderAmount;
            }
        }

        return new ReportFigures(redeemed, refused, rolledBack, discount, orders, refusedAmount, returned);
    }

    private static List<ReportPoint> DaysOf(ReportFilter filter, List<HourSum> hours)
    {
        var byDay = hours.ToLookup(h => h.Day);
        var days = new List<ReportPoint>();
        for (var day = filter.From; day <= filter.To; day = day.AddDays(1))
        {
            var figures = FiguresOf(byDay[ReportDays.Of(day)].Select(h => h.Sum));
            days.Add(new ReportPoint(day, figures.Redeemed, figures.Refused, figures.DiscountAmount));
        }

        return days;
    }

    private static List<ReportHour> HoursOf(List<HourSum> hours) =>
        [.. hours.GroupBy(h => (h.Day, h.Hour)).OrderBy(g => g.Key)
            .Select(g => (g.Key, Figures: FiguresOf(g.Select(h => h.Sum))))
            .Select(g => new ReportHour(ReportDays.Date(g.Key.Day), g.Key.Hour, g.Figures.Redeemed, g.Figures.Refused))];

    private sealed record KindSum(string CampaignId, RedemptionKind Kind, long Count, long OrderAmount, long DiscountAmount);

    private sealed record HourSum(int Day, int Hour, RedemptionKind Kind, long Count, long OrderAmount, long DiscountAmount)
    {
        public KindSum Sum => new("", Kind, Count, OrderAmount, DiscountAmount);
    }
}
