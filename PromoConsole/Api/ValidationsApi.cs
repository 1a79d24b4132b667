using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>What a code would do.</summary>
internal static class ValidationsApi
{
    public static void MapValidations(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Validations");
        group.MapPost("/validations", ValidateAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .Accepts<RedeemExample>("application/json").WithExample(Examples.Redeem)
            .WithSummary("Validate codes and tiers").WithName("validateStackedDiscounts")
            .WithDescription("What 1 to 30 codes and promotion tiers would do to the order together, right now. Always 200 for a well-formed request: valid says whether it could be redeemed. Changes nothing but the record of refused attempts, unless session asks to hold what applies.")
            .WithQuery(ExplainQuery.Name, ExplainQuery.Described);
        group.MapPost("/vouchers/{code}/validate", ValidateOneAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .Accepts<RedeemOneExample>("application/json").WithExample(Examples.RedeemOne)
            .WithSummary("Validate one code (older form)").WithName("validateVoucher");
        group.MapPost("/promotions/tiers/{promotionTierId}/validation", ValidateTierAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .Accepts<RedeemOneExample>("application/json").WithExample(Examples.RedeemOne)
            .WithSummary("Validate one promotion tier (older form)").WithName("validatePromotionTier");
    }

    private static async Task<Results<Ok<ValidationView>, ApiError>> ValidateAsync(
        HttpContext http, ApiBody body, ExplainQuery explain, IRedemptionService redemptions, ApiProject project)
    {
        if (explain.Refusal is { } wrong) return wrong;
        var (request, answer, refused) = await AskAsync(RedeemBody.Read(body, http.Caller()), http, body, redemptions, project, SessionLife.OfServers);
        return refused is not null ? refused : TypedResults.Ok(ValidationView.Of(request, answer!, await project.TrackingAsync(http.RequestAborted), explain.How));
    }

    private static Task<Results<Ok<SingleValidationView>, ApiError>> ValidateOneAsync(
        string code, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project) =>
        ValidateAloneAsync(Redeemable.Voucher(Codes.FromPath(code)), http, body, redemptions, project);

    private static Task<Results<Ok<SingleValidationView>, ApiError>> ValidateTierAsync(
        string promotionTierId, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project) =>
        ValidateAloneAsync(Redeemable.Tier(Codes.FromPath(promotionTierId)), http, body, redemptions, project);

    private static async Task<Results<Ok<SingleValidationView>, ApiError>> ValidateAloneAsync(
        Redeemable redeemable, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project)
    {
        var (request, answer, refused) = await AskAsync(RedeemBody.ReadFor(redeemable, body, http.Caller()), http, body, redemptions, project, SessionLife.OfServers);
        if (refused is not null) return refused;
        if (answer!.Decision.Decisive is { Voucher: null, Tier: null } unknown) return Refusals.Of(unknown, answer);
        return TypedResults.Ok(SingleValidationView.Of(request, answer.Decision.Decisive.Tier, ValidationView.Of(request, answer, await project.TrackingAsync(http.RequestAborted))));
    }

    internal static async Task<(ValidateRedeemables Request, ValidationAnswer? Answer, ApiError? Refused)> AskAsync(
        ValidateRedeemables request, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project, SessionLife lives)
    {
        var holding = RedeemBody.Lock(body, request, lives);
        if (body.Refusal is { } wrong) return (request, null, wrong);
        var tracking = await project.TrackingAsync(http.RequestAborted);
        request = request with { TrackingId = tracking.IdOf(request.TrackingId), Languages = http.Languages() };

        var answer = holding is null
            ? await redemptions.ValidateAsync(request, http.RequestAborted)
            : await redemptions.LockAsync(holding with { TrackingId = request.TrackingId, Languages = request.Languages }, http.RequestAborted);
        return answer.IsOk ? (request, answer.Value, null) : (request, null, ApiError.Of(answer.Error));
    }
}
