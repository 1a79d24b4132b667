using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Campaigns and their codes.</summary>
internal static class CampaignsApi
{
    private const string ByEither = "By id or name.";

    public static void MapCampaigns(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/campaigns").WithTags("Campaigns");
        group.MapPost("", CreateAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<CampaignExample>("application/json").WithExample(Examples.Campaign)
            .WithSummary("Create and launch a campaign").WithName("createCampaign")
            .WithDescription("Codes are made after the answer: creation_status is IN_PROGRESS until they exist. A PROMOTION has tiers in promotion.tiers instead of a voucher.");
        group.MapGet("", ListAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("List campaigns").WithName("listCampaigns")
            .WithPaging().WithCreatedRange()
            .WithQuery("campaign_type", "DISCOUNT_COUPONS or PROMOTION; other kinds have no campaigns yet.")
            .WithQuery("campaign_status", "DONE, IN_PROGRESS, FAILED or DRAFT: how far its codes are; none is MODIFYING.").WithQuery("is_referral_code", "false; there are no others.")
            .WithQuery("expand", "category; it is always there.").WithFilters(CampaignRecords.Filters)
            .WithQuery("order", "created_at, updated_at or name, with - for descending; default -created_at.");
        group.MapGet("/{campaignId}", GetAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("Get a campaign").WithName("getCampaign").WithDescription("By id or name.");
        group.MapPut("/{campaignId}", ChangeAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<CampaignChangeExample>("application/json").WithExample(Examples.CampaignChange)
            .WithSummary("Change a campaign").WithName("updateCampaign")
            .WithDescription("By id or name; in force at once, as its next version. Absent fields stay, null takes away, metadata is merged by key. Codes that were published or redeemed keep their version.");
        group.MapDelete("/{campaignId}", DeleteAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .WithSummary("Delete a campaign").WithName("deleteCampaign").WithDescription("By id or name. It goes into the bin and none of its codes works any more; what was redeemed stays.")
            .WithQuery("force", "true: for good instead of into the bin; its codes are removed after the answer.");
        group.MapPost("/{campaignId}/enable", (string campaignId, HttpContext http, CampaignService campaigns) => SwitchAsync(campaignId, true, http, campaigns))
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .WithSummary("Enable a campaign").WithName("enableCampaign").WithDescription(ByEither);
        group.MapPost("/{campaignId}/disable", (string campaignId, HttpContext http, CampaignService campaigns) => SwitchAsync(campaignId, false, http, campaigns))
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .WithSummary("Disable a campaign").WithName("disableCampaign").WithDescription(ByEither);
        group.MapGet("/{campaignId}/summary", SummaryAsync)
            .RequireKeyPermission(Permissions.ReportsRead)
            .WithSummary("Sum up a campaign").WithName("getCampaignSummary").WithDescription("By id or name. Days in the project's zone, both included.")
            .WithQuery("start_date", "First day, 2026-03-01; default: everything before too.").WithQuery("end_date", "Last day; default: everything after too.");
        group.MapPost("/{campaignId}/vouchers", AddVoucherAsync)
            .RequireKeyPermission(Permissions.CodesWrite)
            .Accepts<CampaignVoucherExample>(true, "application/json").WithExample("{}")
            .WithQuery("vouchers_count", "1 (default) to 1,000,000.")
            .WithSummary("Add codes to a campaign").WithName("addVouchersToCampaign")
            .WithDescription("One code at once, by the campaign's pattern or the body's; with vouchers_count above 1 many, after the answer.");
        group.MapPost("/{campaignId}/vouchers/{code}", AddChosenAsync)
            .RequireKeyPermission(Permissions.CodesWrite)
            .Accepts<CampaignVoucherExample>(true, "application/json").WithExample("{}")
            .WithSummary("Add a chosen code to a campaign").WithName("addVoucherWithSpecificCodeToCampaign");
    }

    private static async Task<Results<Ok<CampaignView>, ApiError>> CreateAsync(
        HttpContext http, ApiBody body, CampaignService campaigns, CategoryService categories, CampaignRecords records, PromotionList promotions, ItemReferences items,
        ApiProject project, TimeProvider time)
    {
        var named = new NamedItems();
        var known = body.Fields.Has("promotion") ? await categories.ListAsync(http.RequestAborted) : [];
        var read = CampaignBody.Read(body.Fields, await project.ZoneAsync(http.RequestAborted), http.Caller(), named, known, time.GetUtcNow());
        await named.ResolveAsync(items, http.RequestAborted);
        if (body.Refusal is { } wrong) return wrong;
        if (!read.IsOk) return ApiError.Of(read.Error);
        var (category, unknown) = await CampaignBody.CategoryAsync(body.Fields, categories, http.RequestAborted);
        if (unknown is not null) return ApiError.Of(unknown);
        var made = await campaigns.CreateLaunchedAsync(read.Value with { Setup = named.In(read.Value.Setup), CategoryId = category?.Id }, http.RequestAborted);
        return made.IsOk ? await ViewAsync(made.Value.Id, http, records, promotions) : ApiError.Of(made.Error);
    }

    private static async Task<Results<Ok<CampaignListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, CampaignRecords records, PromotionList promotions)
    {
        var kind = query.Word("campaign_type", "DISCOUNT_COUPONS", "GIFT_VOUCHERS", "LOYALTY_PROGRAM", "PROMOTION", "REFERRAL_PROGRAM");
        var asked = new CampaignQuery
        {
            Kind = kind switch { "DISCOUNT_COUPONS" => CampaignKind.Coupons, "PROMOTION" => CampaignKind.Promotion, _ => null },
            CreatedAfter = query.Instant("created_at", "after"),
            CreatedBefore = query.Instant("created_at", "before"),
            Order = query.Word("order", "-created_at", "created_at", "-updated_at", "updated_at", "name", "-name") switch
            {
                "created_at" => CampaignSort.Oldest,
                "-updated_at" => CampaignSort.LatestChange,
                "updated_at" => CampaignSort.EarliestChange,
                "name" => CampaignSort.Name,
                "-name" => CampaignSort.NameDescending,
                _ => CampaignSort.Newest,
            },
            Filter = InState(query.Word("campaign_status", "DONE", "IN_PROGRESS", "FAILED", "DRAFT", "MODIFYING"), query.Filters(CampaignRecords.Filters)),
            Skip = query.Skip,
            Take = query.Limit,
        };
        var referral = query.Flag("is_referral_code") == true;
        query.Word("expand", "category", "access_settings_assignments");
        query.NotOffered("access_settings");
        if (query.Refusal is { } wrong) return wrong;
        if (kind is not (null or "DISCOUNT_COUPONS" or "PROMOTION") || referral) return TypedResults.Ok(new CampaignListView([], 0)); // there are none of that kind
        var page = await records.ListAsync(asked, http.RequestAborted);
        var tiers = await promotions.TiersOfAsync(page.Items, withFigures: true, http.RequestAborted);
        return TypedResults.Ok(new CampaignListView([.. page.Items.Select(record => CampaignView.Of(record, [.. tiers[record.Campaign.Id]]))], page.Total));
    }

    // The named parameter says what one of the filters does.
    private static Filter? InState(string? status, Filter? filter) => status is null ? filter
        : new(Junction.And, [new FieldFilter("campaign_status", [new FieldTest(FilterOperator.Is, [JsonSerializer.SerializeToElement(status)])])]) { Groups = filter is null ? null : [filter] };

    private static Task<Results<Ok<CampaignView>, ApiError>> GetAsync(string campaignId, HttpContext http, CampaignRecords records, PromotionList promotions) =>
        ViewAsync(Codes.FromPath(campaignId), http, records, promotions);

    private static async Task<Results<Ok<CampaignView>, ApiError>> ChangeAsync(
        string campaignId, HttpContext http, ApiBody body, CampaignService campaigns, CategoryService categories, CampaignRecords records, PromotionList promotions, ItemReferences items, ApiProject project)
    {
        var named = new NamedItems();
        var change = new CampaignChangeBody(body.Fields, await project.ZoneAsync(http.RequestAborted), named);
        await named.ResolveAsync(items, http.RequestAborted);
        var (category, unknown) = await CampaignBody.CategoryAsync(body.Fields, categories, http.RequestAborted);
        if (body.Refusal is { } wrong) return wrong;
        if (unknown is not null) return ApiError.Of(unknown);
        var changed = await campaigns.ChangeAsync(
            new(Codes.FromPath(campaignId), change.OnCampaign, "Changed over the API", http.Caller().Name, category?.Id, change.SaysCategory), http.RequestAborted);
        return changed.IsOk ? await ViewAsync(changed.Value.Id, http, records, promotions) : ApiError.Of(changed.Error);
    }

    private static async Task<Results<Accepted<AsyncActionView>, ApiError>> DeleteAsync(string campaignId, HttpContext http, ListQuery query, CampaignRemoval removal)
    {
        var force = query.Flag("force") == true;
        if (query.Refusal is { } wrong) return wrong;
        var id = Codes.FromPath(campaignId);
        var started = force ? await removal.StartAsync(id, http.Caller(), http.RequestAborted) : await removal.PutInBinAsync(id, http.Caller(), http.RequestAborted);
        return started.IsOk ? TypedResults.Accepted((string?)null, new AsyncActionView(started.Value.Id)) : ApiError.Of(started.Error);
    }

    // Whoever asks for what is so already gets the same answer.
    private static async Task<Results<Ok<NothingView>, ApiError>> SwitchAsync(string campaignId, bool active, HttpContext http, CampaignService campaigns)
    {
        var (id, actor) = (Codes.FromPath(campaignId), http.Caller().Name);
        var switched = await campaigns.SetActiveAsync(id, active, $"Disabled over the API by {actor}", actor, http.RequestAborted);
        return switched.IsOk ? TypedResults.Ok(new NothingView()) : ApiError.Of(switched.Error);
    }

    private static async Task<Results<Ok<CampaignSummaryView>, ApiError>> SummaryAsync(
        string campaignId, HttpContext http, ListQuery query, CampaignRecords records, PromotionList promotions, CampaignSummaries summaries)
    {
        var (from, to) = (query.Day("start_date"), query.Day("end_date"));
        if (query.Refusal is { } wrong) return wrong;
        var found = await records.GetAsync(Codes.FromPath(campaignId), http.RequestAborted);
        if (!found.IsOk) return ApiError.Of(found.Error);
        var tiers = await promotions.TiersOfAsync([found.Value], withFigures: true, http.RequestAborted);
        var summary = await summaries.OfAsync(found.Value.Campaign, from, to, http.RequestAborted);
        return TypedResults.Ok(CampaignSummaryView.Of(CampaignView.Of(found.Value, [.. tiers[found.Value.Campaign.Id]]), found.Value.Campaign.Kind, summary));
    }

    private static async Task<Results<Ok<VoucherView>, Accepted<AsyncActionView>, ApiError>> AddVoucherAsync(
        string campaignId, HttpContext http, ApiBody body, VoucherService vouchers, VoucherViews views, ApiProject project)
    {
        var count = 1;
        if (http.Request.Query["vouchers_count"].LastOrDefault() is { Length: > 0 } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= CodePolicy.MaxBatch))
            return ApiError.Query($"Property .vouchers_count should be an integer from 1 to {CodePolicy.MaxBatch}");
        var one = VoucherBody.ReadFor(Codes.FromPath(campaignId), null, body.Fields, await project.ZoneAsync(http.RequestAborted), http.Caller());
        if (body.Refusal is { } wrong) return wrong;

        if (count == 1)
        {
            var made = await vouchers.CreateAsync(one, http.RequestAborted);
            return made.IsOk ? TypedResults.Ok(await views.OfAsync(made.Value, http)) : ApiError.Of(made.Error);
        }

        if (one != VoucherBody.ReadFor(Codes.FromPath(campaignId), null, Fields.Nothing, TimeZoneInfo.Utc, http.Caller()))
            return ApiError.Payload("The body should be empty with vouchers_count above 1: many codes are made as the campaign says");
        var started = await vouchers.AddAsync(new AddVouchers(Codes.FromPath(campaignId), count, http.Caller().Name), http.RequestAborted);
        return started.IsOk ? TypedResults.Accepted((string?)null, new AsyncActionView(started.Value.Id)) : ApiError.Of(started.Error);
    }

    private static async Task<Results<Ok<VoucherView>, ApiError>> AddChosenAsync(
        string campaignId, string code, HttpContext http, ApiBody body, VoucherService vouchers, VoucherViews views, ApiProject project)
    {
        var request = VoucherBody.ReadFor(Codes.FromPath(campaignId), Codes.FromPath(code), body.Fields, await project.ZoneAsync(http.RequestAborted), http.Caller());
        if (body.Refusal is { } wrong) return wrong;
        var made = await vouchers.CreateAsync(request, http.RequestAborted);
        return made.IsOk ? TypedResults.Ok(await views.OfAsync(made.Value, http)) : ApiError.Of(made.Error);
    }

    private static async Task<Results<Ok<CampaignView>, ApiError>> ViewAsync(string idOrName, HttpContext http, CampaignRecords records, PromotionList promotions)
    {
        var found = await FindAsync(idOrName, records, promotions, http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(found.Value) : ApiError.Of(found.Error);
    }

    /// <summary>A campaign as it is told, with its tiers.</summary>
    /// <returns>The campaign, or <c>not_found</c>.</returns>
    internal static async Task<Result<CampaignView>> FindAsync(string idOrName, CampaignRecords records, PromotionList promotions, CancellationToken ct)
    {
        var found = await records.GetAsync(idOrName, ct);
        if (!found.IsOk) return found.Error;
        var tiers = await promotions.TiersOfAsync([found.Value], withFigures: true, ct);
        return CampaignView.Of(found.Value, [.. tiers[found.Value.Campaign.Id]]);
    }
}
