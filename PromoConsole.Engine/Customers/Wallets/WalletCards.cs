using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Customers.Wallets;

/// <summary>What is known of one code in a wallet before it is judged.</summary>
/// <param name="UsesLeftOfCustomer">What the campaign's limits per customer leave; null without such a limit.</param>
/// <param name="CampaignExhausted">What the campaign as a whole has run out of, as a sentence; null while there is some left.</param>
internal sealed record WalletFacts(
    VoucherFacts Voucher, bool Published, DateTimeOffset? PublishedAt, IReadOnlyList<WalletUse> Uses, long? UsesLeftOfCustomer, string? CampaignExhausted)
{
    public IReadOnlyList<WalletHold> Holds { get; init; } = [];
}

/// <summary>Judges the codes of a wallet as a redemption would judge their state. Pure.</summary>
internal static class WalletCards
{
    public static WalletCard Of(WalletFacts facts, Catalogue catalogue, DateTimeOffset now)
    {
        var voucher = facts.Voucher;
        var terms = Incentive.Of(Redeemable.Voucher(voucher.Code), voucher, catalogue);
        var windows = terms.Pinned?.Windows;
        var end = windows is null ? voucher.EndsAt : windows.EndOf(voucher.EndsAt, voucher.PublishedAt);
        var left = Fewer(voucher.RedemptionLimit - voucher.RedeemedQuantity, facts.UsesLeftOfCustomer);
        var (checks, refusal) = StateChecks.Of(terms, now);
        var failed = checks.FirstOrDefault(check => !check.Passed);
        return new WalletCard
        {
            VoucherId = voucher.Id,
            Code = voucher.Code,
            CampaignId = voucher.CampaignId,
            CampaignName = terms.Campaign?.Name,
            State = StateOf(refusal, left, ended: end <= now, used: facts.Uses.Count > 0, facts.CampaignExhausted is not null),
            Discount = terms.Discount,
            Conditions = ConditionsOf(terms),
            TimeZone = (windows?.Zone ?? catalogue.Project.Zone).Id,
            OpensAt = failed?.Kind is CheckKind.Started or CheckKind.OpenNow ? failed.At : null,
            EndsAt = end,
            Recurring = windows is { Recurs: true } ? ScheduleWords.Recurring(windows.Schedule) : "",
            PauseReason = failed?.Kind is CheckKind.CampaignActive ? failed.Text : facts.CampaignExhausted,
            UsesLeft = left is null ? null : Math.Max(0, left.Value),
            UsesCount = facts.Uses.Count,
            Published = facts.Published,
            PublishedAt = facts.PublishedAt,
            LastUse = facts.Uses.Count > 0 ? facts.Uses[0] : null,
            Holds = facts.Holds,
        };
    }

    private static Rule? ConditionsOf(Incentive terms)
    {
        Rule[] rules = [.. new[] { terms.InForce?.Effective?.Rule }.Concat(terms.Rules.Select(rule => rule.Content.Rule)).OfType<Rule>()];
        return rules switch { [] => null, [var one] => one, _ => new AllOf(rules) };
    }

    // What nobody can change back comes first: a used or ended code of a paused campaign stays used or ended.
    private static WalletState StateOf(string? refusal, long? left, bool ended, bool used, bool exhausted) =>
        left <= 0 || (ended && used) ? WalletState.Used
        : ended ? WalletState.Expired
        : refusal switch
        {
            RefusalKeys.Disabled => WalletState.Paused,
            _ when exhausted => WalletState.Paused,
            RefusalKeys.NotStarted or RefusalKeys.NotOpenNow => WalletState.NotYet,
            _ => WalletState.UsableNow,
        };

    private static long? Fewer(long? one, long? other) => one is null ? other : other is null || one < other ? one : other;
}
