using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns;

public sealed partial class CampaignService
{
    private static readonly Dictionary<string, string?> s_noRules = [];

    /// <summary>
    /// Changes a part of what a promotion campaign does, all or nothing: of a launched one at once, as its next version; of a draft in the draft. Edits that are
    /// not launched keep waiting, with the same change where it fits them.
    /// </summary>
    /// <param name="idOrName">Of the campaign.</param>
    /// <param name="edit">Gives the setup with the change, or refuses.</param>
    /// <param name="told">Writes what happened to the part itself; gives the part, and a comment for the list of versions.</param>
    /// <param name="rules">Rules to put before tiers, in the place of those that are there, by the id of the tier; null takes the rule of a tier away.</param>
    /// <param name="newRule">One of these rules that is to be made; null when all are there.</param>
    /// <returns>The part; or <c>not_found</c>, <c>invalid_campaign</c> (not a promotion, in the bin, in the archive), what the edit refuses, and the keys of <see cref="LaunchCheck"/>.</returns>
    internal Task<Result<T>> AmendAsync<T>(
        string idOrName, string actor, Func<CampaignSetup, Result<CampaignSetup>> edit,
        Func<PromoDbContext, DateTimeOffset, CampaignSetup, CampaignSetup, (T Part, string Comment)> told, CancellationToken ct,
        IReadOnlyDictionary<string, string?>? rules = null, NewRule? newRule = null) =>
        writes.ExclusiveAsync<T>(async (db, token) =>
        {
            var found = await NamedAsync(db, idOrName, token);
            if (found is not { IsOk: true, Value: var campaign }) return found.Error!;
            if (newRule is not null && await RuleVersions.MakeAsync(db, newRule, actor, time.GetUtcNow(), token) is { } problem) return problem;
            return campaign.Kind == CampaignKind.Promotion
                ? await AmendAsync(db, campaign, actor, "campaign.tiers_changed", edit, told, rules, evenIfSame: true, token)
                : PromotionErrors.NotPromotion(campaign.Name);
        }, ct);

    /// <summary>
    /// Changes what a campaign of any kind says: a launched one at once, as its next version; a draft in the draft. Edits that are not launched keep waiting, with the same
    /// change. A change that changes nothing makes no version.
    /// </summary>
    /// <returns>The campaign as it now stands; or <c>not_found</c> (also for its category), <c>invalid_campaign</c> (in the bin, in the archive), what the edit refuses, and the keys of <see cref="LaunchCheck"/>.</returns>
    public Task<Result<Campaign>> ChangeAsync(ChangeCampaign request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Campaign>(async (db, token) =>
        {
            var found = await NamedAsync(db, request.Campaign, token);
            if (found is not { IsOk: true, Value: var campaign }) return found;
            if (request.SaysCategory && campaign.CategoryId != request.CategoryId)
            {
                if (await CategoryProblemAsync(db, request.CategoryId, token) is { } missing) return missing;
                var category = await CategoryNameAsync(db, campaign.CategoryId, token);
                campaign.CategoryId = request.CategoryId;
                Touch(campaign);
                db.Record(time.GetUtcNow(), request.Actor, "campaign.category_changed", campaign.Id, before: category, after: await CategoryNameAsync(db, request.CategoryId, token));
            }

            return await AmendAsync(
                db, campaign, request.Actor, "campaign.updated", request.Edit, (_, _, _, _) => (campaign, request.Comment), null, evenIfSame: false, token);
        }, ct);

    private static async Task<Result<Campaign>> NamedAsync(PromoDbContext db, string idOrName, CancellationToken ct)
    {
        var id = await db.Campaigns.Where(c => c.Id == idOrName || c.Name == idOrName).OrderByDescending(c => c.Id == idOrName).Select(c => c.Id).FirstOrDefaultAsync(ct);
        return await FindAsync(db, id ?? idOrName, ct);
    }

    private async Task<Result<T>> AmendAsync<T>(
        PromoDbContext db, Campaign campaign, string actor, string action, Func<CampaignSetup, Result<CampaignSetup>> edit,
        Func<PromoDbContext, DateTimeOffset, CampaignSetup, CampaignSetup, (T Part, string Comment)> told, IReadOnlyDictionary<string, string?>? rules, bool evenIfSame,
        CancellationToken token)
    {
        var draft = campaign.Draft;
        var before = campaign.Version == 0 ? draft ?? new CampaignSetup() : (await SetupOfAsync(db, campaign.Id, campaign.Version, token))!;
        var edited = edit(before);
        if (!edited.IsOk) return edited.Error;
        var after = edited.Value;
        if (!evenIfSame && PromoJson.Write(before) == PromoJson.Write(after)) return told(db, time.GetUtcNow(), before, after).Part;
        var now = time.GetUtcNow();
        var (part, comment) = told(db, now, before, after);
        string[] freed = [.. (rules ?? s_noRules).Where(rule => rule.Value is null).Select(rule => rule.Key)];
        var taken = freed.Length == 0 ? [] : await db.RuleAssignments.AsTracking().Where(a => a.RelatedType == RuleOwner.PromotionTier && freed.Contains(a.RelatedId)).ToListAsync(token);
        await RuleAssigning.RemoveAsync(db, taken, actor, now, token);
        if (await AssignTiersAsync(db, campaign.Id, rules ?? s_noRules, actor, token) is { } unknown) return unknown;
        if (campaign.Version == 0)
        {
            if (await TierCategoryProblemAsync(db, after, token) is { } missing) return missing;
            campaign.Draft = after;
            await TouchAsync(db, campaign, token);
            return part;
        }

        var launched = await PutInForceAsync(db, campaign, after, comment, actor, action, token);
        if (!launched.IsOk) return launched.Error;
        if (draft is not null)
        {
            campaign.Draft = edit(draft).Value ?? draft;
            await TouchAsync(db, campaign, token, inForce: after);
        }

        return part;
    }
}
