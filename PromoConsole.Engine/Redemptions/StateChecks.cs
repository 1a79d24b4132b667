namespace PromoConsole.Engine.Redemptions;

/// <summary>The questions about the state of a code, in the field's order; the first "no" ends them.</summary>
internal static class StateChecks
{
    /// <returns>The checks made, and the key of the refusal or null.</returns>
    public static (IReadOnlyList<StateCheck> Checks, string? Refusal) Of(
        VoucherFacts voucher, DecisionTerms terms, Facts facts, DateTimeOffset now)
    {
        var made = new List<StateCheck>(8) { new(CheckKind.CodeExists, true) };
        bool Passes(StateCheck check)
        {
            made.Add(check);
            return check.Passed;
        }

        if (!Passes(new(CheckKind.CodeActive, voucher.Active))) return (made, RefusalKeys.Disabled);
        if (!CampaignWorks(voucher, terms, Passes)) return (made, RefusalKeys.Disabled);

        var windows = terms.Pinned!.Windows;
        if (Later(voucher.StartsAt, windows.Schedule.StartsAt) is { } start && !Passes(new(CheckKind.Started, now >= start, start)))
            return (made, RefusalKeys.NotStarted);
        var end = windows.EndOf(voucher.EndsAt, voucher.PublishedAt);
        if (end is { } last && !Passes(new(CheckKind.NotEnded, now < last, last))) return (made, RefusalKeys.Expired);
        if (windows.Recurs)
        {
            var open = windows.IsOpen(now);
            if (!Passes(new(CheckKind.OpenNow, open, open ? null : windows.NextOpening(now, end), Campaigns.ScheduleWords.Recurring(windows.Schedule))))
                return (made, RefusalKeys.NotOpenNow);
        }

        return voucher.RedemptionLimit is { } limit
            && !Passes(new(CheckKind.UsesLeft, voucher.RedeemedQuantity < limit, Used: voucher.RedeemedQuantity, Limit: limit))
            ? (made, RefusalKeys.QuantityExceeded)
            : (made, null);
    }

    private static bool CampaignWorks(VoucherFacts voucher, DecisionTerms terms, Func<StateCheck, bool> passes)
    {
        if (voucher.CampaignId is null) return true;
        if (terms.Campaign is not { Deleted: false } campaign) return passes(new(CheckKind.CampaignActive, false, Text: InTheBin));
        if (terms.Pinned is null || terms.InForce is null) return passes(new(CheckKind.CampaignActive, false, Text: NotLaunched));
        return passes(new(CheckKind.CampaignActive, campaign.Active, Text: campaign.Active ? null : campaign.PauseReason));
    }

    /// <summary>Said instead of a pause reason.</summary>
    public const string InTheBin = "The campaign was deleted";

    public const string NotLaunched = "The campaign was never launched";

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is { } other && other > a ? other : a;
}
