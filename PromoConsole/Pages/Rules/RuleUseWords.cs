using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Pages.Rules;

/// <summary>Where rules stand, in the words a marketer uses.</summary>
public static class RuleUseWords
{
    /// <summary>What a rule may be made for, of what the shop can make here.</summary>
    public static IReadOnlyList<Choice<string>> Contexts { get; } =
    [
        new(RuleContextNames.Global, "Anything"),
        new("campaign.discount_coupons", "Coupon campaigns"),
        new("campaign.promotion", "Cart promotions"),
        new("voucher.discount_voucher", "Single codes"),
    ];

    /// <summary>"Coupon campaigns"; what came over the API with a narrower name is told by its family.</summary>
    public static string Context(string name) => Contexts.FirstOrDefault(choice => choice.Value == name)?.Title ?? name.Split('.') switch
    {
        ["campaign", "discount_coupons", ..] => "Coupon campaigns, one way of giving a discount",
        ["campaign", "promotion", ..] => "Cart promotions, one way of giving a discount",
        ["voucher", "discount_voucher", ..] => "Single codes, one way of giving a discount",
        ["campaign" or "voucher", "gift_vouchers" or "gift_voucher", ..] => "Gift cards",
        ["campaign", "referral_program", ..] => "Referral programmes",
        ["campaign", "loyalty_program", ..] or ["voucher", "loyalty_card", ..] or ["reward_assignment", ..] => "Paying with points",
        ["earning_rule", ..] => "Earning points",
        ["distribution", ..] => "Distributions",
        _ => name,
    };

    /// <summary>"2 campaigns, 1 tier, 12 codes"; "Nothing yet".</summary>
    public static string Of(RuleRow row, ProjectFormat format) =>
        Joined(format, (row.Campaigns, "campaign"), (row.Tiers, "tier"), (row.Codes, "code")) is { Length: > 0 } uses ? uses : "Nothing yet";

    /// <summary>"2 live campaigns, 1,204 codes": what a change reaches at once; empty where that is nothing.</summary>
    public static string Live(RuleImpact impact, ProjectFormat format) => Joined(format, (impact.LiveCampaigns, "live campaign"), (impact.Codes, "code"));

    /// <summary>"Used by 2 live campaigns, 1,204 codes"; what is not live is told where nothing is.</summary>
    public static string Used(RuleImpact impact, ProjectFormat format) => !impact.IsUsed ? "Not used yet"
        : Live(impact, format) is { Length: > 0 } live ? $"Used by {live}" : $"Used by {Joined(format, (impact.AllCampaigns, "campaign"))}, none live";

    /// <summary>"2 live, 1 scheduled".</summary>
    public static string Campaigns(RuleImpact impact, ProjectFormat format) => impact.AllCampaigns == 0 ? "None"
        : string.Join(", ", Enum.GetValues<CampaignStatus>().OrderByDescending(status => status == CampaignStatus.Live).Where(impact.Campaigns.ContainsKey)
            .Select(status => $"{format.Number(impact.Campaigns[status])} {(status == CampaignStatus.Draft ? "not launched" : status.ToString().ToLowerInvariant())}"));

    /// <summary>"1 rule incomplete".</summary>
    public static string Incomplete(int count, ProjectFormat format) => $"{Many(format, count, "rule")} incomplete";

    /// <summary>"3 codes", "1 code".</summary>
    /// <summary>What to know before a rule with muted conditions comes into force.</summary>
    public static string Muted(int count, ProjectFormat format) =>
        $"{Many(format, count, "condition")} muted: kept, but without effect until somebody unmutes {(count == 1 ? "it" : "them")}.";

    public static string Many(ProjectFormat format, long count, string thing) => $"{format.Number(count)} {thing}{(count == 1 ? "" : "s")}";

    private static string Joined(ProjectFormat format, params (long Count, string Thing)[] parts) =>
        string.Join(", ", parts.Where(part => part.Count > 0).Select(part => Many(format, part.Count, part.Thing)));
}
