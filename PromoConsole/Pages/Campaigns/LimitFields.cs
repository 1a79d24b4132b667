using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns;

/// <summary>What the usual limits are about: whose uses, or money.</summary>
public enum LimitGroup { Campaign, Customer, Money }

/// <summary>One of the usual limits: how the wizard asks for it and how it is said afterwards.</summary>
/// <param name="Path">In the spelling of the setup's JSON, after <c>limits.</c>.</param>
/// <param name="Says">In a sentence: "50 a day".</param>
public sealed record LimitField(
    LimitGroup Group, string Path, string Label, string Help, Func<CampaignLimits, long?> Get, Func<CampaignLimits, long?, CampaignLimits> Set,
    Func<long, ProjectFormat, string> Says)
{
    /// <summary>Whether it is in minor units; else it counts redemptions.</summary>
    public bool IsAmount => Group == LimitGroup.Money;

    /// <summary>Its value by itself: "Twice", "€1,000.00"; "No limit".</summary>
    public string Value(CampaignLimits limits, ProjectFormat format) =>
        Get(limits) is not { } limit ? "No limit" : IsAmount ? format.Money(limit) : SetupText.Times(limit, format);
}

/// <summary>The usual limits, in the order in which they are asked and said.</summary>
public static class LimitFields
{
    public static IReadOnlyList<LimitField> All { get; } =
    [
        Customer("redemptionsPerCustomer", "Redemptions per customer", "Of any of the campaign's codes. 1 means once per customer.", "per customer",
            limits => limits.RedemptionsPerCustomer, (limits, limit) => limits with { RedemptionsPerCustomer = limit }),
        Customer("redemptionsPerCustomerPerCode", "Per customer and code", "How often one customer may redeem the very same code.", "per customer and code",
            limits => limits.RedemptionsPerCustomerPerCode, (limits, limit) => limits with { RedemptionsPerCustomerPerCode = limit }),
        Customer("dailyPerCustomer", "Per customer and day", "In one calendar day.", "per customer and day",
            limits => limits.DailyPerCustomer, (limits, limit) => limits with { DailyPerCustomer = limit }),
        Customer("weeklyPerCustomer", "Per customer and week", "In one calendar week.", "per customer and week",
            limits => limits.WeeklyPerCustomer, (limits, limit) => limits with { WeeklyPerCustomer = limit }),
        Customer("monthlyPerCustomer", "Per customer and month", "In one calendar month.", "per customer and month",
            limits => limits.MonthlyPerCustomer, (limits, limit) => limits with { MonthlyPerCustomer = limit }),
        Campaign("redemptions", "Redemptions in all", "Of the whole campaign, by everybody.", "in all",
            limits => limits.Redemptions, (limits, limit) => limits with { Redemptions = limit }),
        Campaign("daily", "Redemptions a day", "Of the whole campaign in one calendar day.", "a day",
            limits => limits.Daily, (limits, limit) => limits with { Daily = limit }),
        Campaign("weekly", "Redemptions a week", "Of the whole campaign in one calendar week.", "a week",
            limits => limits.Weekly, (limits, limit) => limits with { Weekly = limit }),
        Campaign("monthly", "Redemptions a month", "Of the whole campaign in one calendar month.", "a month",
            limits => limits.Monthly, (limits, limit) => limits with { Monthly = limit }),
        new(LimitGroup.Money, "discountedAmount", "Discount budget", "All discounts together. The redemption that would exceed it is refused.",
            limits => limits.DiscountedAmount, (limits, limit) => limits with { DiscountedAmount = limit }, (limit, format) => $"{format.Money(limit)} in all"),
        new(LimitGroup.Money, "ordersAmount", "Orders value", "Value of all orders it is used on, before discounts. The order that would exceed it is refused.",
            limits => limits.OrdersAmount, (limits, limit) => limits with { OrdersAmount = limit }, (limit, format) => $"orders worth {format.Money(limit)} in all"),
    ];

    /// <summary>What is said of limits, for a kind of campaign: a promotion has tiers where others have codes.</summary>
    public static string For(CampaignKind kind, string text) =>
        kind == CampaignKind.Promotion ? text.Replace("code", "tier", StringComparison.Ordinal) : text;

    public static IEnumerable<LimitField> Of(LimitGroup group) => All.Where(field => field.Group == group);

    private static LimitField Customer(
        string path, string label, string help, string per, Func<CampaignLimits, long?> get, Func<CampaignLimits, long?, CampaignLimits> set) =>
        new(LimitGroup.Customer, path, label, help, get, set, (limit, format) => $"{SetupText.Times(limit, format)} {per}");

    private static LimitField Campaign(
        string path, string label, string help, string when, Func<CampaignLimits, long?> get, Func<CampaignLimits, long?, CampaignLimits> set) =>
        new(LimitGroup.Campaign, path, label, help, get, set, (limit, format) => $"{format.Number(limit)} {when}");
}
