using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

public class CatalogueItemsTests
{
    [Fact]
    public async Task Of_all_products_the_catalogue_keeps_those_that_campaigns_name_and_renaming_one_reaches_it()
    {
        await using var world = await PromoWorld.StartAsync();
        var products = world.Get<ProductService>();
        var mug = Some.Of(await products.UpsertAsync(new ProductInput { SourceId = "mug", Name = "Mug", PriceAmount = 12_00 }, Some.Shop));
        var shirt = Some.Of(await products.UpsertAsync(new ProductInput { SourceId = "shirt", Name = "Shirt", PriceAmount = 30_00 }, Some.Shop));
        var large = Some.Of(await world.Get<SkuService>().CreateAsync("shirt", new SkuInput { SourceId = "shirt-l", Name = "Large" }, Some.Shop));
        await world.LaunchedCampaignAsync(new CampaignSetup { Discount = new AmountOff(1_00), Rule = When.AnyItem([new ItemReference(ItemKind.Sku, large.Id)]) with { Number = 1 } });

        var before = await CatalogueAsync(world);
        await products.UpsertAsync(new ProductInput { SourceId = "shirt", PriceAmount = 35_00 }, Some.Shop);
        await world.Get<SkuService>().ChangeAsync("shirt", "shirt-l", new SkuInput { Name = "Very large" }, Some.Shop);
        var after = await CatalogueAsync(world);

        Assert.Equal([large.Id], before.Items.Keys);
        Assert.Equal((shirt.Id, "Large", 30_00), (before.Items[large.Id].ProductId, before.NameOf(large.Id), before.Items[large.Id].PriceAmount));
        Assert.Equal(("Very large", 35_00), (after.NameOf(large.Id), after.Items[large.Id].PriceAmount));
        Assert.Equal(mug.Id, after.NameOf(mug.Id)); // nobody names it
    }

    private static async Task<Catalogue> CatalogueAsync(PromoWorld world)
    {
        await using var db = world.Db();
        return await world.Get<CatalogueStore>().AtLeastAsync(db.Project.Select(p => p.CatalogueVersion).Single(), TestContext.Current.CancellationToken);
    }
}
