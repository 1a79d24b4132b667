using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules.Library;

public class AssignedRuleTests : IAsyncLifetime
{
    private PromoWorld _world = null!;

    private RuleService Rules => _world.Get<RuleService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_campaigns_own_rule_and_the_assigned_one_must_both_hold()
    {
        var campaign = await _world.LaunchedCampaignAsync(Some.TenOff with { Rule = AtLeast(20_00), RefusalMessage = "Not for this cart" });
        await _world.CodesAsync(campaign, null, "TEN");
        var rule = await MadeAsync(AtMost(90_00), "Small carts", "For small carts only");
        await AssignAsync(rule, RuleOwner.Campaign, campaign);

        var (inside, above, below) = (await DecideAsync("TEN", 50_00), await DecideAsync("TEN", 90_01), await DecideAsync("TEN", 19_99));

        Assert.True(inside.Accepted);
        Assert.Equal((Violations.OrderRules, "For small carts only"), (above.RefusalKey, above.Proof.CustomerMessage));
        Assert.Equal([new RuleSource(rule.Id, "Small carts", 1)], RuleSets.Failed(above.Proof.Rule));
        Assert.Equal((Violations.OrderRules, "Not for this cart"), (below.RefusalKey, below.Proof.CustomerMessage));
        Assert.Equal([null], RuleSets.Failed(below.Proof.Rule));
    }

    [Fact]
    public async Task A_code_obeys_its_own_rule_and_that_of_its_campaign()
    {
        var campaign = await _world.LaunchedCampaignAsync(Some.TenOff);
        await _world.CodesAsync(campaign, null, "TEN", "FREE");
        await AssignAsync(await MadeAsync(AtLeast(20_00)), RuleOwner.Campaign, campaign);
        await AssignAsync(await MadeAsync(AtMost(90_00)), RuleOwner.Voucher, "TEN");

        Assert.Equal([false, true, false], await AcceptedAsync("TEN", 19_99, 90_00, 90_01));
        Assert.Equal([false, true, true], await AcceptedAsync("FREE", 19_99, 90_00, 90_01));
        var both = await DecideAsync("TEN", 100_00); // the code's rule first, then the campaign's
        Assert.Equal([Outcome.Failed, Outcome.Passed], RuleSets.Of(both.Proof.Rule!).Select(set => set.Outcome));
    }

    [Fact]
    public async Task A_code_without_campaign_obeys_its_rule()
    {
        var rule = await MadeAsync(AtLeast(20_00));
        Some.Of(await _world.Get<VoucherService>().CreateAsync(new() { Code = "ALONE", Terms = Some.TenOff, RuleId = rule.Id, Actor = "test" }));

        Assert.Equal([false, true], await AcceptedAsync("ALONE", 19_99, 20_00));
    }

    [Fact]
    public async Task A_tier_obeys_its_rule_and_that_of_its_campaign()
    {
        var campaign = await PromotionAsync(_world, Tier("promo_1"), Tier("promo_2"));
        await AssignAsync(await MadeAsync(AtLeast(20_00)), RuleOwner.Campaign, campaign);
        await AssignAsync(await MadeAsync(AtMost(90_00)), RuleOwner.PromotionTier, "promo_1");

        Assert.Equal([false, true, false], await AcceptedAsync(Redeemable.Tier("promo_1"), 19_99, 90_00, 90_01));
        Assert.Equal([false, true, true], await AcceptedAsync(Redeemable.Tier("promo_2"), 19_99, 90_00, 90_01));
    }

    [Fact]
    public async Task A_deleted_tier_comes_back_with_its_rule_when_a_version_is_restored()
    {
        var campaign = await PromotionAsync(_world, Tier("promo_1"), Tier("promo_2"));
        var rule = await MadeAsync(AtMost(90_00));
        await AssignAsync(rule, RuleOwner.PromotionTier, "promo_2");
        Some.Of(await _world.Get<PromotionService>().DeleteTierAsync("promo_2", "test"));

        Some.Of(await _world.Get<CampaignService>().RestoreVersionAsync(new(campaign, 1, "test")));

        Assert.Equal([true, false], await AcceptedAsync(Redeemable.Tier("promo_2"), 90_00, 90_01));
    }

    [Fact]
    public async Task A_deleted_tier_comes_back_with_its_rule_when_a_waiting_draft_is_launched()
    {
        var campaigns = _world.Get<CampaignService>();
        var promotions = _world.Get<PromotionService>();
        var campaign = await PromotionAsync(_world, Tier("promo_1"), Tier("promo_2"));
        await AssignAsync(await MadeAsync(AtMost(90_00)), RuleOwner.PromotionTier, "promo_2");
        var inStack = new CampaignSetup { Codes = new() { Count = 0 }, Tiers = [Tier("promo_1"), Tier("promo_2")], Stacks = [new() { Id = "stack_1", Name = "Both", TierIds = ["promo_1", "promo_2"] }] };
        await using var db = _world.Db();
        var seen = (await db.Campaigns.SingleAsync()).Revision;
        Some.Of(await campaigns.SaveDraftAsync(new() { CampaignId = campaign, SeenRevision = seen, Name = "Cart promotion", Setup = inStack, Actor = "test" }));
        Some.Of(await promotions.DeleteTierAsync("promo_2", "test"));

        Some.Of(await campaigns.LaunchAsync(new(campaign, null, null, "test")));

        Assert.Equal([true, false], await AcceptedAsync(Redeemable.Tier("promo_2"), 90_00, 90_01));
    }

    [Fact]
    public async Task The_rule_of_a_deleted_tier_names_it_by_its_id_and_can_be_taken_away()
    {
        await PromotionAsync(_world, Tier("promo_1"), Tier("promo_2"));
        var rule = await MadeAsync(AtMost(90_00));
        await AssignAsync(rule, RuleOwner.PromotionTier, "promo_2");
        Some.Of(await _world.Get<PromotionService>().DeleteTierAsync("promo_2", "test"));
        var records = _world.Get<RuleRecords>();

        var use = Assert.Single((await records.UsesAsync(new() { RuleId = rule.Id })).Items);
        Some.Of(await Rules.UnassignAsync(rule.Id, use.Assignment.Id, Some.Shop));

        Assert.Equal("promo_2", use.Name);
        Assert.Empty((await records.UsesAsync(new() { RuleId = rule.Id })).Items);
    }

    [Fact]
    public async Task A_change_of_the_rule_holds_at_once_wherever_it_is_and_history_keeps_the_version_it_had()
    {
        await using var other = _world.AnotherInstance();
        var rule = await MadeAsync(AtLeast(20_00));
        foreach (var code in new[] { "ONE", "TWO" })
        {
            var campaign = await _world.LaunchedCampaignAsync(Some.TenOff, code);
            await _world.CodesAsync(campaign, null, code);
            await AssignAsync(rule, RuleOwner.Campaign, campaign);
        }

        var before = Some.Of(await _world.Redemptions.RedeemAsync(Some.Redemption("ONE", 50_00))).Stored;
        Some.Of(await Rules.ChangeAsync(new(rule.Id, null, content => content with { Rule = AtLeast(80_00) }, null, Some.Shop)));

        Assert.Equal([false, false], new[] { await DecideAsync("ONE", 50_00), await DecideAsync("TWO", 50_00) }.Select(decision => decision.Accepted));
        Assert.False(Some.Of(await other.Redemptions.ValidateAsync(Some.Validation("TWO", 50_00))).Decision.Accepted);
        await using var db = _world.Db();
        var stored = await db.Redemptions.SingleAsync(r => r.Id == before.Id);
        Assert.Equal(1, RuleSets.Of(stored.Detail.Proof!.Rule!).Single().Source!.Version);
    }

    [Fact]
    public async Task Without_its_assignment_or_after_its_deletion_a_rule_restricts_nothing()
    {
        var rule = await MadeAsync(AtLeast(80_00));
        var campaign = await _world.LaunchedCampaignAsync(Some.TenOff);
        await _world.CodesAsync(campaign, null, "TEN", "ELEVEN");
        var assignment = await AssignAsync(rule, RuleOwner.Campaign, campaign);
        await AssignAsync(rule, RuleOwner.Voucher, "ELEVEN");

        Some.Of(await Rules.UnassignAsync(rule.Id, assignment.Id, Some.Shop));
        var (ten, eleven) = (await DecideAsync("TEN", 50_00), await DecideAsync("ELEVEN", 50_00));
        Some.Of(await Rules.DeleteAsync(rule.Id, Some.Shop));

        Assert.Equal((true, false), (ten.Accepted, eleven.Accepted));
        Assert.True((await DecideAsync("ELEVEN", 50_00)).Accepted);
    }

    [Fact]
    public async Task Its_coverage_holds_where_the_discount_has_none_of_its_own()
    {
        var covers = new Coverage { Included = [new(new ItemReference(ItemKind.Product, "prod_1"))] };
        var rule = Some.Of(await Rules.CreateAsync(new("Only this", new RuleContent { Coverage = covers }, Some.Shop)));
        var half = new CampaignSetup { Discount = new PercentOff(50) { Effect = DiscountEffect.ApplyToItems } };
        var own = new Coverage { Included = [new(new ItemReference(ItemKind.Product, "prod_2"))] };
        await _world.CodesAsync(await _world.LaunchedCampaignAsync(half, "Without"), null, "WITHOUT");
        await _world.CodesAsync(await _world.LaunchedCampaignAsync(half with { Coverage = own }, "With"), null, "WITH");
        foreach (var name in new[] { "Without", "With" }) await AssignAsync(rule, RuleOwner.Campaign, name);

        Assert.Equal(5_00, (await OnLinesAsync("WITHOUT")).DiscountAmount); // half of prod_1's 10.00
        Assert.Equal(20_00, (await OnLinesAsync("WITH")).DiscountAmount); // half of prod_2's 40.00
    }

    [Fact]
    public async Task Its_marks_cover_items_of_every_campaign_it_is_assigned_to()
    {
        var marked = When.Items("product.id", [new(ItemKind.Product, "prod_1")], new FlagCondition(RuleKinds.Of("product.discount_applicable"), true)) with { Number = 1 };
        await _world.CodesAsync(await _world.LaunchedCampaignAsync(new() { Discount = new PercentOff(50) { Effect = DiscountEffect.ApplyToItems } }), null, "HALF");
        await AssignAsync(await MadeAsync(marked), RuleOwner.Voucher, "HALF");

        Assert.Equal(5_00, (await OnLinesAsync("HALF")).DiscountAmount); // half of prod_1's 10.00
    }

    [Fact]
    public async Task A_bundle_that_is_not_complete_is_blamed_on_the_rule_that_asks_for_it()
    {
        var pair = new BundleRule([new(new ItemReference(ItemKind.Product, "prod_1"), 2)]);
        var rule = Some.Of(await Rules.CreateAsync(new("A pair", new RuleContent { Bundle = pair, RefusalMessage = "Two of them, please" }, Some.Shop)));
        await _world.CodesAsync(await _world.LaunchedCampaignAsync(Some.TenOff with { RefusalMessage = "Not for this cart" }), null, "TEN", "OTHER");
        await AssignAsync(rule, RuleOwner.Voucher, "TEN");

        var decision = await OnLinesAsync("TEN");
        var answer = Some.Of(await _world.Redemptions.RedeemAsync(Some.Redemption("OTHER") with { Redeemables = [Redeemable.Voucher("OTHER"), Redeemable.Voucher("TEN")] }));

        Assert.Equal((Violations.OrderRules, "Two of them, please"), (decision.RefusalKey, decision.Proof.CustomerMessage));
        Assert.Equal([new RuleSource(rule.Id, "A pair", 1)], decision.Proof.FailedRules);
        Assert.EndsWith("rule “A pair” asks for it.", new ProofWords(decision.Proof, Wording.English("EUR", TimeZoneInfo.Utc)).Detail, StringComparison.Ordinal);
        Assert.Equal([null, [rule.Id]], answer.Stored.Detail.Stack!.Select(entry => entry.RuleIds));
    }

    [Fact]
    public async Task A_limit_counts_what_was_used_before_the_rule_was_assigned()
    {
        var campaign = await _world.LaunchedCampaignAsync(Some.TenOff);
        await _world.CodesAsync(campaign, null, "ONE", "TWO");
        await RedeemedAsync("ONE", 2);
        await RedeemedAsync("TWO", 1);
        var taken = Some.Of(await _world.Redemptions.RedeemAsync(Some.Redemption("TWO"))).Stored;
        Some.Of(await _world.Redemptions.RollBackAsync(Some.Rollback(taken.Id)));

        await AssignAsync(await MadeAsync(Used(BudgetMeasure.CampaignRedemptions, 4)), RuleOwner.Campaign, campaign);

        Assert.Equal([RedemptionKind.Redeemed, RedemptionKind.RefusedRedemption], [await RedeemAsync("ONE"), await RedeemAsync("TWO")]); // the fourth, not a fifth
        var last = (await LatestAsync()).Id;
        Some.Of(await _world.Redemptions.RollBackAsync(Some.Rollback(last)));
        Assert.Equal(RedemptionKind.Redeemed, await RedeemAsync("TWO"));
    }

    [Fact]
    public async Task A_limit_of_one_code_counts_that_code_alone_and_one_on_its_campaign_counts_all_codes()
    {
        var campaign = await _world.LaunchedCampaignAsync(Some.TenOff);
        await _world.CodesAsync(campaign, null, "ONE", "TWO");
        await RedeemedAsync("ONE", 1);
        await RedeemedAsync("TWO", 2);

        await AssignAsync(await MadeAsync(Used(BudgetMeasure.IncentiveDaily, 2)), RuleOwner.Voucher, "ONE");
        Assert.Equal([RedemptionKind.Redeemed, RedemptionKind.RefusedRedemption], [await RedeemAsync("ONE"), await RedeemAsync("ONE")]);
        Assert.Equal(RedemptionKind.Redeemed, await RedeemAsync("TWO"));

        // Five were used; the sixth is used by the other code, so nothing is left.
        await AssignAsync(await MadeAsync(Used(BudgetMeasure.CampaignRedemptions, 6)), RuleOwner.Voucher, "ONE", force: true);
        Assert.Equal([RedemptionKind.Redeemed, RedemptionKind.RefusedRedemption], [await RedeemAsync("TWO"), await RedeemAsync("ONE")]);
    }

    [Fact]
    public async Task A_limit_that_an_edit_brings_counts_history_wherever_the_rule_is()
    {
        var rule = await MadeAsync(AtLeast(1_00));
        await _world.CodesAsync(await _world.LaunchedCampaignAsync(Some.TenOff), null, "ONE", "TWO");
        Some.Of(await _world.Get<VoucherService>().CreateAsync(new() { Code = "ALONE", Terms = Some.TenOff, RuleId = rule.Id, Actor = "test" }));
        await AssignAsync(rule, RuleOwner.Voucher, "ONE");
        await RedeemedAsync("ONE", 2);
        await RedeemedAsync("TWO", 1);
        await RedeemedAsync("ALONE", 3);

        var both = new AllOf([Used(BudgetMeasure.IncentiveDaily, 3), Used(BudgetMeasure.CampaignRedemptions, 4) with { Number = 2 }]);
        Some.Of(await Rules.ChangeAsync(new(rule.Id, null, content => content with { Rule = both }, null, Some.Shop)));

        Assert.Equal([RedemptionKind.Redeemed, RedemptionKind.RefusedRedemption], [await RedeemAsync("ONE"), await RedeemAsync("ONE")]); // 3 today, 4 in the campaign
        Assert.Equal(RedemptionKind.Redeemed, await RedeemAsync("TWO")); // has no rule
        Assert.Equal(RedemptionKind.RefusedRedemption, await RedeemAsync("ALONE")); // 3 today already
    }

    [Fact]
    public async Task A_limit_that_moves_to_another_tier_counts_what_that_tier_gave()
    {
        var limited = Tier("promo_1") with { Rule = Used(BudgetMeasure.IncentiveMonthly, 2) };
        await PromotionAsync(_world, limited, Tier("promo_2"));
        foreach (var tier in new[] { "promo_1", "promo_2", "promo_2" }) Assert.True(await RedeemTierAsync(tier));

        await PromotionAsync(_world, limited, Tier("promo_2") with { Rule = limited.Rule });

        Assert.False(await RedeemTierAsync("promo_2"));
        Assert.True(await RedeemTierAsync("promo_1"));
        Assert.False(await RedeemTierAsync("promo_1"));
    }

    /// <summary>A promotion campaign in force: its first version, or the next one.</summary>
    internal static async Task<string> PromotionAsync(PromoWorld world, params TierSetup[] tiers)
    {
        var now = world.Time.GetUtcNow();
        return Some.Of(await world.Writes.ExclusiveAsync<string>(async (db, ct) =>
        {
            var campaign = await db.Campaigns.SingleOrDefaultAsync(c => c.Name == "Cart promotion", ct);
            if (campaign is null) db.Campaigns.Add(campaign = new Campaign { Id = Ids.New("camp_", now), Name = "Cart promotion", Kind = CampaignKind.Promotion, CreatedAt = now });
            campaign.Version++;
            db.CampaignVersions.Add(new() { CampaignId = campaign.Id, Number = campaign.Version, Setup = new CampaignSetup { Codes = new() { Count = 0 }, Tiers = tiers }, CreatedBy = "test", CreatedAt = now });
            return campaign.Id;
        }));
    }

    private static TierSetup Tier(string id) => new() { Id = id, Name = id, Hierarchy = id[^1] - '0', Discount = new AmountOff(1_00) };

    private static Condition AtLeast(long amount) => When.InitialAmount(Operator.AtLeast, amount) with { Number = 1 };

    private static Condition AtMost(long amount) => When.InitialAmount(Operator.AtMost, amount) with { Number = 1 };

    private static Condition Used(BudgetMeasure measure, long limit) => When.Used(measure, Operator.AtMost, limit) with { Number = 1 };

    private async Task<ValidationRule> MadeAsync(Rule rule, string name = "A rule", string? message = null) =>
        Some.Of(await Rules.CreateAsync(new(name, new RuleContent { Rule = rule, RefusalMessage = message }, Some.Shop)));

    private async Task<RuleAssignment> AssignAsync(ValidationRule rule, RuleOwner type, string id, bool force = false) =>
        Some.Of(await Rules.AssignAsync(rule.Id, type, id, force, Some.Shop));

    private async Task<Decision> DecideAsync(string code, long amount) => Some.Of(await _world.Redemptions.ValidateAsync(Some.Validation(code, amount))).Decision;

    private Task<IEnumerable<bool>> AcceptedAsync(string code, params long[] amounts) => AcceptedAsync(Redeemable.Voucher(code), amounts);

    private async Task<IEnumerable<bool>> AcceptedAsync(Redeemable asked, params long[] amounts)
    {
        var accepted = new List<bool>();
        foreach (var amount in amounts)
            accepted.Add(Some.Of(await _world.Redemptions.ValidateAsync(Some.Validation("", amount) with { Redeemables = [asked] })).Decision.Accepted);
        return accepted;
    }

    private async Task<Decision> OnLinesAsync(string code)
    {
        var lines = new OrderContent { Lines = [new() { ProductId = "prod_1", PriceAmount = 10_00, Quantity = 1 }, new() { ProductId = "prod_2", PriceAmount = 40_00, Quantity = 1 }] };
        return Some.Of(await _world.Redemptions.ValidateAsync(Some.Validation(code) with { Order = new OrderInput { Content = lines } })).Decision;
    }

    private async Task RedeemedAsync(string code, int times)
    {
        for (var i = 0; i < times; i++) Assert.Equal(RedemptionKind.Redeemed, await RedeemAsync(code));
    }

    private async Task<RedemptionKind> RedeemAsync(string code) => Some.Of(await _world.Redemptions.RedeemAsync(Some.Redemption(code))).Stored.Kind;

    private async Task<bool> RedeemTierAsync(string tier) =>
        Some.Of(await _world.Redemptions.RedeemAsync(Some.Redemption("") with { Redeemables = [Redeemable.Tier(tier)] })).Stored.Kind == RedemptionKind.Redeemed;

    private async Task<Redemption> LatestAsync()
    {
        await using var db = _world.Db();
        return await db.Redemptions.Where(r => r.Kind == RedemptionKind.Redeemed).OrderByDescending(r => r.Id).FirstAsync();
    }
}
