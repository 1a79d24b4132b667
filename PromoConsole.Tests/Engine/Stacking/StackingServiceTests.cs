using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Stacking;

public class StackingServiceTests : IAsyncLifetime
{
    private static readonly Caller s_anna = new(Caller.Dashboard, "anna@example.com");
    private PromoWorld _world = null!;

    private StackingService Stacking => _world.Get<StackingService>();

    private CategoryService Categories => _world.Get<CategoryService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Saves_the_rules_unless_somebody_else_changed_them_meanwhile()
    {
        var seen = await Stacking.GetAsync();
        var first = Some.Of(await Stacking.ReplaceAsync(seen, seen with { ApplicableLimit = 2 }, s_anna));
        var late = await Stacking.ReplaceAsync(seen, seen with { ApplicableLimit = 3 }, s_anna);
        var next = Some.Of(await Stacking.ReplaceAsync(first, first with { ApplicableLimit = 3 }, s_anna));

        Assert.Equal("edited_meanwhile", late.Error!.Key);
        Assert.Equal((2, 3), (first.ApplicableLimit, next.ApplicableLimit));
    }

    [Fact]
    public async Task Names_the_setting_that_is_impossible()
    {
        var seen = await Stacking.GetAsync();

        var refused = await Stacking.ReplaceAsync(seen, seen with { ApplicableLimit = 4, PerCategoryLimit = 5 }, s_anna);

        Assert.Equal(("invalid_stacking_rules", "applicable_redeemables_per_category_limit"), (refused.Error!.Key, refused.Error.Field));
        Assert.Equal(5, (await Stacking.GetAsync()).ApplicableLimit);
    }

    [Fact]
    public async Task A_category_that_is_deleted_leaves_the_rules_too()
    {
        var gone = Some.Of(await Categories.CreateAsync(new("Seasonal", 1, s_anna)));
        var stays = Some.Of(await Categories.CreateAsync(new("Staff", 2, s_anna)));
        var seen = await Stacking.GetAsync();
        Some.Of(await Stacking.ReplaceAsync(seen, seen.With(gone.Id, Stackability.Exclusive).With(stays.Id, Stackability.Joint).WithLimit(gone.Id, 3)
            .WithNoEffect(gone.Id, NoEffectRule.Skip).WithCalculation(gone.Id, CalculationMode.InitialAmount), s_anna));

        Some.Of(await Categories.DeleteAsync(gone.Id, s_anna));

        var left = await Stacking.GetAsync();
        Assert.Equal([stays.Id], left.JointCategories);
        Assert.Empty(left.ExclusiveCategories.Concat(left.CategoryLimits.Keys).Concat(left.NoEffectSkipCategories).Concat(left.InitialAmountCategories));
        Some.Of(await Stacking.ReplaceAsync(left, left with { ApplicableLimit = 4 }, s_anna));
    }

    [Fact]
    public async Task Categories_get_the_ranks_of_the_order_they_are_put_in()
    {
        var a = Some.Of(await Categories.CreateAsync(new("A", 1, s_anna)));
        var b = Some.Of(await Categories.CreateAsync(new("B", 1, s_anna)));
        var c = Some.Of(await Categories.CreateAsync(new("C", 9, s_anna)));

        var ordered = Some.Of(await Categories.ReorderAsync([c.Id, a.Id, b.Id], s_anna));

        Assert.Equal([("C", 1), ("A", 2), ("B", 3)], ordered.Select(category => (category.Name, category.Hierarchy)));
        Assert.Equal("not_found", (await Categories.ReorderAsync([b.Id, "cat_gone", a.Id], s_anna)).Error!.Key);
        Assert.Equal(["C", "A", "B"], (await Categories.ListAsync()).Select(category => category.Name)); // nothing of the refused order was kept
    }

    [Fact]
    public async Task Rules_can_be_tried_before_they_are_saved()
    {
        await LaunchedAsync("Ten", "TEN", new AmountOff(10_00));
        await LaunchedAsync("Five", "FIVE", new AmountOff(5_00));
        var request = new ValidateRedeemables
        {
            Redeemables = [Redeemable.Voucher("TEN"), Redeemable.Voucher("FIVE")], Order = new() { Content = new() { ExplicitAmount = 100_00 } }, Caller = s_anna, RecordRefusal = false,
        };

        var tried = Some.Of(await _world.Redemptions.ValidateAsync(request with { Stacking = StackingRules.Default with { ApplicableLimit = 1 } }));
        var real = Some.Of(await _world.Redemptions.ValidateAsync(request));

        Assert.Equal((10_00L, 15_00L), (tried.Decision.DiscountAmount, real.Decision.DiscountAmount));
    }

    [Fact]
    public async Task A_campaign_is_tried_by_a_code_that_has_uses_left()
    {
        var campaign = await LaunchedAsync("Ten", "TEN", new AmountOff(10_00), limit: 1);
        Assert.Equal([Redeemable.Voucher("TEN")], await _world.Get<Tryables>().OfCampaignAsync(campaign.Id));

        Some.Of(await _world.Redemptions.RedeemAsync(new() { Redeemables = [Redeemable.Voucher("TEN")], Order = new() { Content = new() { ExplicitAmount = 100_00 } }, Caller = s_anna }));

        Assert.Empty(await _world.Get<Tryables>().OfCampaignAsync(campaign.Id));
    }

    private async Task<Campaign> LaunchedAsync(string name, string code, Discount discount, int? limit = null)
    {
        var setup = new CampaignSetup { Codes = new() { Mode = CodeMode.Shared, SharedCode = code, RedemptionLimit = limit }, Discount = discount };
        var draft = Some.Of(await _world.Get<CampaignService>().CreateDraftAsync(new() { Name = name, Setup = setup, Actor = s_anna.Name }));
        return Some.Of(await _world.Get<CampaignService>().LaunchAsync(new(draft.Id, null, null, s_anna.Name)));
    }
}
