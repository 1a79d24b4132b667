using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Wallets;

/// <summary>The few campaigns a wallet needs, with just the versions its codes keep.</summary>
internal static class WalletCatalogue
{
    public static async Task<Catalogue> LoadAsync(PromoDbContext db, IReadOnlyCollection<VoucherFacts> vouchers, CancellationToken ct)
    {
        var settings = await db.Project.AsNoTracking().SingleOrDefaultAsync(ct) ?? new ProjectSettings();
        var project = new CatalogueProject(
            TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone), settings.Currency, settings.FirstDayOfWeek, settings.CaseInsensitiveCodes);
        var ids = vouchers.Select(v => v.CampaignId).OfType<string>().Distinct().ToList();
        var campaigns = await db.Campaigns.AsNoTracking().Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.Name, c.Active, c.PauseReason, Deleted = c.DeletedAt != null, c.Version }).ToListAsync(ct);
        var kept = vouchers.Select(v => v.CampaignVersion).OfType<int>().Distinct().ToList();
        var versions = (await db.CampaignVersions.AsNoTracking()
            .Where(v => ids.Contains(v.CampaignId)
                && (kept.Contains(v.Number) || db.Campaigns.Any(c => c.Id == v.CampaignId && c.Version == v.Number)))
            .Select(v => new { v.CampaignId, v.Number, v.Setup }).ToListAsync(ct))
            .ToLookup(v => v.CampaignId);
        return new Catalogue
        {
            Version = settings.CatalogueVersion,
            Project = project,
            Campaigns = campaigns.ToImmutableDictionary(c => c.Id, c => new CatalogueCampaign(
                c.Id, c.Name, c.Active, c.PauseReason, c.Deleted, c.Version,
                versions[c.Id].ToFrozenDictionary(v => v.Number, v => new CatalogueVersion(v.Number, v.Setup, CompiledTerms.Of(v.Setup, project))))),
            Names = ImmutableDictionary<string, string>.Empty,
            CollectionsOfProduct = ImmutableDictionary<string, ImmutableArray<string>>.Empty,
        };
    }
}
