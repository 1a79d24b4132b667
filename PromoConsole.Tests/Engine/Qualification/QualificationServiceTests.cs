using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Tests.Support;
using static PromoConsole.Tests.Engine.Qualification.Offered;

namespace PromoConsole.Tests.Engine.Qualification;

/// <summary>What a customer is offered, on the real database.</summary>
public class QualificationServiceTests
{
    private static readonly AmountOff TenOff = new(10_00);

    [Fact]
    public async Task Offers_tiers_stacks_codes_for_everybody_and_the_customers_own()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.PromotionAsync(new CampaignSetup
        {
            Tiers = [Tier("promo_fits", TenOff, When.AmountBefore(Operator.AtLeast, 100_00)), Tier("promo_dear", TenOff, When.AmountBefore(Operator.AtLeast, 100_01))],
            Stacks = [new StackSetup { Id = "stack_fits", Name = "Fits", TierIds = ["promo_fits"] }, new StackSetup { Id = "stack_dear", Name = "Dear", TierIds = ["promo_fits", "promo_dear"] }],
        });
        await world.VoucherAsync("ALONE");
        var shared = await world.LaunchedCampaignAsync(new() { Discount = TenOff, Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "EVERYBODY", RedemptionLimit = null } }, "Shared");
        await world.CodesAsync(shared, null, "EVERYBODY");
        await world.CodesAsync(await world.LaunchedCampaignAsync(new() { Discount = TenOff }, "Unique"), 1, "HERS", "HIS", "NOBODYS");
        await world.GiveAsync("HERS", "ola");
        await world.GiveAsync("HIS", "jan");

        Assert.Equal(["ALONE", "EVERYBODY", "HERS", "promo_fits", "stack_fits"], await world.OfferedAsync(Asking(customer: "ola")));
        Assert.Equal(["ALONE", "EVERYBODY", "promo_fits", "stack_fits"], await world.OfferedAsync(Asking()));
        Assert.Equal(["HERS"], await world.OfferedAsync(Asking(QualificationScenario.CustomerWallet, customer: "ola")));
        Assert.Equal(["stack_fits"], await world.OfferedAsync(Asking(QualificationScenario.PromotionStacks, customer: "ola")));
    }

    [Fact]
    public async Task Leaves_out_what_is_switched_off_over_used_up_or_held_by_a_session()
    {
        await using var world = await PromoWorld.StartAsync();
        var now = world.Time.GetUtcNow();
        await world.TiersAsync(
            Tier("promo_off", TenOff) with { Active = false },
            Tier("promo_over", TenOff) with { Schedule = new Schedule { EndsAt = now } },
            Tier("promo_later", TenOff) with { Schedule = new Schedule { StartsAt = now.AddSeconds(1) } },
            Tier("promo_sundays", TenOff) with { Schedule = new Schedule { Days = [DayOfWeek.Sunday] } },
            Tier("promo_now", TenOff) with { Schedule = new Schedule { StartsAt = now, EndsAt = now.AddSeconds(1) } });
        var paused = await world.LaunchedCampaignAsync(new() { Tiers = [Tier("promo_paused", TenOff)] }, "Paused");
        await world.Writes.ExclusiveAsync<int>(async (db, ct) => await db.Campaigns.Where(c => c.Id == paused).ExecuteUpdateAsync(set => set.SetProperty(c => c.Active, false), ct));
        await world.VoucherAsync("USED", limit: 1);
        await world.Redemptions.RedeemAsync(Some.Redemption("USED"));
        await world.VoucherAsync("HELD", limit: 1);
        await world.Redemptions.LockAsync(new LockRedeemables { Redeemables = [Redeemable.Voucher("HELD")], SessionKey = "cart", Order = Asking().Order, Caller = Some.Shop });

        Assert.Equal(["promo_now"], await world.OfferedAsync(Asking()));

        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["promo_later"], await world.OfferedAsync(Asking()));
    }

    [Fact]
    public async Task Checks_budgets_on_what_was_really_used()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.PromotionAsync(new() { Tiers = [Tier("promo_once", TenOff)], Limits = new CampaignLimits(RedemptionsPerCustomer: 1) });
        await world.PromotionAsync(new() { Tiers = [Tier("promo_25", TenOff)], Limits = new CampaignLimits(DiscountedAmount: 25_00) }, "Small");

        foreach (var customer in (string[])["ola", "jan"])
            Some.Of(await world.Redemptions.RedeemAsync(new RedeemRedeemables { Redeemables = [Redeemable.Tier("promo_25")], Customer = new() { SourceId = customer }, Order = Asking().Order, Caller = Some.Shop }));
        Some.Of(await world.Redemptions.RedeemAsync(new RedeemRedeemables { Redeemables = [Redeemable.Tier("promo_once")], Customer = new() { SourceId = "ola" }, Order = Asking().Order, Caller = Some.Shop }));

        Assert.Equal(["promo_once"], await world.OfferedAsync(Asking(customer: "jan"))); // the other has given 20.00 and would give 30.00
        Assert.Empty(await world.OfferedAsync(Asking(customer: "ola")));
    }

    [Fact]
    public async Task Obeys_rules_that_stand_by_themselves()
    {
        await using var world = await PromoWorld.StartAsync();
        var vip = await world.SegmentAsync("VIP", "ola");
        var campaign = await world.TiersAsync(Tier("promo_1", TenOff), Tier("promo_2", TenOff));
        await AssignAsync(When.Segment(Operator.Is, vip), RuleOwner.PromotionTier, "promo_1");
        await AssignAsync(When.AmountBefore(Operator.AtLeast, 50_00), RuleOwner.Campaign, campaign);

        Assert.Equal(["promo_1", "promo_2"], await world.OfferedAsync(Asking(customer: "ola")));
        Assert.Equal(["promo_2"], await world.OfferedAsync(Asking(customer: "jan")));
        Assert.Empty(await world.OfferedAsync(Asking(amount: 49_99, customer: "ola")));
        Assert.Equal(["promo_2"], await world.OfferedAsync(Asking(QualificationScenario.AudienceOnly, amount: 49_99, customer: "jan")));

        async Task AssignAsync(Rule rule, RuleOwner type, string owner)
        {
            var rules = world.Get<RuleService>();
            var made = Some.Of(await rules.CreateAsync(new($"For {owner}", new RuleContent { Rule = rule }, Some.Shop)));
            Some.Of(await rules.AssignAsync(new AssignRule(made.Id, type, owner, false, Some.Shop)));
        }
    }

    [Fact]
    public async Task Offers_somebody_elses_single_use_code_to_nobody_else()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.VoucherAsync("ONCE", limit: 1);
        await world.VoucherAsync("OFTEN", limit: 100);
        await world.GiveAsync("ONCE", "ola");
        await world.GiveAsync("OFTEN", "ola");

        Assert.Equal(["OFTEN"], await world.OfferedAsync(Asking(customer: "jan")));
        Assert.Equal(["OFTEN", "ONCE"], await world.OfferedAsync(Asking(QualificationScenario.CustomerWallet, customer: "ola")));
    }

    [Fact]
    public async Task Audience_only_asks_about_the_customer_and_names_campaigns_that_would_have_a_code()
    {
        await using var world = await PromoWorld.StartAsync();
        var vip = await world.SegmentAsync("VIP", "ola");
        var rule = new AllOf([When.Segment(Operator.Is, vip), When.AmountBefore(Operator.AtLeast, 500_00)]);
        var either = new AnyOf([When.Segment(Operator.Is, vip), When.AmountBefore(Operator.AtLeast, 500_00)]);
        await world.TiersAsync(Tier("promo_vip", TenOff, rule), Tier("promo_either", TenOff, either), Tier("promo_all", TenOff));
        var campaign = await world.LaunchedCampaignAsync(new() { Discount = TenOff, Rule = new AllOf([rule, When.IsHolder()]) }, "Unique");
        var asking = Asking(QualificationScenario.AudienceOnly) with { Order = null };

        Assert.Equal(((string[])[campaign, "promo_all", "promo_either", "promo_vip"]).Order(StringComparer.Ordinal), await world.OfferedAsync(asking with { Customer = new() { SourceId = "ola" } }));
        // A large cart may still come: only the segment keeps him out.
        Assert.Equal(["promo_all", "promo_either"], await world.OfferedAsync(asking with { Customer = new() { SourceId = "jan" } }));
    }

    [Fact]
    public async Task Products_finds_what_discounts_or_asks_for_the_items()
    {
        await using var world = await PromoWorld.StartAsync();
        var vip = await world.SegmentAsync("VIP", "ola");
        var product = Some.Of(await world.Get<ProductService>().UpsertAsync(new() { SourceId = "mug", Name = "Mug" }, Some.Shop));
        var mug = new ItemReference(ItemKind.Product, product.Id);
        var shirt = new ItemReference(ItemKind.Product, "prod_shirt");
        var offMugs = new PercentOff(50) { Effect = DiscountEffect.ApplyToItems };
        await world.TiersAsync(
            Tier("promo_order", TenOff),
            Tier("promo_on_mugs", offMugs) with { Coverage = new Coverage { Included = [new(mug)] } },
            Tier("promo_on_shirts", offMugs) with { Coverage = new Coverage { Included = [new(shirt)] } },
            Tier("promo_asks_mug", TenOff, new AllOf([When.AnyItem([mug]), When.AmountBefore(Operator.AtLeast, 900_00)])),
            Tier("promo_no_mug", TenOff, new Not(When.AnyItem([mug]))),
            Tier("promo_vip_mug", offMugs, new AllOf([When.AnyItem([mug]), When.Segment(Operator.Is, vip)])));
        QualifyRedeemables On(QualificationScenario scenario, string? customer = null) => Asking(scenario, customer: customer).With(Line("mug", 20_00));

        Assert.Equal(["promo_asks_mug", "promo_on_mugs", "promo_vip_mug"], await world.OfferedAsync(On(QualificationScenario.Products)));
        Assert.Equal(["promo_on_mugs", "promo_vip_mug"], await world.OfferedAsync(On(QualificationScenario.ProductsDiscount)));
        Assert.Equal(["promo_asks_mug", "promo_on_mugs"], await world.OfferedAsync(On(QualificationScenario.ProductsByCustomer, "jan")));
        Assert.Equal(["promo_asks_mug", "promo_on_mugs", "promo_vip_mug"], await world.OfferedAsync(On(QualificationScenario.ProductsByCustomer, "ola")));
        Assert.Equal(["promo_on_mugs"], await world.OfferedAsync(On(QualificationScenario.ProductsDiscountByCustomer, "jan")));
        Assert.Equal(["promo_on_mugs", "promo_vip_mug"], await world.OfferedAsync(On(QualificationScenario.ProductsDiscountByCustomer, "ola")));
    }

    [Fact]
    public async Task Says_the_same_as_validating_each_by_itself_and_writes_nothing()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.TiersAsync([.. Enumerable.Range(1, 20).Select(n => Tier($"promo_{n:00}", n % 2 == 0 ? new PercentOff(n) : new AmountOff(n), When.AmountBefore(Operator.AtLeast, n * 10_00)))]);
        await using var db = world.Db();
        var before = (await db.Redemptions.CountAsync(), await db.Customers.CountAsync(), await db.Counters.CountAsync(), await db.Outbox.CountAsync());

        var answer = await world.QualifyAsync(Asking(customer: "new-one"));

        var validated = new List<(string, long)>();
        for (var n = 1; n <= 20; n++)
        {
            var decision = Some.Of(await world.Redemptions.ValidateAsync(Asking().AsValidation with { Redeemables = [Redeemable.Tier($"promo_{n:00}")], RecordRefusal = false })).Decision;
            if (decision.Accepted) validated.Add(($"promo_{n:00}", decision.DiscountAmount));
        }

        Assert.Equal(10, validated.Count);
        Assert.Equal(validated, answer.Entries.Select(entry => (entry.Id, entry.DiscountAmount)).Order());
        await world.Get<AttemptRecorder>().FlushAsync();
        Assert.Equal(before, (await db.Redemptions.CountAsync(), await db.Customers.CountAsync(), await db.Counters.CountAsync(), await db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task Follows_a_launch_at_once()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.TiersAsync(Tier("promo_1", TenOff));
        Assert.Equal(["promo_1"], await world.OfferedAsync(Asking()));

        await world.TiersAsync(Tier("promo_1", TenOff, When.AmountBefore(Operator.AtLeast, 200_00)), Tier("promo_2", TenOff));

        Assert.Equal(["promo_2"], await world.OfferedAsync(Asking()));
    }

    [Fact]
    public async Task Without_an_order_offers_what_lacks_nothing_else()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.TiersAsync(Tier("promo_free", TenOff), Tier("promo_rule", TenOff, When.AmountBefore(Operator.AtLeast, 1)));

        var page = await world.QualifyAsync(Asking() with { Order = null });

        Assert.Equal("promo_free", Assert.Single(page.Entries).Id);
        Assert.Null(page.Entries[0].Order);
    }

    [Fact]
    public async Task Refuses_a_customer_or_order_of_an_unknown_platform_id()
    {
        await using var world = await PromoWorld.StartAsync();
        var service = world.Get<IQualificationService>();

        Assert.Equal("not_found", (await service.QualifyAsync(Asking() with { Customer = new() { Id = "cust_0123456789abcdefghjkmnpqrs" } })).Error?.Key);
        Assert.Equal("not_found", (await service.QualifyAsync(Asking() with { Order = new() { Id = "ord_0123456789abcdefghjkmnpqrs" } })).Error?.Key);
    }
}
