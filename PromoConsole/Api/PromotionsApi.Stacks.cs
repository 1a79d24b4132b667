using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;

namespace PromoConsole.Api;

internal static partial class PromotionsApi
{
    private static void MapStacks(RouteGroupBuilder group)
    {
        group.MapGet("/stacks", ListStacksAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("List promotion stacks").WithName("listAllPromotionStacks")
            .WithPaging().WithCreatedRange().WithQuery("updated_at[after]", "Only those changed later, or made later and never changed, ISO 8601.")
            .WithQuery("updated_at[before]", "Only those changed earlier, or made earlier and never changed, ISO 8601.")
            .WithQuery("order", "created_at, updated_at or name, with - for descending; default -created_at.");
        group.MapGet("/{campaignId}/stacks", ListStacksOfAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("List the stacks of a campaign").WithName("listPromotionStacksInCampaign").WithDescription("The campaign by id or name.");
        group.MapPost("/{campaignId}/stacks", AddStackAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<StackExample>("application/json").WithExample(Examples.Stack)
            .WithSummary("Add a stack to a campaign").WithName("addPromotionStack").WithDescription("1 to 30 tiers of the campaign, in the order of application.");
        group.MapGet("/{campaignId}/stacks/{stackId}", GetStackAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("Get a promotion stack").WithName("getPromotionStack");
        group.MapPut("/{campaignId}/stacks/{stackId}", ChangeStackAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<StackExample>("application/json").WithExample(Examples.Stack)
            .WithSummary("Change a promotion stack").WithName("updatePromotionStack").WithDescription("What the body leaves out stays.");
        group.MapDelete("/{campaignId}/stacks/{stackId}", DeleteStackAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .WithSummary("Delete a promotion stack").WithName("deletePromotionStack");
    }

    private static async Task<Results<Ok<StackListView>, ApiError>> ListStacksAsync(HttpContext http, ListQuery query, PromotionList promotions)
    {
        var asked = new PromotionQuery
        {
            CreatedAfter = query.Instant("created_at", "after"),
            CreatedBefore = query.Instant("created_at", "before"),
            UpdatedAfter = query.Instant("updated_at", "after"),
            UpdatedBefore = query.Instant("updated_at", "before"),
            Order = query.Word("order", "-created_at", "created_at", "-updated_at", "updated_at", "name", "-name") switch
            {
                "created_at" => PromotionSort.Oldest,
                "-updated_at" => PromotionSort.LatestChange,
                "updated_at" => PromotionSort.EarliestChange,
                "name" => PromotionSort.Name,
                "-name" => PromotionSort.NameDescending,
                _ => PromotionSort.Newest,
            },
            Skip = query.Skip,
            Take = query.Limit,
        };
        if (query.Refusal is { } wrong) return wrong;
        var page = await promotions.ListStacksAsync(asked, http.RequestAborted);
        return TypedResults.Ok(new StackListView([.. page.Items.Select(StackView.Of)], page.Total));
    }

    private static async Task<Results<Ok<StackListView>, ApiError>> ListStacksOfAsync(string campaignId, HttpContext http, PromotionList promotions)
    {
        var stacks = await promotions.StacksOfAsync(Codes.FromPath(campaignId), http.RequestAborted);
        return stacks.IsOk ? TypedResults.Ok(new StackListView([.. stacks.Value.Select(StackView.Of)], stacks.Value.Count)) : ApiError.Of(stacks.Error);
    }

    private static Task<Results<Ok<StackView>, ApiError>> GetStackAsync(string campaignId, string stackId, HttpContext http, PromotionList promotions) =>
        StackAsync(Codes.FromPath(campaignId), Codes.FromPath(stackId), http, promotions);

    private static async Task<Results<Ok<StackView>, ApiError>> AddStackAsync(
        string campaignId, HttpContext http, ApiBody body, PromotionService service, PromotionList promotions, CategoryService categories)
    {
        var (name, tierIds) = StackBody.Read(body.Fields, change: false);
        var (category, refused) = await CategoryAsync(body, http, categories);
        if (refused is not null) return refused;
        var stack = new StackSetup { Id = "", Name = name!, TierIds = tierIds!, CategoryId = category?.Id };
        var added = await service.AddStackAsync(new AddStack(Codes.FromPath(campaignId), stack, http.Caller().Name), http.RequestAborted);
        return added.IsOk ? await StackAsync(Codes.FromPath(campaignId), added.Value.Id, http, promotions) : ApiError.Of(added.Error);
    }

    private static async Task<Results<Ok<StackView>, ApiError>> ChangeStackAsync(
        string campaignId, string stackId, HttpContext http, ApiBody body, PromotionService service, PromotionList promotions, CategoryService categories)
    {
        var (name, tierIds) = StackBody.Read(body.Fields, change: true);
        var (category, refused) = await CategoryAsync(body, http, categories);
        if (refused is not null) return refused;
        var says = body.Fields.Says("category_id") || body.Fields.Says("category");
        var changed = await service.ChangeStackAsync(
            new ChangeStack(Codes.FromPath(campaignId), Codes.FromPath(stackId), stack => stack with
            {
                Name = name ?? stack.Name,
                TierIds = tierIds ?? stack.TierIds,
                CategoryId = says ? category?.Id : stack.CategoryId,
            }, http.Caller().Name), http.RequestAborted);
        return changed.IsOk ? await StackAsync(Codes.FromPath(campaignId), changed.Value.Id, http, promotions) : ApiError.Of(changed.Error);
    }

    private static async Task<Results<NoContent, ApiError>> DeleteStackAsync(string campaignId, string stackId, HttpContext http, PromotionService service)
    {
        var deleted = await service.DeleteStackAsync(Codes.FromPath(campaignId), Codes.FromPath(stackId), http.Caller().Name, http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }

    private static async Task<(Category? Category, ApiError? Refused)> CategoryAsync(ApiBody body, HttpContext http, CategoryService categories)
    {
        if (body.Refusal is { } wrong) return (null, wrong);
        var (category, unknown) = await CampaignBody.CategoryAsync(body.Fields, categories, http.RequestAborted);
        return body.Refusal is { } malformed ? (null, malformed) : unknown is not null ? (null, ApiError.Of(unknown)) : (category, null);
    }

    private static async Task<Results<Ok<StackView>, ApiError>> StackAsync(string campaign, string stackId, HttpContext http, PromotionList promotions)
    {
        var stacks = await promotions.StacksOfAsync(campaign, http.RequestAborted);
        if (!stacks.IsOk) return ApiError.Of(stacks.Error);
        return stacks.Value.FirstOrDefault(stack => stack.Setup.Id == stackId) is { } found
            ? TypedResults.Ok(StackView.Of(found)) : ApiError.Of(PromotionErrors.StackNotFound(stackId));
    }
}
