using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Campaigns;

public sealed partial class CampaignService
{
    /// <summary>Puts the draft live as the next version. The first launch makes the shared code, or starts making the unique ones.</summary>
    /// <returns>
    /// The campaign as it now stands; or <c>not_found</c>, <c>edited_meanwhile</c>, <c>invalid_campaign</c> and the other keys of <see cref="LaunchCheck"/>
    /// for a setup that is not complete, <c>invalid_code_config</c>, <c>duplicate_found</c> for a shared code that exists, <c>examples_differ</c> unless the request accepts that.
    /// </returns>
    public async Task<Result<Campaign>> LaunchAsync(LaunchCampaign request, CancellationToken ct = default)
    {
        // Before anything is locked: carts are looked up for them.
        var (revision, differing) = await DifferingExamplesAsync(request.CampaignId, ct);
        var launched = await writes.ExclusiveAsync<Campaign>(async (db, token) =>
        {
            var found = await FindAsync(db, request.CampaignId, token);
            if (found is not { IsOk: true, Value: var campaign }) return found;
            if (request.SeenRevision is { } seen && campaign.Revision != seen) return CampaignErrors.EditedMeanwhile(campaign);
            if (campaign.Draft is not { } setup) return CampaignErrors.NothingToLaunch(campaign);
            if (campaign.Revision != revision && ExamplesOf(setup).Any(one => one.Examples is not null)) return CampaignErrors.EditedMeanwhile(campaign);
            if (differing.Count > 0 && !request.AcceptDifferences && LaunchProblem(campaign, setup, await VoucherService.IgnoresCaseAsync(db, token)) is null)
                return RuleExampleErrors.Differ(differing);
            if (differing.Count > 0) db.Record(time.GetUtcNow(), request.Actor, "campaign.differences_accepted", campaign.Id, RuleExampleErrors.Told(differing));
            return await PutInForceAsync(db, campaign, setup, request.Comment, request.Actor, "campaign.launched", token);
        }, ct);
        if (launched.IsOk) jobs.Wake();
        return launched;
    }

    /// <summary>Puts an older version in force again, as a new version.</summary>
    /// <returns>The campaign as it now stands; or <c>not_found</c>, <c>invalid_campaign</c> while edits are not launched.</returns>
    public Task<Result<Campaign>> RestoreVersionAsync(RestoreVersion request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Campaign>(async (db, token) =>
        {
            var found = await FindAsync(db, request.CampaignId, token);
            if (found is not { IsOk: true, Value: var campaign }) return found;
            if (campaign.Draft is not null) return CampaignErrors.UnsavedDraft(campaign);
            var setup = await SetupOfAsync(db, campaign.Id, request.Number, token);
            if (setup is null) return CampaignErrors.VersionNotFound(campaign.Id, request.Number);
            return await PutInForceAsync(db, campaign, setup, $"Version {request.Number} restored", request.Actor, "campaign.version_restored", token);
        }, ct);

    /// <summary>Moves the end by whole days and launches that; edits not launched keep waiting, with their end moved too.</summary>
    /// <returns>The campaign as it now stands; or <c>not_found</c>, <c>invalid_campaign</c> (never launched, no end, ends before it starts).</returns>
    public Task<Result<Campaign>> ExtendAsync(ExtendCampaign request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Campaign>(async (db, token) =>
        {
            var found = await FindAsync(db, request.CampaignId, token);
            if (found is not { IsOk: true, Value: var campaign }) return found;
            if (campaign.Version == 0) return CampaignErrors.NeverLaunched(campaign);
            if (campaign.EndsAt is null) return CampaignErrors.NoEnd(campaign);
            var setup = (await SetupOfAsync(db, campaign.Id, campaign.Version, token))!;
            var draft = campaign.Draft;
            var comment = request.Days >= 0 ? $"End moved {request.Days} days on" : $"End moved {-request.Days} days back";
            var extended = await PutInForceAsync(db, campaign, Moved(setup), comment, request.Actor, "campaign.extended", token);
            if (extended.IsOk && draft is not null)
            {
                campaign.Draft = Moved(draft);
                await TouchAsync(db, campaign, token, inForce: Moved(setup));
            }

            return extended;

            CampaignSetup Moved(CampaignSetup old) =>
                old with { Schedule = old.Schedule with { EndsAt = old.Schedule.EndsAt?.AddDays(request.Days) } };
        }, ct);

    // Of the draft as it stands, which its revision tells.
    private async Task<(long? Revision, IReadOnlyList<RuleExampleResult> Differing)> DifferingExamplesAsync(string campaignId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == campaignId, ct);
        if (campaign?.Draft is not { } setup) return (campaign?.Revision, []);
        return (campaign.Revision, await examples.DifferencesAsync(ExamplesOf(setup), ct));
    }

    private static IEnumerable<(Rule? Rule, IReadOnlyList<RuleExample>? Examples)> ExamplesOf(CampaignSetup setup) =>
        setup.Tiers.Select(tier => (tier.Rule, tier.RuleExamples)).Prepend((setup.Rule, setup.RuleExamples));

    private static PromoError? LaunchProblem(Campaign campaign, CampaignSetup setup, bool ignoresCase) =>
        LaunchCheck.Problems(setup, campaign.CodesCount, ignoresCase, campaign.Kind) is [var problem, ..] ? problem.ToError() : null;

    private async Task<Result<Campaign>> PutInForceAsync(
        PromoDbContext db, Campaign campaign, CampaignSetup setup, string? comment, string actor, string action, CancellationToken ct)
    {
        if (LaunchProblem(campaign, setup, await VoucherService.IgnoresCaseAsync(db, ct)) is { } problem) return problem;
        if (await TierCategoryProblemAsync(db, setup, ct) is { } missing) return missing;
        var now = time.GetUtcNow();
        var before = campaign.Version == 0 ? null : await SetupOfAsync(db, campaign.Id, campaign.Version, ct);
        var filled = SetupMetadata.Filled(await MetadataSchemas.ReadAsync(db, ct), before, setup);
        if (!filled.IsOk) return filled.Error;
        setup = filled.Value;
        campaign.Version++;
        campaign.Draft = null;
        campaign.StartsAt = setup.Schedule.StartsAt;
        campaign.EndsAt = setup.Schedule.EndsAt;
        campaign.BudgetAmount = setup.Limits.DiscountedAmount;
        await TouchAsync(db, campaign, ct, inForce: setup);
        db.CampaignVersions.Add(new CampaignVersion
        {
            CampaignId = campaign.Id,
            Number = campaign.Version,
            Setup = setup,
            StartsAt = campaign.StartsAt,
            EndsAt = campaign.EndsAt,
            Comment = Blank(comment),
            CreatedBy = actor,
            CreatedAt = now,
        });
        var codes = before is null
            ? await MakeCodesAsync(db, campaign, setup, actor, now, ct)
            : await FollowAsync(db, campaign, before, setup, now, ct);
        if (codes is not null) return codes;

        db.Record(now, actor, action, campaign.Id, Blank(comment), before, setup);
        db.Publish(now, "campaign.updated", campaign.Id);
        return campaign;
    }

    private async Task<PromoError?> MakeCodesAsync(
        PromoDbContext db, Campaign campaign, CampaignSetup setup, string actor, DateTimeOffset now, CancellationToken ct)
    {
        if (campaign.Kind == CampaignKind.Promotion) return null;
        if (setup.Codes.Mode == CodeMode.Shared)
        {
            var request = new CreateVoucher { Code = setup.Codes.SharedCode, Actor = actor };
            var made = await VoucherService.AddAsync(db, request, campaign, setup, now, ct);
            return made.Error;
        }

        if (setup.Codes.Count == 0) return null; // codes are added one by one, or ordered later
        VoucherGeneration.Start(db, campaign, setup, setup.Codes.Count, actor, now);
        return null;
    }

    // Codes that are neither published nor redeemed follow the newest version; the limit is the part of it that stands on the code itself.
    private static async Task<PromoError?> FollowAsync(
        PromoDbContext db, Campaign campaign, CampaignSetup before, CampaignSetup after, DateTimeOffset now, CancellationToken ct)
    {
        if (before.Codes.RedemptionLimit == after.Codes.RedemptionLimit) return null;
        var limit = after.Codes.RedemptionLimit;
        await db.Vouchers.Where(v => v.CampaignId == campaign.Id && v.CampaignVersion == null && v.RedemptionLimit == before.Codes.RedemptionLimit)
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.RedemptionLimit, limit).SetProperty(v => v.UpdatedAt, now), ct);
        return null;
    }
}
