namespace PromoConsole.Engine.Redemptions;

/// <summary>The questions about the state of a code or tier, in the field's order; the first "no" ends them.</summary>
internal static class StateChecks
{
    /// <summary>Said instead of a pause reason.</summary>
    public const string InTheBin = "The campaign was deleted";

    public const string NotLaunched = "The campaign was never launched";

    /// <returns>The checks made, and the key of the refusal or null.</returns>
    public static (IReadOnlyList<StateCheck> Checks, string? Refusal) Of(Incentive incentive, DateTimeOffset now)
    {
        var made = new List<StateCheck>(8) { new(CheckKind.CodeExists, true) };
        bool Passes(StateCheck check)
        {
            made.Add(check);
            return check.Passed;
        }

        var tier = incentive.Tier is not null;
        var off = tier ? RefusalKeys.PromotionInactive : RefusalKeys.Disabled;
        if (!Passes(new(CheckKind.CodeActive, incentive.Voucher?.Active ?? incentive.Tier!.Active))) return (made, off);
        if (!CampaignWorks(incentive, Passes)) return (made, off);

        var windows = incentive.Pinned!.Windows;
        var voucher = incentive.Voucher;
        var outer = incentive.OuterWindows;
        if (Later(Later(voucher?.StartsAt, outer?.Schedule.StartsAt), windows.Schedule.StartsAt) is { } start && !Passes(new(CheckKind.Started, now >= start, start)))
            return (made, tier ? RefusalKeys.PromotionInactive : RefusalKeys.NotStarted);
        var end = Earlier(windows.EndOf(voucher?.EndsAt, voucher?.PublishedAt), outer?.EndOf(null, null));
        if (end is { } last && !Passes(new(CheckKind.NotEnded, now < last, last))) return (made, tier ? RefusalKeys.PromotionInactive : RefusalKeys.Expired);
        var closed = tier ? RefusalKeys.PromotionNotOpenNow : RefusalKeys.NotOpenNow;
        if (outer is not null && !Open(outer, now, end, Passes)) return (made, closed);
        if (!Open(windows, now, end, Passes)) return (made, closed);
        return voucher is { RedemptionLimit: { } limit } && !Passes(UsesLeft(voucher, limit)) ? (made, RefusalKeys.QuantityExceeded) : (made, null);
    }

    private static StateCheck UsesLeft(VoucherFacts voucher, int limit)
    {
        var used = voucher.RedeemedQuantity + voucher.HeldQuantity;
        return new(CheckKind.UsesLeft, used < limit, Used: used, Limit: limit, Held: voucher.HeldQuantity > 0 ? voucher.HeldQuantity : null);
    }

    private static bool Open(Campaigns.ValidityWindows windows, DateTimeOffset now, DateTimeOffset? end, Func<StateCheck, bool> passes)
    {
        if (!windows.Recurs) return true;
        var open = windows.IsOpen(now);
        return passes(new(CheckKind.OpenNow, open, open ? null : windows.NextOpening(now, end), Campaigns.ScheduleWords.Recurring(windows.Schedule)));
    }

    private static bool CampaignWorks(Incentive incentive, Func<StateCheck, bool> passes)
    {
        if (incentive is { Campaign: null, Voucher.CampaignId: null }) return true;
        if (incentive.Campaign is not { Deleted: false } campaign) return passes(new(CheckKind.CampaignActive, false, Text: InTheBin));
        if (incentive.Pinned is null || incentive.InForce is null) return passes(new(CheckKind.CampaignActive, false, Text: NotLaunched));
        return passes(new(CheckKind.CampaignActive, campaign.Active, Text: campaign.Active ? null : campaign.PauseReason));
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is { } other && other > a ? other : a;

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is { } other && other < a ? other : a;
}
