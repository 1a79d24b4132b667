using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Campaigns.Promotions;

public class PromotionCheckTests
{
    private static readonly CampaignSetup Complete = Some.Promotion("One", "Two");

    public static TheoryData<CampaignSetup, SetupStep, string, string> Incomplete => new()
    {
        { Complete with { Codes = new() }, SetupStep.Codes, "codes", "invalid_campaign" },
        { Complete with { Codes = new() { Mode = CodeMode.Shared, SharedCode = "NO", Count = 0 } }, SetupStep.Codes, "codes", "invalid_campaign" },
        { Complete with { Discount = new PercentOff(10) }, SetupStep.Tiers, "discount", "invalid_campaign" },
        { Complete with { Tiers = [] }, SetupStep.Tiers, "tiers", "invalid_campaign" },
        { Second(tier => tier with { Name = " " }), SetupStep.Tiers, "tiers[1].name", "invalid_promotion_tier" },
        { Second(tier => tier with { Name = new('x', 201) }), SetupStep.Tiers, "tiers[1].name", "invalid_promotion_tier" },
        { Second(tier => tier with { Banner = new('x', 1001) }), SetupStep.Tiers, "tiers[1].banner", "invalid_promotion_tier" },
        { Second(tier => tier with { Hierarchy = 0 }), SetupStep.Tiers, "tiers[1].hierarchy", "invalid_promotion_tier" },
        { Second(tier => tier with { Hierarchy = 1 }), SetupStep.Tiers, "tiers[1].hierarchy", "invalid_promotion_tier" },
        { Second(tier => tier with { Discount = null }), SetupStep.Tiers, "tiers[1].discount", "invalid_promotion_tier" },
        { Second(tier => tier with { Discount = new AmountOff(0) }), SetupStep.Tiers, "tiers[1].discount.amount", "invalid_promotion_tier" },
        { Second(tier => tier with { Rule = new AllOf([When.Segment(Operator.Is)]) }), SetupStep.Tiers, "tiers[1].rule.rules[0].tests[0].values", "invalid_validation_rules" },
        { Second(tier => tier with { Schedule = new() { StartsAt = Decisions.Noon, EndsAt = Decisions.Noon } }), SetupStep.Tiers, "tiers[1].schedule.endsAt", "invalid_promotion_tier" },
        { Second(tier => tier with { Schedule = new() { ValidAfterPublication = "P1D" } }), SetupStep.Tiers, "tiers[1].schedule.validAfterPublication", "invalid_promotion_tier" },
        { Complete with { Tiers = [.. Enumerable.Range(1, 101).Select(at => Some.Tier($"T{at}") with { Hierarchy = at })] }, SetupStep.Tiers, "tiers", "invalid_campaign" },
        { With(new() { Id = "stack_1", Name = "", TierIds = ["promo_One"] }), SetupStep.Tiers, "stacks[0].name", "invalid_promotion_stack" },
        { With(new() { Id = "stack_1", Name = "None" }), SetupStep.Tiers, "stacks[0].tierIds", "invalid_promotion_stack" },
        { With(new() { Id = "stack_1", Name = "Twice", TierIds = ["promo_One", "promo_One"] }), SetupStep.Tiers, "stacks[0].tierIds", "invalid_promotion_stack" },
        { With(new() { Id = "stack_1", Name = "Strange", TierIds = ["promo_One", "promo_9"] }), SetupStep.Tiers, "stacks[0].tierIds", "invalid_promotion_stack" },
        { With(new() { Id = "stack_1", Name = "Many", TierIds = [.. Enumerable.Repeat("promo_One", 31)] }), SetupStep.Tiers, "stacks[0].tierIds", "invalid_promotion_stack" },
        { Complete with { Schedule = new() { ValidAfterPublication = "P1D" } }, SetupStep.Schedule, "schedule.validAfterPublication", "invalid_campaign" },
    };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void Names_the_step_the_field_and_the_refusal(CampaignSetup setup, SetupStep step, string path, string key)
    {
        var problem = Assert.Single(SetupCheck.Problems(setup, CampaignKind.Promotion));

        Assert.Equal((step, path, key), (problem.Step, problem.Path, problem.ToError().Key));
        Assert.EndsWith(".", problem.Sentence);
    }

    [Fact]
    public void Says_which_tier_it_means() =>
        Assert.StartsWith("“Two”: ", Assert.Single(SetupCheck.Problems(Second(tier => tier with { Discount = new AmountOff(0) }), CampaignKind.Promotion)).Sentence);

    [Fact]
    public void A_complete_promotion_can_be_launched()
    {
        var stacked = With(new() { Id = "stack_1", Name = "Both", TierIds = ["promo_Two", "promo_One"] });

        Assert.Empty(LaunchCheck.Problems(stacked, 0, ignoresCase: true, CampaignKind.Promotion));
    }

    [Fact]
    public void Only_promotions_have_tiers()
    {
        var problem = Assert.Single(SetupCheck.Problems(Some.TenOff with { Tiers = Complete.Tiers }));

        Assert.Equal("tiers", problem.Path);
    }

    private static CampaignSetup Second(Func<TierSetup, TierSetup> change) => Complete with { Tiers = [Complete.Tiers[0], change(Complete.Tiers[1])] };

    private static CampaignSetup With(StackSetup stack) => Complete with { Stacks = [stack] };
}
