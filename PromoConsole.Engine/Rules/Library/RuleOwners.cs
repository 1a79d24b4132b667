using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Something a rule can be put before.</summary>
/// <param name="Id">Platform id.</param>
/// <param name="CampaignId">The campaign itself, or that of the code or tier; null for a code without campaign.</param>
internal sealed record FoundOwner(RuleOwner Type, string Id, string? CampaignId);

/// <summary>Finds what rules can be put before.</summary>
internal static class RuleOwners
{
    /// <param name="named">Platform id; of a campaign also its name, of a code also the code.</param>
    /// <returns>Null when there is no such thing, or its campaign is in the bin.</returns>
    public static async Task<FoundOwner?> FindAsync(PromoDbContext db, RuleOwner type, string named, CancellationToken ct)
    {
        switch (type)
        {
            case RuleOwner.Campaign:
                var campaign = await db.Campaigns.Where(c => c.DeletedAt == null && (c.Id == named || c.Name == named))
                    .OrderByDescending(c => c.Id == named).Select(c => c.Id).FirstOrDefaultAsync(ct);
                return campaign is null ? null : new(type, campaign, campaign);
            case RuleOwner.PromotionTier:
                return (await CampaignOfTierAsync(db, named, ct)) is { } of ? new(type, named, of) : null;
            default:
                var voucher = await VoucherService.FindAsync(db.Vouchers.AsNoTracking(), named, await VoucherService.IgnoresCaseAsync(db, ct), ct);
                return voucher is null ? null : new(type, voucher.Id, voucher.CampaignId);
        }
    }

    // Tiers live inside the documents of their campaigns; ids are unlike anything else there, so few documents are looked into.
    private static async Task<string?> CampaignOfTierAsync(PromoDbContext db, string tierId, CancellationToken ct)
    {
        if (!tierId.StartsWith(TierSetup.IdPrefix, StringComparison.Ordinal)) return null;
        var naming = CampaignQueries.Naming(db, db.Campaigns.AsNoTracking().Where(c => c.DeletedAt == null && c.Kind == CampaignKind.Promotion), tierId);
        var found = await naming.GroupJoin(db.CampaignVersions, c => new { c.Id, c.Version }, v => new { Id = v.CampaignId, Version = v.Number }, (c, versions) => new { c.Id, c.Draft, versions })
            .SelectMany(one => one.versions.DefaultIfEmpty(), (one, version) => new { one.Id, one.Draft, Setup = version == null ? null : version.Setup }).ToListAsync(ct);
        return found.FirstOrDefault(one => Has(one.Draft) || Has(one.Setup))?.Id;

        bool Has(CampaignSetup? setup) => setup?.Tiers.Any(tier => tier.Id == tierId) == true;
    }
}
