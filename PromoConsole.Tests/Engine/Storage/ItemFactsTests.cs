using System.Text.Json;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

/// <summary>What a decision knows of the lines and the customer of a request: what is stored, with what the request says laid over it.</summary>
public class ItemFactsTests
{
    private static readonly DateTimeOffset Noon = Decisions.Noon;

    [Fact]
    public async Task A_line_takes_price_and_name_from_its_SKU_then_from_the_product()
    {
        await using var world = await ShopAsync(null);

        var large = await ValidateAsync(world, new OrderLine { SourceId = "shirt-l", SourceIsSku = true, Quantity = 2 });
        var small = await ValidateAsync(world, new OrderLine { SkuId = "sku_s" });
        var product = await ValidateAsync(world, new OrderLine { SourceId = "shirt" });

        Assert.Equal((34_00, "prod_shirt", "sku_l", "Linen shirt"), Of(large)); // its own price
        Assert.Equal((30_00, "prod_shirt", "sku_s", "Linen shirt"), Of(small)); // the product's
        Assert.Equal((30_00, "prod_shirt", null, "Linen shirt"), Of(product));

        static (long?, string?, string?, string?) Of(OrderLine line) => (line.PriceAmount, line.ProductId, line.SkuId, line.Name);
    }

    [Theory]
    [InlineData("shirt-l", true, "pc_large")]
    [InlineData("shirt", false, null)]
    [InlineData("mug", false, "pc_table")]
    public async Task A_fixed_list_holds_products_and_single_SKUs(string sourceId, bool isSku, string? expected)
    {
        await using var world = await ShopAsync(null);

        var line = await ValidateAsync(world, new OrderLine { SourceId = sourceId, SourceIsSku = isSku });

        Assert.Equal(expected, line.CollectionIds.SingleOrDefault(id => id is "pc_large" or "pc_table"));
        Assert.Contains(ProductCollection.AllProducts, line.CollectionIds);
    }

    [Fact]
    public async Task A_filter_collection_is_asked_with_the_data_of_the_request_laid_over_the_stored_product()
    {
        await using var world = await ShopAsync(When.AnyItem([new ItemReference(ItemKind.Collection, "pc_blue")]) with { Number = 1 });

        Assert.False(await AcceptsAsync(world, new OrderLine { SourceId = "shirt" }));
        Assert.True(await AcceptsAsync(world, new OrderLine { SourceId = "shirt", ProductMetadata = Decisions.Bag("""{"colour":"blue"}""") }));
        Assert.True(await AcceptsAsync(world, new OrderLine { SourceId = "not in the catalogue", PriceAmount = 10_00, Metadata = Decisions.Bag("""{"colour":"blue"}""") }));
        Assert.True(await AcceptsAsync(world, new OrderLine { SourceId = "mug" })); // stored as blue
        Assert.False(await AcceptsAsync(world, new OrderLine { SourceId = "mug", ProductMetadata = Decisions.Bag("""{"colour":"red"}""") }));
    }

    [Fact]
    public async Task A_filter_segment_is_asked_with_the_data_of_the_request_laid_over_the_stored_customer()
    {
        await using var world = await ShopAsync(When.Segment(Operator.Is, "seg_krakow") with { Number = 1 });
        var mug = new OrderLine { SourceId = "mug" };

        Assert.True(await AcceptsAsync(world, mug, new CustomerInput { SourceId = "ola" })); // stored in Kraków
        Assert.False(await AcceptsAsync(world, mug, new CustomerInput { SourceId = "ola", Address = new("Gdańsk", null, null, null, null, null) }));
        Assert.False(await AcceptsAsync(world, mug, new CustomerInput { SourceId = "new" }));
        Assert.True(await AcceptsAsync(world, mug, new CustomerInput { SourceId = "new", Address = new("Kraków", null, null, null, null, null) }));
    }

    [Fact]
    public async Task What_changes_about_an_item_is_seen_by_the_next_request()
    {
        await using var world = await ShopAsync(null);
        var (shirt, mug, lamp) = (new OrderLine { SourceId = "shirt" }, new OrderLine { SourceId = "mug" }, new OrderLine { SourceId = "lamp" });
        Assert.Equal(30_00, (await ValidateAsync(world, shirt)).PriceAmount);
        Assert.Null((await ValidateAsync(world, lamp)).PriceAmount);
        Assert.Contains("pc_table", (await ValidateAsync(world, mug)).CollectionIds);

        Some.Of(await world.Get<ProductService>().UpsertAsync(new ProductInput { SourceId = "shirt", PriceAmount = 31_00 }, Some.Shop));
        Some.Of(await world.Get<ProductService>().UpsertAsync(new ProductInput { SourceId = "lamp", Name = "Lamp", PriceAmount = 80_00 }, Some.Shop));
        Some.Of(await world.Get<CollectionService>().DeleteAsync("pc_table", Some.Shop));

        Assert.Equal(31_00, (await ValidateAsync(world, shirt)).PriceAmount);
        Assert.Equal((80_00, "Lamp"), ((await ValidateAsync(world, lamp)).PriceAmount, (await ValidateAsync(world, lamp)).Name));
        Assert.DoesNotContain("pc_table", (await ValidateAsync(world, mug)).CollectionIds);
    }

    [Fact]
    public async Task A_redemption_stores_the_address_it_brought_and_no_lookup_result_with_the_order()
    {
        await using var world = await ShopAsync(null);

        var answer = Some.Of(await world.Redemptions.RedeemAsync(new RedeemRedeemables
        {
            Redeemables = [Redeemable.Voucher("SHIRTS")], Caller = Some.Shop,
            Order = new OrderInput { Content = new OrderContent { Lines = [new OrderLine { SourceId = "shirt-l", SourceIsSku = true }] } },
            Customer = new CustomerInput { SourceId = "ola", Description = "Regular", Birthdate = new DateOnly(1990, 5, 17), Address = new(null, null, "Long 1", null, "PL", null) },
        }));

        Assert.Equal(RedemptionKind.Redeemed, answer.Stored.Kind);
        var stored = Some.Of(await world.Get<CustomerService>().GetAsync("ola"));
        Assert.Equal(new CustomerAddress("Kraków", null, "Long 1", null, "PL", null), stored.Address);
        Assert.Equal(("Regular", new DateOnly(1990, 5, 17), "Kraków"), (stored.Description, stored.Birthdate, stored.City));
        var line = Assert.Single(Some.Of(await world.Get<OrderService>().GetAsync(answer.Stored.OrderId!)).Content.Lines);
        Assert.Null(line.Item);
        Assert.Equal(("sku_l", "prod_shirt", 34_00), (line.SkuId, line.ProductId, line.PriceAmount));
    }

    private static async Task<OrderLine> ValidateAsync(PromoWorld world, OrderLine line)
    {
        var answer = Some.Of(await world.Redemptions.ValidateAsync(Request(line, null)));
        return Assert.Single(answer.Decision.Facts.Order!.Content.Lines);
    }

    private static async Task<bool> AcceptsAsync(PromoWorld world, OrderLine line, CustomerInput? customer = null) =>
        Some.Of(await world.Redemptions.ValidateAsync(Request(line, customer))).Decision.Accepted;

    private static ValidateRedeemables Request(OrderLine line, CustomerInput? customer) => new()
    {
        Redeemables = [Redeemable.Voucher("SHIRTS")], Caller = Some.Shop, Order = new OrderInput { Content = new OrderContent { Lines = [line] } }, Customer = customer,
    };

    /// <summary>A shirt in two SKUs, a blue mug, two fixed lists, a filter collection, a filter segment, and a code under this rule.</summary>
    private static async Task<PromoWorld> ShopAsync(Rule? rule)
    {
        var world = await PromoWorld.StartAsync();
        Some.Of(await world.Writes.ExclusiveAsync<bool>((db, _) =>
        {
            db.Products.AddRange(
                new Product { Id = "prod_shirt", SourceId = "shirt", Name = "Linen shirt", PriceAmount = 30_00, Metadata = Decisions.Bag("""{"colour":"white"}"""), CreatedAt = Noon },
                new Product { Id = "prod_mug", SourceId = "mug", Name = "Mug", PriceAmount = 12_00, Metadata = Decisions.Bag("""{"colour":"blue"}"""), CreatedAt = Noon });
            db.Skus.AddRange(
                new Sku { Id = "sku_s", SourceId = "shirt-s", ProductId = "prod_shirt", Name = "Small", CreatedAt = Noon },
                new Sku { Id = "sku_l", SourceId = "shirt-l", ProductId = "prod_shirt", Name = "Large", PriceAmount = 34_00, CreatedAt = Noon });
            db.Collections.AddRange(
                new ProductCollection { Id = "pc_large", Name = "Large", CreatedAt = Noon },
                new ProductCollection { Id = "pc_table", Name = "Table", CreatedAt = Noon },
                new ProductCollection { Id = "pc_blue", Name = "Blue", Filter = Is("metadata.colour", "blue"), CreatedAt = Noon });
            db.CollectionSkus.Add(new CollectionSku { CollectionId = "pc_large", SkuId = "sku_l" });
            db.CollectionMembers.Add(new CollectionMember { CollectionId = "pc_table", ProductId = "prod_mug" });
            db.Segments.Add(new Segment { Id = "seg_krakow", Name = "Kraków", Kind = SegmentKind.Passive, Filter = Is("address.city", "Kraków"), CreatedAt = Noon });
            db.Customers.Add(new Customer { Id = "cust_ola", SourceId = "ola", Address = new("Kraków", null, null, null, null, null), City = "Kraków", CreatedAt = Noon, UpdatedAt = Noon });
            return Task.FromResult<PromoConsole.Engine.Result<bool>>(true);
        }));
        var campaign = await world.LaunchedCampaignAsync(new CampaignSetup { Discount = new AmountOff(1_00), Rule = rule });
        await world.CodesAsync(campaign, null, "SHIRTS");
        return world;
    }

    private static Filter Is(string field, string value) => new(Junction.And, [new(field, [new(FilterOperator.Is, [JsonSerializer.SerializeToElement(value)])])]);
}
