using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage;

/// <summary>Starts counters of discounted units that a new version of a campaign introduces at what was discounted before.</summary>
internal static class UnitHistory
{
    /// <param name="before">Number of the version that was in force.</param>
    public static async Task CountAsync(PromoDbContext db, string campaignId, int before, int newest, CatalogueProject project, CancellationToken ct)
    {
        // Codes may keep any older version and count for its limits as well; tiers keep none.
        var keepsAll = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.Kind != CampaignKind.Promotion).SingleAsync(ct);
        var setups = await db.CampaignVersions.AsNoTracking().Where(v => v.CampaignId == campaignId && (keepsAll || v.Number == before || v.Number == newest))
            .Select(v => new { v.Number, v.Setup }).ToListAsync(ct);
        var known = setups.Where(version => version.Number != newest).SelectMany(version => UnitCounters.Of(version.Setup)).ToHashSet();
        List<UnitCounter> introduced = [.. setups.Where(version => version.Number == newest).SelectMany(version => UnitCounters.Of(version.Setup)).Where(counter => !known.Contains(counter))];
        if (introduced.Count == 0) return;

        var sums = await SumsAsync(db, campaignId, introduced, project, ct);
        // What a lifted limit of tiers left behind is replaced: nobody has counted since.
        foreach (var keys in sums.Keys.Chunk(500)) await db.Counters.Where(c => keys.Contains(c.Key)).ExecuteDeleteAsync(ct);
        db.Counters.AddRange(sums.Select(sum => new Counter { Key = sum.Key, Shard = 0, Value = sum.Value }));
        await db.SaveChangesAsync(ct);
    }

    // One after another, so that a long history needs no memory; 0 for what was counted once and is not any more.
    private static async Task<Dictionary<string, long>> SumsAsync(PromoDbContext db, string campaignId, List<UnitCounter> counters, CatalogueProject project, CancellationToken ct)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        var used = db.Redemptions.AsNoTracking().Where(r => r.CampaignId == campaignId && r.Kind == RedemptionKind.Redeemed).AsAsyncEnumerable();
        await foreach (var redemption in used.WithCancellation(ct))
        {
            if ((redemption.VoucherId ?? redemption.TierId) is not { } incentiveId || redemption.Detail is not { Proof.Discount: { } applied, Order: { } order }) continue;
            var scope = CounterScope.Of(campaignId, incentiveId, redemption.CustomerId, new Caller(redemption.Channel, redemption.Actor, redemption.Detail.ApiKeyId), PeriodKeys.Of(redemption.At, project));
            foreach (var (key, units) in UnitCounters.Added(counters, scope, applied, order.Lines))
                sums[key] = sums.GetValueOrDefault(key) + (redemption.RolledBackById is null ? units : 0);
        }

        return sums;
    }
}
