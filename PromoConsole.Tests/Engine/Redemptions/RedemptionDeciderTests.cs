using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Redemptions;

public class RedemptionDeciderTests
{
    private static readonly Discount Ten = new AmountOff(10_00);

    [Fact]
    public void Accepts_and_takes_off_the_discount()
    {
        var decision = new Decisions().Decide();

        Assert.True(decision.Accepted);
        Assert.Equal(10_00, decision.DiscountAmount);
        Assert.Equal(1, decision.CampaignVersion);
        Assert.Equal([new CounterChange("vn:v_1", 1)], decision.Changes);
    }

    public static TheoryData<string, string, CheckKind> States => new()
    {
        { "unknown", "not_found", CheckKind.CodeExists },
        { "code off", "voucher_disabled", CheckKind.CodeActive },
        { "campaign paused", "voucher_disabled", CheckKind.CampaignActive },
        { "campaign deleted", "voucher_disabled", CheckKind.CampaignActive },
        { "not started", "voucher_not_active", CheckKind.Started },
        { "own start later", "voucher_not_active", CheckKind.Started },
        { "ended", "voucher_expired", CheckKind.NotEnded },
        { "own end earlier", "voucher_expired", CheckKind.NotEnded },
        { "wrong day", "voucher_not_active_now", CheckKind.OpenNow },
        { "used up", "quantity_exceeded", CheckKind.UsesLeft },
        { "no order", "missing_order", CheckKind.OrderGiven },
        { "order without a value", "missing_amount", CheckKind.OrderGiven },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Refuses_by_the_first_state_that_does_not_allow(string state, string key, CheckKind failed)
    {
        var decision = In(state).Decide();

        Assert.False(decision.Accepted);
        Assert.Equal(key, decision.Proof.RefusalKey);
        Assert.Equal((failed, false), (decision.Proof.Checks[^1].Kind, decision.Proof.Checks[^1].Passed));
        Assert.All(decision.Proof.Checks.SkipLast(1), check => Assert.True(check.Passed));
        Assert.Empty(decision.Changes);
        Assert.Equal(0, decision.DiscountAmount);
    }

    // Example A of the reference: new customers, cart from 50.00, once per customer and code.
    [Theory]
    [InlineData(null, 80_00, 0, "missing_customer")]
    [InlineData("seg_new", 49_99, 0, "order_rules_violated")]
    [InlineData("seg_old", 80_00, 0, "customer_rules_violated")]
    [InlineData("seg_old", 49_99, 0, "redemption_rules_violated")] // mixed families
    [InlineData("seg_new", 50_00, 0, null)]
    [InlineData("seg_new", 50_00, 1, "redemption_rules_violated")]
    public void Answers_the_references_example(string? segment, long cart, long usedBefore, string? key)
    {
        var rule = new AllOf([
            When.Segment(Operator.Is, "seg_new") with { Number = 1 },
            When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 2 },
            When.Used(BudgetMeasure.IncentivePerCustomer, Operator.AtMost, 1) with { Number = 3 },
        ]);
        var decision = new Decisions
        {
            Setup = new() { Discount = Ten, Rule = rule },
            Customer = segment is null ? null : Decisions.Someone(segment),
            Order = Decisions.Cart(cart),
            Counters = { ["vc:v_1:cust_1"] = usedBefore },
        }.Decide();

        Assert.Equal(key, decision.Proof.RefusalKey);
        Assert.Equal(key is null, decision.Accepted);
    }

    [Fact]
    public void Amount_rules_see_the_order_before_and_after_the_codes_own_discount()
    {
        // Reference, section 7: cart 90.00 of which 15.00 is off already; 20 % of the 75.00 left leaves 60.00.
        bool Accepts(Condition condition) => new Decisions
        {
            Setup = new() { Discount = new PercentOff(20), Rule = condition },
            Order = Decisions.Cart(90_00, alreadyOff: 15_00),
        }.Decide().Accepted;

        Assert.True(Accepts(When.InitialAmount(Operator.Is, 90_00)));
        Assert.True(Accepts(When.AmountBefore(Operator.Is, 75_00)));
        Assert.True(Accepts(When.TotalAmount(Operator.Is, 60_00)));
        Assert.False(Accepts(When.TotalAmount(Operator.AtLeast, 60_01)));
    }

    [Fact]
    public void A_budget_admits_exactly_its_amount()
    {
        Decisions With(long given) => new() { Setup = new() { Discount = Ten, Limits = new(DiscountedAmount: 1000_00) }, Counters = { ["cd:camp_1"] = given } };

        var last = With(990_00).Decide();

        Assert.True(last.Accepted);
        Assert.Equal([new CounterChange("cd:camp_1", 10_00), new CounterChange("vn:v_1", 1)], last.Changes);
        Assert.Equal([new LimitUse("campaign.orders.amount_discounted", Unit.Amount, 990_00, 1000_00, 1000_00)], last.Proof.Limits);
        Assert.Equal("redemption_rules_violated", With(990_01).Decide().Proof.RefusalKey);
    }

    [Fact]
    public void Moves_the_counters_the_rule_names_in_ordinal_order_and_a_limited_code_in_its_own_row()
    {
        var decision = new Decisions
        {
            Setup = new() { Discount = Ten, Limits = new(Redemptions: 5, RedemptionsPerCustomer: 5, RedemptionsPerCustomerPerCode: 5, DiscountedAmount: 500_00) },
            Customer = Decisions.Someone(),
            Voucher = Decisions.Code(limit: 3, used: 1),
        }.Decide();

        string[] keys = [.. decision.Changes.Select(change => change.Key)];
        Assert.Equal(["cc:camp_1:cust_1", "cd:camp_1", "cn:camp_1", "vc:v_1:cust_1"], keys);
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.Equal(new LimitUse("code", Unit.Count, 1, 2, 3), decision.Proof.Limits[0]);
    }

    [Fact]
    public void A_muted_limit_is_neither_read_nor_moved()
    {
        var decision = new Decisions
        {
            Setup = new() { Discount = Ten, Rule = new AllOf([When.Used(BudgetMeasure.CampaignRedemptions, Operator.AtMost, 1) with { Muted = true }]) },
            Counters = { ["cn:camp_1"] = 7 },
        }.Decide();

        Assert.True(decision.Accepted);
        Assert.Empty(decision.Proof.Limits);
        Assert.Equal(["vn:v_1"], decision.Changes.Select(change => change.Key));
    }

    [Fact]
    public void Keeps_discount_and_dates_of_the_codes_version_and_obeys_the_newest_rule()
    {
        var world = new Decisions
        {
            Version = 2,
            Older = new Dictionary<int, CampaignSetup> { [1] = new() { Discount = new PercentOff(50) } },
            Setup = new() { Discount = Ten, Rule = When.InitialAmount(Operator.AtLeast, 200_00), Schedule = new() { EndsAt = Decisions.Noon.AddDays(-1) } },
            Voucher = Decisions.Code() with { CampaignVersion = 1 },
        };

        Assert.Equal("order_rules_violated", world.Decide().Proof.RefusalKey); // not expired: its own version has no end
        var accepted = (world with { Order = Decisions.Cart(200_00) }).Decide();
        Assert.Equal((100_00, 1), (accepted.DiscountAmount, accepted.CampaignVersion!.Value));
    }

    [Fact]
    public void A_code_without_campaign_is_its_own_campaign()
    {
        var decision = new Decisions
        {
            Voucher = Decisions.Code(campaignId: null) with { Terms = new() { Discount = Ten, Limits = new(Redemptions: 2) } },
            Counters = { ["cn:v_1"] = 1 },
        }.Decide();

        Assert.True(decision.Accepted);
        Assert.Equal(new LimitUse("campaign.redemptions.count", Unit.Count, 1, 2, 2), Assert.Single(decision.Proof.Limits));
        Assert.Equal(["cn:v_1", "vn:v_1"], decision.Changes.Select(change => change.Key));
    }

    [Fact]
    public void Tells_the_customer_the_text_of_the_first_failed_condition_that_has_one()
    {
        var rule = new AllOf([
            When.InitialAmount(Operator.AtLeast, 500_00) with { Number = 1 },
            When.ItemsQuantity(Operator.AtLeast, 3) with { Number = 3, Message = "Three pieces, please" },
            When.InitialAmount(Operator.AtLeast, 200_00) with { Number = 2, Message = "From 200.00 on" },
            When.InitialAmount(Operator.AtLeast, 1) with { Number = 0, Message = "Passed anyway" },
        ]);
        var setup = new CampaignSetup { Discount = Ten, Rule = rule, RefusalMessage = "Not for this cart" };

        Assert.Equal("From 200.00 on", new Decisions { Setup = setup }.Decide().Proof.CustomerMessage);
        Assert.Equal("Not for this cart",
            new Decisions { Setup = setup with { Rule = When.InitialAmount(Operator.AtLeast, 500_00) } }.Decide().Proof.CustomerMessage);
    }

    [Fact]
    public void A_code_published_shortly_before_the_end_lives_its_full_time()
    {
        var world = new Decisions
        {
            Setup = new() { Discount = Ten, Schedule = new() { EndsAt = Decisions.Noon.AddHours(-47), ValidAfterPublication = "PT48H" } },
            Voucher = Decisions.Code() with { PublishedAt = Decisions.Noon.AddHours(-48).AddSeconds(1) },
        };

        Assert.True(world.Decide().Accepted);
        Assert.Equal("voucher_expired", (world with { Now = Decisions.Noon.AddSeconds(1) }).Decide().Proof.RefusalKey);
    }

    private static Decisions In(string state) => state switch
    {
        "unknown" => new() { Voucher = null, NearCode = "BLCKFRDY" },
        "code off" => new() { Voucher = Decisions.Code() with { Active = false } },
        "campaign paused" => new() { CampaignActive = false, PauseReason = "Wrong price" },
        "campaign deleted" => new() { Deleted = true },
        "not started" => new() { Setup = new() { Discount = Ten, Schedule = new() { StartsAt = Decisions.Noon.AddSeconds(1) } } },
        "own start later" => new() { Voucher = Decisions.Code() with { StartsAt = Decisions.Noon.AddSeconds(1) } },
        "ended" => new() { Setup = new() { Discount = Ten, Schedule = new() { EndsAt = Decisions.Noon } } },
        "own end earlier" => new() { Voucher = Decisions.Code() with { EndsAt = Decisions.Noon } },
        "wrong day" => new() { Setup = new() { Discount = Ten, Schedule = new() { Days = [DayOfWeek.Sunday] } } },
        "used up" => new() { Voucher = Decisions.Code(limit: 2, used: 2) },
        "no order" => new() { Order = null },
        "order without a value" => new() { Order = Decisions.Cart(new PromoConsole.Engine.Orders.OrderLine { ProductId = "mug" }) },
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
