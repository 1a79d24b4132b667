using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Redemptions.Replays;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Engine.Concurrency;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Redemptions;

/// <summary>Limits of discounted units over all orders. Every piece costs 10.00 and is half price.</summary>
public class UnitLimitTests
{
    private static readonly Wording s_words = Wording.English("PLN", TimeZoneInfo.Utc);

    private const string Mug = "prod_mug";
    private const string Cup = "prod_cup";

    private static Coverage Covering(ItemReference item, params UnitLimit[] limits) => new() { Included = [new CoverageEntry(item) { UnitLimits = limits.Length == 0 ? null : limits }] };

    private static Coverage Mugs(params UnitLimit[] limits) => Covering(new(ItemKind.Product, Mug), limits);

    private static CampaignSetup Half(Coverage coverage) => new()
    {
        Discount = new PercentOff(50) { Effect = DiscountEffect.ApplyToItems }, Coverage = coverage, Codes = new CodeSetup { RedemptionLimit = null },
    };

    private static RedeemRedeemables Buying(string code, int quantity, string? customer = null, params string[] products) => Some.Redemption(code, customer: customer) with
    {
        Order = new OrderInput { Content = new OrderContent { Lines = [.. (products.Length == 0 ? [Mug] : products).Select(id => new OrderLine { ProductId = id, Quantity = quantity, PriceAmount = 10_00 })] } },
    };

    private static async Task<Redemption> BuyAsync(PromoWorld world, string code, int quantity, string? customer = null, params string[] products) =>
        Some.Of(await world.Redemptions.RedeemAsync(Buying(code, quantity, customer, products))).Stored;

    private static async Task<(PromoWorld World, string CampaignId)> StartAsync(CampaignSetup setup, params string[] codes)
    {
        var world = await PromoWorld.StartAsync();
        var campaign = await world.LaunchedCampaignAsync(setup);
        await world.CodesAsync(campaign, null, codes);
        return (world, campaign);
    }

    private static async Task<string> CollectionAsync(PromoWorld world)
    {
        await world.Writes.ExclusiveAsync<int>((db, _) =>
        {
            foreach (var id in (string[])[Mug, Cup]) db.Products.Add(new Product { Id = id, Name = id, CreatedAt = world.Time.GetUtcNow() });
            return Task.FromResult<PromoConsole.Engine.Result<int>>(0);
        });
        return Some.Of(await world.Get<CollectionService>().CreateAsync("Kitchen", [Mug, Cup], Some.Shop)).Id;
    }

    [Fact]
    public async Task The_last_units_are_discounted_and_no_more()
    {
        var (world, _) = await StartAsync(Half(Mugs(new UnitLimit(UnitScope.Campaign, 5))), "HALF");
        await using var _w = world;

        var first = await BuyAsync(world, "HALF", 3);
        var second = await BuyAsync(world, "HALF", 4);
        var third = await BuyAsync(world, "HALF", 1);

        Assert.Equal((15_00, 10_00, 0), (first.DiscountAmount, second.DiscountAmount, third.DiscountAmount));
        var proof = second.Detail.Proof!;
        Assert.Equal(new LimitUse("units.campaign", Unit.Count, 3, 5, 5), Assert.Single(proof.Limits));
        var cut = Assert.Single(proof.Discount!.Caps, cap => cap.Kind == CapKind.CampaignUnits);
        Assert.Equal((5, 2, 0), (cut.Limit, cut.Units, cut.Index));
        Assert.Contains("at most 5 pieces in the campaign: 2 pieces kept back", AppliedDiscountWords.Caps(proof.Discount, s_words));
        Assert.Equal("Pieces discounted in the campaign 5 of 5, was 3", new ProofWords(proof, s_words).Of(proof.Limits[0]));
        Assert.True(Some.Of(await world.Get<ReplayService>().ReplayAsync(second.Id)).Same);
    }

    [Fact]
    public async Task What_is_taken_back_is_free_again()
    {
        var (world, campaign) = await StartAsync(Half(Mugs(new UnitLimit(UnitScope.Campaign, 5), new UnitLimit(UnitScope.IncentiveCustomer, 9))), "HALF");
        await using var _w = world;
        var first = await BuyAsync(world, "HALF", 4, "ola");

        Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(first.Id)));

        await using var db = world.Db();
        Assert.All(await db.Counters.Where(c => c.Key.StartsWith("cu:") || c.Key.StartsWith("vw:")).ToListAsync(), counter => Assert.Equal(0, counter.Value));
        Assert.Equal(2, await db.Counters.CountAsync(c => c.Key == $"cu:{campaign}:{Mug}" || c.Key.StartsWith("vw:")));
        Assert.Equal(25_00, (await BuyAsync(world, "HALF", 9, "ola")).DiscountAmount);
    }

    [Fact]
    public async Task A_limit_set_later_starts_at_what_was_discounted()
    {
        var (world, _) = await StartAsync(Half(new Coverage { All = true, Included = [] }), "HALF"); // no entry names the product yet
        await using var _w = world;
        var back = await BuyAsync(world, "HALF", 5);
        await BuyAsync(world, "HALF", 2);
        await BuyAsync(world, "HALF", 7, null, Cup);
        Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(back.Id)));

        await world.LaunchedCampaignAsync(Half(Mugs(new UnitLimit(UnitScope.Campaign, 3))));

        await world.CodesAsync((await world.Db().Campaigns.SingleAsync()).Id, null, "NEW"); // without an older version to keep
        Assert.Equal(5_00, (await BuyAsync(world, "NEW", 4)).DiscountAmount);
        Assert.Equal(10_00, (await BuyAsync(world, "HALF", 2)).DiscountAmount); // keeps the discount it was used with, which has no limit
        Assert.Equal(0, (await BuyAsync(world, "NEW", 1)).DiscountAmount);
    }

    [Fact]
    public async Task Each_customer_has_units_of_their_own_and_nobody_none()
    {
        var (world, _) = await StartAsync(Half(Mugs(new UnitLimit(UnitScope.CampaignCustomer, 2))), "HALF", "OTHER");
        await using var _w = world;

        Assert.Equal(10_00, (await BuyAsync(world, "HALF", 5, "ola")).DiscountAmount); // stored with this one
        Assert.Equal(0, (await BuyAsync(world, "OTHER", 5, "ola")).DiscountAmount);
        Assert.Equal(10_00, (await BuyAsync(world, "OTHER", 5, "eve")).DiscountAmount);
        Assert.Equal(0, (await BuyAsync(world, "OTHER", 5)).DiscountAmount);
    }

    [Fact]
    public async Task Each_product_of_a_collection_can_be_counted_by_itself()
    {
        await using var world = await PromoWorld.StartAsync();
        var kitchen = new ItemReference(ItemKind.Collection, await CollectionAsync(world));
        await world.CodesAsync(await world.LaunchedCampaignAsync(Half(Covering(kitchen, new UnitLimit(UnitScope.Campaign, 5), new UnitLimit(UnitScope.Campaign, 3) { PerProduct = true }))), null, "HALF");

        var both = await BuyAsync(world, "HALF", 4, null, Mug, Cup);
        var more = await BuyAsync(world, "HALF", 4, null, Mug, Cup);

        Assert.Equal(25_00, both.DiscountAmount); // 3 mugs, then 2 of the 5 are left for cups
        Assert.Equal([3, 2], both.Detail.Proof!.Discount!.Lines.Select(line => line.CoveredQuantity!.Value));
        Assert.Equal(0, more.DiscountAmount);
        Assert.Equal([new("units.campaign", Unit.Count, 0, 5, 5), new("units.campaign", Unit.Count, 0, 3, 3), new LimitUse("units.campaign", Unit.Count, 0, 2, 3)], both.Detail.Proof.Limits);
    }

    [Fact]
    public async Task Codes_of_one_request_share_what_is_left()
    {
        var (world, _) = await StartAsync(Half(Mugs(new UnitLimit(UnitScope.Campaign, 5))), "ONE", "TWO");
        await using var _w = world;

        var used = Some.Of(await world.Redemptions.RedeemAsync(Buying("ONE", 3) with { Redeemables = [Redeemable.Voucher("ONE"), Redeemable.Voucher("TWO")] }));

        Assert.Equal([15_00, 5_00], used.Redemptions.Select(part => part.DiscountAmount)); // 3 of 10.00, then 2 of the 5.00 that are left of each
        await using var db = world.Db();
        Assert.Equal(5, (await db.Counters.SingleAsync(c => c.Key.StartsWith("cu:"))).Value);
        Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(used.Stored.Id) with { Whole = true }));
        Assert.Equal(0, (await db.Counters.AsNoTracking().SingleAsync(c => c.Key.StartsWith("cu:"))).Value);
    }

    [Fact]
    public async Task A_tier_has_units_of_its_own()
    {
        await using var world = await PromoWorld.StartAsync();
        TierSetup Tier(string name, UnitScope scope) => Some.Tier(name) with { Discount = new AmountOff(2_00) { Effect = DiscountEffect.ApplyToItemsByQuantity }, Coverage = Mugs(new UnitLimit(scope, 4)) };
        await world.LaunchedCampaignAsync(new CampaignSetup { Codes = CodeSetup.None, Tiers = [Tier("own", UnitScope.Incentive), Tier("all", UnitScope.Campaign) with { Hierarchy = 2 }] });
        async Task<long> UseAsync(string tier, int quantity) =>
            Some.Of(await world.Redemptions.RedeemAsync(Buying("", quantity) with { Redeemables = [Redeemable.Tier("promo_" + tier)] })).Stored.DiscountAmount;

        Assert.Equal(6_00, await UseAsync("own", 3));
        Assert.Equal(2_00, await UseAsync("all", 3)); // the campaign has given 3 already
        Assert.Equal(2_00, await UseAsync("own", 3));
        Assert.Equal(0, await UseAsync("all", 3));
    }

    [Fact]
    public async Task A_code_of_its_own_counts_by_itself()
    {
        await using var world = await PromoWorld.StartAsync();
        foreach (var code in (string[])["LONE", "SOLO"])
            Some.Of(await world.Get<PromoConsole.Engine.Vouchers.VoucherService>().CreateAsync(new() { Code = code, Terms = Half(Mugs(new UnitLimit(UnitScope.Campaign, 3))), Actor = "test" }));

        var first = await BuyAsync(world, "LONE", 2);
        Assert.Equal((10_00, 5_00, 10_00), (first.DiscountAmount, (await BuyAsync(world, "LONE", 2)).DiscountAmount, (await BuyAsync(world, "SOLO", 2)).DiscountAmount));
        Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(first.Id)));

        Assert.Equal(10_00, (await BuyAsync(world, "LONE", 3)).DiscountAmount);
    }

    [Fact]
    public async Task A_validation_tells_what_is_left()
    {
        var (world, _) = await StartAsync(Half(Mugs(new UnitLimit(UnitScope.Campaign, 5))), "HALF");
        await using var _w = world;
        await BuyAsync(world, "HALF", 4);

        var asked = Some.Of(await world.Redemptions.ValidateAsync(Buying("HALF", 3)));

        Assert.Equal(5_00, asked.Decision.DiscountAmount);
    }

    public static TheoryData<UnitScope, bool> Scopes => new MatrixTheoryData<UnitScope, bool>(Enum.GetValues<UnitScope>(), [false, true]);

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task Fifty_who_want_the_last_units_at_once_get_exactly_those(UnitScope scope, bool perProduct)
    {
        await using var world = await PromoWorld.StartAsync();
        var kitchen = new ItemReference(ItemKind.Collection, await CollectionAsync(world));
        await world.CodesAsync(await world.LaunchedCampaignAsync(Half(Covering(kitchen, new UnitLimit(scope, 70) { PerProduct = perProduct }))), null, "HALF");

        var answers = await Storm.OfAsync([world], 50, _ => Buying("HALF", 3, "ola"));

        Assert.Equal(50, answers.Accepted());
        Assert.Equal(70 * 5_00, answers.Sum(answer => answer.DiscountAmount)); // 23 times three, and one
        Assert.Equal([0, 5_00, 15_00], answers.Select(answer => answer.DiscountAmount).Distinct().Order());
        await using var db = world.Db();
        Assert.Equal(70, (await db.Counters.SingleAsync(c => c.Key.StartsWith("cu:") || c.Key.StartsWith("cw:") || c.Key.StartsWith("vq:") || c.Key.StartsWith("vw:"))).Value);
        await Storm.AssertBooksBalanceAsync(db, answers.Select(answer => (answer.Id, answer.Kind)));
    }
}
