using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Tiers of promotion campaigns, and stacks of tiers.</summary>
internal static partial class PromotionsApi
{
    public static void MapPromotions(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/promotions").WithTags("Promotions");
        group.MapGet("/tiers", ListAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("List promotion tiers").WithName("listAllPromotionTiers")
            .WithPaging().WithQuery("is_available", "true: only tiers that could be redeemed now as far as switches and dates go; false: only the others.")
            .WithQuery("order", "created_at or updated_at, with - for descending; default -created_at.");
        group.MapGet("/{campaignId}/tiers", ListOfAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("List the tiers of a campaign").WithName("listPromotionTiersFromCampaign").WithDescription("In their order. The campaign by id or name.");
        group.MapPost("/{campaignId}/tiers", AddAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<TierExample>("application/json").WithExample(Examples.Tier)
            .WithSummary("Add a tier to a campaign").WithName("addPromotionTierToCampaign")
            .WithDescription("In force at once, as the campaign's next version. One that takes the place of another moves it one on.");
        group.MapGet("/tiers/{promotionTierId}", GetAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("Get a promotion tier").WithName("getPromotionTier");
        group.MapPut("/tiers/{promotionTierId}", ChangeAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<TierExample>("application/json").WithExample(Examples.TierChange)
            .WithSummary("Change a promotion tier").WithName("updatePromotionTier").WithDescription("What the body leaves out stays; null takes it away.");
        group.MapDelete("/tiers/{promotionTierId}", DeleteAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .WithSummary("Delete a promotion tier").WithName("deletePromotionTier").WithDescription("400 resource_in_use while a stack applies it.");
        group.MapPost("/tiers/{promotionTierId}/enable", EnableAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .WithSummary("Switch a promotion tier on").WithName("enablePromotionTier");
        group.MapPost("/tiers/{promotionTierId}/disable", DisableAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .WithSummary("Switch a promotion tier off").WithName("disablePromotionTier");
        MapStacks(group);
        MapMatching(group);
    }

    private static async Task<Results<Ok<TierListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, PromotionList promotions)
    {
        var asked = new PromotionQuery
        {
            IsAvailable = query.Flag("is_available"),
            Order = OrderOf(query),
            Skip = query.Skip,
            Take = query.Limit,
        };
        if (query.Refusal is { } wrong) return wrong;
        var page = await promotions.ListTiersAsync(asked, http.RequestAborted);
        return TypedResults.Ok(new TierListView([.. page.Items.Select(TierView.Of)], page.Total, query.Skip + page.Items.Count < page.Total));
    }

    internal static PromotionSort OrderOf(ListQuery query) => query.Word("order", "-created_at", "created_at", "-updated_at", "updated_at") switch
    {
        "created_at" => PromotionSort.Oldest,
        "-updated_at" => PromotionSort.LatestChange,
        "updated_at" => PromotionSort.EarliestChange,
        _ => PromotionSort.Newest,
    };

    private static async Task<Results<Ok<TierListView>, ApiError>> ListOfAsync(string campaignId, HttpContext http, PromotionList promotions)
    {
        var tiers = await promotions.TiersOfAsync(Codes.FromPath(campaignId), http.RequestAborted);
        return tiers.IsOk ? TypedResults.Ok(TierListView.Of(tiers.Value)) : ApiError.Of(tiers.Error);
    }

    private static Task<Results<Ok<TierView>, ApiError>> GetAsync(string promotionTierId, HttpContext http, PromotionList promotions) =>
        ViewAsync(Codes.FromPath(promotionTierId), http, promotions);

    private static async Task<Results<Ok<TierView>, ApiError>> AddAsync(
        string campaignId, HttpContext http, ApiBody body, PromotionService service, PromotionList promotions, CategoryService categories, ItemReferences items, ApiProject project)
    {
        var named = new NamedItems();
        var read = TierBody.Read(body.Fields, await project.ZoneAsync(http.RequestAborted), named);
        var (category, refused) = await CompleteAsync(read, body, named, http, categories, items);
        if (refused is not null) return refused;
        var added = await service.AddTierAsync(new AddTier(Codes.FromPath(campaignId), read.New(category), read.Hierarchy, http.Caller().Name, read.RuleId), http.RequestAborted);
        return await AnswerAsync(added, http, promotions);
    }

    private static async Task<Results<Ok<TierView>, ApiError>> ChangeAsync(
        string promotionTierId, HttpContext http, ApiBody body, PromotionService service, PromotionList promotions, CategoryService categories, ItemReferences items, ApiProject project)
    {
        var named = new NamedItems();
        var read = TierBody.ReadChange(body.Fields, await project.ZoneAsync(http.RequestAborted), named);
        var (category, refused) = await CompleteAsync(read, body, named, http, categories, items);
        if (refused is not null) return refused;
        var changed = await service.ChangeTierAsync(
            new ChangeTier(Codes.FromPath(promotionTierId), tier => read.On(tier, category), read.Hierarchy, http.Caller().Name, read.RuleId, read.WithoutRule), http.RequestAborted);
        return await AnswerAsync(changed, http, promotions);
    }

    private static Task<Results<Ok<TierView>, ApiError>> EnableAsync(string promotionTierId, HttpContext http, PromotionService service, PromotionList promotions) =>
        SwitchAsync(promotionTierId, active: true, http, service, promotions);

    private static Task<Results<Ok<TierView>, ApiError>> DisableAsync(string promotionTierId, HttpContext http, PromotionService service, PromotionList promotions) =>
        SwitchAsync(promotionTierId, active: false, http, service, promotions);

    private static async Task<Results<Ok<TierView>, ApiError>> SwitchAsync(
        string promotionTierId, bool active, HttpContext http, PromotionService service, PromotionList promotions) =>
        await AnswerAsync(await service.SetActiveAsync(new SetTierActive(Codes.FromPath(promotionTierId), active, http.Caller().Name), http.RequestAborted), http, promotions);

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string promotionTierId, HttpContext http, PromotionService service)
    {
        var deleted = await service.DeleteTierAsync(Codes.FromPath(promotionTierId), http.Caller().Name, http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }

    // What the body names is looked up once all of it is read.
    private static async Task<(Category? Category, ApiError? Refused)> CompleteAsync(
        TierBody read, ApiBody body, NamedItems named, HttpContext http, CategoryService categories, ItemReferences items)
    {
        await named.ResolveAsync(items, http.RequestAborted);
        if (body.Refusal is { } wrong) return (null, wrong);
        var (category, unknown) = await CampaignBody.CategoryAsync(body.Fields, categories, http.RequestAborted);
        return body.Refusal is { } malformed ? (null, malformed) : unknown is not null ? (null, ApiError.Of(unknown)) : (category, null);
    }

    private static async Task<Results<Ok<TierView>, ApiError>> AnswerAsync(Result<TierSetup> done, HttpContext http, PromotionList promotions) =>
        done.IsOk ? await ViewAsync(done.Value.Id, http, promotions) : ApiError.Of(done.Error);

    private static async Task<Results<Ok<TierView>, ApiError>> ViewAsync(string tierId, HttpContext http, PromotionList promotions)
    {
        var found = await promotions.GetTierAsync(tierId, http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(TierView.Of(found.Value)) : ApiError.Of(found.Error);
    }
}
