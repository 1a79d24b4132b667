using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Api.Rules;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Campaigns.Templates;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Templates of campaigns.</summary>
internal static class TemplatesApi
{
    public static void MapTemplates(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/templates/campaigns").WithTags("Templates");
        group.MapGet("", ListAsync).RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("List campaign templates").WithName("listCampaignTemplates")
            .WithQuery("limit", "1 to 100, default 10.").WithQuery("starting_after_id", "Only templates that come after this one.").WithQuery("order", "id (default) or -id.")
            .WithQuery("include_total", "true: with how many there are.").WithFilters(TemplateService.Filters);
        group.MapPost("", CreateAsync).RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<TemplateExample>("application/json").WithExample(Examples.Template)
            .WithSummary("Create a campaign template").WithName("createCampaignTemplate")
            .WithDescription("Of a campaign with codes or of a promotion tier, as it is now: without its name, its category and its codes.");
        group.MapGet("/{campaignTemplateId}", GetAsync).RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("Get a campaign template").WithName("getCampaignTemplate")
            .WithQuery("expand", "json_template: with what campaigns made of it are set up to do.");
        group.MapPut("/{campaignTemplateId}", ChangeAsync).RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<TemplateChangeExample>("application/json").WithExample(Examples.TemplateChange)
            .WithSummary("Rename or describe a campaign template").WithName("updateCampaignTemplate");
        group.MapDelete("/{campaignTemplateId}", DeleteAsync).RequireKeyPermission(Permissions.CampaignsWrite)
            .WithSummary("Delete a campaign template").WithName("deleteCampaignTemplate").WithDescription("What was made of it stays.");
        group.MapPost("/{campaignTemplateId}/campaign-setup", MakeCampaignAsync).RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<CampaignSetupExample>("application/json").WithExample(Examples.CampaignOfTemplate)
            .WithSummary("Create a campaign from a template").WithName("createCampaignFromTemplate")
            .WithDescription("Launched at once. What the body leaves out is the template's. A validation rule of the template is made anew: created_resources names it.");
        group.MapPost("/{campaignTemplateId}/tier-setup", MakeTierAsync).RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<TierSetupExample>("application/json").WithExample(Examples.TierOfTemplate)
            .WithSummary("Add a promotion tier from a template").WithName("addPromotionTierFromTemplate")
            .WithDescription("In force at once. What the body leaves out is the template's. A validation rule of the template is made anew: created_resources names it.");
    }

    private static async Task<Results<Ok<TemplateListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, TemplateService templates)
    {
        var asked = new TemplateQuery
        {
            After = query.Text("starting_after_id"), NewestFirst = query.Word("order", "id", "-id") == "-id", Filter = query.Filters(TemplateService.Filters), Take = query.Limit,
        };
        var withTotal = query.Flag("include_total") == true;
        if (query.Refusal is { } wrong) return wrong;
        var page = await templates.ListAsync(asked, http.RequestAborted);
        return TypedResults.Ok(new TemplateListView([.. page.Items.Select(TemplateView.Of)], page.HasMore, withTotal ? page.Total : null));
    }

    private static async Task<Results<Ok<TemplateView>, ApiError>> CreateAsync(HttpContext http, ApiBody body, TemplateService templates)
    {
        var fields = body.Fields;
        var request = new CreateTemplate(
            fields.Text("name", Bounds.Name, required: true) ?? "", fields.Text("description", Bounds.Words, lines: true) ?? "", fields.Text("campaign_id", Bounds.Id), fields.Text("promotion_tier_id", Bounds.Id), http.Caller());
        if (body.Refusal is { } wrong) return wrong;
        return Answer(await templates.CreateAsync(request, http.RequestAborted));
    }

    private static async Task<Results<Ok<TemplateView>, ApiError>> GetAsync(string campaignTemplateId, HttpContext http, ListQuery query, TemplateService templates)
    {
        var expands = query.Word("expand", "json_template") is not null;
        if (query.Refusal is { } wrong) return wrong;
        var found = await templates.GetAsync(Codes.FromPath(campaignTemplateId), http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(TemplateView.Of(found.Value) with { JsonTemplate = expands ? JsonTemplateView.Of(found.Value.Content) : null }) : ApiError.Of(found.Error);
    }

    private static async Task<Results<Ok<TemplateView>, ApiError>> ChangeAsync(string campaignTemplateId, HttpContext http, ApiBody body, TemplateService templates)
    {
        var description = body.Fields.Text("description", Bounds.Words, lines: true) ?? (body.Fields.IsNull("description") ? "" : null);
        var request = new ChangeTemplate(Codes.FromPath(campaignTemplateId), body.Fields.Text("name", Bounds.Name), description, http.Caller());
        if (body.Refusal is { } wrong) return wrong;
        return Answer(await templates.ChangeAsync(request, http.RequestAborted));
    }

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string campaignTemplateId, HttpContext http, TemplateService templates)
    {
        var deleted = await templates.DeleteAsync(Codes.FromPath(campaignTemplateId), http.Caller(), http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }

    private static async Task<Results<Ok<MadeCampaignView>, ApiError>> MakeCampaignAsync(
        string campaignTemplateId, HttpContext http, ApiBody body, TemplateService templates, CategoryService categories, CampaignRecords records, PromotionList promotions, ItemReferences items, ApiProject project)
    {
        var (fields, named) = (body.Fields, new NamedItems());
        NoRule(fields);
        var name = fields.Text("name", Bounds.Name, required: true) ?? "";
        var change = new CampaignChangeBody(fields, await project.ZoneAsync(http.RequestAborted), named);
        var (category, unknown) = await CampaignBody.CategoryAsync(fields, categories, http.RequestAborted);
        await named.ResolveAsync(items, http.RequestAborted);
        if (body.Refusal is { } wrong) return wrong;
        if (unknown is not null) return ApiError.Of(unknown);
        var made = await templates.MakeCampaignAsync(Codes.FromPath(campaignTemplateId), With, http.RequestAborted);
        if (body.Refusal is { } malformed) return malformed;
        return made.IsOk
            ? TypedResults.Ok(new MadeCampaignView(CreatedView.ListOf(made.Value.RuleId), (await CampaignsApi.FindAsync(made.Value.Campaign.Id, records, promotions, http.RequestAborted)).Value!))
            : ApiError.Of(made.Error);

        Result<CreateDraft> With(CampaignSetup template)
        {
            var changed = change.On(template with { Codes = template.Codes with { SharedCode = null } });
            if (!changed.IsOk) return changed.Error;
            var setup = changed.Value with { Codes = CampaignBody.ReadCodesOn(template.Codes, fields) };
            if (fields.Problems is { } problems) return new InvalidError("invalid_payload", problems);
            return new CreateDraft { Name = name, Setup = setup, CategoryId = category?.Id, Actor = http.Caller().Name };
        }
    }

    private static async Task<Results<Ok<MadeTierView>, ApiError>> MakeTierAsync(
        string campaignTemplateId, HttpContext http, ApiBody body, TemplateService templates, CategoryService categories, PromotionList promotions, ApiProject project)
    {
        var fields = body.Fields;
        NoRule(fields);
        if (fields.Has("action")) fields.Problem("action", "should be left out: the template has it");
        var campaign = fields.Text("campaign_id", Bounds.Id, required: true) ?? "";
        fields.Text("name", PromotionCheck.MaxNameLength, required: true);
        var read = TierBody.ReadChange(fields, await project.ZoneAsync(http.RequestAborted), new NamedItems());
        var (category, unknown) = await CampaignBody.CategoryAsync(fields, categories, http.RequestAborted);
        if (body.Refusal is { } wrong) return wrong;
        if (unknown is not null) return ApiError.Of(unknown);
        var made = await templates.MakeTierAsync(Codes.FromPath(campaignTemplateId), tier => new AddTier(campaign, read.On(tier, category), read.Hierarchy, http.Caller().Name), http.RequestAborted);
        if (!made.IsOk) return ApiError.Of(made.Error);
        var tier = await promotions.GetTierAsync(made.Value.Tier.Id, http.RequestAborted);
        return tier.IsOk ? TypedResults.Ok(new MadeTierView(CreatedView.ListOf(made.Value.RuleId), TierView.Of(tier.Value))) : ApiError.Of(tier.Error);
    }

    private static void NoRule(Fields fields)
    {
        if (fields.Has("validation_rules")) fields.Problem("validation_rules", "should be left out: the template has the rule, and another can be assigned afterwards");
    }

    private static Results<Ok<TemplateView>, ApiError> Answer(Result<CampaignTemplate> done) => done.IsOk ? TypedResults.Ok(TemplateView.Of(done.Value)) : ApiError.Of(done.Error);
}

/// <summary>A template of campaigns.</summary>
internal sealed record TemplateView(
    [property: Description("camp_tpl_…")] string Id, string Name, string? Description, DateTimeOffset CreatedAt, [property: Description("Null until it was changed.")] DateTimeOffset? UpdatedAt)
{
    [Description("DISCOUNT_COUPONS, also of promotion tiers.")]
    public string CampaignType => "DISCOUNT_COUPONS";

    public string Object => "campaign_template";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("With expand=json_template.")]
    public JsonTemplateView? JsonTemplate { get; init; }

    public static TemplateView Of(CampaignTemplate template) =>
        new(template.Id, template.Name, template.Description.Length == 0 ? null : template.Description, template.CreatedAt, template.UpdatedAt);
}

/// <summary>What a campaign made of a template is set up to do, as a campaign is described when it is made.</summary>
internal sealed record JsonTemplateView
{
    public string CampaignType => "DISCOUNT_COUPONS";

    [Description("STATIC, AUTO_UPDATE or STANDALONE.")]
    public required string Type { get; init; }

    public required bool JoinOnce { get; init; }

    public required string Description { get; init; }

    public required CampaignVoucherView Voucher { get; init; }

    public DateTimeOffset? StartDate { get; init; }

    public DateTimeOffset? ExpirationDate { get; init; }

    public TimeframeView? ValidityTimeframe { get; init; }

    [Description("0 is Sunday; null for every day.")]
    public IReadOnlyList<int>? ValidityDayOfWeek { get; init; }

    public HoursView? ValidityHours { get; init; }

    public string? ActivityDurationAfterPublishing { get; init; }

    public required MetadataBag Metadata { get; init; }

    [Description("The rule that is made anew with each campaign, as a validation rule is described when it is made; null for none.")]
    public JsonTemplateRuleView? ValidationRule { get; init; }

    public static JsonTemplateView Of(TemplateContent content)
    {
        var setup = content.Setup;
        return new()
        {
            Type = CampaignBody.TypeOf(setup.Codes),
            JoinOnce = setup.Codes.OnePerCustomer,
            Description = setup.Description,
            Voucher = CampaignVoucherView.Of(setup),
            StartDate = setup.Schedule.StartsAt,
            ExpirationDate = setup.Schedule.EndsAt,
            ValidityTimeframe = TimeframeView.Of(setup.Schedule),
            ValidityDayOfWeek = DailyHoursView.DaysOf(setup.Schedule.Days),
            ValidityHours = HoursView.Of(setup.Schedule),
            ActivityDurationAfterPublishing = setup.Schedule.ValidAfterPublication,
            Metadata = setup.Metadata,
            ValidationRule = content.Rule is { } rule ? JsonTemplateRuleView.Of(content.RuleName!, rule) : null,
        };
    }
}

/// <summary>The rule of a template.</summary>
internal sealed record JsonTemplateRuleView(string Name, [property: Description("Numbered rules and their logic.")] JsonObject Rules, JsonObject BundleRules, CoverageView ApplicableTo)
{
    public static JsonTemplateRuleView Of(string name, RuleContent rule) => new(
        name, JsonObject.Create(RuleWriter.Of(rule.Rule, rule.Logic))!, BundleView.RulesOf(rule.Bundle) ?? [], CoverageView.Of(rule.Coverage) ?? new CoverageView([], [], IncludedAll: true));
}

internal sealed record TemplateListView(
    IReadOnlyList<TemplateView> Data, bool HasMore,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("With include_total=true: of all that the filters fit.")] long? Total)
{
    public string Object => "list";

    public string DataRef => "data";

    [Description("What to give as starting_after_id for the next page; null when this is the last.")]
    public string? MoreStartingAfter => HasMore ? Data[^1].Id : null;
}

/// <summary>Something that was made along the way.</summary>
internal sealed record CreatedView(string Id, [property: Description("validation_rules")] string Object)
{
    public static IReadOnlyList<CreatedView> ListOf(string? ruleId) => ruleId is null ? [] : [new(ruleId, "validation_rules")];
}

/// <summary>A campaign made of a template.</summary>
internal sealed record MadeCampaignView(IReadOnlyList<CreatedView> CreatedResources, CampaignView Campaign)
{
    public string Object => "campaign_setup";
}

/// <summary>A promotion tier made of a template.</summary>
internal sealed record MadeTierView(IReadOnlyList<CreatedView> CreatedResources, TierView PromotionTier)
{
    public string Object => "promotion_tier_setup";
}

[Description("What a template is made of.")]
internal sealed record TemplateExample(
    [property: Description("Unique among templates.")] string Name, string? Description,
    [property: Description("A campaign with codes; or")] string? CampaignId, [property: Description("a promotion tier.")] string? PromotionTierId);

[Description("What changes about a template.")]
internal sealed record TemplateChangeExample(string? Name, string? Description);

[Description("A campaign to be made of a template. The fields of a campaign stand for those of the template.")]
internal sealed record CampaignSetupExample(
    string Name, string? Description, DateTimeOffset? StartDate, DateTimeOffset? ExpirationDate, [property: Description("How many codes; default 0.")] int? VouchersCount,
    [property: Description("STATIC, AUTO_UPDATE or STANDALONE.")] string? Type, [property: Description("Each customer is given one code, and that one again.")] bool? JoinOnce,
    [property: Description("code_config and redemption.")] JsonElement? Voucher, JsonElement? Metadata);

[Description("A promotion tier to be made of a template. The fields of a tier stand for those of the template, but for its action.")]
internal sealed record TierSetupExample([property: Description("The promotion it is added to: its id or name.")] string CampaignId, string Name, string? Banner, int? Hierarchy, JsonElement? Metadata);
