using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

public class CatalogueStoreTests
{
    [Fact]
    public async Task Keeps_every_version_that_codes_may_have_and_of_tiers_the_one_in_force()
    {
        await using var world = await PromoWorld.StartAsync();
        var coupon = await world.LaunchedCampaignAsync(Some.TenOff);
        await world.LaunchedCampaignAsync(Some.TenOff with { Discount = new AmountOff(11_00) });
        var promotion = Some.Of(await world.Get<CampaignService>().CreateLaunchedAsync(new CreateDraft { Name = "Basket", Kind = CampaignKind.Promotion, Setup = Some.Promotion("Ten"), Actor = "test" }));
        await CatalogueAsync(world); // in memory before the tier changes
        Some.Of(await world.Get<PromotionService>().ChangeTierAsync(new("promo_Ten", tier => tier with { Discount = new AmountOff(12_00) }, null, "test")));

        var catalogue = await CatalogueAsync(world);

        Assert.Equal([1, 2], catalogue.Campaign(coupon)!.Versions.Keys.Order());
        Assert.Equal([2], catalogue.Campaign(promotion.Id)!.Versions.Keys);
        Assert.Equal(new AmountOff(12_00), catalogue.Campaign(promotion.Id)!.Newest!.Tiers["promo_Ten"].Setup.Discount);
    }

    [Fact]
    public async Task Is_read_as_of_one_moment_while_others_publish_without_a_pause()
    {
        await using var world = await PromoWorld.StartAsync();
        var (first, second) = (Some.Of(await Draft("First")), Some.Of(await Draft("Second")));
        using var done = new CancellationTokenSource();
        var publishing = Task.Run(async () =>
        {
            for (var n = 0; !done.IsCancellationRequested; n++)
            {
                var name = $"{n}";
                await world.Writes.ExclusiveAsync<int>(async (db, ct) =>
                {
                    await db.Campaigns.Where(c => c.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, "First " + name), ct);
                    return await db.Campaigns.Where(c => c.Id == second.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, "Second " + name), ct);
                });
            }
        }, TestContext.Current.CancellationToken);

        for (var i = 0; i < 50; i++)
        {
            var catalogue = await CatalogueAsync(world);
            Assert.Equal(catalogue.Campaign(first.Id)!.Name.Split(' ')[^1], catalogue.Campaign(second.Id)!.Name.Split(' ')[^1]);
        }

        await done.CancelAsync();
        await publishing;

        Task<PromoConsole.Engine.Result<Campaign>> Draft(string name) => world.Get<CampaignService>().CreateDraftAsync(new CreateDraft { Name = name + " x", Setup = Some.TenOff, Actor = "test" });
    }

    [Fact]
    public async Task An_edit_leaves_the_index_of_most_others_as_it_was()
    {
        await using var world = await PromoWorld.StartAsync();
        for (var n = 0; n < 30; n++)
        {
            var setup = Some.Promotion($"Tier{n}");
            Some.Of(await world.Get<CampaignService>().CreateLaunchedAsync(new CreateDraft { Name = $"Basket {n}", Kind = CampaignKind.Promotion, Setup = setup, Actor = "test" }));
        }

        var before = await CatalogueAsync(world);
        Some.Of(await world.Get<PromotionService>().ChangeTierAsync(new("promo_Tier7", tier => tier with { Discount = new AmountOff(12_00) }, null, "test")));
        var after = await CatalogueAsync(world);

        Assert.InRange(after.Index.Offers.Intersect(before.Index.Offers).Count(), 20, 29);
    }

    private static async Task<Catalogue> CatalogueAsync(PromoWorld world)
    {
        await using var db = world.Db();
        return await world.Get<CatalogueStore>().AtLeastAsync(await db.Project.Select(p => p.CatalogueVersion).SingleAsync(), TestContext.Current.CancellationToken);
    }
}
