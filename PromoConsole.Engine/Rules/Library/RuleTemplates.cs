using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>A rule to begin with. What the shop must choose is left open, so that it cannot be published by accident.</summary>
/// <param name="Key">Permanent, for addresses.</param>
/// <param name="Sentence">When to take it.</param>
/// <param name="ToChoose">What is left open, as the end of "Choose …"; null for nothing.</param>
/// <param name="Rule">Numbered from 1.</param>
public sealed record RuleTemplate(string Key, string Name, string Sentence, string? ToChoose, Rule Rule)
{
    /// <summary>Carts it must let pass or refuse whatever is chosen. Their times are wall times, written as UTC.</summary>
    public IReadOnlyList<RuleExample> Examples { get; init; } = [];

    /// <summary>What a draft of it begins with.</summary>
    /// <param name="zone">The project's, in which the times of its examples are meant.</param>
    public RuleContent ContentIn(TimeZoneInfo zone) =>
        new() { Rule = Rule, Examples = [.. Examples.Select(example => example.AsOf is { } wall ? example with { AsOf = WallClock.Instant(wall.DateTime, zone) } : example)] };
}

/// <summary>The rules most promotions begin with.</summary>
public static class RuleTemplates
{
    /// <summary>In the order to offer them.</summary>
    public static IReadOnlyList<RuleTemplate> All { get; } =
    [
        new("first-order", "First order", "For customers who have not bought yet, once each.", "the segment of customers without an order",
            Numbered(When.Segment(Operator.Is), When.Used(BudgetMeasure.CampaignPerCustomer, Operator.AtMost, 1) with { Message = "This offer works once per customer." })) { Examples = [Cart("Guest", false, 100_00)] },
        new("minimum-spend", "Minimum spend", "For carts worth enough, before anything is taken off.", "the amount",
            Numbered(When.Number("order.initial_amount", Operator.AtLeast) with { Message = "Your cart is not worth enough for this offer yet." })) { Examples = [Cart("One cent", false, 1), Cart("A million", true, 1_000_000_00)] },
        new("buy-x", "Buy X, get Y", "For carts with enough pieces of some products; what they get is the campaign’s discount.", "the products or collections",
            Numbered(When.AnyItem([], Numbered(When.MatchedQuantity(Operator.AtLeast, 2))) with { Message = "Add more of these products to use this offer." })) { Examples = [Cart("No products in the cart", false, 500_00)] },
        new("vip", "VIP", "For your best customers only.", "the segment of your best customers",
            Numbered(When.Segment(Operator.Is) with { Message = "This offer is for members only." })) { Examples = [Cart("Guest", false, 100_00)] },
        new("happy-hour", "Happy hour", "For redemptions from 17:00 to 19:00, every day; change the hours, or add days.", null,
            Numbered(When.Time(Operator.WithinDay, "17:00/19:00") with { Message = "This offer works from 17:00 to 19:00." }))
        { Examples = [At("At 16:59", false, 16, 59), At("At 17:00", true, 17, 0), At("At 18:30", true, 18, 30), At("At 19:00", false, 19, 0)] },
        new("birthday-week", "Birthday week", "In the week before a customer’s birthday, once a month at most.", "the attribute that holds the date of the next birthday",
            Numbered(When.CustomerMetadata("", Operator.LessThanDaysAhead, 8), When.Used(BudgetMeasure.CampaignPerCustomerMonthly, Operator.AtMost, 1))) { Examples = [Cart("Guest", false, 100_00)] },
        new("win-back", "Win-back", "For customers who have not bought for three months, once each.", "the attribute that holds the date of the last order",
            Numbered(When.CustomerMetadata("", Operator.MoreThanDaysAgo, 90), When.Used(BudgetMeasure.CampaignPerCustomer, Operator.AtMost, 1))) { Examples = [Cart("Guest", false, 100_00)] },
        new("app-only", "App only", "For orders from the app, told by the API key it calls with.", "the API key of the app",
            Numbered(new MembershipCondition(RuleKinds.Of("redemption.api_key"), [new(Operator.Is, [])]) with { Message = "This offer works in our app." })) { Examples = [Cart("Ordered without an API key", false, 100_00)] },
    ];

    /// <summary>Null for a key that names none.</summary>
    public static RuleTemplate? Find(string? key) => All.FirstOrDefault(template => template.Key == key);

    private static RuleExample Cart(string name, bool mustPass, long amount) => new() { Name = name, MustPass = mustPass, Order = new OrderContent { ExplicitAmount = amount } };

    // On a Wednesday of summer, on which no zone changes its clocks.
    private static RuleExample At(string name, bool mustPass, int hour, int minute) => Cart(name, mustPass, 100_00) with { AsOf = new(2026, 7, 15, hour, minute, 0, TimeSpan.Zero) };

    private static AllOf Numbered(params Condition[] conditions) => new([.. conditions.Select((condition, at) => condition with { Number = at + 1 })]);
}
