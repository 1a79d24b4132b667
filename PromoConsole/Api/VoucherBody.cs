using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Api;

/// <summary>Reads a code to be made.</summary>
internal static class VoucherBody
{
    /// <param name="code">From the path; null when the body or chance decides.</param>
    /// <param name="named">Collects what the discount names, to be looked up afterwards.</param>
    public static Result<CreateVoucher> Read(string? code, Fields fields, TimeZoneInfo zone, Caller caller, NamedItems named)
    {
        if (code is not null && Codes.Problem(code) is { } wrong) fields.Problem("code", wrong);
        code ??= fields.Text("code", Bounds.Code) is { Length: > 0 } given ? given : null;
        var campaign = fields.Text("campaign_id", Bounds.Id) ?? fields.Text("campaign", Bounds.Name);
        var type = fields.Word("type", "DISCOUNT_VOUCHER", "GIFT_VOUCHER", "LOYALTY_CARD");
        if (type is not (null or "DISCOUNT_VOUCHER") || fields.Has("gift") || fields.Has("loyalty_card")) return OnlyDiscounts;
        var terms = campaign is null ? Terms(fields, zone, named) : null;
        if (fields.Problems is null && terms is not null && SetupCheck.Problems(terms) is [var problem, ..]) return problem.ToError();
        return Shared(fields, zone, caller) with { Code = code, Pattern = CampaignBody.ReadPattern(fields), Campaign = campaign, Terms = terms };
    }

    /// <summary>What may be said about one more code of a campaign.</summary>
    public static CreateVoucher ReadFor(string campaign, string? code, Fields fields, TimeZoneInfo zone, Caller caller)
    {
        if (code is not null && Codes.Problem(code) is { } wrong) fields.Problem("code", wrong);
        return Shared(fields, zone, caller) with { Campaign = campaign, Code = code, Pattern = CampaignBody.ReadPattern(fields) };
    }

    private static CreateVoucher Shared(Fields fields, TimeZoneInfo zone, Caller caller) => new()
    {
        Active = fields.Flag("active") ?? true,
        StartsAt = fields.Instant("start_date", zone),
        EndsAt = fields.Instant("expiration_date", zone, dayEnd: true),
        RedemptionLimit = CampaignBody.ReadLimit(fields),
        Metadata = fields.Metadata("metadata") is { IsEmpty: false } metadata ? metadata : null,
        AdditionalInfo = fields.Text("additional_info", Bounds.Words, lines: true),
        RuleId = CampaignBody.ReadRule(fields),
        Actor = caller.Name,
    };

    // Start and end stand on the code itself; repeated in the terms they would be a second pair to keep in step.
    // Only a repeating window needs the start in the terms: it counts from there.
    private static CampaignSetup Terms(Fields fields, TimeZoneInfo zone, NamedItems named)
    {
        var schedule = ScheduleBody.Read(fields, zone);
        var (discount, coverage, bundle) = DiscountBody.Read(fields, named);
        return new CampaignSetup
        {
            Discount = discount,
            Coverage = coverage,
            Bundle = bundle,
            Schedule = schedule with { StartsAt = schedule.Timeframe is null ? null : schedule.StartsAt, EndsAt = null },
        };
    }

    private static InvalidError OnlyDiscounts { get; } = new(
        "invalid_voucher", "Invalid voucher", "Only codes of type DISCOUNT_VOUCHER are offered in this release; gift and loyalty cards are not");
}
