using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Stacking;

/// <summary>What a test bench can try of promotions and campaigns: tiers and stacks by name, and a code that stands for its campaign.</summary>
public sealed class Tryables
{
    private const int Shown = 8;

    private readonly CatalogueStore _catalogue;
    private readonly IDbContextFactory<PromoDbContext> _contexts;

    internal Tryables(CatalogueStore catalogue, IDbContextFactory<PromoDbContext> contexts) => (_catalogue, _contexts) = (catalogue, contexts);

    /// <summary>Tiers and stacks in force whose name, or whose campaign's, has the text; the first few by name.</summary>
    public async Task<IReadOnlyList<Tryable>> PromotionsAsync(string text, CancellationToken ct = default)
    {
        var wanted = text.Trim();
        bool Has(string name) => name.Contains(wanted, StringComparison.OrdinalIgnoreCase);
        return [.. (await CatalogueAsync(ct)).Campaigns.Values.SelectMany(PromotionsOf).Where(one => Has(one.Name) || Has(one.CampaignName))
            .OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase).Take(Shown)];
    }

    /// <summary>Names of tiers and stacks by id; those that are gone are not in it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken ct = default) =>
        (await CatalogueAsync(ct)).Campaigns.Values.SelectMany(PromotionsOf).Where(one => ids.Contains(one.Redeemable.Id)).ToDictionary(one => one.Redeemable.Id, one => one.Name, StringComparer.Ordinal);

    /// <summary>What stands for a campaign in an example: its working tiers in their order, else one of its codes that has uses left. Empty when it has neither.</summary>
    public async Task<IReadOnlyList<Redeemable>> OfCampaignAsync(string campaignId, CancellationToken ct = default)
    {
        if ((await CatalogueAsync(ct)).Campaign(campaignId)?.Newest is { Setup.Tiers: { Count: > 0 } tiers })
            return [.. tiers.Where(tier => tier.Active).OrderBy(tier => tier.Hierarchy).Select(tier => Redeemable.Tier(tier.Id))];
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var code = await db.Vouchers.Where(v => v.CampaignId == campaignId && v.Active && (v.RedemptionLimit == null || v.RedeemedQuantity < v.RedemptionLimit))
            .OrderBy(v => v.Id).Select(v => v.Code).FirstOrDefaultAsync(ct);
        return code is null ? [] : [Redeemable.Voucher(code)];
    }

    private async Task<Catalogue> CatalogueAsync(CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var version = await db.Project.Select(p => p.CatalogueVersion).SingleAsync(ct);
        return await _catalogue.AtLeastAsync(version, ct);
    }

    private static IEnumerable<Tryable> PromotionsOf(CatalogueCampaign campaign) => campaign is not { Deleted: false, Newest: { } newest } ? [] :
    [
        .. newest.Setup.Tiers.Select(tier => new Tryable(Redeemable.Tier(tier.Id), tier.Name.Length > 0 ? tier.Name : tier.Id, campaign.Name)),
        .. newest.Setup.Stacks.Select(stack => new Tryable(Redeemable.Stack(stack.Id), stack.Name.Length > 0 ? stack.Name : stack.Id, campaign.Name)),
    ];
}

/// <summary>Something without a code that can be tried.</summary>
public sealed record Tryable(Redeemable Redeemable, string Name, string CampaignName);
