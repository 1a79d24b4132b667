using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Reporting;

/// <summary>The rows behind a report: the same filter, as a query over single redemptions and refusals.</summary>
internal static class AttemptQuery
{
    public static IQueryable<Redemption> Of(PromoDbContext db, ReportFilter filter)
    {
        var first = ReportDays.Of(filter.From);
        var last = ReportDays.Of(filter.To);
        var kinds = ReportResults.Kinds(filter.Result);
        // The instants only bring the index in: whatever the zone, its days lie within them. The days decide.
        var earliest = new DateTimeOffset(filter.From.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero);
        var latest = new DateTimeOffset(filter.To.AddDays(2), TimeOnly.MinValue, TimeSpan.Zero);
        var rows = db.Redemptions.AsNoTracking()
            .Where(r => r.At >= earliest && r.At < latest && r.Day >= first && r.Day <= last && kinds.Contains(r.Kind));
        if (filter.CodePrefix is { } code)
        {
            var pattern = Like.StartingWith(code);
            rows = rows.Where(r => EF.Functions.Like(r.Code, pattern, Like.Escape));
        }

        if (filter.CustomerId is { } customer) rows = rows.Where(r => r.CustomerId == customer);
        if (filter.Channel is { } channel) rows = rows.Where(r => r.Channel == channel);
        if (filter.MinAmount is { } min) rows = rows.Where(r => r.OrderAmount >= min);
        if (filter.MaxAmount is { } max) rows = rows.Where(r => r.OrderAmount <= max);
        if (filter.Campaigns.Count > 0)
        {
            var campaigns = filter.Campaigns;
            rows = filter.ExcludeCampaigns
                ? rows.Where(r => !campaigns.Contains(r.CampaignId ?? ""))
                : rows.Where(r => campaigns.Contains(r.CampaignId ?? ""));
        }

        if (filter.Reasons.Count > 0)
        {
            var reasons = filter.Reasons;
            rows = filter.ExcludeReasons
                ? rows.Where(r => !reasons.Contains(r.RefusalKey ?? ""))
                : rows.Where(r => reasons.Contains(r.RefusalKey ?? ""));
        }

        return rows;
    }
}
