using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Demo;

/// <summary>A campaign of the demo store and what happens to it over the year. Days count back from the day of loading.</summary>
/// <param name="LaunchedDaysAgo">Null stays a draft.</param>
/// <param name="PausedDaysAgo">Null keeps running.</param>
/// <param name="Category">Name of one of <see cref="DemoWords.Categories"/>.</param>
/// <param name="Archived">Put away once all has happened; only what has ended can be.</param>
/// <param name="Weight">How often shoppers try it, compared with the others.</param>
internal sealed record DemoCampaign(
    string Name, CampaignSetup Setup, int? LaunchedDaysAgo, int Weight, string Category, string[] Tags,
    int? PausedDaysAgo = null, string? PauseReason = null, bool PublishCodes = false, bool Archived = false, CampaignKind Kind = CampaignKind.Coupons);

/// <summary>A tier of the demo store's cart promotion.</summary>
/// <param name="FromAmount">Least value of the cart, minor units.</param>
internal sealed record DemoOffer(string Name, string Banner, long FromAmount, Discount Discount);

/// <summary>The demo store's campaigns: one of every state, with rules of every family.</summary>
internal static class DemoCampaigns
{
    /// <summary>The tiers of the cart promotion, from the smallest cart to the largest.</summary>
    public static IReadOnlyList<DemoOffer> Offers { get; } =
    [
        new("Free shipping", "Free shipping from 40.00", 40_00,
            new FreeItems([new FreeItem(new ItemReference(ItemKind.Product, FreeItem.Shipping), 1)]) { Effect = DiscountEffect.AddMissingItems }),
        new("8 off", "8.00 off from 100.00", 100_00, new AmountOff(8_00)),
        new("12% off large baskets", "12% off from 200.00, up to 60.00", 200_00, new PercentOff(12, MaxAmount: 60_00)),
    ];

    public static IReadOnlyList<DemoCampaign> All(DemoShop shop, DateTimeOffset today)
    {
        var club = shop.SegmentId("Loom Club");
        var bedding = new ItemReference(ItemKind.Collection, shop.CollectionId(DemoWords.Bedding));
        return
        [
            new("Welcome", Shared("WELCOME10", new PercentOff(10), description: "A tenth off for everybody who tries us.") with
            {
                Limits = new CampaignLimits(RedemptionsPerCustomer: 1),
                RefusalMessage = "This code works once per customer.",
            }, 364, 22, "Evergreen", ["always on"]),
            new("Spring cleaning", Shared("SPRING15", new PercentOff(15, MaxAmount: 30_00)) with
            {
                Schedule = new Schedule { StartsAt = today.AddDays(-250), EndsAt = today.AddDays(-205) },
                Rule = When.InitialAmount(Operator.AtLeast, 45_00) with { Number = 1, Message = "Spend 45.00 or more to use this code." },
            }, 255, 14, "Seasonal", ["season"]),
            new("Summer linen", Shared("SUMMER20", new PercentOff(20, MaxAmount: 40_00)) with
            {
                Schedule = new Schedule { StartsAt = today.AddDays(-150), EndsAt = today.AddDays(-83) },
                Rule = When.ItemsQuantity(Operator.AtLeast, 2) with { Number = 1, Message = "Add a second item to use this code." },
            }, 152, 20, "Seasonal", ["season"]),
            new("Newsletter, autumn", Unique("NL-####-####", 900, new AmountOff(5_00)) with
            {
                Schedule = new Schedule { StartsAt = today.AddDays(-75), EndsAt = today.AddDays(40) },
                Rule = When.InitialAmount(Operator.AtLeast, 20_00) with { Number = 1, Message = "Works from 20.00." },
            }, 80, 26, "Customer relations", ["newsletter"], PublishCodes: true),
            new("Win back", Unique("BACK-####-####", 1_500, new AmountOff(12_00)) with
            {
                Rule = new AllOf([
                    When.Segment(Operator.Is, shop.SegmentId("Lapsed, 90 days")) with { Number = 1, Message = "This code is for invited customers." },
                    When.InitialAmount(Operator.AtLeast, 60_00) with { Number = 2, Message = "Spend 60.00 or more to use this code." }]),
                Limits = new CampaignLimits(DiscountedAmount: 5_000_00),
                Schedule = new Schedule { ValidAfterPublication = "P150D" },
            }, 200, 14, "Customer relations", ["crm"], PublishCodes: true),
            new("Black Week warm-up", Shared("BLACK15", new PercentOff(15, MaxAmount: 40_00), description: "Bedding for club members before Black Week.") with
            {
                Rule = new AllOf([
                    When.Segment(Operator.Is, club) with { Number = 1, Message = "Join the Loom Club to use this code." },
                    new AnyOf([
                        When.AnyItem([bedding], When.MatchedAmount(Operator.AtLeast, 50_00)) with { Number = 2, Message = "Add bedding for 50.00 or more." },
                        new Not(When.OrderMetadata("channel", Operator.Is, "web shop") with { Number = 3 })])]),
                Limits = new CampaignLimits(DiscountedAmount: 20_000_00),
                RefusalMessage = "BLACK15 takes 15% off for Loom Club members with 50.00 of bedding.",
                Schedule = new Schedule { StartsAt = today.AddDays(-20), EndsAt = today.AddDays(9) },
            }, 22, 40, "Seasonal", ["black week"]),
            new("Happy hour", Shared("EVENING8", new PercentOff(8)) with
            {
                Schedule = new Schedule { Hours = [new DailyHours(new TimeOnly(17, 0), new TimeOnly(21, 0), [])] },
            }, 120, 6, "Evergreen", ["always on"]),
            new("Weekend table", Shared("TABLE25", new AmountOff(25_00)) with
            {
                Rule = new AllOf([
                    When.InitialAmount(Operator.AtLeast, 120_00) with { Number = 1, Message = "Works from 120.00." },
                    When.AnyItem([new ItemReference(ItemKind.Collection, shop.CollectionId("Table"))]) with { Number = 2, Message = "Add something for the table." }]),
                Schedule = new Schedule { Days = [DayOfWeek.Saturday, DayOfWeek.Sunday] },
                Limits = new CampaignLimits(Redemptions: 400),
            }, 100, 5, "Seasonal", ["season"]),
            new("Friends and family", Shared("FRIENDS", new PercentOff(30, MaxAmount: 90_00)) with
            {
                Rule = When.Segment(Operator.Is, shop.SegmentId("Staff and friends")) with { Number = 1, Message = "This code is for staff and their friends." },
                Limits = new CampaignLimits(RedemptionsPerCustomer: 2),
            }, 300, 2, "Staff", ["internal"]),
            new("Candle week", Shared("CANDLE3", new AmountOff(3_00)) with
            {
                Rule = When.AnyItem([new ItemReference(ItemKind.Collection, shop.CollectionId("Candles"))], When.MatchedQuantity(Operator.AtLeast, 2)) with { Number = 1, Message = "Add two candles." },
            }, 60, 8, "Seasonal", ["season"], PausedDaysAgo: 6, PauseReason: "Candles are out of stock until the next delivery."),
            new("Black Week for Loom Club", Unique("BW26-####-####", 500, new PercentOff(20, MaxAmount: 40_00)) with
            {
                Rule = When.Segment(Operator.Is, club) with { Number = 1, Message = "Join the Loom Club to use this code." },
                Limits = new CampaignLimits(RedemptionsPerCustomer: 1, DiscountedAmount: 24_000_00),
                Schedule = new Schedule { StartsAt = today.AddDays(5), EndsAt = today.AddDays(9) },
            }, 3, 2, "Seasonal", ["black week"]),
            new("Any basket for 99", Shared("BASKET99", new FixedTotal(99_00)) with
            {
                Rule = When.InitialAmount(Operator.AtLeast, 110_00) with { Number = 1, Message = "Works from 110.00." },
                Schedule = new Schedule { StartsAt = today.AddDays(-130), EndsAt = today.AddDays(-100) },
                Limits = new CampaignLimits(Redemptions: 60),
            }, 131, 8, "Seasonal", ["season"], Archived: true),
            new("Basket offers", Promotion(today), 210, 18, "Evergreen", ["always on", "no code"], Kind: CampaignKind.Promotion),
            new("Advent surprise", new CampaignSetup
            {
                Description = "Every Sunday in Advent. The discount is still being discussed.",
                Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "ADVENT" },
                Schedule = new Schedule { Days = [DayOfWeek.Sunday] },
            }, null, 0, "Seasonal", ["season"]),
        ];
    }

    private static CampaignSetup Shared(string code, Discount discount, string description = "") => new()
    {
        Description = description,
        Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = code, RedemptionLimit = null },
        Discount = discount,
    };

    private static CampaignSetup Promotion(DateTimeOffset now) => new()
    {
        Description = "What every basket gets by itself: the larger, the more.",
        Codes = CodeSetup.None,
        Tiers =
        [
            .. Offers.Select((offer, at) => new TierSetup
            {
                Id = Ids.New(TierSetup.IdPrefix, now),
                Name = offer.Name,
                Banner = offer.Banner,
                Hierarchy = at + 1,
                Discount = offer.Discount,
                Rule = When.InitialAmount(Operator.AtLeast, offer.FromAmount) with { Number = 1, Message = FormattableString.Invariant($"Works from {offer.FromAmount / 100}.00.") },
                CreatedAt = now,
            }),
        ],
    };

    private static CampaignSetup Unique(string pattern, int count, Discount discount) => new()
    {
        Codes = new CodeSetup { Mode = CodeMode.Unique, Pattern = new CodePattern { Pattern = pattern }, Count = count, RedemptionLimit = 1 },
        Discount = discount,
    };
}
