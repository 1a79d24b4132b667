using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Redemptions.Replays;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Using codes, taking uses back, and what happened.</summary>
internal static class RedemptionsApi
{
    public const string IdempotencyHeader = "Idempotency-Key";

    public static void MapRedemptions(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Redemptions");
        group.MapPost("/redemptions", RedeemAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .Accepts<RedeemExample>("application/json").WithExample(Examples.Redeem).WithIdempotencyKey()
            .WithSummary("Redeem a code").WithName("redeemStackedDiscounts")
            .WithDescription("Uses the code. Answered once it is on disk; a refusal is stored too and named by resource_id. With an Idempotency-Key the same request gives the first answer again for 30 days.")
            .WithQuery(ExplainQuery.Name, ExplainQuery.Described);
        group.MapGet("/redemptions", ListAsync)
            .RequireKeyPermission(Permissions.RedemptionsRead)
            .WithSummary("List redemptions").WithName("listRedemptions")
            .WithDescription("Redemptions, refused redemptions and rollbacks, newest first.")
            .WithPaging().WithCreatedRange()
            .WithQuery("result", "SUCCESS or FAILURE.").WithQuery("campaign", "Name or id.").WithQuery("customer", "Platform id or the shop's own.")
            .WithFilters(RedemptionRecords.Filters)
            .WithQuery("order", "created_at (id means the same), voucher_code, tracking_id or customer_id, with - for descending; default -created_at. Equal ones go by id; a tracking id by what it is made of.");
        group.MapGet("/redemptions/{redemptionId}", GetAsync)
            .RequireKeyPermission(Permissions.RedemptionsRead)
            .WithSummary("Get a redemption").WithName("getRedemption").WithDescription("Also a refused one, by the id its error named.")
            .WithQuery(ExplainQuery.Name, ExplainQuery.Described);
        group.MapGet("/redemptions/{redemptionId}/replay", ReplayAsync)
            .RequireKeyPermission(Permissions.RedemptionsRead)
            .WithSummary("Decide a stored attempt again").WithName("replayRedemption")
            .WithDescription("Also a refused redemption (rf_…) or validation (valid_…). Decides again on the facts and versions of then, and says whether the answer is the same to the letter. Changes nothing. Attempts from before this was kept, and rollbacks, are refused.");
        group.MapPost("/redemptions/{redemptionId}/rollback", RollBackAsync)
            .RequireKeyPermission(Permissions.RedemptionsRollback)
            .Accepts<RollbackExample>(true, "application/json").WithExample(Examples.Rollback)
            .WithSummary("Roll back a redemption").WithName("rollbackRedemption")
            .WithDescription("Takes the use back: limits and budgets are released, the order loses the discount and is canceled.");
        group.MapPost("/redemptions/{redemptionId}/rollbacks", RollBackAllAsync)
            .RequireKeyPermission(Permissions.RedemptionsRollback)
            .Accepts<RollbackExample>(true, "application/json").WithExample(Examples.Rollback)
            .WithSummary("Roll back all that was redeemed together").WithName("rollbackStackedRedemptions")
            .WithDescription("Takes back every redemption of a request, by the id of the one that stands for them; also a single redemption.");
        group.MapPost("/vouchers/{code}/redemption", RedeemOneAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .Accepts<RedeemOneExample>("application/json").WithExample(Examples.RedeemOne).WithIdempotencyKey()
            .WithSummary("Redeem one code (older form)").WithName("redeemVoucher");
        group.MapPost("/promotions/tiers/{promotionTierId}/redemption", RedeemTierAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .Accepts<RedeemOneExample>("application/json").WithExample(Examples.RedeemOne).WithIdempotencyKey()
            .WithSummary("Redeem one promotion tier (older form)").WithName("redeemPromotion");
        group.MapGet("/vouchers/{code}/redemption", OfVoucherAsync)
            .RequireKeyPermission(Permissions.RedemptionsRead)
            .WithSummary("List the redemptions of a code").WithName("getVoucherRedemptions").WithPaging();
    }

    private static async Task<Results<Ok<RedeemedView>, ApiError>> RedeemAsync(
        HttpContext http, ApiBody body, ExplainQuery explain, IRedemptionService redemptions, ApiProject project)
    {
        if (explain.Refusal is { } wrong) return wrong;
        var (answer, tracking, refused) = await UseAsync(RedeemBody.Read(body, http.Caller()), http, body, redemptions, project, explain.How);
        return refused is not null ? refused : TypedResults.Ok(RedeemedView.Of(answer!, tracking!, explain.How));
    }

    private static Task<Results<Ok<RedemptionView>, ApiError>> RedeemOneAsync(
        string code, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project) =>
        RedeemAloneAsync(Redeemable.Voucher(Codes.FromPath(code)), http, body, redemptions, project);

    private static Task<Results<Ok<RedemptionView>, ApiError>> RedeemTierAsync(
        string promotionTierId, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project) =>
        RedeemAloneAsync(Redeemable.Tier(Codes.FromPath(promotionTierId)), http, body, redemptions, project);

    private static async Task<Results<Ok<RedemptionView>, ApiError>> RedeemAloneAsync(
        Redeemable redeemable, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project)
    {
        var (answer, tracking, refused) = await UseAsync(RedeemBody.ReadFor(redeemable, body, http.Caller()), http, body, redemptions, project);
        return refused is not null ? refused : TypedResults.Ok(RedemptionView.AsAnswered(answer!.Stored, tracking!));
    }

    private static async Task<(RedeemAnswer? Answer, Tracking? Tracking, ApiError? Refused)> UseAsync(
        RedeemRedeemables request, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project, Explain explain = Explain.None)
    {
        var (answer, tracking, refused) = await StoreAsync(request, http, body, redemptions, project);
        return refused is null && answer!.Stored.RefusalKey is not null ? (null, null, Refusals.Of(answer.Stored, explain)) : (answer, tracking, refused);
    }

    /// <summary>What is stored of it, refused or not.</summary>
    internal static async Task<(RedeemAnswer? Answer, Tracking? Tracking, ApiError? Refused)> StoreAsync(
        RedeemRedeemables request, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project)
    {
        if (body.Refusal is { } wrong) return (null, null, wrong);
        var (key, problem) = KeyOf(http.Request);
        if (problem is not null) return (null, null, problem);
        var tracking = await project.TrackingAsync(http.RequestAborted);
        var answer = await redemptions.RedeemAsync(request with
        {
            TrackingId = tracking.IdOf(request.TrackingId),
            Languages = http.Languages(),
            IdempotencyKey = key,
            RequestHash = key is null ? null : body.HashFor(http.Request),
        }, http.RequestAborted);
        return answer.IsOk ? (answer.Value, tracking, null) : (null, null, ApiError.Of(answer.Error));
    }

    private static async Task<Results<Ok<RedemptionListView>, ApiError>> ListAsync(
        HttpContext http, ListQuery query, RedemptionRecords records, ApiProject project)
    {
        var order = query.Word("order", "-created_at", "created_at", "-id", "id", "voucher_code", "-voucher_code", "tracking_id", "-tracking_id", "customer_id", "-customer_id");
        var asked = new RedemptionQuery
        {
            Succeeded = query.Word("result", "SUCCESS", "FAILURE") switch { null => null, var word => word == "SUCCESS" },
            Campaign = query.Text("campaign"),
            Customer = query.Text("customer"),
            After = query.Instant("created_at", "after"),
            Before = query.Instant("created_at", "before"),
            Filter = query.Filters(RedemptionRecords.Filters),
            By = order?.TrimStart('-') switch { "voucher_code" => RedemptionKey.Code, "tracking_id" => RedemptionKey.Tracking, "customer_id" => RedemptionKey.Customer, _ => RedemptionKey.At },
            Ascending = order is { Length: > 0 } && order[0] != '-',
            Skip = query.Skip,
            Take = query.Limit,
        };
        if (query.Refusal is { } wrong) return wrong;
        var tracking = await project.TrackingAsync(http.RequestAborted);
        var page = await records.ListAsync(asked, http.RequestAborted);
        return TypedResults.Ok(new RedemptionListView([.. page.Items.Select(item => RedemptionView.Of(item, tracking).For(http.User))], page.Total));
    }

    private static async Task<Results<Ok<RedemptionView>, ApiError>> GetAsync(
        string redemptionId, HttpContext http, ExplainQuery explain, RedemptionRecords records, ApiProject project)
    {
        if (explain.Refusal is { } wrong) return wrong;
        var found = await records.GetAsync(redemptionId, http.RequestAborted);
        return found.IsOk
            ? TypedResults.Ok(RedemptionView.Of(found.Value, await project.TrackingAsync(http.RequestAborted)).For(http.User) with { Explanation = ExplanationView.Of(found.Value.Detail.Proof, explain.How) })
            : ApiError.Of(found.Error);
    }

    private static async Task<Results<Ok<ReplayView>, ApiError>> ReplayAsync(string redemptionId, HttpContext http, ReplayService replays)
    {
        var replay = await replays.ReplayAsync(redemptionId, http.RequestAborted);
        return replay.IsOk ? TypedResults.Ok(ReplayView.Of(replay.Value)) : ApiError.Of(replay.Error);
    }

    private static async Task<Results<Ok<RedemptionView>, ApiError>> RollBackAsync(
        string redemptionId, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project)
    {
        var (answer, tracking, refused) = await TakeBackAsync(redemptionId, whole: false, http, body, redemptions, project);
        return refused is not null ? refused : TypedResults.Ok(RedemptionView.Of(answer!.Stored, tracking!));
    }

    private static async Task<Results<Ok<RolledBackView>, ApiError>> RollBackAllAsync(
        string redemptionId, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project)
    {
        var (answer, tracking, refused) = await TakeBackAsync(redemptionId, whole: true, http, body, redemptions, project);
        return refused is not null ? refused : TypedResults.Ok(RolledBackView.Of(answer!, tracking!));
    }

    private static async Task<(RollbackAnswer? Answer, Tracking? Tracking, ApiError? Refused)> TakeBackAsync(
        string redemptionId, bool whole, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project)
    {
        var query = http.Request.Query;
        var fields = body.Fields;
        var reason = fields.Text("reason", Bounds.Reason, lines: true) ?? query["reason"].LastOrDefault();
        var trackingId = fields.Text("tracking_id", Bounds.Id) ?? query["tracking_id"].LastOrDefault();
        var customer = fields.Object("customer") is { } who ? OrderBody.ReadCustomer(who) : null;
        var order = fields.Object("order") is { } what ? OrderBody.Read(what) : null;
        var metadata = fields.Metadata("metadata");
        if (body.Refusal is { } wrong) return (null, null, wrong);
        if (reason?.Length > Bounds.Reason || JsonText.HasControl(reason, lines: true))
            return (null, null, ApiError.Query($"Property .reason should be at most {Bounds.Reason} characters without control characters"));
        if (trackingId?.Length > Bounds.Id || JsonText.HasControl(trackingId, lines: false))
            return (null, null, ApiError.Query($"Property .tracking_id should be at most {Bounds.Id} characters without control characters"));

        var tracking = await project.TrackingAsync(http.RequestAborted);
        var rolledBack = await redemptions.RollBackAsync(new RollBackRedemption
        {
            RedemptionId = redemptionId,
            Whole = whole,
            Reason = reason is { Length: > 0 } ? reason : null,
            TrackingId = tracking.IdOf(trackingId),
            CustomerId = customer?.Id ?? customer?.SourceId,
            OrderId = order?.Id ?? order?.SourceId,
            Metadata = metadata,
            Caller = http.Caller(),
        }, http.RequestAborted);
        return rolledBack.IsOk ? (rolledBack.Value, tracking, null) : (null, null, ApiError.Of(rolledBack.Error));
    }

    private static async Task<Results<Ok<RedemptionEntriesView>, ApiError>> OfVoucherAsync(
        string code, HttpContext http, ListQuery query, VoucherService vouchers, VoucherRecords codes, RedemptionRecords records, ApiProject project)
    {
        if (query.Refusal is { } wrong) return wrong;
        var voucher = await vouchers.GetAsync(Codes.FromPath(code), http.RequestAborted);
        if (!voucher.IsOk) return ApiError.Of(voucher.Error);
        var record = await codes.OfAsync(voucher.Value, http.RequestAborted);
        var page = await records.ListAsync(new() { VoucherId = voucher.Value.Id, Skip = query.Skip, Take = query.Limit }, http.RequestAborted);
        var tracking = await project.TrackingAsync(http.RequestAborted);
        return TypedResults.Ok(new RedemptionEntriesView(
            voucher.Value.RedemptionLimit, record.RedeemedQuantity, VoucherView.ListUrl(voucher.Value, "redemptions"),
            [.. page.Items.Select(item => RedemptionView.Of(item, tracking).For(http.User))], page.Total));
    }

    private static (string? Key, ApiError? Problem) KeyOf(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(IdempotencyHeader, out var given)) return (null, null);
        var key = given.ToString();
        return key.Length is > 0 and <= Bounds.IdempotencyKey && !key.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? (key, null)
            : (null, new ApiError(400, "invalid_idempotency_key", "Invalid idempotency key",
                $"The header {IdempotencyHeader} should be 1 to {Bounds.IdempotencyKey} printable ASCII characters"));
    }
}

/// <summary>What was redeemed together.</summary>
internal sealed record RedeemedView(
    IReadOnlyList<RedemptionView> Redemptions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RedemptionView? ParentRedemption,
    OrderView? Order,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LeftOutView>? InapplicableRedeemables,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LeftOutView>? SkippedRedeemables)
{
    public static RedeemedView Of(RedeemAnswer answer, Tracking tracking, Explain explain = Explain.None)
    {
        var stored = answer.Stored;
        var whole = RedemptionView.AsAnswered(stored, tracking);
        IReadOnlyList<LeftOutView>? With(StepStatus status) =>
            stored.Detail.Stack?.Where(entry => entry.Status == status).Select(LeftOutView.Of).ToList() is { Count: > 0 } some ? some : null;
        return new(
            [.. answer.Redemptions.Select(one => RedemptionView.AsAnswered(one, tracking) with { Explanation = ExplanationView.Of(one.Detail.Proof, explain) })], stored.Kind == RedemptionKind.Combined ? whole : null, whole.Order,
            With(StepStatus.Inapplicable), With(StepStatus.Skipped));
    }
}

/// <summary>A redeemable that was not used beside others that were.</summary>
internal sealed record LeftOutView(
    string Status, string Id, string Object, LeftOutResultView Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CampaignName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CampaignId)
{
    public static LeftOutView Of(StackEntry entry) => new(
        entry.Status.ToString().ToUpperInvariant(), entry.Id, ValidatedView.ObjectOf(entry.Kind), LeftOutResultView.Of(entry), entry.CampaignName, entry.CampaignId);
}

internal sealed record LeftOutResultView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ApiErrorView? Error, RefusalDetailsView Details)
{
    public static LeftOutResultView Of(StackEntry entry)
    {
        if (entry.Status == StepStatus.Skipped) return new(null, new(StackingKeys.MessageOf(entry.Key!), entry.Key!));
        var error = Refusals.Of(entry);
        return new(error, new(error.Message, error.Key));
    }
}

/// <summary>What was taken back together.</summary>
internal sealed record RolledBackView(
    IReadOnlyList<RedemptionView> Rollbacks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RedemptionView? ParentRollback, OrderView? Order)
{
    public static RolledBackView Of(RollbackAnswer answer, Tracking tracking)
    {
        var whole = RedemptionView.Of(answer.Stored, tracking);
        return new([.. answer.Rollbacks.Select(one => RedemptionView.Of(one, tracking))], answer.Stored.Kind == RedemptionKind.CombinedRollback ? whole : null, whole.Order);
    }
}

internal sealed record RedemptionListView(IReadOnlyList<RedemptionView> Redemptions, long Total)
{
    public string Object => "list";

    public string DataRef => "redemptions";
}

/// <summary>The older list, of one code.</summary>
internal sealed record RedemptionEntriesView(
    int? Quantity, long RedeemedQuantity, string Url, IReadOnlyList<RedemptionView> RedemptionEntries, long Total)
{
    public string Object => "list";

    public string DataRef => "redemption_entries";
}
