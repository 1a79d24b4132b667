using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.TrashBin;

namespace PromoConsole.Engine.Campaigns;

public sealed partial class CampaignService
{
    private const int MaxOwnerLength = 256;

    /// <summary>Pauses a campaign: none of its codes can be used until it is resumed; publishing them stays possible.</summary>
    /// <returns>The campaign as it now stands; or <c>not_found</c>, <c>invalid_campaign</c> (no reason, never launched, paused already, in the bin).</returns>
    public Task<Result<Campaign>> PauseAsync(PauseCampaign request, CancellationToken ct = default) =>
        SwitchAsync(request.CampaignId, request.Actor, "campaign.paused", "campaign.disabled", request.Reason, campaign =>
        {
            if (string.IsNullOrWhiteSpace(request.Reason)) return CampaignErrors.ReasonMissing;
            if (campaign.Version == 0) return CampaignErrors.NeverLaunched(campaign);
            if (!campaign.Active) return CampaignErrors.AlreadyPaused(campaign);
            campaign.Active = false;
            campaign.PauseReason = request.Reason.Trim();
            campaign.PausedAt = time.GetUtcNow();
            return null;
        }, ct);

    /// <summary>Lets the codes work again, as far as their own flags and dates allow.</summary>
    /// <returns>The campaign as it now stands; or <c>not_found</c>, <c>invalid_campaign</c> (not paused, in the bin).</returns>
    public Task<Result<Campaign>> ResumeAsync(ResumeCampaign request, CancellationToken ct = default) =>
        SwitchAsync(request.CampaignId, request.Actor, "campaign.resumed", "campaign.enabled", request.Reason, campaign =>
        {
            if (campaign.Active) return CampaignErrors.NotPaused(campaign);
            campaign.Active = true;
            campaign.PauseReason = null;
            campaign.PausedAt = null;
            return null;
        }, ct);

    /// <summary>Pauses or resumes a campaign, by id or name; one that is so already stays as it is.</summary>
    /// <param name="reason">Why it is paused.</param>
    /// <returns>The campaign as it now stands; or <c>not_found</c>, <c>invalid_campaign</c> (never launched, in the bin).</returns>
    public async Task<Result<Campaign>> SetActiveAsync(string idOrName, bool active, string reason, string actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await NamedAsync(db, idOrName, ct);
        if (found is not { IsOk: true, Value: var campaign } || campaign.Active == active) return found;
        return active ? await ResumeAsync(new(campaign.Id, actor), ct) : await PauseAsync(new(campaign.Id, reason, actor), ct);
    }

    /// <summary>Puts the campaign into the bin: its codes stop working, its name and codes stay reserved.</summary>
    /// <returns>The campaign as it now stands; or <c>not_found</c>, <c>invalid_campaign</c> (in the bin already).</returns>
    public Task<Result<Campaign>> DeleteAsync(string campaignId, string actor, CancellationToken ct = default) =>
        SwitchAsync(campaignId, actor, "campaign.deleted", "campaign.deleted", null, campaign =>
        {
            campaign.DeletedAt = time.GetUtcNow();
            return null;
        }, ct, archived: true, also: (db, campaign, _) =>
        {
            db.PutInBin(BinKind.Campaign, campaign.Id, campaign.Name, null, actor, campaign.DeletedAt!.Value);
            return Task.CompletedTask;
        });

    /// <summary>Takes the campaign out of the bin, as it was.</summary>
    /// <returns>The campaign as it now stands; or <c>not_found</c>.</returns>
    public Task<Result<Campaign>> RestoreAsync(string campaignId, string actor, CancellationToken ct = default) =>
        SwitchAsync(campaignId, actor, "campaign.restored", "campaign.updated", null, campaign =>
        {
            campaign.DeletedAt = null;
            return null;
        }, ct, inBin: true, also: (db, campaign, token) => db.ForgetInBinAsync(campaign.Id, token));

    /// <summary>Adds and removes tags; decisions do not know them, so nothing waits.</summary>
    /// <returns>The campaign as it now stands; or <c>not_found</c>, <c>invalid_campaign</c>.</returns>
    public Task<Result<Campaign>> TagAsync(TagCampaign request, CancellationToken ct = default) =>
        writes.WriteAsync<Campaign>(async (db, token) =>
        {
            var found = await FindAsync(db, request.CampaignId, token, archived: true);
            if (found is not { IsOk: true, Value: var campaign }) return found;
            var before = campaign.Tags;
            campaign.Tags = Clean(before.Concat(request.Add).Where(tag => !request.Remove.Contains(tag, StringComparer.OrdinalIgnoreCase)));
            await TouchAsync(db, campaign, token);
            db.Record(time.GetUtcNow(), request.Actor, "campaign.tagged", campaign.Id, before: before, after: campaign.Tags);
            return campaign;
        }, ct);

    /// <summary>Moves the campaign to another category. Stacking goes by categories, so redemptions in flight are waited for.</summary>
    /// <returns>The campaign as it now stands; or <c>not_found</c> (also for the category), <c>invalid_campaign</c>.</returns>
    public Task<Result<Campaign>> CategorizeAsync(CategorizeCampaign request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Campaign>(async (db, token) =>
        {
            var found = await FindAsync(db, request.CampaignId, token, archived: true);
            if (found is not { IsOk: true, Value: var campaign }) return found;
            if (await CategoryProblemAsync(db, request.CategoryId, token) is { } missing) return missing;
            var before = campaign.CategoryId;
            campaign.CategoryId = request.CategoryId;
            Touch(campaign);
            var now = time.GetUtcNow();
            db.Record(now, request.Actor, "campaign.category_changed", campaign.Id, before: await CategoryNameAsync(db, before, token), after: await CategoryNameAsync(db, request.CategoryId, token));
            db.Publish(now, "campaign.updated", campaign.Id);
            return campaign;
        }, ct);

    /// <summary>Gives the campaign to somebody else to look after; nothing changes for customers.</summary>
    /// <returns>The campaign as it now stands; or <c>not_found</c>, <c>invalid_campaign</c>.</returns>
    public Task<Result<Campaign>> AssignAsync(AssignCampaign request, CancellationToken ct = default) =>
        AsideAsync(request.CampaignId, request.Actor, "campaign.owner_changed", archived: true, campaign =>
        {
            if (request.Owner.Trim() is not { Length: > 0 and <= MaxOwnerLength } owner) return CampaignErrors.OwnerMissing;
            campaign.Owner = owner;
            return null;
        }, campaign => campaign.Owner ?? campaign.CreatedBy, ct);

    /// <summary>Puts the campaign away: it shows in the archive only. Its codes did not work any more, and its figures stay in the reports.</summary>
    /// <returns>The campaign as it now stands; or <c>not_found</c>, <c>invalid_campaign</c> (live, scheduled, archived already, in the bin).</returns>
    public Task<Result<Campaign>> ArchiveAsync(string campaignId, string actor, CancellationToken ct = default) =>
        AsideAsync(campaignId, actor, "campaign.archived", archived: false, campaign =>
        {
            var now = time.GetUtcNow();
            if (CampaignStatusPolicy.Of(campaign, now) is CampaignStatus.Live or CampaignStatus.Scheduled) return CampaignErrors.StillRunning(campaign);
            campaign.ArchivedAt = now;
            return null;
        }, campaign => campaign.ArchivedAt, ct);

    /// <summary>Takes the campaign out of the archive, as it was.</summary>
    /// <returns>The campaign as it now stands; or <c>not_found</c>, <c>invalid_campaign</c>.</returns>
    public Task<Result<Campaign>> UnarchiveAsync(string campaignId, string actor, CancellationToken ct = default) =>
        AsideAsync(campaignId, actor, "campaign.unarchived", archived: true, campaign =>
        {
            if (campaign.ArchivedAt is null) return CampaignErrors.NotArchived(campaign);
            campaign.ArchivedAt = null;
            return null;
        }, campaign => campaign.ArchivedAt, ct);

    // What decisions do not know, so nothing waits.
    private Task<Result<Campaign>> AsideAsync(
        string campaignId, string actor, string action, bool archived, Func<Campaign, PromoError?> change, Func<Campaign, object?> told, CancellationToken ct) =>
        writes.WriteAsync<Campaign>(async (db, token) =>
        {
            var found = await FindAsync(db, campaignId, token, archived: archived);
            if (found is not { IsOk: true, Value: var campaign }) return found;
            var before = told(campaign);
            if (change(campaign) is { } problem) return problem;
            Touch(campaign);
            db.Record(time.GetUtcNow(), actor, action, campaign.Id, before: before, after: told(campaign));
            return campaign;
        }, ct);

    private Task<Result<Campaign>> SwitchAsync(
        string campaignId, string actor, string action, string eventType, string? reason,
        Func<Campaign, PromoError?> change, CancellationToken ct, bool inBin = false, bool archived = false,
        Func<PromoDbContext, Campaign, CancellationToken, Task>? also = null) =>
        writes.ExclusiveAsync<Campaign>(async (db, token) =>
        {
            var found = await FindAsync(db, campaignId, token, inBin, archived);
            if (found is not { IsOk: true, Value: var campaign }) return found;
            var before = Switches(campaign);
            if (change(campaign) is { } problem) return problem;
            Touch(campaign);
            if (also is not null) await also(db, campaign, token);
            var now = time.GetUtcNow();
            db.Record(now, actor, action, campaign.Id, Blank(reason), before, Switches(campaign));
            db.Publish(now, eventType, campaign.Id);
            return campaign;
        }, ct);

    private static Task<string?> CategoryNameAsync(PromoDbContext db, string? categoryId, CancellationToken ct) =>
        db.Categories.Where(c => c.Id == categoryId).Select(c => (string?)c.Name).SingleOrDefaultAsync(ct);

    private static object Switches(Campaign campaign) => new { campaign.Active, campaign.PauseReason, campaign.PausedAt, campaign.DeletedAt };
}
