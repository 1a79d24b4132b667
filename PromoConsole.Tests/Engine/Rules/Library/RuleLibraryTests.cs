using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules.Library;

public class RuleLibraryTests : IAsyncLifetime
{
    private PromoWorld _world = null!;

    private RuleService Rules => _world.Get<RuleService>();

    private RuleDraftService Drafts => _world.Get<RuleDraftService>();

    private RuleUsage Usage => _world.Get<RuleUsage>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Lists_published_rules_and_those_that_are_only_drafted()
    {
        var big = await MadeAsync("Big carts");
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        var club = await MadeAsync("Club");
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        var fresh = Some.Of(await Drafts.StartAsync(new("App carts", new RuleContent(), Launched.Agent)));
        Some.Of(await Drafts.SaveAsync(new(big.Id, "Bigger carts", new RuleContent(), 1, 0, Launched.Agent)));
        Some.Of(await Rules.AssignAsync(big.Id, RuleOwner.Campaign, await _world.LaunchedCampaignAsync(Some.TenOff), force: false, Launched.Agent));

        Assert.Equal([fresh.RuleId, club.Id, big.Id], await IdsAsync(new()));
        Assert.Equal(["App carts", "Big carts", "Club"], await NamesAsync(new() { Order = RuleLibraryOrder.Name, Ascending = true }));
        Assert.Equal("Big carts", (await NamesAsync(new() { Order = RuleLibraryOrder.Used }))[0]);
        Assert.Equal([big.Id], await IdsAsync(new() { Text = "CARTS", PublishedOnly = true }));
        Assert.Equal(3, (await _world.Get<RuleLibrary>().ListAsync(new() { Skip = 1, Take = 1 })).Total);

        var rows = (await _world.Get<RuleLibrary>().ListAsync(new() { Text = "carts", Order = RuleLibraryOrder.Name, Ascending = true })).Items;
        Assert.Equal([(false, true, 0L), (true, true, 1L)], rows.Select(row => (row.Rule is not null, row.Draft is not null, row.Campaigns)));
        Assert.Equal(["App carts", "Big carts"], rows.Select(row => row.Name)); // the published name until the new one is
    }

    [Fact]
    public async Task Says_what_a_change_reaches_in_numbers()
    {
        var rule = await MadeAsync("Everywhere");
        var live = await _world.CampaignAsync("Live", Some.TenOff, "A1", "A2", "A3");
        await _world.CampaignAsync("Other", Some.TenOff with { Schedule = new() { EndsAt = _world.Time.GetUtcNow().AddDays(-1) } }, "B1", "B2");
        await AssignedRuleTests.PromotionAsync(_world, Some.Tier("1"));
        foreach (var (type, name) in new[] { (RuleOwner.Campaign, "Live"), (RuleOwner.Campaign, "Other"), (RuleOwner.Voucher, "A1"), (RuleOwner.PromotionTier, "promo_1") })
            Some.Of(await Rules.AssignAsync(rule.Id, type, name, force: false, Launched.Agent));
        await _world.CampaignAsync("Untouched", Some.TenOff, "C1", "C2");
        Some.Of(await Rules.AssignAsync(rule.Id, RuleOwner.Voucher, "C1", force: false, Launched.Agent));
        foreach (var code in new[] { "A1", "A2", "C1", "C2" }) Some.Of(await _world.Redemptions.RedeemAsync(Some.Redemption(code)));
        Some.Of(await _world.Redemptions.RedeemAsync(Some.TierRedemption("promo_1")));

        var impact = await Usage.ImpactAsync(rule.Id);

        Assert.Equal((2L, 1L, 3L), (impact.LiveCampaigns, impact.Campaigns[CampaignStatus.Ended], impact.AllCampaigns)); // Live, the promotion; Other
        Assert.Equal((1L, 2L), (impact.Tiers, impact.AssignedCodes));
        Assert.Equal(6, impact.Codes); // three of Live, two of Other, and C1
        Assert.Equal(4, impact.Redemptions); // A1 once though its campaign has the rule too; not C2
        Assert.False((await Usage.ImpactAsync((await MadeAsync("Nowhere")).Id)).IsUsed);

        var uses = await Usage.ListAsync(rule.Id, 0, 10);
        Assert.Equal(5, uses.Total);
        Assert.Equal(
            [("C1", CampaignStatus.Live, 1L), ("1", CampaignStatus.Live, 1L), ("A1", CampaignStatus.Live, 1L), ("Other", CampaignStatus.Ended, 0L), ("Live", CampaignStatus.Live, 2L)],
            uses.Items.Select(use => (use.Use.Name, use.Status!.Value, use.Redemptions)));
        Assert.Equal(live, uses.Items[4].Campaign!.Id);
    }

    [Fact]
    public async Task Redemptions_count_for_thirty_days_today_included()
    {
        var rule = await MadeAsync("Old");
        await _world.CampaignAsync("Live", Some.TenOff with { Codes = new() { RedemptionLimit = null } }, "A1");
        Some.Of(await Rules.AssignAsync(rule.Id, RuleOwner.Voucher, "A1", force: false, Launched.Agent));
        Some.Of(await _world.Redemptions.RedeemAsync(Some.Redemption("A1")));

        _world.Time.Advance(TimeSpan.FromDays(29));
        var last = await Usage.ImpactAsync(rule.Id);
        _world.Time.Advance(TimeSpan.FromDays(1));
        var over = await Usage.ImpactAsync(rule.Id);

        Assert.Equal((1L, 0L), (last.Redemptions, over.Redemptions));
    }

    private async Task<ValidationRule> MadeAsync(string name) => Some.Of(await Rules.CreateAsync(new(name, new RuleContent(), Some.Shop)));

    private async Task<IReadOnlyList<string>> IdsAsync(RuleLibraryQuery query) => [.. (await _world.Get<RuleLibrary>().ListAsync(query)).Items.Select(row => row.Id)];

    private async Task<IReadOnlyList<string>> NamesAsync(RuleLibraryQuery query) => [.. (await _world.Get<RuleLibrary>().ListAsync(query)).Items.Select(row => row.Name)];
}
