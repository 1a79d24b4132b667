using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns;

/// <summary>What happened to a campaign: its versions, and how many of its codes are bound to one.</summary>
public sealed class CampaignHistory(IDbContextFactory<PromoDbContext> contexts)
{
    /// <summary>Everything that was ever launched, newest first.</summary>
    public async Task<IReadOnlyList<CampaignVersion>> VersionsAsync(string campaignId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.CampaignVersions.AsNoTracking().Where(v => v.CampaignId == campaignId).OrderByDescending(v => v.Number).ToListAsync(ct);
    }

    /// <summary>Codes that were published or redeemed and therefore keep the discount and dates of their version.</summary>
    public async Task<long> PinnedCodesAsync(string campaignId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Vouchers.LongCountAsync(v => v.CampaignId == campaignId && v.CampaignVersion != null, ct);
    }
}
