using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Campaigns.Promotions;

public class PromotionListTests : IAsyncLifetime
{
    private const string Anna = "anna@example.com";
    private PromoWorld _world = null!;

    private PromotionList List => _world.Get<PromotionList>();

    private readonly StatementLog _statements = new();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync(more: _statements.Watch);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Says_what_each_tier_gave_without_what_was_taken_back()
    {
        await LaunchAsync("Spring", Some.Promotion("One", "Two"));
        Some.Of(await _world.Redemptions.RedeemAsync(Some.TierRedemption("promo_One", 100_00)));
        var second = Some.Of(await _world.Redemptions.RedeemAsync(Some.TierRedemption("promo_One", 50_00))).Stored;
        Some.Of(await _world.Redemptions.RedeemAsync(Some.TierRedemption("promo_One", 7_00)));
        Some.Of(await _world.Redemptions.RollBackAsync(Some.Rollback(second.Id)));

        var tiers = Some.Of(await List.TiersOfAsync("Spring"));

        Assert.Equal([new TierFigures(2, 107_00, 17_00), TierFigures.None], tiers.Select(tier => tier.Figures));
    }

    [Fact]
    public async Task Sums_history_only_for_who_reads_it()
    {
        await LaunchAsync("Spring", Some.Promotion("One", "Two"));
        Some.Of(await _world.Redemptions.RedeemAsync(Some.TierRedemption("promo_One")));
        var promotions = _world.Get<PromotionService>();

        Assert.NotEmpty(await _statements.OnAsync("Redemptions", () => List.GetTierAsync("promo_One")));
        Assert.Empty(await _statements.OnAsync("Redemptions", async () =>
        {
            Assert.All((await List.ListTiersAsync(new() { WithFigures = false })).Items, tier => Assert.Null(tier.Figures));
            Assert.All(await List.TiersAsync(["promo_One"]), tier => Assert.Null(tier.Figures));
            Some.Of(await promotions.SetActiveAsync(new("promo_One", false, Anna)));
            Some.Of(await promotions.DeleteTierAsync("promo_One", Anna));
        }));
    }

    [Fact]
    public async Task Lists_what_could_be_redeemed_now()
    {
        var now = _world.Time.GetUtcNow();
        var tiers = Some.Promotion("Works", "Off", "Over", "Not yet") with { Stacks = [new() { Id = "stack_1", Name = "S", TierIds = ["promo_Works"] }] };
        await LaunchAsync("Spring", tiers with
        {
            Tiers =
            [
                tiers.Tiers[0], tiers.Tiers[1] with { Active = false }, tiers.Tiers[2] with { Schedule = new() { EndsAt = now } },
                tiers.Tiers[3] with { Schedule = new() { StartsAt = now.AddDays(1) } },
            ],
        });
        await LaunchAsync("Ended", Some.Promotion("Late") with { Schedule = new() { EndsAt = now.AddHours(-1) } });
        var paused = await LaunchAsync("Paused", Some.Promotion("Waits"));
        Some.Of(await _world.Get<CampaignService>().PauseAsync(new(paused.Id, "Stock count", Anna)));
        var binned = await LaunchAsync("Binned", Some.Promotion("Gone"));
        Some.Of(await _world.Get<CampaignService>().DeleteAsync(binned.Id, Anna));
        Some.Of(await _world.Get<CampaignService>().CreateDraftAsync(new CreateDraft { Name = "Draft", Kind = CampaignKind.Promotion, Setup = Some.Promotion("Idea"), Actor = Anna }));

        Assert.Equal(["Works"], await NamesAsync(new() { IsAvailable = true, Take = 100 }));
        Assert.Equal(["Late", "Not yet", "Off", "Over", "Waits"], await NamesAsync(new() { IsAvailable = false, Take = 100 }));
        Assert.Equal(6, (await List.ListTiersAsync(new() { Take = 1 })).Total);
        Assert.Equal(["S"], (await List.ListStacksAsync(new())).Items.Select(one => one.Setup.Name));
        _world.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["Not yet", "Works"], await NamesAsync(new() { IsAvailable = true, Take = 100 }));
    }

    [Fact]
    public async Task Pages_and_orders()
    {
        await LaunchAsync("First", Some.Promotion("Banana"));
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        var promotions = _world.Get<PromotionService>();
        var second = Some.Of(await promotions.AddTierAsync(new("First", Some.Tier("Apple"), null, Anna)));
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        var third = Some.Of(await promotions.AddTierAsync(new("First", Some.Tier("Cherry"), null, Anna)));
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        Some.Of(await promotions.SetActiveAsync(new(second.Id, false, Anna)));

        async Task<IEnumerable<string>> Ordered(PromotionSort order, int skip = 0, int take = 10) =>
            (await List.ListTiersAsync(new() { Order = order, Skip = skip, Take = take })).Items.Select(tier => tier.Setup.Name);

        Assert.Equal(["Apple", "Banana", "Cherry"], await Ordered(PromotionSort.Name));
        Assert.Equal("Apple", (await Ordered(PromotionSort.LatestChange)).First());
        Assert.Equal(["Banana"], await Ordered(PromotionSort.NameDescending, 1, 1));
        Assert.Equal(["Cherry"], (await List.ListTiersAsync(new() { CreatedAfter = second.CreatedAt })).Items.Select(tier => tier.Setup.Name));
        Assert.Equal(["Apple"], (await List.ListTiersAsync(new() { CreatedAfter = second.CreatedAt.AddTicks(-1), CreatedBefore = third.CreatedAt })).Items.Select(tier => tier.Setup.Name));
    }

    [Fact]
    public async Task Sees_what_another_instance_published()
    {
        await using var other = _world.AnotherInstance();
        await LaunchAsync("Spring", Some.Promotion("One"));
        Some.Of(await other.Get<PromotionList>().GetTierAsync("promo_One"));

        var added = Some.Of(await _world.Get<PromotionService>().AddTierAsync(new("Spring", Some.Tier("Two"), null, Anna)));

        Assert.Equal("Two", Some.Of(await other.Get<PromotionList>().GetTierAsync(added.Id)).Setup.Name);
        Assert.Equal(2, (await other.Get<PromotionList>().ListTiersAsync(new())).Total);
    }

    private async Task<IEnumerable<string>> NamesAsync(PromotionQuery query) =>
        (await List.ListTiersAsync(query)).Items.Select(tier => tier.Setup.Name).Order(StringComparer.Ordinal);

    private async Task<Campaign> LaunchAsync(string name, CampaignSetup setup) =>
        Some.Of(await _world.Get<CampaignService>().CreateLaunchedAsync(new CreateDraft { Name = name, Kind = CampaignKind.Promotion, Setup = setup, Actor = Anna }));
}
