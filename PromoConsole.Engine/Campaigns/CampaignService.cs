using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns;

/// <summary>What a marketer does with campaigns: drafts, launch, pause, duplicate, delete. Reading is <see cref="CampaignList"/>.</summary>
/// <remarks>Drafts are ordinary writes; whatever changes what codes do takes the catalogue exclusively, so that no redemption sees half of it.</remarks>
public sealed partial class CampaignService(
    IDbContextFactory<PromoDbContext> contexts, IWrites writes, JobSignal jobs, RuleExamples examples, TimeProvider time)
{
    public const int MaxNameLength = 120;

    /// <summary>Starts a campaign as a draft.</summary>
    /// <returns>The draft; or <c>invalid_campaign</c> for a missing or long name, <c>duplicate_found</c>, <c>not_found</c> for an unknown category or rule.</returns>
    public Task<Result<Campaign>> CreateDraftAsync(CreateDraft request, CancellationToken ct = default) =>
        writes.WriteAsync<Campaign>(async (db, token) =>
        {
            var name = request.Name.Trim();
            if (await NameProblemAsync(db, name, null, token) is { } problem) return problem;
            if (await CategoryProblemAsync(db, request.CategoryId, token) is { } missing) return missing;
            var campaign = await AddAsync(db, name, request, time.GetUtcNow(), token);
            return await AssignAsync(db, campaign, request, token) is { } unknown ? unknown : campaign;
        }, ct);

    /// <summary>Keeps what an editor has typed, complete or not. Nothing customers see changes.</summary>
    /// <returns>The campaign with its new revision; or <c>not_found</c>, <c>edited_meanwhile</c>, <c>invalid_campaign</c>, <c>duplicate_found</c>.</returns>
    public async Task<Result<Campaign>> SaveDraftAsync(SaveDraft request, CancellationToken ct = default)
    {
        await using var read = await contexts.CreateDbContextAsync(ct);
        var launched = await read.Campaigns.Where(c => c.Id == request.CampaignId && c.Version > 0).Select(c => new { c.Name, c.CategoryId }).FirstOrDefaultAsync(ct);
        // Proofs name the campaign, and stacking goes by its category, so both concern decisions once it is launched.
        return launched is not null && (launched.Name != request.Name.Trim() || launched.CategoryId != request.CategoryId)
            ? await writes.ExclusiveAsync<Campaign>(Save, ct)
            : await writes.WriteAsync<Campaign>(Save, ct);

        async Task<Result<Campaign>> Save(PromoDbContext db, CancellationToken token)
        {
            var found = await FindAsync(db, request.CampaignId, token);
            if (found is not { IsOk: true, Value: var campaign }) return found;
            if (campaign.Revision != request.SeenRevision) return CampaignErrors.EditedMeanwhile(campaign);
            var name = request.Name.Trim();
            if (await NameProblemAsync(db, name, campaign.Id, token) is { } problem) return problem;
            if (await CategoryProblemAsync(db, request.CategoryId, token) is { } missing) return missing;

            campaign.Name = name;
            campaign.CategoryId = request.CategoryId;
            campaign.Tags = Clean(request.Tags);
            campaign.Draft = request.Setup;
            await TouchAsync(db, campaign, token);
            return campaign;
        }
    }

    /// <summary>Drops the edits that are not launched.</summary>
    /// <returns>The campaign as launched; or <c>not_found</c>, <c>invalid_campaign</c> when it was never launched.</returns>
    public Task<Result<Campaign>> DiscardDraftAsync(string campaignId, string actor, CancellationToken ct = default) =>
        writes.WriteAsync<Campaign>(async (db, token) =>
        {
            var found = await FindAsync(db, campaignId, token);
            if (found is not { IsOk: true, Value: var campaign }) return found;
            if (campaign.Version == 0) return CampaignErrors.NeverLaunched(campaign);
            db.Record(time.GetUtcNow(), actor, "campaign.draft_discarded", campaign.Id, before: campaign.Draft);
            campaign.Draft = null;
            await TouchAsync(db, campaign, token);
            return campaign;
        }, ct);

    /// <summary>Copies a campaign into a new draft.</summary>
    /// <returns>The copy; or <c>not_found</c>, <c>duplicate_found</c>, <c>invalid_campaign</c>.</returns>
    public Task<Result<Campaign>> DuplicateAsync(DuplicateCampaign request, CancellationToken ct = default) =>
        writes.WriteAsync<Campaign>(async (db, token) =>
        {
            var source = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.CampaignId, token);
            if (source is null) return CampaignErrors.NotFound(request.CampaignId);
            var setup = source.Draft ?? await SetupOfAsync(db, source.Id, source.Version, token) ?? new CampaignSetup();
            var name = request.Name?.Trim() ?? await FreeNameAsync(db, source.Name, token);
            if (await NameProblemAsync(db, name, null, token) is { } problem) return problem;
            var copied = CampaignCopy.Of(setup, request.ShiftDays, time.GetUtcNow());
            var copy = new CreateDraft
            {
                Name = name,
                Kind = source.Kind,
                Setup = copied,
                CategoryId = source.CategoryId,
                Tags = source.Tags,
                RuleId = await db.RuleAssignments.Where(a => a.RelatedId == source.Id && a.RelatedType == RuleOwner.Campaign).Select(a => a.RuleId).SingleOrDefaultAsync(token),
                TierRules = await TierRulesAsync(db, setup.Tiers, copied.Tiers, token),
                Actor = request.Actor,
            };
            var campaign = await AddAsync(db, name, copy, time.GetUtcNow(), token);
            return await AssignAsync(db, campaign, copy, token) is { } unknown ? unknown : campaign;
        }, ct);

    // The tiers of a copy are new ones, in the same order.
    private static async Task<Dictionary<string, string>> TierRulesAsync(PromoDbContext db, IReadOnlyList<TierSetup> originals, IReadOnlyList<TierSetup> copies, CancellationToken ct)
    {
        string[] ids = [.. originals.Select(tier => tier.Id)];
        var rules = await db.RuleAssignments.Where(a => a.RelatedType == RuleOwner.PromotionTier && ids.Contains(a.RelatedId)).ToDictionaryAsync(a => a.RelatedId, a => a.RuleId, ct);
        return originals.Zip(copies).Where(pair => rules.ContainsKey(pair.First.Id)).ToDictionary(pair => pair.Second.Id, pair => rules[pair.First.Id], StringComparer.Ordinal);
    }

    // A draft decides nothing yet, so nothing has to wait for its rule; launching takes the catalogue exclusively anyway.
    private async Task<PromoError?> AssignAsync(PromoDbContext db, Campaign campaign, CreateDraft request, CancellationToken ct)
    {
        if (request.NewRule is { } made && await RuleVersions.MakeAsync(db, made, request.Actor, time.GetUtcNow(), ct) is { } problem) return problem;
        if (request.RuleId is { } ruleId
            && (await RuleAssigning.AssignAsync(db, ruleId, new(RuleOwner.Campaign, campaign.Id, campaign.Id), force: false, request.Actor, time.GetUtcNow(), ct)).Error is { } unknown) return unknown;
        return await AssignTiersAsync(db, campaign.Id, request.TierRules.Select(rule => KeyValuePair.Create(rule.Key, (string?)rule.Value)), request.Actor, ct);
    }

    private async Task<PromoError?> AssignTiersAsync(
        PromoDbContext db, string campaignId, IEnumerable<KeyValuePair<string, string?>> rules, string actor, CancellationToken ct)
    {
        foreach (var (tierId, given) in rules)
        {
            if (given is not { } ruleId) continue;
            var assigned = await RuleAssigning.AssignAsync(db, ruleId, new(RuleOwner.PromotionTier, tierId, campaignId), force: true, actor, time.GetUtcNow(), ct);
            if (!assigned.IsOk) return assigned.Error;
        }

        return null;
    }

    private static async Task<Campaign> AddAsync(PromoDbContext db, string name, CreateDraft request, DateTimeOffset now, CancellationToken ct)
    {
        var campaign = new Campaign
        {
            Id = Ids.New("camp_", now),
            Name = name,
            Kind = request.Kind,
            Draft = request.Setup,
            CategoryId = request.CategoryId,
            Tags = Clean(request.Tags),
            CreatedBy = request.Actor,
            Demo = request.Demo,
            CreatedAt = now,
            UpdatedAt = now,
        };
        campaign.Search = CampaignSearch.TextOf(campaign, null, await WordingAsync(db, ct));
        campaign.CodesOnDemand = request.Setup.Codes.OnDemand;
        db.Campaigns.Add(campaign);
        db.Record(now, request.Actor, "campaign.created", campaign.Id, after: new { campaign.Name, Setup = request.Setup });
        db.Publish(now, "campaign.created", campaign.Id);
        return campaign;
    }

    private static async Task<Result<Campaign>> FindAsync(PromoDbContext db, string id, CancellationToken ct, bool inBin = false, bool archived = false)
    {
        var campaign = await db.Campaigns.AsTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
        if (campaign is null or { PurgedAt: not null }) return CampaignErrors.NotFound(id);
        if (campaign.DeletedAt is not null && !inBin) return CampaignErrors.InBin(campaign);
        return campaign.ArchivedAt is not null && !archived && !inBin ? CampaignErrors.Archived(campaign) : campaign;
    }

    private static async Task<PromoError?> NameProblemAsync(PromoDbContext db, string name, string? ownId, CancellationToken ct)
    {
        if (name.Length == 0) return CampaignErrors.NameMissing;
        if (name.Length > MaxNameLength) return CampaignErrors.NameTooLong;
        return await db.Campaigns.AnyAsync(c => c.Name == name && c.Id != ownId, ct) ? CampaignErrors.DuplicateName(name) : null;
    }

    private static async Task<PromoError?> CategoryProblemAsync(PromoDbContext db, string? categoryId, CancellationToken ct) =>
        categoryId is null || await db.Categories.AnyAsync(c => c.Id == categoryId, ct) ? null : CategoryErrors.NotFound(categoryId);

    // A redemption looks the category of a tier up when it is decided, so it must be there.
    private static async Task<PromoError?> TierCategoryProblemAsync(PromoDbContext db, CampaignSetup setup, CancellationToken ct)
    {
        string[] named = [.. setup.Tiers.Select(tier => tier.CategoryId).Concat(setup.Stacks.Select(stack => stack.CategoryId)).OfType<string>().Distinct()];
        if (named.Length == 0) return null;
        var known = await db.Categories.Where(c => named.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct);
        return named.FirstOrDefault(id => !known.Contains(id)) is { } missing ? CategoryErrors.NotFound(missing) : null;
    }

    private static async Task<string> FreeNameAsync(PromoDbContext db, string original, CancellationToken ct)
    {
        var stem = original.Length > MaxNameLength - 12 ? original[..(MaxNameLength - 12)] : original;
        var taken = await db.Campaigns.Where(c => c.Name.StartsWith(stem + " copy")).Select(c => c.Name).ToListAsync(ct);
        var name = stem + " copy";
        for (var number = 2; taken.Contains(name, StringComparer.OrdinalIgnoreCase); number++) name = $"{stem} copy {number}";
        return name;
    }

    private static async Task<CampaignSetup?> SetupOfAsync(PromoDbContext db, string campaignId, int number, CancellationToken ct) =>
        (await db.CampaignVersions.AsNoTracking().SingleOrDefaultAsync(v => v.CampaignId == campaignId && v.Number == number, ct))?.Setup;

    /// <summary>As <see cref="Touch"/>, where what it is found by may have changed.</summary>
    /// <param name="inForce">What is in force now, where that is known; else it is read.</param>
    private async Task TouchAsync(PromoDbContext db, Campaign campaign, CancellationToken ct, CampaignSetup? inForce = null)
    {
        Touch(campaign);
        if (inForce is null && campaign.Version > 0) inForce = await SetupOfAsync(db, campaign.Id, campaign.Version, ct);
        campaign.Search = CampaignSearch.TextOf(campaign, inForce, await WordingAsync(db, ct));
        campaign.CodesOnDemand = (inForce ?? campaign.Draft)?.Codes.OnDemand == true;
    }

    private static async Task<Wording> WordingAsync(PromoDbContext db, CancellationToken ct)
    {
        var project = await db.Project.AsNoTracking().SingleOrDefaultAsync(ct) ?? new ProjectSettings();
        return Wording.English(project.Currency, TimeZoneInfo.FindSystemTimeZoneById(project.TimeZone));
    }

    private void Touch(Campaign campaign)
    {
        campaign.Revision++;
        campaign.UpdatedAt = time.GetUtcNow();
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string[] Clean(IEnumerable<string> tags) =>
        [.. tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}
