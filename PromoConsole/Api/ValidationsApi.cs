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
            .WithSummary("Validate a code").WithName("validateStackedDiscounts")
            .WithDescription("What the code would do to the order right now. Always 200 for a well-formed request: valid says whether it could be redeemed. Changes nothing; a refusal is recorded as an attempt.");
        group.MapPost("/vouchers/{code}/validate", ValidateOneAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .Accepts<RedeemOneExample>("application/json").WithExample(Examples.RedeemOne)
            .WithSummary("Validate one code (older form)").WithName("validateVoucher");
    }

    private static async Task<Results<Ok<ValidationView>, ApiError>> ValidateAsync(
        HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project)
    {
        var read = RedeemBody.Read(body, http.Caller());
        if (body.Refusal is { } wrong) return wrong;
        if (!read.IsOk) return ApiError.Of(read.Error);
        var tracking = await project.TrackingAsync(http.RequestAborted);
        ValidateVoucher request = read.Value with { TrackingId = tracking.IdOf(read.Value.TrackingId) };

        var answer = await redemptions.ValidateAsync(request, http.RequestAborted);
        return answer.IsOk ? TypedResults.Ok(ValidationView.Of(request, answer.Value, tracking)) : ApiError.Of(answer.Error);
    }

    private static async Task<Results<Ok<SingleValidationView>, ApiError>> ValidateOneAsync(
        string code, HttpContext http, ApiBody body, IRedemptionService redemptions, ApiProject project)
    {
        var request = RedeemBody.ReadFor(Codes.FromPath(code), body, http.Caller());
        if (body.Refusal is { } wrong) return wrong;
        var tracking = await project.TrackingAsync(http.RequestAborted);
        request = request with { TrackingId = tracking.IdOf(request.TrackingId) };

        var answer = await redemptions.ValidateAsync(request, http.RequestAborted);
        if (!answer.IsOk) return ApiError.Of(answer.Error);
        if (answer.Value.Decision.Facts.Voucher is null) return Refusals.Of(request.Code, answer.Value);
        return TypedResults.Ok(SingleValidationView.Of(request, ValidationView.Of(request, answer.Value, tracking)));
    }
}
