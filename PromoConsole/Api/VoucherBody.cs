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

    /// <summary>What a change says about a code; its category is looked up by the caller.</summary>
    public static Result<ChangeVoucher> ReadChange(string code, Fields fields, TimeZoneInfo zone, Caller caller, NamedItems named)
    {
        if (fields.Word("type", "DISCOUNT_VOUCHER", "GIFT_VOUCHER", "LOYALTY_CARD") is not (null or "DISCOUNT_VOUCHER") || fields.Has("gift") || fields.Has("loyalty_card")) return OnlyDiscounts;
        var cleared = VoucherParts.None;
        foreach (var (name, part) in (ReadOnlySpan<(string, VoucherParts)>)
            [
                ("start_date", VoucherParts.StartsAt), ("expiration_date", VoucherParts.EndsAt), ("metadata", VoucherParts.Metadata),
                ("additional_info", VoucherParts.AdditionalInfo), ("category_id", VoucherParts.Category), ("category", VoucherParts.Category),
            ])
            if (fields.IsNull(name)) cleared |= part;
        if (fields.Has("category_id") || fields.Has("category")) cleared &= ~VoucherParts.Category;
        return new ChangeVoucher
        {
            Code = code,
            Active = fields.Flag("active"),
            StartsAt = fields.Instant("start_date", zone),
            EndsAt = fields.Instant("expiration_date", zone, dayEnd: true),
            Metadata = fields.Metadata("metadata"),
            AdditionalInfo = fields.Text("additional_info", Bounds.Words, lines: true),
            Terms = TermsEdit(fields, zone, named),
            Cleared = cleared,
            Caller = caller,
        };
    }

    // Null when the body says nothing of what the code gives and when, besides its own start and end.
    private static Func<CampaignSetup, Result<CampaignSetup>>? TermsEdit(Fields fields, TimeZoneInfo zone, NamedItems named)
    {
        var discount = fields.Has("discount") ? DiscountBody.Read(fields, named) : default;
        var schedule = ScheduleBody.Read(fields, zone);
        if (!fields.Has("discount") && !Array.Exists(s_windows, fields.Says)) return null;
        return before =>
        {
            var after = before with { Schedule = ScheduleBody.On(before.Schedule, fields, schedule) };
            after = after with { Schedule = after.Schedule with { StartsAt = after.Schedule.Timeframe is null ? null : after.Schedule.StartsAt, EndsAt = null } };
            if (discount.Discount is not null) after = named.In(after with { Discount = discount.Discount, Coverage = discount.Coverage, Bundle = discount.Bundle });
            return SetupCheck.Problems(after) is [var problem, ..] ? problem.ToError() : after;
        };
    }

    private static readonly string[] s_windows = ["validity_timeframe", "validity_day_of_week", "validity_hours"];

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
