using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns.Templates;

/// <summary>Templates of campaigns: kept of campaigns and tiers, and made into others.</summary>
public sealed class TemplateService(
    IDbContextFactory<PromoDbContext> contexts, IWrites writes, CampaignService campaigns, PromotionService promotions, PromotionList tiers, CampaignRecords records, TimeProvider time)
{
    /// <summary>What <see cref="TemplateQuery.Filter"/> may name.</summary>
    public static IFilterNames Filters => TemplateFields.All;

    public async Task<TemplatePage> ListAsync(TemplateQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = await TemplateFields.All.InAsync(db, db.CampaignTemplates.AsNoTracking(), query.Filter, time, ct);
        var total = await all.LongCountAsync(ct);
        var left = query.After is not { } after ? all
            : query.NewestFirst ? all.Where(t => string.Compare(t.Id, after) < 0) : all.Where(t => string.Compare(t.Id, after) > 0);
        var some = await (query.NewestFirst ? left.OrderByDescending(t => t.Id) : left.OrderBy(t => t.Id)).Take(query.Take + 1).ToListAsync(ct);
        return new(some.Count > query.Take ? some[..query.Take] : some, total, some.Count > query.Take);
    }

    /// <returns>The template, or <c>not_found</c>.</returns>
    public async Task<Result<CampaignTemplate>> GetAsync(string templateId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.CampaignTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == templateId, ct) is { } template ? template : TemplateErrors.NotFound(templateId);
    }

    /// <returns>The new template; or <c>invalid_campaign_template</c>, <c>duplicate_found</c>, <c>not_found</c> for its original.</returns>
    public async Task<Result<CampaignTemplate>> CreateAsync(CreateTemplate request, CancellationToken ct = default)
    {
        if ((request.CampaignId is null) == (request.TierId is null)) return TemplateErrors.OneOriginal;
        var read = request.CampaignId is { } campaignId ? await OfCampaignAsync(campaignId, ct) : await OfTierAsync(request.TierId!, ct);
        if (!read.IsOk) return read.Error;
        return await writes.WriteAsync<CampaignTemplate>(async (db, token) =>
        {
            var (name, now) = (request.Name.Trim(), time.GetUtcNow());
            if (await ProblemAsync(db, name, request.Description, null, token) is { } problem) return problem;
            var template = new CampaignTemplate
            {
                Id = Ids.New(CampaignTemplate.IdPrefix, now), Name = name, Description = request.Description, Content = read.Value, CreatedBy = request.Caller.Name, CreatedAt = now,
            };
            db.CampaignTemplates.Add(template);
            db.Record(now, request.Caller.Name, "campaign_template.created", template.Id, after: new { template.Name, template.Description, Of = request.CampaignId ?? request.TierId });
            return template;
        }, ct);
    }

    /// <returns>The template as it now stands; or <c>not_found</c>, <c>invalid_campaign_template</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<CampaignTemplate>> ChangeAsync(ChangeTemplate request, CancellationToken ct = default) => writes.WriteAsync<CampaignTemplate>(async (db, token) =>
    {
        var template = await db.CampaignTemplates.AsTracking().SingleOrDefaultAsync(t => t.Id == request.TemplateId, token);
        if (template is null) return TemplateErrors.NotFound(request.TemplateId);
        var (name, description) = (request.Name?.Trim() ?? template.Name, request.Description ?? template.Description);
        if (await ProblemAsync(db, name, description, template.Id, token) is { } problem) return problem;
        var (now, before) = (time.GetUtcNow(), Told(template));
        (template.Name, template.Description, template.UpdatedAt) = (name, description, now);
        db.Record(now, request.Caller.Name, "campaign_template.changed", template.Id, before: before, after: Told(template));
        return template;
    }, ct);

    /// <summary>Deletes a template. What was made of it stays.</summary>
    /// <returns>The template that is gone; or <c>not_found</c>.</returns>
    public Task<Result<CampaignTemplate>> DeleteAsync(string templateId, Caller caller, CancellationToken ct = default) => writes.WriteAsync<CampaignTemplate>(async (db, token) =>
    {
        var template = await db.CampaignTemplates.AsTracking().SingleOrDefaultAsync(t => t.Id == templateId, token);
        if (template is null) return TemplateErrors.NotFound(templateId);
        db.CampaignTemplates.Remove(template);
        db.Record(time.GetUtcNow(), caller.Name, "campaign_template.deleted", template.Id, before: Told(template));
        return template;
    }, ct);

    /// <summary>Makes a campaign of a template and launches it. A rule the template has is made anew and put before it.</summary>
    /// <param name="with">The campaign with what the request says, of the template's setup; or why not.</param>
    /// <returns>The campaign and the rule that was made, null for none; or <c>not_found</c>, and what <see cref="CampaignService.CreateLaunchedAsync"/> refuses.</returns>
    public async Task<Result<(Campaign Campaign, string? RuleId)>> MakeCampaignAsync(string templateId, Func<CampaignSetup, Result<CreateDraft>> with, CancellationToken ct = default)
    {
        var found = await GetAsync(templateId, ct);
        if (!found.IsOk) return found.Error;
        var request = with(found.Value.Content.Setup);
        if (!request.IsOk) return request.Error;
        var rule = found.Value.Content.NewRule(time.GetUtcNow());
        var made = await campaigns.CreateLaunchedAsync(request.Value with { RuleId = rule?.Id, NewRule = rule }, ct);
        return made.IsOk ? (made.Value, rule?.Id) : made.Error;
    }

    /// <summary>Adds a tier that is made of a template to a promotion. A rule the template has is made anew and put before it.</summary>
    /// <param name="with">The tier with what the request says, of the template's.</param>
    /// <returns>The tier and the rule that was made, null for none; or <c>not_found</c>, and what <see cref="PromotionService.AddTierAsync"/> refuses.</returns>
    public async Task<Result<(TierSetup Tier, string? RuleId)>> MakeTierAsync(string templateId, Func<TierSetup, AddTier> with, CancellationToken ct = default)
    {
        var found = await GetAsync(templateId, ct);
        if (!found.IsOk) return found.Error;
        var rule = found.Value.Content.NewRule(time.GetUtcNow());
        var made = await promotions.AddTierAsync(with(found.Value.Content.ToTier()) with { RuleId = rule?.Id, NewRule = rule }, ct);
        return made.IsOk ? (made.Value, rule?.Id) : made.Error;
    }

    private async Task<Result<TemplateContent>> OfCampaignAsync(string campaignId, CancellationToken ct)
    {
        var found = await records.GetAsync(campaignId, ct);
        if (!found.IsOk) return found.Error;
        var (campaign, setup) = (found.Value.Campaign, found.Value.Setup);
        if (campaign.Kind == CampaignKind.Promotion) return TemplateErrors.Promotion(campaign.Name);
        var copied = CampaignCopy.Of(setup, 0, time.GetUtcNow());
        return Of(copied with { Codes = copied.Codes with { Count = 0 } }, found.Value.Rule);
    }

    private async Task<Result<TemplateContent>> OfTierAsync(string tierId, CancellationToken ct)
    {
        var found = await tiers.GetTierAsync(tierId, ct);
        return found.IsOk ? Of(TemplateContent.Of(found.Value.Setup), found.Value.Rule) : found.Error;
    }

    private static TemplateContent Of(CampaignSetup setup, AssignedRule? assigned) => new(setup, assigned?.Rule.Name, assigned?.Rule.Content);

    private static async Task<PromoError?> ProblemAsync(PromoDbContext db, string name, string description, string? ownId, CancellationToken ct)
    {
        if (name.Length is 0 or > CampaignService.MaxNameLength || name.Any(char.IsControl)) return TemplateErrors.NameMissing;
        if (description.Length > CampaignTemplate.MaxDescriptionLength) return TemplateErrors.DescriptionTooLong;
        return await db.CampaignTemplates.AnyAsync(t => t.Name == name && t.Id != ownId, ct) ? TemplateErrors.NameTaken(name) : null;
    }

    private static object Told(CampaignTemplate template) => new { template.Name, template.Description };
}
