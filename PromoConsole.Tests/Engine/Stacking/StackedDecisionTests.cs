using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Stacking;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Stacking;

/// <summary>Several codes and tiers on one order: what each takes, what is left out and why.</summary>
public class StackedDecisionTests
{
    private static readonly Discount Twelve = new AmountOff(12_00);
    private static readonly Discount Fifteen = new PercentOff(15);

    private static string[] Outcome(Decision decision) =>
        [.. decision.Steps.Select(step => $"{step.Asked.Id} {step.Status}{(step.Proof.SkipKey ?? step.Proof.RefusalKey) switch { null => "", var key => " " + key }}")];

    [Fact]
    public void Takes_each_discount_from_what_the_ones_before_left()
    {
        var decision = new Stacks().Code("GIFT", new AmountOff(50_00)).Code("FIFTEEN", Fifteen).Code("TWELVE", Twelve).Decide();

        Assert.Equal([50_00L, 23_85L, 12_00L], decision.Steps.Select(step => step.DiscountAmount));
        Assert.Equal((123_15L, 85_85L), (decision.Order!.TotalAmount!.Value, decision.Order.TotalDiscountAmount));
    }

    [Fact]
    public void Takes_percentages_from_the_initial_amount_where_the_project_says_so()
    {
        var initial = StackingRules.Default with { CalculationMode = CalculationMode.InitialAmount };

        Assert.Equal(115_65, new Stacks { Rules = initial }.Code("GIFT", new AmountOff(50_00)).Code("FIFTEEN", Fifteen).Code("TWELVE", Twelve).Decide().Order!.TotalAmount);
        Assert.Equal(115_65, new Stacks().Code("FIFTEEN", Fifteen).Code("TWELVE", Twelve).Code("GIFT", new AmountOff(50_00)).Decide().Order!.TotalAmount);
        Assert.Equal(62_70, new Stacks { Rules = initial }.Code("A", Fifteen).Code("B", Fifteen).Decide().DiscountAmount);
        Assert.Equal(58_00, new Stacks().Code("A", Fifteen).Code("B", Fifteen).Decide().DiscountAmount);
    }

    [Fact]
    public void Keeps_discounts_of_lines_and_of_the_order_apart()
    {
        var outdoor = new Coverage { Included = [new(new ItemReference(ItemKind.Collection, "pc_outdoor"))] };

        var decision = new Stacks().Code("LINES", new PercentOff(20) { Effect = DiscountEffect.ApplyToItems }, coverage: outdoor).Code("ORDER", new PercentOff(10)).Decide();

        Assert.Equal([32_80L, 17_62L], decision.Steps.Select(step => step.DiscountAmount));
        Assert.Equal([16_00L, 7_20L, 9_60L, 0L], decision.Order!.Lines.Select(line => line.DiscountAmount));
        Assert.Equal((32_80L, 17_62L, 158_58L), (decision.Order.ItemsDiscountAmount, decision.Order.OrderDiscountAmount, decision.Order.TotalAmount!.Value));
    }

    [Fact]
    public void One_failure_fails_all_and_nothing_is_taken()
    {
        var decision = new Stacks().Code("GOOD", Twelve).Code("SPENT", Twelve, limit: 1, used: 1).Code("NEVER", Twelve).Decide();

        Assert.False(decision.Accepted);
        Assert.Equal(["GOOD Applicable", "SPENT Inapplicable quantity_exceeded", "NEVER Skipped preceding_validation_failed"], Outcome(decision));
        Assert.Equal(("quantity_exceeded", 0L), (decision.RefusalKey, decision.DiscountAmount));
        Assert.Empty(decision.Changes);
    }

    [Fact]
    public void In_partial_mode_what_fails_is_left_out()
    {
        var partial = StackingRules.Default with { ApplicationMode = ApplicationMode.Partial };

        var decision = new Stacks { Rules = partial }.Code("SPENT", Twelve, limit: 1, used: 1).Unknown("TYPO").Code("GOOD", Twelve).Decide();
        var nothing = new Stacks { Rules = partial }.Unknown("TYPO").Code("SPENT", Twelve, limit: 1, used: 1).Decide();

        Assert.True(decision.Accepted);
        Assert.Equal(["SPENT Inapplicable quantity_exceeded", "TYPO Inapplicable not_found", "GOOD Applicable"], Outcome(decision));
        Assert.Equal(197_00, decision.Order!.TotalAmount);
        Assert.Equal((false, "no_applicable_redeemables"), (nothing.Accepted, nothing.RefusalKey));
    }

    [Fact]
    public void An_exclusive_one_that_works_leaves_common_ones_out_but_not_joint_ones()
    {
        var rules = StackingRules.Default with { ExclusiveCategories = ["cat_never"], JointCategories = ["cat_always"] };

        var decision = new Stacks { Rules = rules }.Code("COMMON", Twelve).Code("ALWAYS", Twelve, "cat_always").Code("NEVER", Twelve, "cat_never").Decide();

        Assert.True(decision.Accepted);
        Assert.Equal(["COMMON Skipped exclusion_rules_not_met", "NEVER Applicable", "ALWAYS Applicable"], Outcome(decision));
    }

    [Fact]
    public void An_exclusive_one_that_fails_excludes_nobody()
    {
        var rules = StackingRules.Default with { ExclusiveCategories = ["cat_never"], ApplicationMode = ApplicationMode.Partial };

        var decision = new Stacks { Rules = rules }.Code("NEVER", Twelve, "cat_never", limit: 1, used: 1).Code("COMMON", Twelve).Decide();

        Assert.Equal(["NEVER Inapplicable quantity_exceeded", "COMMON Applicable"], Outcome(decision));
    }

    [Fact]
    public void Limits_leave_out_what_comes_too_late()
    {
        var two = StackingRules.Default with { ApplicableLimit = 2 };
        var perCategory = StackingRules.Default with { CategoryLimits = new Dictionary<string, int> { ["cat_two"] = 2 } };
        var exclusive = StackingRules.Default with { ExclusiveCategories = ["cat_a", "cat_b"] };
        var exclusiveOfOne = exclusive with { ExclusiveLimit = 2 };

        Assert.Equal("C Skipped applicable_redeemables_limit_exceeded", Outcome(new Stacks { Rules = two }.Code("A", Twelve).Code("B", Twelve).Code("C", Twelve).Decide())[2]);
        Assert.Equal(
            ["A Applicable", "B Skipped applicable_redeemables_per_category_limit_exceeded"],
            Outcome(new Stacks().Code("A", Twelve, "cat_one").Code("B", Twelve, "cat_one").Decide()));
        Assert.Equal(
            ["A Applicable", "B Applicable", "C Skipped applicable_redeemables_per_category_limit_exceeded"],
            Outcome(new Stacks { Rules = perCategory }.Code("A", Twelve, "cat_two").Code("B", Twelve, "cat_two").Code("C", Twelve, "cat_two").Decide()));
        Assert.Equal(
            "B Skipped applicable_exclusive_redeemables_limit_exceeded",
            Outcome(new Stacks { Rules = exclusive }.Code("A", Twelve, "cat_a").Code("B", Twelve, "cat_b").Decide())[1]);
        Assert.Equal(
            "B Skipped applicable_exclusive_redeemables_per_category_limit_exceeded",
            Outcome(new Stacks { Rules = exclusiveOfOne }.Code("A", Twelve, "cat_a").Code("B", Twelve, "cat_a").Decide())[1]);
    }

    [Fact]
    public void Categories_sort_by_hierarchy_with_those_without_one_last()
    {
        var rules = StackingRules.Default with { SortingRule = SortingRule.CategoryHierarchy };

        var decision = new Stacks { Rules = rules }.Category("cat_late", 9).Category("cat_early", 2)
            .Code("NONE", Twelve).Code("LATE", Twelve, "cat_late").Code("EARLY", Twelve, "cat_early").Decide();

        Assert.Equal(["EARLY", "LATE", "NONE"], decision.Steps.Select(step => step.Asked.Id));
    }

    [Fact]
    public void What_changes_nothing_is_used_anyway_or_left_out_as_the_project_says()
    {
        var skip = StackingRules.Default with { NoEffectRule = NoEffectRule.Skip };
        static Stacks Asked(StackingRules rules) => new Stacks { Rules = rules }.Code("ALL", new PercentOff(100)).Code("MORE", Twelve);

        Assert.Equal(["ALL Applicable", "MORE Applicable"], Outcome(Asked(StackingRules.Default).Decide()));
        Assert.Equal(["ALL Applicable", "MORE Skipped no_effect"], Outcome(Asked(skip).Decide()));
        Assert.Equal(0, Asked(skip).Decide().Order!.TotalAmount);
    }

    [Fact]
    public void A_line_is_discounted_once_where_the_project_says_so()
    {
        var once = StackingRules.Default with { ProductsMode = ProductsMode.Once };
        var items = new PercentOff(50) { Effect = DiscountEffect.ApplyToItems };

        Assert.Equal([104_50L, 0L], new Stacks { Rules = once }.Code("A", items).Code("B", items).Decide().Steps.Select(step => step.DiscountAmount));
        Assert.Equal([104_50L, 52_25L], new Stacks().Code("A", items).Code("B", items).Decide().Steps.Select(step => step.DiscountAmount));
    }

    [Fact]
    public void Two_codes_of_one_campaign_count_twice_within_one_request()
    {
        var tier = new TierSetup { Id = "promo_1", Name = "One", Discount = Twelve };
        var setup = new CampaignSetup { Tiers = [tier, tier with { Id = "promo_2", Name = "Two" }], Limits = new(Redemptions: 1) };

        var decision = new Stacks().Promotion("Spring", setup).Tier("promo_1").Tier("promo_2").Decide();

        Assert.Equal(["promo_1 Applicable", "promo_2 Inapplicable redemption_rules_violated"], Outcome(decision));
    }

    [Fact]
    public void A_stack_applies_its_tiers_in_its_own_order()
    {
        var setup = new CampaignSetup
        {
            Tiers = [new() { Id = "promo_1", Name = "Twelve", Discount = Twelve }, new() { Id = "promo_2", Name = "Fifteen", Discount = Fifteen }],
            Stacks = [new() { Id = "stack_1", Name = "Both", TierIds = ["promo_2", "promo_1"] }],
        };

        var decision = new Stacks().Promotion("Spring", setup).Stack("stack_1").Decide();

        Assert.True(decision.Accepted);
        Assert.Equal([("promo_2", 31_35L), ("promo_1", 12_00L)], decision.Steps.Select(step => (step.Asked.Id, step.DiscountAmount)));
    }

    [Fact]
    public void Tiers_obey_their_own_windows_and_those_of_their_campaign()
    {
        CampaignSetup With(Schedule campaign, Schedule tier, bool active = true) => new()
        {
            Schedule = campaign, Tiers = [new() { Id = "promo_1", Name = "One", Discount = Twelve, Schedule = tier, Active = active }],
        };
        string? Refused(CampaignSetup setup, bool active = true) => new Stacks().Promotion("Spring", setup, active).Tier("promo_1").Decide().RefusalKey;
        var closed = new Schedule { Days = [DayOfWeek.Sunday] };
        var over = new Schedule { EndsAt = Decisions.Noon };

        Assert.Null(Refused(With(new(), new())));
        Assert.Equal("promotion_inactive", Refused(With(over, new())));
        Assert.Equal("promotion_inactive", Refused(With(new(), over)));
        Assert.Equal("promotion_not_active_now", Refused(With(closed, new())));
        Assert.Equal("promotion_not_active_now", Refused(With(new(), closed)));
        Assert.Equal("promotion_inactive", Refused(With(new(), new(), active: false)));
        Assert.Equal("promotion_inactive", Refused(With(new(), new()), active: false));
        Assert.Equal("not_found", new Stacks().Tier("promo_9").Decide().RefusalKey);
    }

    [Fact]
    public void Uses_held_by_other_sessions_are_gone_for_now()
    {
        var decision = new Stacks().Code("LAST", Twelve, limit: 3, used: 1, held: 2).Decide();

        Assert.Equal("quantity_exceeded", decision.RefusalKey);
        Assert.Equal((3L, 2L), (decision.Proof.Checks[^1].Used, decision.Proof.Checks[^1].Held));
    }
}
