using PromoConsole.Engine.Orders;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Orders;

public class ProductsAndOrdersTests
{
    [Fact]
    public async Task A_line_without_a_price_takes_that_of_its_product()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.Get<ProductService>().UpsertAsync(new() { SourceId = "mug", Name = "Enamel mug", PriceAmount = 17_90 }, Launched.Agent);

        var saved = await world.Get<OrderService>().SaveManyAsync(
            [new SaveOrder { Order = new() { SourceId = "1001", Content = new() { Lines = [new() { SourceId = "mug", Quantity = 2 }, new() { Name = "Gift wrap", PriceAmount = 1_00 }] } } }], Launched.Agent);

        var order = (await world.Get<OrderService>().GetAsync("1001")).Value!;
        Assert.Equal(saved.Value![0].Id, order.Id);
        Assert.Equal(36_80, order.Amount); // 2 × 17.90 and 1.00
        Assert.Equal("Enamel mug", order.Content.Lines[0].Name);
    }

    [Fact]
    public async Task A_product_that_is_meant_to_be_new_leaves_the_one_with_its_source_id_alone()
    {
        await using var world = await PromoWorld.StartAsync();
        var products = world.Get<ProductService>();
        Some.Of(await products.UpsertAsync(new() { SourceId = "mug", Name = "Enamel mug", PriceAmount = 17_90 }, Launched.Agent));

        var refused = await products.UpsertAsync(new() { SourceId = "mug", Name = "Tin mug", IsNew = true }, Launched.Agent);
        var added = await products.UpsertAsync(new() { SourceId = "tin-mug", Name = "Tin mug", IsNew = true }, Launched.Agent);

        Assert.Equal(("duplicate_found", "source_id"), (refused.Error!.Key, refused.Error.Field));
        Assert.True(added.IsOk);
        Assert.Equal(["Enamel mug", "Tin mug"], (await products.SearchAsync("mug")).Items.Select(product => product.Name));
    }

    [Fact]
    public async Task A_known_order_gets_the_new_status_and_keeps_its_content()
    {
        await using var world = await PromoWorld.StartAsync();
        var orders = world.Get<OrderService>();
        await orders.SaveManyAsync([new SaveOrder { Order = new() { SourceId = "1001", Content = new() { ExplicitAmount = 50_00 } } }], Launched.Agent);

        await orders.SaveManyAsync([new SaveOrder { Order = new() { SourceId = "1001", Content = new() { ExplicitAmount = 1 } }, Status = OrderStatus.Fulfilled }], Launched.Agent);

        var order = Assert.Single(await orders.RecentAsync());
        Assert.Equal((OrderStatus.Fulfilled, 50_00), (order.Status, order.Amount));
    }

    [Fact]
    public async Task Products_are_found_by_part_of_name_or_id_and_collected_once()
    {
        await using var world = await PromoWorld.StartAsync();
        var products = (await world.Get<ProductService>().UpsertManyAsync(
            [new() { SourceId = "sku-1", Name = "Wool parka" }, new() { SourceId = "sku-2", Name = "Merino socks" }], Launched.Agent)).Value!;
        var collections = world.Get<CollectionService>();
        var outerwear = (await collections.CreateAsync("Outerwear", [products[0].Id], Launched.Agent)).Value!;

        var added = await collections.AddItemsAsync(outerwear.Id, [new(products[0].Id, false), new(products[1].Id, false)], Launched.Agent);
        await collections.RemoveItemsAsync(outerwear.Id, [new(products[0].Id, false)], Launched.Agent);

        Assert.Equal(1, added.Value);
        Assert.Equal("Merino socks", Assert.Single((await collections.ProductsAsync(outerwear.Id)).Items).Name);
        Assert.Equal(1, Assert.Single((await collections.SearchAsync(null, ItemOrder.Name, 0, 10)).Items).ItemsCount);
        Assert.Equal("Wool parka", Assert.Single((await world.Get<ProductService>().SearchAsync("parka wo")).Items).Name);
        Assert.Equal("Merino socks", Assert.Single((await world.Get<ProductService>().SearchAsync("SKU-2")).Items).Name);
        Assert.Equal("not_found", (await collections.AddItemsAsync(outerwear.Id, [new("prod_nothing", false)], Launched.Agent)).Error?.Key);
    }
}
