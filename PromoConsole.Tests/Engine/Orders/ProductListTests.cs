using System.Text.Json;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Orders;

public class ProductListTests : IAsyncLifetime
{
    private PromoWorld _world = null!;

    private ProductService Products => _world.Get<ProductService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Finds_products_by_words_price_and_list_and_counts_their_skus()
    {
        await ProductAsync("kettle", "Red kettle", 50_00);
        var blue = await ProductAsync("kettle-b", "Blue kettle", 60_00);
        await ProductAsync("free", "Kettle voucher", null);
        await _world.Get<SkuService>().CreateAsync(blue.Id, new SkuInput { SourceId = "kettle-b-1" }, Some.Shop);
        await _world.Get<SkuService>().CreateAsync(blue.Id, new SkuInput { SourceId = "kettle-b-2" }, Some.Shop);
        var list = (await _world.Get<CollectionService>().CreateAsync("Blue things", [blue.Id], Some.Shop)).Value!;

        Assert.Equal(["Blue kettle", "Kettle voucher", "Red kettle"], await NamesAsync(new() { Text = "kettle", Order = ItemOrder.Name }));
        Assert.Equal(["Red kettle"], await NamesAsync(new() { Text = "kettle RED" }));
        Assert.Equal(["Blue kettle", "Red kettle"], await NamesAsync(new() { MinPrice = 50_00, MaxPrice = 60_00, Order = ItemOrder.PriceDescending }));
        Assert.Equal(["Red kettle"], await NamesAsync(new() { MaxPrice = 59_99 }));
        var rows = await Products.RowsAsync(new() { CollectionId = list.Id });
        Assert.Equal(("Blue kettle", 2), (rows.Items.Single().Product.Name, rows.Items.Single().SkusCount));
    }

    [Theory]
    [InlineData(ItemOrder.Newest)]
    [InlineData(ItemOrder.Oldest)]
    [InlineData(ItemOrder.Name)]
    [InlineData(ItemOrder.NameDescending)]
    [InlineData(ItemOrder.Price)]
    [InlineData(ItemOrder.PriceDescending)]
    [InlineData(ItemOrder.Changed)]
    [InlineData(ItemOrder.ChangedLast)]
    public async Task A_file_of_products_is_in_the_order_of_the_list_to_its_end(ItemOrder order)
    {
        // Names and prices stand many times, and many have no price: pages end in the midst of each.
        await Products.UpsertManyAsync([.. Enumerable.Range(0, 1_203).Select(i => new ProductInput { SourceId = $"p-{i}", Name = $"Name {i % 7}", PriceAmount = i % 3 == 0 ? null : i % 5 })], Some.Shop);

        var all = await Products.AllAsync(new() { Order = order }, TestContext.Current.CancellationToken).Select(row => row.Product.Id).ToListAsync(TestContext.Current.CancellationToken);

        var listed = new List<string>();
        for (var skip = 0; skip < 1_203; skip += 100) listed.AddRange((await Products.RowsAsync(new() { Order = order, Skip = skip, Take = 100 })).Items.Select(row => row.Product.Id));
        Assert.Equal(1_203, all.Distinct().Count());
        Assert.Equal(listed, all);
    }

    [Fact]
    public async Task Tells_where_a_product_is_met()
    {
        var kettle = await ProductAsync("kettle", "Kettle", 50_00);
        var sku = (await _world.Get<SkuService>().CreateAsync(kettle.Id, new SkuInput { SourceId = "kettle-r" }, Some.Shop)).Value!;
        await ProductAsync("other", "Other", 10_00);
        await _world.Get<CollectionService>().CreateAsync("Kitchen", ["kettle"], Some.Shop);
        await _world.Get<CollectionService>().CreateAsync(new SaveCollection { Name = "Dear", Filter = Filter("price", FilterOperator.AtLeast, 40_00), Caller = Some.Shop });
        await _world.Get<CollectionService>().CreateAsync(new SaveCollection { Name = "Cheap", Filter = Filter("price", FilterOperator.LessThan, 40_00), Caller = Some.Shop });
        await _world.Get<RuleService>().CreateAsync(new CreateRule("Kettles", new RuleContent { Rule = When.AnyItem([new ItemReference(ItemKind.Sku, sku.Id)]) }, Some.Shop));
        await _world.Get<OrderService>().SaveAsync(new ChangeOrder { SourceId = "o-1", Lines = [new OrderLine { SourceId = "kettle-r", SourceIsSku = true, Quantity = 3 }], Caller = Some.Shop });
        await _world.Get<OrderService>().SaveAsync(new ChangeOrder { SourceId = "o-2", Lines = [new OrderLine { SourceId = "other" }], Caller = Some.Shop });

        var uses = await Products.UsesAsync(kettle.Id);

        Assert.Equal([("Kitchen", false), ("Dear", true)], uses.Collections.Select(c => (c.Name, c.ByFilter)));
        Assert.Equal(["Kettles"], uses.Rules.Select(rule => rule.Name));
        Assert.Equal([("o-1", 3)], uses.Orders.Select(order => (order.SourceId, order.Quantity)));
    }

    [Fact]
    public async Task Tells_the_second_of_two_editors_and_keeps_what_the_first_saved()
    {
        var opened = (await Products.GetAsync((await ProductAsync("kettle", "Kettle", 50_00)).Id)).Value!.Product;
        _world.Time.Advance(TimeSpan.FromSeconds(5));
        Task<PromoConsole.Engine.Result<Product>> SaveAsync(string name, bool over = false) =>
            Products.UpsertAsync(new ProductInput { Id = opened.Id, Name = name, SeenAt = over ? null : opened.UpdatedAt ?? opened.CreatedAt }, Some.Shop);

        var first = await SaveAsync("First");
        var second = await SaveAsync("Second");

        Assert.Null(first.Error);
        Assert.Equal("edited_meanwhile", second.Error?.Key);
        Assert.Equal("First", (await Products.GetAsync(opened.Id)).Value!.Product.Name);
        Assert.Null((await SaveAsync("Second", over: true)).Error);
    }

    private static Filter Filter(string field, FilterOperator op, long value) => new(Junction.And, [new FieldFilter(field, [new FieldTest(op, [JsonSerializer.SerializeToElement(value)])])]);

    private async Task<IEnumerable<string>> NamesAsync(ProductQuery query) => (await Products.RowsAsync(query)).Items.Select(row => row.Product.Name);

    private async Task<Product> ProductAsync(string source, string name, long? price) => (await Products.UpsertAsync(new ProductInput { SourceId = source, Name = name, PriceAmount = price }, Some.Shop)).Value!;
}
