using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns.Promotions;

/// <summary>Reads tiers and stacks. Those of launched campaigns are in the catalogue already, so a list costs little but what the tiers of the page gave, where that is asked for.</summary>
public sealed class PromotionList
{
    private readonly IDbContextFactory<PromoDbContext> _contexts;
    private readonly CatalogueStore _catalogues;
    private readonly TimeProvider _time;

    internal PromotionList(IDbContextFactory<PromoDbContext> contexts, CatalogueStore catalogues, TimeProvider time) =>
        (_contexts, _catalogues, _time) = (contexts, catalogues, time);

    /// <summary>One page of the tiers of launched campaigns, and how many there are in all; those of campaigns in the bin are left out.</summary>
    public async Task<Page<TierRecord>> ListTiersAsync(PromotionQuery query, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var catalogue = await CatalogueAsync(db, ct);
        var now = _time.GetUtcNow();
        var found = Promotions(catalogue).SelectMany(campaign => campaign.Newest!.Tiers.Values.Select(tier => (Campaign: campaign, Tier: tier)));
        if (query.IsAvailable is { } available) found = found.Where(one => IsAvailable(catalogue, one.Campaign, one.Tier, now) == available);
        var all = found.Where(one => Within(query, one.Tier.Setup.CreatedAt, one.Tier.Setup.UpdatedAt)).ToList();
        var page = Sorted(query, all, one => (one.Tier.Setup.Id, one.Tier.Setup.Name, one.Tier.Setup.UpdatedAt ?? one.Tier.Setup.CreatedAt));
        return new(await RecordsAsync(db, [.. page.Select(one => (one.Tier.Setup, Of(one.Campaign)))], query.WithFigures, ct), all.Count);
    }

    /// <summary>One page of the stacks of launched campaigns, and how many there are in all.</summary>
    public async Task<Page<StackRecord>> ListStacksAsync(PromotionQuery query, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var catalogue = await CatalogueAsync(db, ct);
        var all = Promotions(catalogue).SelectMany(campaign => campaign.Newest!.Setup.Stacks.Select(stack => (campaign.Id, Stack: stack)))
            .Where(one => Within(query, one.Stack.CreatedAt, one.Stack.UpdatedAt)).ToList();
        var page = Sorted(query, all, one => (one.Stack.Id, one.Stack.Name, one.Stack.UpdatedAt ?? one.Stack.CreatedAt));
        return new(await RecordsAsync(db, [.. page.Select(one => (one.Stack, one.Id))], ct), all.Count);
    }

    /// <summary>All tiers of one campaign in their order; of a draft those of the draft.</summary>
    /// <param name="campaign">Id or name.</param>
    /// <returns>The tiers; or <c>not_found</c>, <c>invalid_campaign</c> when it is not a promotion.</returns>
    public async Task<Result<IReadOnlyList<TierRecord>>> TiersOfAsync(string campaign, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var found = await SetupAsync(db, campaign, ct);
        if (!found.IsOk) return found.Error;
        var (owner, setup) = found.Value;
        return await RecordsAsync(db, [.. setup.Tiers.OrderBy(tier => tier.Hierarchy).Select(tier => (tier, owner))], withFigures: true, ct);
    }

    /// <summary>The tiers of the promotions among some campaigns, by the id of the campaign, in their order.</summary>
    /// <param name="withFigures">Whether to sum what they gave.</param>
    public async Task<ILookup<string, TierRecord>> TiersOfAsync(IReadOnlyList<CampaignRecord> campaigns, bool withFigures, CancellationToken ct = default)
    {
        var tiers = campaigns.Where(one => one.Campaign.Kind == CampaignKind.Promotion)
            .SelectMany(one => one.Setup.Tiers.OrderBy(tier => tier.Hierarchy).Select(tier => (tier, Of(one.Campaign, one.Setup)))).ToList();
        if (tiers.Count == 0) return Array.Empty<TierRecord>().ToLookup(tier => tier.Campaign.Id);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return (await RecordsAsync(db, tiers, withFigures, ct)).ToLookup(tier => tier.Campaign.Id, StringComparer.Ordinal);
    }

    /// <summary>Some tiers of launched campaigns, by id, without what they gave; those that are gone are left out.</summary>
    public async Task<IReadOnlyList<TierRecord>> TiersAsync(IReadOnlyList<string> tierIds, CancellationToken ct = default)
    {
        if (tierIds.Count == 0) return [];
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var catalogue = await CatalogueAsync(db, ct);
        var found = new List<(TierSetup, PromotionCampaign)>();
        foreach (var id in tierIds)
        {
            if (!catalogue.Promotions.TryGetValue(id, out var campaignId) || catalogue.Campaign(campaignId) is not { Newest: { } newest } campaign) continue;
            if (newest.Tiers.TryGetValue(id, out var tier)) found.Add((tier.Setup, Of(campaign)));
        }

        return await RecordsAsync(db, found, withFigures: false, ct);
    }

    /// <summary>All stacks of one campaign; of a draft those of the draft.</summary>
    /// <param name="campaign">Id or name.</param>
    /// <returns>The stacks; or <c>not_found</c>, <c>invalid_campaign</c> when it is not a promotion.</returns>
    public async Task<Result<IReadOnlyList<StackRecord>>> StacksOfAsync(string campaign, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var found = await SetupAsync(db, campaign, ct);
        if (!found.IsOk) return found.Error;
        var (owner, setup) = found.Value;
        return await RecordsAsync(db, [.. setup.Stacks.Select(stack => (stack, owner.Id))], ct);
    }

    /// <returns>The tier as in force, of a draft as in the draft; or <c>not_found</c>.</returns>
    public async Task<Result<TierRecord>> GetTierAsync(string tierId, CancellationToken ct = default)
    {
        var found = await FindTierAsync(tierId, ct);
        if (!found.IsOk) return found.Error;
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return (await RecordsAsync(db, [found.Value], withFigures: true, ct))[0];
    }

    /// <summary>The same without what is beside it.</summary>
    internal async Task<Result<(TierSetup Tier, PromotionCampaign Campaign)>> FindTierAsync(string tierId, CancellationToken ct)
    {
        if (await CampaignIdOfAsync(tierId, ct) is not { } campaignId) return PromotionErrors.TierNotFound(tierId);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var found = await SetupAsync(db, campaignId, ct);
        if (!found.IsOk || TierEdits.Find(found.Value.Setup, tierId) is not { } tier) return PromotionErrors.TierNotFound(tierId);
        return (tier, found.Value.Campaign);
    }

    /// <summary>Which campaign a tier belongs to, also while that is a draft; null when no campaign out of the bin has it.</summary>
    public async Task<string?> CampaignIdOfAsync(string tierId, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var catalogue = await CatalogueAsync(db, ct);
        if (catalogue.Promotions.TryGetValue(tierId, out var launched)) return catalogue.Campaign(launched) is { Deleted: false } ? launched : null;
        var drafts = await CampaignQueries.Naming(db, db.Campaigns.AsNoTracking().Where(c => c.Kind == CampaignKind.Promotion && c.Version == 0 && c.DeletedAt == null), tierId)
            .ToListAsync(ct);
        return drafts.FirstOrDefault(c => TierEdits.Find(c.Draft!, tierId) is not null)?.Id;
    }

    private static IEnumerable<CatalogueCampaign> Promotions(Catalogue catalogue) =>
        catalogue.Promotions.Values.Distinct(StringComparer.Ordinal).Select(id => catalogue.Campaigns[id]).Where(campaign => !campaign.Deleted);

    // The same questions as when it is redeemed.
    private static bool IsAvailable(Catalogue catalogue, CatalogueCampaign campaign, CatalogueTier tier, DateTimeOffset now) =>
        StateChecks.Of(Incentive.OfTier(Redeemable.Tier(tier.Setup.Id), campaign, campaign.Newest!, tier, catalogue), now).Refusal is null;

    private static bool Within(PromotionQuery query, DateTimeOffset createdAt, DateTimeOffset? updatedAt) =>
        Between(createdAt, query.CreatedAfter, query.CreatedBefore) && Between(updatedAt ?? createdAt, query.UpdatedAfter, query.UpdatedBefore);

    private static bool Between(DateTimeOffset at, DateTimeOffset? after, DateTimeOffset? before) => !(at <= after) && !(at >= before);

    private static IEnumerable<T> Sorted<T>(PromotionQuery query, IEnumerable<T> all, Func<T, (string Id, string Name, DateTimeOffset ChangedAt)> by)
    {
        var sorted = query.Order switch
        {
            PromotionSort.Oldest => all.OrderBy(one => by(one).Id, StringComparer.Ordinal),
            PromotionSort.LatestChange => all.OrderByDescending(one => by(one).ChangedAt).ThenByDescending(one => by(one).Id, StringComparer.Ordinal),
            PromotionSort.EarliestChange => all.OrderBy(one => by(one).ChangedAt).ThenBy(one => by(one).Id, StringComparer.Ordinal),
            PromotionSort.Name => all.OrderBy(one => by(one).Name, StringComparer.OrdinalIgnoreCase).ThenBy(one => by(one).Id, StringComparer.Ordinal),
            PromotionSort.NameDescending => all.OrderByDescending(one => by(one).Name, StringComparer.OrdinalIgnoreCase).ThenByDescending(one => by(one).Id, StringComparer.Ordinal),
            _ => all.OrderByDescending(one => by(one).Id, StringComparer.Ordinal),
        };
        return sorted.Skip(query.Skip).Take(query.Take);
    }

    private static PromotionCampaign Of(CatalogueCampaign campaign) =>
        new(campaign.Id, campaign.Name, campaign.Active, Launched: true, campaign.Newest!.Setup.Schedule, campaign.CategoryId);

    private static PromotionCampaign Of(Campaign campaign, CampaignSetup setup) =>
        new(campaign.Id, campaign.Name, campaign.Active, campaign.Version > 0, setup.Schedule, campaign.CategoryId);

    private static async Task<Dictionary<string, Category>> CategoriesAsync(PromoDbContext db, IEnumerable<string?> named, CancellationToken ct)
    {
        string[] ids = [.. named.OfType<string>().Distinct()];
        return ids.Length == 0 ? [] : await db.Categories.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
    }

    private static async Task<Result<(PromotionCampaign Campaign, CampaignSetup Setup)>> SetupAsync(PromoDbContext db, string idOrName, CancellationToken ct)
    {
        var found = await db.Campaigns.AsNoTracking().Where(c => c.DeletedAt == null && (c.Id == idOrName || c.Name == idOrName))
            .OrderByDescending(c => c.Id == idOrName).FirstOrDefaultAsync(ct);
        if (found is null) return CampaignErrors.NotFound(idOrName);
        if (found.Kind != CampaignKind.Promotion) return PromotionErrors.NotPromotion(found.Name);
        var setup = found.Version == 0 ? found.Draft
            : await db.CampaignVersions.AsNoTracking().Where(v => v.CampaignId == found.Id && v.Number == found.Version).Select(v => v.Setup).SingleAsync(ct);
        setup ??= new CampaignSetup();
        return (Of(found, setup), setup);
    }

    private static async Task<List<StackRecord>> RecordsAsync(PromoDbContext db, IReadOnlyList<(StackSetup Stack, string CampaignId)> stacks, CancellationToken ct)
    {
        var categories = await CategoriesAsync(db, stacks.Select(one => one.Stack.CategoryId), ct);
        return [.. stacks.Select(one => new StackRecord(one.Stack, one.CampaignId, one.Stack.CategoryId is { } id ? categories.GetValueOrDefault(id) : null))];
    }

    private static async Task<List<TierRecord>> RecordsAsync(
        PromoDbContext db, IReadOnlyList<(TierSetup Tier, PromotionCampaign Campaign)> tiers, bool withFigures, CancellationToken ct)
    {
        string[] ids = [.. tiers.Select(one => one.Tier.Id)];
        var figures = withFigures ? await FiguresAsync(db, ids, ct) : null;
        var categories = await CategoriesAsync(db, tiers.Select(one => one.Tier.CategoryId), ct);
        var rules = await RuleRecords.OfAsync(db, ids, ct);
        return [.. tiers.Select(one => new TierRecord(
            one.Tier, one.Campaign, one.Tier.CategoryId is { } category ? categories.GetValueOrDefault(category) : null, figures?.GetValueOrDefault(one.Tier.Id, TierFigures.None))
        { Rule = rules.GetValueOrDefault(one.Tier.Id) })];
    }

    // Of all history: only for who reads it.
    private static async Task<Dictionary<string, TierFigures>> FiguresAsync(PromoDbContext db, string?[] ids, CancellationToken ct)
    {
        var sums = await db.Redemptions.AsNoTracking()
            .Where(r => ids.Contains(r.TierId) && (r.Kind == RedemptionKind.Redeemed || r.Kind == RedemptionKind.Rollback))
            .GroupBy(r => new { r.TierId, r.Kind })
            .Select(g => new { g.Key.TierId, g.Key.Kind, Count = g.LongCount(), Orders = g.Sum(r => r.OrderAmount), Discount = g.Sum(r => r.DiscountAmount) })
            .ToListAsync(ct);
        return sums.GroupBy(sum => sum.TierId!, StringComparer.Ordinal).ToDictionary(
            tier => tier.Key,
            tier => tier.Aggregate(TierFigures.None, (all, sum) => sum.Kind == RedemptionKind.Rollback
                ? new(all.Redeemed - sum.Count, all.OrdersAmount - sum.Orders, all.DiscountAmount + sum.Discount)
                : new(all.Redeemed + sum.Count, all.OrdersAmount + sum.Orders, all.DiscountAmount + sum.Discount)),
            StringComparer.Ordinal);
    }

    // Another instance may have published since the catalogue was loaded.
    private async Task<Catalogue> CatalogueAsync(PromoDbContext db, CancellationToken ct) =>
        await _catalogues.AtLeastAsync(await db.Project.Select(project => project.CatalogueVersion).SingleAsync(ct), ct);
}
