using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>What a customer could use.</summary>
internal static class QualificationsApi
{
    public static void MapQualifications(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Qualifications");
        group.MapPost("/qualifications", QualifyAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .Accepts<QualifyExample>(true, "application/json").WithExample(Examples.Qualify)
            .WithSummary("Find what can be used").WithName("checkEligibility")
            .WithDescription("What the customer could use on the order, each by itself: tiers, stacks, codes for everybody and codes given to the customer. Nothing is cached, but integrators should not rely on that. more_starting_after goes on.");
        group.MapPost("/vouchers/qualification", QualifyVouchersAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .Accepts<QualifyOneExample>(true, "application/json").WithExample(Examples.RedeemOne)
            .WithQuery("audienceRulesOnly", "true: only rules about the customer count.").WithQuery("limit", "1 to 100; default 10.")
            .WithQuery("order", "created_at, updated_at or code, with - for descending; default: newest first. Sorted are the newest 1000.")
            .WithSummary("Find codes that can be used (older form)").WithName("examineVoucherQualification");
        group.MapPost("/campaigns/qualification", QualifyCampaignsAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .Accepts<QualifyOneExample>(true, "application/json").WithExample(Examples.RedeemOne)
            .WithQuery("audienceRulesOnly", "true: only rules about the customer count.").WithQuery("limit", "1 to 100; default 10.")
            .WithQuery("order", "created_at or updated_at, with - for descending; default: newest first, a promotion by its newest tier. Sorted are the newest 1000.")
            .WithSummary("Find campaigns that can be used (older form)").WithName("examineCampaignQualification");
    }

    public static async Task<Results<Ok<QualificationView>, ApiError>> QualifyAsync(HttpContext http, ApiBody body, IQualificationService qualification, RuleRecords rules, ApiProject project)
    {
        var request = QualifyBody.Read(body, http.Caller());
        var expanded = QualifyBody.Expanded(body);
        var trackingId = body.Fields.Text("tracking_id", Bounds.Id);
        if (body.Refusal is { } wrong) return wrong;
        var answer = await qualification.QualifyAsync(request, http.RequestAborted);
        if (!answer.IsOk) return ApiError.Of(answer.Error);
        var assigned = expanded.Contains(QualifyBody.ValidationRules)
            ? await rules.OfAsync([.. answer.Value.Entries.SelectMany(entry => entry.Steps).SelectMany(AssignmentListView.OwnersOf).Distinct()], http.RequestAborted)
            : null;
        return TypedResults.Ok(QualificationView.Of(request, answer.Value, assigned, trackingId, await project.TrackingAsync(http.RequestAborted)));
    }

    private static async Task<Results<Ok<QualifiedVouchersView>, ApiError>> QualifyVouchersAsync(
        HttpContext http, ApiBody body, ListQuery query, IQualificationService qualification, VoucherRecords records, VoucherViews views)
    {
        var order = query.Word("order", "-created_at", "created_at", "-updated_at", "updated_at", "-code", "code");
        var (found, more, refused) = await OlderAsync(http, body, query, qualification, audience => new()
        {
            Scenario = audience ? QualificationScenario.AudienceOnly : QualificationScenario.All,
            Filter = QualificationFilter.Only(OfferKind.Voucher),
            Caller = http.Caller(),
        }, static entry => entry.Steps[0].Voucher?.Id, order);
        if (refused is not null) return refused;
        var vouchers = Sorted(await records.OfIdsAsync(found, http.RequestAborted), order, record => order switch
        {
            "code" or "-code" => record.Voucher.Code,
            "updated_at" or "-updated_at" => Text(record.Voucher.UpdatedAt ?? record.Voucher.CreatedAt),
            _ => Text(record.Voucher.CreatedAt),
        });
        return TypedResults.Ok(new QualifiedVouchersView([.. vouchers.Take(query.Limit).Select(record => views.Of(record, http))], more));
    }

    private static async Task<Results<Ok<QualifiedCampaignsView>, ApiError>> QualifyCampaignsAsync(
        HttpContext http, ApiBody body, ListQuery query, IQualificationService qualification, CampaignRecords records, PromotionList promotions)
    {
        var order = query.Word("order", "-created_at", "created_at", "-updated_at", "updated_at");
        var (found, more, refused) = await OlderAsync(http, body, query, qualification, audience => new()
        {
            Scenario = audience ? QualificationScenario.AudienceOnly : QualificationScenario.Campaigns,
            Filter = new(Junction.And, [new(OfferField.CampaignId, OfferTest.HasValue, [])]),
            OnePerCampaign = true,
            Caller = http.Caller(),
        }, static entry => entry.Campaign?.Id, order);
        if (refused is not null) return refused;
        CampaignRecord[] campaigns =
        [
            .. Sorted(await records.OfIdsAsync(found, http.RequestAborted), order, record => Text(order is "updated_at" or "-updated_at" ? record.Campaign.UpdatedAt : record.Campaign.CreatedAt)).Take(query.Limit),
        ];
        var tiers = await promotions.TiersOfAsync(campaigns, withFigures: false, http.RequestAborted);
        return TypedResults.Ok(new QualifiedCampaignsView([.. campaigns.Select(record => CampaignView.Of(record, [.. tiers[record.Campaign.Id]]))], more));
    }

    // As found, newest first, where nothing else is asked.
    private static IEnumerable<T> Sorted<T>(IReadOnlyList<T> found, string? order, Func<T, string> by) => order switch
    {
        null => found,
        ['-', ..] => found.OrderByDescending(by, StringComparer.Ordinal),
        _ => found.OrderBy(by, StringComparer.Ordinal),
    };

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    // For another order than theirs, all that are sorted are found.
    private static async Task<(List<string> Ids, bool More, ApiError? Refused)> OlderAsync(
        HttpContext http, ApiBody body, ListQuery query, IQualificationService qualification, Func<bool, QualifyRedeemables> start, Func<Qualified, string?> idOf, string? order)
    {
        var cart = RedeemBody.ReadCart(body.Fields, http.Caller());
        var audience = query.Flag("audienceRulesOnly") == true;
        if ((body.Refusal ?? query.Refusal) is { } wrong) return ([], false, wrong);
        var answer = await qualification.QualifyAsync(start(audience) with
        {
            Order = cart.Order,
            Customer = cart.Customer,
            Metadata = cart.Metadata,
            Limit = order is null ? query.Limit : QualifyRedeemables.MostEntries,
        }, http.RequestAborted);
        if (!answer.IsOk) return ([], false, ApiError.Of(answer.Error));
        List<string> ids = [.. answer.Value.Entries.Select(idOf).OfType<string>()];
        return (ids, answer.Value.HasMore || ids.Count > query.Limit, null);
    }
}
