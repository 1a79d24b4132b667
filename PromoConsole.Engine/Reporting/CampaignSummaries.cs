using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.TrashBin;

namespace PromoConsole.Engine.Reporting;

/// <summary>A campaign in figures over some days. Amounts are minor units; what was rolled back is counted apart and not taken off.</summary>
/// <param name="CodesMade">Also those in the bin now.</param>
public sealed record CampaignSummary(
    long Redeemed, long Refused, long RefusedValidations, long RolledBack, long OrdersAmount, long RolledBackOrdersAmount, long DiscountedAmount, long RolledBackDiscountedAmount,
    long CodesMade, long CodesInBin, long Publications);

/// <summary>Sums campaigns up, from the summaries by hour.</summary>
public sealed class CampaignSummaries(IDbContextFactory<PromoDbContext> contexts)
{
    /// <param name="from">First day, project zone; null for the beginning.</param>
    /// <param name="to">Last day, project zone; null for today and after.</param>
    public async Task<CampaignSummary> OfAsync(Campaign campaign, DateOnly? from, DateOnly? to, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (first, last) = (HourSummary.DayNumber(from ?? DateOnly.MinValue), HourSummary.DayNumber(to ?? DateOnly.MaxValue));
        var sums = await db.HourSummaries.Where(s => s.CampaignId == campaign.Id && s.Day >= first && s.Day <= last)
            .GroupBy(s => s.Kind)
            .Select(g => new { g.Key, Count = g.Sum(s => s.Count), Orders = g.Sum(s => s.OrderAmount), Discounts = g.Sum(s => s.DiscountAmount) })
            .ToDictionaryAsync(g => g.Key, ct);
        long CountOf(RedemptionKind kind) => sums.GetValueOrDefault(kind)?.Count ?? 0;

        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Project.Select(p => p.TimeZone).SingleAsync(ct));
        var starts = from is { } day ? WallClock.Instant(day.ToDateTime(TimeOnly.MinValue), zone) : DateTimeOffset.MinValue;
        var ends = to is { } end && end < DateOnly.MaxValue ? WallClock.Instant(end.AddDays(1).ToDateTime(TimeOnly.MinValue), zone) : DateTimeOffset.MaxValue;
        var codes = db.Vouchers.Where(v => v.CampaignId == campaign.Id);
        var publications = db.Publications.Where(p => p.CampaignId == campaign.Id);
        var binned = db.BinEntries.Where(e => e.Kind == BinKind.Voucher && e.ParentId == campaign.Id);
        var bounded = from is not null || to is not null;
        if (bounded)
        {
            codes = codes.Where(v => v.CreatedAt >= starts && v.CreatedAt < ends);
            publications = publications.Where(p => p.CreatedAt >= starts && p.CreatedAt < ends);
            binned = binned.Where(e => e.DeletedAt >= starts && e.DeletedAt < ends);
        }

        var inBin = await binned.LongCountAsync(ct);
        return new(
            CountOf(RedemptionKind.Redeemed), CountOf(RedemptionKind.RefusedRedemption), CountOf(RedemptionKind.RefusedValidation), CountOf(RedemptionKind.Rollback),
            sums.GetValueOrDefault(RedemptionKind.Redeemed)?.Orders ?? 0, sums.GetValueOrDefault(RedemptionKind.Rollback)?.Orders ?? 0,
            sums.GetValueOrDefault(RedemptionKind.Redeemed)?.Discounts ?? 0, -(sums.GetValueOrDefault(RedemptionKind.Rollback)?.Discounts ?? 0),
            (bounded ? await codes.LongCountAsync(ct) : campaign.CodesCount) + inBin, inBin, await publications.LongCountAsync(ct));
    }
}
