using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Qualification;

/// <summary>A shop with things to offer, and short ways to ask for them.</summary>
internal static class Offered
{
    public static TierSetup Tier(string id, Discount discount, Rule? rule = null) => new() { Id = id, Name = id, Discount = discount, Rule = rule };

    public static Task<string> TiersAsync(this PromoWorld world, params TierSetup[] tiers) => world.PromotionAsync(new CampaignSetup { Tiers = tiers });

    public static Task<string> PromotionAsync(this PromoWorld world, CampaignSetup setup, string name = "Spring") => world.LaunchedCampaignAsync(setup, name);

    /// <summary>A code without campaign.</summary>
    public static async Task<Voucher> VoucherAsync(this PromoWorld world, string code, Discount? discount = null, Rule? rule = null, int? limit = null) =>
        Some.Of(await world.Get<VoucherService>().CreateAsync(new CreateVoucher
        {
            Code = code, Terms = new CampaignSetup { Discount = discount ?? new AmountOff(10_00), Rule = rule }, RedemptionLimit = limit, Actor = "test",
        }));

    public static async Task GiveAsync(this PromoWorld world, string code, string customer) =>
        Some.Of(await world.Get<PublicationService>().PublishAsync(new PublishVoucher { Code = code, Customer = new CustomerInput { SourceId = customer }, Caller = Some.Shop }));

    public static async Task<string> SegmentAsync(this PromoWorld world, string name, string customer)
    {
        var stored = Some.Of(await world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = customer }, Some.Shop));
        var segments = world.Get<SegmentService>();
        return Some.Of(await segments.CreateAsync(new CreateSegment(name, SegmentKind.Static, [stored.Id], null, Some.Shop))).Id;
    }

    /// <summary>On a cart of 100.00 without lines, unless it says otherwise; as many entries as there may be.</summary>
    public static QualifyRedeemables Asking(QualificationScenario scenario = QualificationScenario.All, long amount = 100_00, string? customer = null) => new()
    {
        Scenario = scenario,
        Order = new OrderInput { Content = new OrderContent { ExplicitAmount = amount } },
        Customer = customer is null ? null : new CustomerInput { SourceId = customer },
        Limit = QualifyRedeemables.MostEntries,
        Caller = Some.Shop,
    };

    public static QualifyRedeemables With(this QualifyRedeemables request, params OrderLine[] lines) =>
        request with { Order = new OrderInput { Content = new OrderContent { Lines = lines } } };

    public static OrderLine Line(string product, long price, int quantity = 1) => new() { SourceId = product, PriceAmount = price, Quantity = quantity };

    public static async Task<QualificationAnswer> QualifyAsync(this PromoWorld world, QualifyRedeemables request) =>
        Some.Of(await world.Get<IQualificationService>().QualifyAsync(request));

    /// <summary>What is offered, by code or id, in alphabetical order.</summary>
    public static async Task<string[]> OfferedAsync(this PromoWorld world, QualifyRedeemables request) =>
        [.. (await world.QualifyAsync(request)).Entries.Select(entry => entry.Id).Order(StringComparer.Ordinal)];
}
