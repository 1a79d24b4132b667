using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Campaigns.Promotions;

public class TierEditsTests
{
    private static readonly CampaignSetup Three = Some.Promotion("One", "Two", "Three");

    [Fact]
    public void Adds_a_tier_at_the_end()
    {
        var after = Some.Of(TierEdits.Add(Three, Some.Tier("Four"), null));

        Assert.Equal(["One 1", "Two 2", "Three 3", "Four 4"], Places(after));
    }

    [Fact]
    public void Takes_a_place_and_moves_whoever_has_it_one_on()
    {
        var after = Some.Of(TierEdits.Add(Three, Some.Tier("New"), 2));

        Assert.Equal(["One 1", "New 2", "Two 3", "Three 4"], Places(after));
    }

    [Fact]
    public void Leaves_gaps_as_they_are_and_moves_only_as_far_as_numbers_meet()
    {
        var gaps = Some.Of(TierEdits.Change(Three, "promo_Three", tier => tier, 10));

        var after = Some.Of(TierEdits.Add(gaps, Some.Tier("New"), 2));

        Assert.Equal(["One 1", "New 2", "Two 3", "Three 10"], Places(after));
    }

    [Theory]
    [InlineData(1, "Three 1", "One 2", "Two 3")]
    [InlineData(2, "One 1", "Three 2", "Two 3")]
    [InlineData(null, "One 1", "Two 2", "Three 3")]
    public void Moves_a_tier_to_another_place(int? place, params string[] expected) =>
        Assert.Equal(expected, Places(Some.Of(TierEdits.Change(Three, "promo_Three", tier => tier with { Banner = "New" }, place))));

    [Fact]
    public void A_change_keeps_the_id_and_the_time_it_was_made()
    {
        var after = Some.Of(TierEdits.Change(Three, "promo_Two", tier => tier with { Id = "promo_other", CreatedAt = Decisions.Noon, Name = "Second" }));

        Assert.Equal(Three.Tiers[1] with { Name = "Second" }, after.Tiers[1]);
    }

    [Fact]
    public void Numbers_from_one_in_a_new_order_that_names_each_tier_once()
    {
        Assert.Equal(["Three 1", "One 2", "Two 3"], Places(Some.Of(TierEdits.Reorder(Three, ["promo_Three", "promo_One", "promo_Two"]))));
        Assert.Equal("invalid_promotion_tier", TierEdits.Reorder(Three, ["promo_Three", "promo_One"]).Error?.Key);
        Assert.Equal("invalid_promotion_tier", TierEdits.Reorder(Three, ["promo_Three", "promo_One", "promo_One"]).Error?.Key);
        Assert.Equal("invalid_promotion_tier", TierEdits.Reorder(Three, ["promo_Three", "promo_One", "promo_Four"]).Error?.Key);
    }

    [Fact]
    public void A_tier_in_a_stack_is_not_deleted_and_the_stack_is_named()
    {
        var stacked = Some.Of(TierEdits.AddStack(Three, new StackSetup { Id = "stack_1", Name = "Both", TierIds = ["promo_Two", "promo_One"] }));

        var refused = TierEdits.Delete(stacked, "promo_One").Error!;

        Assert.Equal(("resource_in_use", "The tier “One” is part of the stack “Both”. Take it out there first."), (refused.Key, refused.Message));
        Assert.Equal(["One 1", "Two 2"], Places(Some.Of(TierEdits.Delete(stacked, "promo_Three"))));
        Assert.Equal(["Two 2", "Three 3"], Places(Some.Of(TierEdits.Delete(Some.Of(TierEdits.DeleteStack(stacked, "stack_1")), "promo_One"))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void Refuses_a_place_that_is_none(int place) => Assert.Equal("hierarchy", TierEdits.Add(Three, Some.Tier("New"), place).Error?.Field);

    [Fact]
    public void A_stack_names_tiers_of_its_own_campaign()
    {
        var unknown = TierEdits.AddStack(Three, new StackSetup { Id = "stack_1", Name = "Both", TierIds = ["promo_One", "promo_9"] }).Error!;

        Assert.Equal(("invalid_promotion_stack", "tiers.ids"), (unknown.Key, unknown.Field));
        Assert.Contains("promo_9", unknown.Message);
        Assert.Equal("not_found", TierEdits.ChangeStack(Three, "stack_9", stack => stack).Error?.Key);
        Assert.Equal("not_found", TierEdits.DeleteStack(Three, "stack_9").Error?.Key);
        Assert.Equal("not_found", TierEdits.Change(Three, "promo_9", tier => tier).Error?.Key);
        Assert.Equal("not_found", TierEdits.Delete(Three, "promo_9").Error?.Key);
    }

    private static IEnumerable<string> Places(CampaignSetup setup) => setup.Tiers.Select(tier => $"{tier.Name} {tier.Hierarchy}");
}
