using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Campaigns.Promotions;

public class PromotionServiceTests : IAsyncLifetime
{
    private const string Anna = "anna@example.com";
    private PromoWorld _world = null!;

    private CampaignService Campaigns => _world.Get<CampaignService>();

    private PromotionService Promotions => _world.Get<PromotionService>();

    private PromotionList List => _world.Get<PromotionList>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Launches_tiers_that_apply_without_codes()
    {
        var campaign = await LaunchedAsync("Spring", "Bronze");

        var used = Some.Of(await _world.Redemptions.RedeemAsync(Some.TierRedemption("promo_Bronze")));

        Assert.Equal((10_00, "promo_Bronze", campaign.Id), (used.Stored.DiscountAmount, used.Stored.TierId, used.Stored.CampaignId));
        await using var db = _world.Db();
        Assert.Equal((0, 0), (await db.Vouchers.CountAsync(), await db.Jobs.CountAsync()));
    }

    [Fact]
    public async Task Puts_a_new_tier_in_force_at_once_as_the_next_version()
    {
        var campaign = await LaunchedAsync("Spring", "Bronze", "Silver");

        var added = Some.Of(await Promotions.AddTierAsync(new("Spring", Some.Tier("Gold") with { Discount = new AmountOff(30_00) }, 1, Anna)));

        Assert.Matches("^promo_[0-9a-z]{26}$", added.Id);
        Assert.Equal((1, _world.Time.GetUtcNow()), (added.Hierarchy, added.CreatedAt));
        Assert.Equal(["Gold 1", "Bronze 2", "Silver 3"], await PlacesAsync(campaign.Id));
        Assert.Equal(30_00, Some.Of(await _world.Redemptions.RedeemAsync(Some.TierRedemption(added.Id))).Stored.DiscountAmount);
        await using var db = _world.Db();
        Assert.Equal(["2 Tier “Gold” added"], await db.CampaignVersions.Where(v => v.Number > 1).Select(v => v.Number + " " + v.Comment).ToListAsync());
    }

    [Fact]
    public async Task A_redemption_keeps_the_tier_it_used_and_the_next_one_has_the_change()
    {
        await LaunchedAsync("Spring", "Bronze");
        var before = Some.Of(await _world.Redemptions.RedeemAsync(Some.TierRedemption("promo_Bronze"))).Stored;

        Some.Of(await Promotions.ChangeTierAsync(new("promo_Bronze", tier => tier with { Name = "Copper", Discount = new AmountOff(5_00) }, null, Anna)));

        var after = Some.Of(await _world.Redemptions.RedeemAsync(Some.TierRedemption("promo_Bronze"))).Stored;
        Assert.Equal(("Bronze", 10_00L, 1), (before.Code, before.DiscountAmount, before.CampaignVersion));
        Assert.Equal(("Copper", 5_00L, 2), (after.Code, after.DiscountAmount, after.CampaignVersion));
        await using var db = _world.Db();
        Assert.Equal("Bronze", (await db.Redemptions.SingleAsync(r => r.Id == before.Id)).Code);
    }

    [Fact]
    public async Task Switches_a_tier_off_and_on_alone()
    {
        await LaunchedAsync("Spring", "Bronze", "Silver");

        Some.Of(await Promotions.SetActiveAsync(new("promo_Bronze", false, Anna)));
        Some.Of(await Promotions.SetActiveAsync(new("promo_Bronze", false, Anna))); // stays as it is

        Assert.Equal("promotion_inactive", await RefusalAsync("promo_Bronze"));
        Assert.Null(await RefusalAsync("promo_Silver"));
        Some.Of(await Promotions.SetActiveAsync(new("promo_Bronze", true, Anna)));
        Assert.Null(await RefusalAsync("promo_Bronze"));
        Assert.Equal(["promotion_tier.disabled", "promotion_tier.enabled"], await EventsAsync("promo_Bronze"));
    }

    [Fact]
    public async Task Deletes_a_tier_but_not_the_last_one_and_not_one_of_a_stack()
    {
        await LaunchedAsync("Spring", "Bronze", "Silver");
        var stack = Some.Of(await Promotions.AddStackAsync(new("Spring", new StackSetup { Id = "", Name = "Both", TierIds = ["promo_Silver", "promo_Bronze"] }, Anna)));

        var stacked = await Promotions.DeleteTierAsync("promo_Bronze", Anna);
        Some.Of(await Promotions.DeleteStackAsync("Spring", stack.Id, Anna));
        Some.Of(await Promotions.DeleteTierAsync("promo_Bronze", Anna));
        var last = await Promotions.DeleteTierAsync("promo_Silver", Anna);

        Assert.Equal(("resource_in_use", "invalid_promotion_tier"), (stacked.Error?.Key, last.Error?.Key));
        Assert.Contains("“Both”", stacked.Error!.Message);
        Assert.Equal("not_found", await RefusalAsync("promo_Bronze"));
        Assert.Equal("not_found", (await List.GetTierAsync("promo_Bronze")).Error?.Key);
        Assert.Equal(["promotion_tier.deleted"], await EventsAsync("promo_Bronze"));
    }

    [Fact]
    public async Task Puts_tiers_into_another_order_and_tells_whose_place_changed()
    {
        var campaign = await LaunchedAsync("Spring", "One", "Two", "Three");

        Some.Of(await Promotions.ReorderAsync(new("Spring", ["promo_Two", "promo_One", "promo_Three"], Anna)));

        Assert.Equal(["Two 1", "One 2", "Three 3"], await PlacesAsync(campaign.Id));
        Assert.Equal(["promotion_tier.updated"], await EventsAsync("promo_One"));
        Assert.Empty(await EventsAsync("promo_Three"));
        Assert.Equal("invalid_promotion_tier", (await Promotions.ReorderAsync(new("Spring", ["promo_Two"], Anna))).Error?.Key);
    }

    [Fact]
    public async Task A_stack_applies_its_tiers_together_in_its_own_order()
    {
        await LaunchedAsync("Spring", "One", "Two");
        var stack = Some.Of(await Promotions.AddStackAsync(new("Spring", new StackSetup { Id = "", Name = "Both", TierIds = ["promo_Two", "promo_One"] }, Anna)));
        Some.Of(await Promotions.ChangeStackAsync(new("Spring", stack.Id, one => one with { Name = "The two" }, Anna)));

        var used = Some.Of(await _world.Redemptions.RedeemAsync(Some.Redemption("") with { Redeemables = [Redeemable.Stack(stack.Id)] }));

        Assert.Equal(["Two", "One"], used.Redemptions.Select(one => one.Code));
        Assert.Equal(["The two"], Some.Of(await List.StacksOfAsync("Spring")).Select(one => one.Setup.Name));
        Assert.Equal(["promotion_stack.created", "promotion_stack.updated"], await EventsAsync(stack.Id));
    }

    [Fact]
    public async Task Nothing_remains_of_a_change_that_cannot_be_launched()
    {
        var campaign = await LaunchedAsync("Spring", "Bronze");

        var refused = await Promotions.ChangeTierAsync(new("promo_Bronze", tier => tier with { Discount = new AmountOff(0) }, null, Anna));
        var unknown = await Promotions.ChangeTierAsync(new("promo_Bronze", tier => tier with { CategoryId = "cat_9" }, null, Anna));

        Assert.Equal(("invalid_promotion_tier", "tiers[0].discount.amount"), (refused.Error?.Key, refused.Error?.Field));
        Assert.Equal("not_found", unknown.Error?.Key);
        await using var db = _world.Db();
        Assert.Equal(1, (await db.Campaigns.SingleAsync(c => c.Id == campaign.Id)).Version);
        Assert.Empty(await EventsAsync("promo_Bronze"));
    }

    [Fact]
    public async Task Changes_a_draft_in_the_draft()
    {
        var draft = Some.Of(await Campaigns.CreateDraftAsync(new CreateDraft { Name = "Spring", Kind = CampaignKind.Promotion, Setup = Some.Promotion("One"), Actor = Anna }));

        Some.Of(await Promotions.AddTierAsync(new(draft.Id, Some.Tier("Two"), 1, Anna)));
        Some.Of(await Promotions.ChangeTierAsync(new("promo_One", tier => tier with { Banner = "Ten off" }, null, Anna)));

        var details = Some.Of(await _world.Get<CampaignList>().GetAsync(draft.Id));
        Assert.Equal((0, true), (details.Campaign.Version, details.Campaign.Draft is not null));
        Assert.Equal([("Two", null), ("One", "Ten off")], details.Latest.Tiers.Select(tier => (tier.Name, tier.Banner)));
        Assert.Equal("not_found", await RefusalAsync("promo_One"));
    }

    [Fact]
    public async Task Edits_that_are_not_launched_keep_waiting_with_the_change()
    {
        var campaign = await LaunchedAsync("Spring", "One");
        var editing = Some.Of(await Campaigns.SaveDraftAsync(new SaveDraft
        {
            CampaignId = campaign.Id, SeenRevision = campaign.Revision, Name = "Spring", Setup = Some.Promotion("One") with { Description = "In work" }, Actor = Anna,
        }));

        Some.Of(await Promotions.SetActiveAsync(new("promo_One", false, Anna)));

        var now = Some.Of(await _world.Get<CampaignList>().GetAsync(campaign.Id));
        Assert.Equal(("In work", false), (now.Campaign.Draft!.Description, now.Campaign.Draft.Tiers[0].Active));
        Assert.Equal(("", false, 2), (now.Setup!.Description, now.Setup.Tiers[0].Active, now.Campaign.Version));
        Assert.True(now.Campaign.Revision > editing.Revision); // an open editor notices
    }

    [Fact]
    public async Task Coupon_campaigns_have_no_tiers_and_promotions_no_codes()
    {
        var coupons = Some.Of(await Campaigns.CreateLaunchedAsync(new CreateDraft { Name = "Coupons", Setup = Some.TenOff with { Codes = new() { Count = 0 } }, Actor = Anna }));
        var promotion = await LaunchedAsync("Spring", "One");
        var vouchers = _world.Get<VoucherService>();

        Assert.Equal("invalid_campaign", (await Promotions.AddTierAsync(new(coupons.Id, Some.Tier("Two"), null, Anna))).Error?.Key);
        Assert.Equal("invalid_campaign", (await List.TiersOfAsync("Coupons")).Error?.Key);
        Assert.Equal("not_found", (await Promotions.AddTierAsync(new("Autumn", Some.Tier("Two"), null, Anna))).Error?.Key);
        PromoError?[] refused =
        [
            (await vouchers.CreateAsync(new CreateVoucher { Campaign = promotion.Id, Code = "NO", Actor = Anna })).Error,
            (await vouchers.AddAsync(new AddVouchers(promotion.Id, 10, Anna))).Error,
        ];
        Assert.All(refused, error => Assert.Equal("“Spring” is a promotion campaign: its tiers apply without codes, so it has none.", error?.Message));
        Assert.Equal("no_voucher_suitable_for_publication", (await _world.Get<PublicationService>().PreviewAsync(null, promotion.Id, "cust_1")).Error?.Key);
    }

    [Fact]
    public async Task A_copy_has_tiers_and_stacks_of_its_own()
    {
        var original = await LaunchedAsync("Spring", "One", "Two");
        Some.Of(await Promotions.AddStackAsync(new("Spring", new StackSetup { Id = "", Name = "Both", TierIds = ["promo_Two", "promo_One"] }, Anna)));

        var copy = Some.Of(await Campaigns.DuplicateAsync(new(original.Id, "Summer", 0, Anna)));
        Some.Of(await Campaigns.LaunchAsync(new(copy.Id, null, null, Anna)));

        var (tiers, stacks) = (Some.Of(await List.TiersOfAsync("Summer")), Some.Of(await List.StacksOfAsync("Summer")));
        Assert.Equal(CampaignKind.Promotion, copy.Kind);
        Assert.Equal(["One", "Two"], tiers.Select(tier => tier.Setup.Name));
        Assert.DoesNotContain(tiers, tier => tier.Setup.Id is "promo_One" or "promo_Two");
        Assert.Equal([tiers[1].Setup.Id, tiers[0].Setup.Id], Assert.Single(stacks).Setup.TierIds);
        Assert.Equal(original.Id, Some.Of(await List.GetTierAsync("promo_One")).Campaign.Id);
    }

    [Fact]
    public async Task A_tier_and_its_copy_obey_a_rule_of_the_library()
    {
        var rule = Some.Of(await _world.Get<RuleService>().CreateAsync(new CreateRule("From 200", new RuleContent { Rule = When.InitialAmount(Operator.AtLeast, 200_00) with { Number = 1 } }, Some.Shop)));
        var original = await LaunchedAsync("Spring", "One");
        var added = Some.Of(await Promotions.AddTierAsync(new("Spring", Some.Tier("Two"), null, Anna, rule.Id)));

        var copy = Some.Of(await Campaigns.DuplicateAsync(new(original.Id, "Summer", 0, Anna)));
        Some.Of(await Campaigns.LaunchAsync(new(copy.Id, null, null, Anna)));
        var copied = Some.Of(await List.TiersOfAsync("Summer"));

        Assert.Equal([null, "From 200"], copied.Select(tier => tier.Rule?.Rule.Name));
        Assert.Equal("order_rules_violated", await RefusalAsync(added.Id));
        Assert.Equal("order_rules_violated", await RefusalAsync(copied[1].Setup.Id));
        Assert.Null(await RefusalAsync(copied[0].Setup.Id));
        Assert.Equal("not_found", (await Promotions.AddTierAsync(new("Spring", Some.Tier("Three"), null, Anna, "val_9"))).Error?.Key);
        Assert.Equal(2, Some.Of(await List.TiersOfAsync("Spring")).Count);
    }

    [Fact]
    public async Task A_category_of_a_tier_is_not_deleted_under_it()
    {
        var categories = _world.Get<CategoryService>();
        var category = Some.Of(await categories.CreateAsync(new("Shipping", 2, Some.Shop)));
        await LaunchedAsync("Spring", "One");
        Some.Of(await Promotions.ChangeTierAsync(new("promo_One", tier => tier with { CategoryId = category.Id }, null, Anna)));

        var refused = await categories.DeleteAsync(category.Id, Some.Shop);

        Assert.Equal("resource_in_use", refused.Error?.Key);
        Assert.Equal("Shipping", Some.Of(await List.GetTierAsync("promo_One")).Category?.Name);
    }

    [Fact]
    public async Task Fifty_who_add_a_tier_to_the_same_place_each_get_one_of_their_own()
    {
        await LaunchedAsync("Spring", "First");

        var added = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => Promotions.AddTierAsync(new("Spring", Some.Tier($"T{i}"), 1, Anna)))));

        var tiers = Some.Of(await List.TiersOfAsync("Spring"));
        Assert.All(added, one => Some.Of(one));
        Assert.Equal(Enumerable.Range(1, 51), tiers.Select(tier => tier.Setup.Hierarchy));
        Assert.Equal("First", tiers[^1].Setup.Name);
        await using var db = _world.Db();
        Assert.Equal(51, (await db.Campaigns.SingleAsync()).Version);
    }

    [Fact]
    public async Task A_limit_that_a_tier_gets_later_counts_from_its_history_whatever_other_tiers_limit()
    {
        var once = new AllOf([When.Used(BudgetMeasure.IncentivePerCustomer, Operator.AtMost, 1) with { Number = 1 }]);
        await LaunchAsync("Spring", Some.Promotion("One", "Two") with { Tiers = [Some.Tier("One") with { Rule = once }, Some.Tier("Two") with { Hierarchy = 2 }] });
        Some.Of(await _world.Redemptions.RedeemAsync(Some.TierRedemption("promo_Two", customer: "crm-1")));

        Some.Of(await Promotions.ChangeTierAsync(new("promo_Two", tier => tier with { Rule = once }, null, Anna)));

        Assert.Equal("redemption_rules_violated", await RefusalAsync("promo_Two", "crm-1"));
        Assert.Null(await RefusalAsync("promo_Two", "crm-2"));
        Assert.Null(await RefusalAsync("promo_One", "crm-1"));
    }

    [Fact]
    public async Task Fifty_who_redeem_a_limited_tier_get_it_exactly_as_often_as_allowed_while_its_siblings_change()
    {
        await LaunchAsync("Spring", Some.Promotion("One", "Two") with { Limits = new(Redemptions: 20) });

        var changes = Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++) Some.Of(await Promotions.SetActiveAsync(new("promo_Two", i % 2 == 1, Anna)));
        });
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _world.Redemptions.RedeemAsync(Some.TierRedemption("promo_One")))));
        await changes;

        Assert.Equal(20, answers.Count(answer => Some.Of(answer).Stored.RefusalKey is null));
    }

    private Task<Campaign> LaunchedAsync(string name, params string[] tiers) => LaunchAsync(name, Some.Promotion(tiers));

    private async Task<Campaign> LaunchAsync(string name, CampaignSetup setup) =>
        Some.Of(await Campaigns.CreateLaunchedAsync(new CreateDraft { Name = name, Kind = CampaignKind.Promotion, Setup = setup, Actor = Anna }));

    private async Task<string?> RefusalAsync(string tierId, string? customer = null) =>
        Some.Of(await _world.Redemptions.RedeemAsync(Some.TierRedemption(tierId, customer: customer))).Stored.RefusalKey;

    private async Task<IEnumerable<string>> PlacesAsync(string campaign) =>
        Some.Of(await List.TiersOfAsync(campaign)).Select(tier => $"{tier.Setup.Name} {tier.Setup.Hierarchy}");

    private async Task<List<string>> EventsAsync(string subject)
    {
        await using var db = _world.Db();
        var audited = await db.Audit.Where(entry => entry.Subject == subject).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync();
        var events = await db.Outbox.Where(one => one.Subject == subject).OrderBy(one => one.Id).Select(one => one.Type).ToListAsync();
        Assert.Equal(audited, events);
        return events;
    }
}
