using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api.Client;

/// <summary>What browsers and apps may ask with a public key.</summary>
internal static partial class ClientApi
{
    public static void MapClientApi(this WebApplication app)
    {
        var client = app.MapGroup(ClientHost.Prefix).ForPublicKeys().WithTags("Client side");
        client.MapPost("/validations", ValidateAsync)
            .Accepts<RedeemExample>("application/json").WithExample(Examples.Redeem)
            .WithSummary("Validate codes and tiers from a page").WithName("validateStackedDiscountsClientSide")
            .WithDescription("As on the server. A code that cannot be used and was not given to the customer looks like one that does not exist, and wrong codes are limited by address and key. A session lasts an hour at most.");
        client.MapPost("/redemptions", RedeemAsync)
            .Accepts<RedeemExample>("application/json").WithExample(Examples.Redeem).WithIdempotencyKey()
            .WithSummary("Redeem codes from a page").WithName("redeemStackedDiscountsClientSide")
            .WithDescription("As on the server. Promotion tiers only where the project allows it, as they need no code; an order that is stored already only for the customer it belongs to.");
        client.MapPost("/qualifications", QualifyAsync)
            .Accepts<QualifyExample>(true, "application/json").WithExample(Examples.Qualify)
            .WithSummary("Find what can be used, from a page").WithName("checkEligibilityClientSide");
        client.MapGet("/promotions/tiers", TiersAsync)
            .WithSummary("List promotion tiers that are available").WithName("listPromotionTiersClientSide").WithPaging()
            .WithQuery("is_available", "true; pages see no others.").WithQuery("order", "created_at or updated_at, with - for descending; default -created_at.");
        client.MapGet("/validate", ValidateByQueryAsync)
            .WithQuery("code", "The code; without it promotions are meant.").WithQuery("amount", "Of the order, minor units.").WithQuery("item[0][product_id]", "And so on.")
            .WithSummary("Validate one code from a page (older form)").WithName("validateVoucherClientSide");
        client.MapGet("/promotions/validation", PromotionsByQueryAsync)
            .WithQuery("amount", "Of the order, minor units.").WithQuery("item[0][product_id]", "And so on.")
            .WithSummary("Find promotions from a page (older form)").WithName("validatePromotionsClientSide");
        client.MapPost("/redeem", RedeemOneAsync)
            .Accepts<RedeemOneExample>("application/json").WithExample(Examples.RedeemOne).WithIdempotencyKey().WithQuery("code", "The code.")
            .WithSummary("Redeem one code from a page (older form)").WithName("redeemVoucherClientSide");
        MapCustomers(client);
    }

    private static async Task<Results<Ok<ValidationView>, ApiError>> ValidateAsync(HttpContext http, ApiBody body, ClientCalls calls)
    {
        var (request, answer, refused) = await calls.ValidateAsync(RedeemBody.Read(body, http.Caller()), http, body);
        return refused is not null ? refused : TypedResults.Ok(PublicAnswers.Of(ValidationView.Of(request, answer!, await calls.TrackingAsync(http))));
    }

    private static async Task<Results<Ok<RedeemedView>, ApiError>> RedeemAsync(HttpContext http, ApiBody body, ClientCalls calls)
    {
        var (redeemed, refused) = await calls.RedeemAsync(RedeemBody.Read(body, http.Caller()), http, body);
        return refused is not null ? refused : TypedResults.Ok(PublicAnswers.Of(RedeemedView.Of(redeemed!.Answer, await calls.TrackingAsync(http)), redeemed));
    }

    private static async Task<Results<Ok<RedemptionView>, ApiError>> RedeemOneAsync(HttpContext http, ApiBody body, ListQuery query, ClientCalls calls)
    {
        if (query.Text("code") is not { } code) return query.Refusal ?? ApiError.Query("Query should have required property 'code'");
        var (redeemed, refused) = await calls.RedeemAsync(RedeemBody.ReadFor(Redeemable.Voucher(code), body, http.Caller()), http, body);
        return refused is not null ? refused : TypedResults.Ok(PublicAnswers.Of(RedemptionView.AsAnswered(redeemed!.Answer.Stored, await calls.TrackingAsync(http)), redeemed.Sent));
    }

    private static async Task<Results<Ok<QualificationView>, ApiError>> QualifyAsync(HttpContext http, ApiBody body, IQualificationService qualification, ClientCalls calls)
    {
        var request = QualifyBody.Read(body, http.Caller());
        QualifyBody.Expanded(body);
        var trackingId = body.Fields.Text("tracking_id", Bounds.Id);
        if (body.Refusal is { } wrong) return wrong;
        var answer = await qualification.QualifyAsync(request with { Order = ClientCalls.Unknown(request.Order), Customer = ClientCalls.Bare(request.Customer) }, http.RequestAborted);
        if (!answer.IsOk) return ApiError.Of(answer.Error);
        return TypedResults.Ok(PublicAnswers.Of(QualificationView.Of(request, answer.Value, null, trackingId, await calls.TrackingAsync(http))));
    }

    private static async Task<Results<Ok<PublicTierListView>, ApiError>> TiersAsync(HttpContext http, ListQuery query, PromotionList promotions)
    {
        query.Word("is_available", "true");
        var asked = new PromotionQuery { IsAvailable = true, WithFigures = false, Order = PromotionsApi.OrderOf(query), Skip = query.Skip, Take = query.Limit };
        if (query.Refusal is { } wrong) return wrong;
        var page = await promotions.ListTiersAsync(asked, http.RequestAborted);
        return TypedResults.Ok(new PublicTierListView([.. page.Items.Select(PublicTierView.Of)], page.Total, query.Skip + page.Items.Count < page.Total));
    }

    private static async Task<Results<Ok<SingleValidationView>, Ok<PromotionsValidationView>, ApiError>> ValidateByQueryAsync(
        HttpContext http, IQualificationService qualification, ClientCalls calls)
    {
        var code = http.Request.Query["code"].LastOrDefault();
        var body = QueryBody.Read(http.Request.Query);
        if (string.IsNullOrEmpty(code))
        {
            var (promotions, wrong) = await PromotionsAsync(http, body, qualification, calls);
            return wrong is not null ? wrong : TypedResults.Ok(promotions);
        }

        var (request, answer, refused) = await calls.ValidateAsync(RedeemBody.ReadFor(Redeemable.Voucher(code), body, http.Caller()), http, body);
        if (refused is not null) return refused;
        if (answer!.Decision.Decisive is { Voucher: null } unknown) return Refusals.Of(unknown, answer);
        return TypedResults.Ok(SingleValidationView.Of(request, null, PublicAnswers.Of(ValidationView.Of(request, answer, await calls.TrackingAsync(http)))));
    }

    private static async Task<Results<Ok<PromotionsValidationView>, ApiError>> PromotionsByQueryAsync(HttpContext http, IQualificationService qualification, ClientCalls calls)
    {
        var (promotions, wrong) = await PromotionsAsync(http, QueryBody.Read(http.Request.Query), qualification, calls);
        return wrong is not null ? wrong : TypedResults.Ok(promotions);
    }

    // The 50 tiers that take most off, in their order, as on the server.
    private static async Task<(PromotionsValidationView? Found, ApiError? Refused)> PromotionsAsync(
        HttpContext http, ApiBody body, IQualificationService qualification, ClientCalls calls)
    {
        var cart = RedeemBody.ReadCart(body.Fields, http.Caller());
        if (body.Refusal is { } wrong) return (null, wrong);
        var answer = await qualification.QualifyAsync(new()
        {
            Order = ClientCalls.Unknown(cart.Order), Customer = ClientCalls.Bare(cart.Customer), Metadata = cart.Metadata, Caller = cart.Caller,
            Limit = QualifyBody.MostEntries, Sort = QualificationSort.BestDeal, Filter = QualificationFilter.Only(OfferKind.PromotionTier),
        }, http.RequestAborted);
        if (!answer.IsOk) return (null, ApiError.Of(answer.Error));
        var tracking = await calls.TrackingAsync(http);
        var promotions = answer.Value.Entries.Select(ValidPromotionView.Of).OrderBy(one => one.Hierarchy).ThenBy(one => one.Id, StringComparer.Ordinal).ToList();
        return (new(promotions.Count > 0, tracking.IdOf(cart.TrackingId ?? cart.Customer?.SourceId), promotions), null);
    }
}
