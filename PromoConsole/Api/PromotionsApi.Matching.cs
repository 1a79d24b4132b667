using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Api;

internal static partial class PromotionsApi
{
    private static void MapMatching(RouteGroupBuilder group) =>
        group.MapPost("/validation", MatchAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .Accepts<RedeemOneExample>("application/json").WithExample(Examples.RedeemOne)
            .WithSummary("Ask which promotion tiers apply (older form)").WithName("validatePromotions")
            .WithDescription("Each tier decided on the order by itself; the 50 that take most off, in the order of their hierarchy. Changes nothing.");

    private static async Task<Results<Ok<MatchedTiersView>, ApiError>> MatchAsync(
        HttpContext http, ApiBody body, IQualificationService qualifications, PromotionList promotions, ApiProject project)
    {
        var asked = RedeemBody.ReadFor(Redeemable.Tier(""), body, http.Caller());
        if (body.Refusal is { } wrong) return wrong;
        var found = await qualifications.QualifyAsync(new QualifyRedeemables
        {
            Order = asked.Order, Customer = asked.Customer, Metadata = asked.Metadata, Caller = asked.Caller, Filter = QualificationFilter.Only(OfferKind.PromotionTier), Sort = QualificationSort.BestDeal,
            Limit = QualifyBody.MostEntries,
        }, http.RequestAborted);
        if (!found.IsOk) return ApiError.Of(found.Error);
        var amounts = found.Value.Entries.ToDictionary(entry => entry.Id, entry => entry.DiscountAmount, StringComparer.Ordinal);
        var tiers = await promotions.TiersAsync([.. amounts.Keys], http.RequestAborted);
        var tracking = (await project.TrackingAsync(http.RequestAborted)).IdOf(asked.TrackingId ?? found.Value.Facts.Customer?.SourceId);
        return TypedResults.Ok(new MatchedTiersView(
            tiers.Count > 0, tracking,
            [.. tiers.OrderBy(tier => tier.Setup.Hierarchy).ThenBy(tier => tier.Setup.Id, StringComparer.Ordinal).Select(tier => new MatchedTierView(TierView.Of(tier)) { DiscountAmount = amounts[tier.Setup.Id] })]));
    }
}
