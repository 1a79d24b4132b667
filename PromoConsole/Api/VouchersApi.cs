using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Codes one by one.</summary>
internal static class VouchersApi
{
    public static void MapVouchers(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/vouchers").WithTags("Vouchers");
        group.MapPost("", CreateRandomAsync)
            .RequireKeyPermission(Permissions.CodesWrite)
            .Accepts<VoucherExample>("application/json").WithExample(Examples.RandomVoucher)
            .WithSummary("Create a code by chance").WithName("generateRandomCode");
        group.MapPost("/{code}", CreateAsync)
            .RequireKeyPermission(Permissions.CodesWrite)
            .Accepts<VoucherExample>("application/json").WithExample(Examples.Voucher)
            .WithSummary("Create a chosen code").WithName("createVoucher");
        group.MapGet("", ListAsync)
            .RequireKeyPermission(Permissions.CodesRead)
            .WithSummary("List codes").WithName("listVouchers")
            .WithPaging().WithCreatedRange().WithUpdatedRange()
            .WithQuery("campaign", "Name or id; campaign_id means the same.").WithQuery("category", "Name or id; category_id means the same: codes of its campaigns, and its own.")
            .WithQuery("customer", "Holder: platform id or the shop's own.").WithQuery("code", "Exactly this code.").WithQuery("code_query", "How the code begins, without blanks and dashes.")
            .WithQuery("ids", "Only these ids (v_…), up to 100: ids[0]=…").WithFilters(VoucherRecords.Filters)
            .WithQuery("order", "created_at, updated_at or code, with - for descending; default -created_at.");
        group.MapGet("/{code}", GetAsync)
            .RequireKeyPermission(Permissions.CodesRead)
            .WithSummary("Get a code").WithName("getVoucher").WithDescription("By code or v_ id.");
        group.MapPut("/{code}", ChangeAsync)
            .RequireKeyPermission(Permissions.CodesWrite)
            .Accepts<VoucherExample>("application/json").WithExample(Examples.VoucherChange)
            .WithSummary("Change a code").WithName("updateVoucher")
            .WithDescription("Absent fields stay, null takes away, metadata is merged by key. What a code of a campaign gives and when follows from its campaign.");
        group.MapDelete("/{code}", DeleteAsync)
            .RequireKeyPermission(Permissions.CodesWrite)
            .WithSummary("Delete a code").WithName("deleteVoucher").WithDescription("It goes into the bin and no longer works; what it redeemed stays.")
            .WithQuery("force", "true: for good instead of into the bin.");
        group.MapPost("/{code}/enable", (string code, HttpContext http, VoucherService vouchers, VoucherViews views) => SwitchAsync(code, true, http, vouchers, views))
            .RequireKeyPermission(Permissions.CodesWrite)
            .WithSummary("Enable a code").WithName("enableVoucher");
        group.MapPost("/{code}/disable", (string code, HttpContext http, VoucherService vouchers, VoucherViews views) => SwitchAsync(code, false, http, vouchers, views))
            .RequireKeyPermission(Permissions.CodesWrite)
            .WithSummary("Disable a code").WithName("disableVoucher");
        group.MapPost("/{code}/balance", BalanceAsync)
            .RequireKeyPermission(Permissions.CodesWrite)
            .Accepts<BalanceExample>("application/json").WithExample("""{"amount": 1000}""")
            .WithSummary("Change the balance of a code").WithName("updateVoucherBalance").WithDescription("400 invalid_voucher: codes with a balance are not offered in this release.");
        group.MapDelete("/{code}/sessions/{sessionKey}", ReleaseAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .WithSummary("Let go of what a session holds").WithName("releaseValidationSession")
            .WithDescription("The use of this code that a validation with a session held is free again. 404 when it held none.");
    }

    private static Task<Results<Ok<VoucherView>, ApiError>> CreateRandomAsync(
        HttpContext http, ApiBody body, VoucherService vouchers, VoucherViews views, ItemReferences items, ApiProject project) =>
        CreateAsync(null, http, body, vouchers, views, items, project);

    private static async Task<Results<Ok<VoucherView>, ApiError>> CreateAsync(
        string? code, HttpContext http, ApiBody body, VoucherService vouchers, VoucherViews views, ItemReferences items, ApiProject project)
    {
        var named = new NamedItems();
        var read = VoucherBody.Read(code is null ? null : Codes.FromPath(code), body.Fields, await project.ZoneAsync(http.RequestAborted), http.Caller(), named);
        await named.ResolveAsync(items, http.RequestAborted);
        if (body.Refusal is { } wrong) return wrong;
        if (!read.IsOk) return ApiError.Of(read.Error);
        var made = await vouchers.CreateAsync(read.Value.Terms is { } terms ? read.Value with { Terms = named.In(terms) } : read.Value, http.RequestAborted);
        return made.IsOk ? TypedResults.Ok(await views.OfAsync(made.Value, http)) : ApiError.Of(made.Error);
    }

    private static async Task<Results<Ok<VoucherListView>, ApiError>> ListAsync(
        HttpContext http, ListQuery query, VoucherRecords records, VoucherViews views)
    {
        var asked = new VoucherQuery
        {
            Campaign = query.Text("campaign_id") ?? query.Text("campaign"),
            Category = query.Text("category_id") ?? query.Text("category"),
            Customer = query.Text("customer"),
            Code = query.Text("code"),
            CreatedAfter = query.Instant("created_at", "after"),
            CreatedBefore = query.Instant("created_at", "before"),
            UpdatedAfter = query.Instant("updated_at", "after"),
            UpdatedBefore = query.Instant("updated_at", "before"),
            Ids = query.Texts("ids", 100),
            Beginning = query.Text("code_query"),
            Filter = query.Filters(VoucherRecords.Filters),
            Order = query.Word("order", "-created_at", "created_at", "-updated_at", "updated_at", "code", "-code") switch
            {
                "created_at" => VoucherSort.Oldest,
                "-updated_at" => VoucherSort.LatestChange,
                "updated_at" => VoucherSort.EarliestChange,
                "code" => VoucherSort.Code,
                "-code" => VoucherSort.CodeDescending,
                _ => VoucherSort.Newest,
            },
            Skip = query.Skip,
            Take = query.Limit,
        };
        if (query.Refusal is { } wrong) return wrong;
        var page = await records.ListAsync(asked, http.RequestAborted);
        return TypedResults.Ok(new VoucherListView([.. page.Items.Select(item => views.Of(item, http))], page.Total));
    }

    private static async Task<Results<Ok<VoucherView>, ApiError>> ChangeAsync(
        string code, HttpContext http, ApiBody body, VoucherService vouchers, CategoryService categories, VoucherViews views, ItemReferences items, ApiProject project)
    {
        var named = new NamedItems();
        var read = VoucherBody.ReadChange(Codes.FromPath(code), body.Fields, await project.ZoneAsync(http.RequestAborted), http.Caller(), named);
        await named.ResolveAsync(items, http.RequestAborted);
        var (category, unknown) = await CampaignBody.CategoryAsync(body.Fields, categories, http.RequestAborted);
        if (body.Refusal is { } wrong) return wrong;
        if (!read.IsOk) return ApiError.Of(read.Error);
        if (unknown is not null) return ApiError.Of(unknown);
        var changed = await vouchers.ChangeAsync(read.Value with { CategoryId = category?.Id }, http.RequestAborted);
        return changed.IsOk ? TypedResults.Ok(await views.OfAsync(changed.Value, http)) : ApiError.Of(changed.Error);
    }

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string code, HttpContext http, ListQuery query, VoucherService vouchers)
    {
        var force = query.Flag("force") == true;
        if (query.Refusal is { } wrong) return wrong;
        var deleted = await vouchers.DeleteAsync(new(Codes.FromPath(code), force, http.Caller()), http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }

    private static async Task<Results<Ok<VoucherView>, ApiError>> SwitchAsync(string code, bool active, HttpContext http, VoucherService vouchers, VoucherViews views)
    {
        var switched = await vouchers.SetActiveAsync(new(Codes.FromPath(code), active, http.Caller().Name), http.RequestAborted);
        return switched.IsOk ? TypedResults.Ok(await views.OfAsync(switched.Value, http)) : ApiError.Of(switched.Error);
    }

    private static async Task<Results<NoContent, ApiError>> BalanceAsync(string code, HttpContext http, ApiBody body, VoucherService vouchers)
    {
        body.Fields.Whole("amount", -Bounds.Amount, Bounds.Amount);
        if (!body.Fields.Has("amount")) body.Fields.Missing("amount");
        if (body.Refusal is { } wrong) return wrong;
        var found = await vouchers.GetAsync(Codes.FromPath(code), http.RequestAborted);
        return ApiError.Of(found.IsOk ? NoBalance(found.Value.Code) : found.Error);
    }

    private static InvalidError NoBalance(string code) =>
        new("invalid_voucher", "Invalid voucher", $"{code} is a discount coupon, which has no balance; gift and loyalty cards are not offered in this release");

    private static async Task<Results<NoContent, ApiError>> ReleaseAsync(
        string code, string sessionKey, HttpContext http, VoucherService vouchers, IRedemptionService redemptions)
    {
        var voucher = await vouchers.GetAsync(Codes.FromPath(code), http.RequestAborted);
        if (!voucher.IsOk) return ApiError.Of(voucher.Error);
        var key = Codes.FromPath(sessionKey);
        return await redemptions.ReleaseAsync(key, voucher.Value.Id, http.RequestAborted) > 0 ? TypedResults.NoContent() : ApiError.Of(new NotFoundError("session", key));
    }

    private static async Task<Results<Ok<VoucherView>, ApiError>> GetAsync(string code, HttpContext http, VoucherService vouchers, VoucherViews views)
    {
        var found = await vouchers.GetAsync(Codes.FromPath(code), http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(await views.OfAsync(found.Value, http)) : ApiError.Of(found.Error);
    }
}
