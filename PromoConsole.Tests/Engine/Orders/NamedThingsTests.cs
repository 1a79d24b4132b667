using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Orders;

public class NamedThingsTests
{
    private readonly StatementLog _statements = new();

    [Fact]
    public async Task Says_of_each_how_it_stands_today()
    {
        await using var world = await PromoWorld.StartAsync(more: _statements.Watch);
        var ola = Some.Of(await world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = "crm-7" }, Some.Shop));
        var club = Some.Of(await world.Get<SegmentService>().CreateAsync(new CreateSegment("Winter club", SegmentKind.Static, [ola.Id], null, Some.Shop)));
        var empty = Some.Of(await world.Get<SegmentService>().CreateAsync("Empty", Some.Shop));
        var mug = Some.Of(await world.Get<ProductService>().UpsertAsync(new() { SourceId = "mug", Name = "Enamel mug" }, Some.Shop));
        var kitchen = Some.Of(await world.Get<CollectionService>().CreateAsync("Kitchen", [mug.Id], Some.Shop));

        var states = await world.Get<NamedThings>().StatesAsync([club.Id, empty.Id, "seg_gone", mug.Id, "prod_gone", kitchen.Id, ProductCollection.AllProducts, "sku_gone", "mug"]);

        Assert.Equal(new ThingState(ThingKind.Segment, "Winter club", Standing.Listed, 1), states[club.Id]);
        Assert.Equal(new ThingState(ThingKind.Segment, "Empty", Standing.Listed, 0), states[empty.Id]);
        Assert.Equal(new ThingState(ThingKind.Collection, "Kitchen", Standing.Listed, 1), states[kitchen.Id]);
        Assert.Equal(new ThingState(ThingKind.Product, "Enamel mug", Standing.Listed, null), states[mug.Id]);
        Assert.Equal([Standing.Gone, Standing.Gone, Standing.Gone], new[] { "seg_gone", "prod_gone", "sku_gone" }.Select(id => states[id].Standing));
        Assert.Equal(Standing.ByFilter, states[ProductCollection.AllProducts].Standing);
        Assert.Equal(Standing.ShopsOwn, states["mug"].Standing); // orders may carry it
    }

    [Fact]
    public async Task Many_of_a_kind_are_one_query()
    {
        await using var world = await PromoWorld.StartAsync(more: _statements.Watch);

        var asked = await _statements.OnAsync("Segments", () => world.Get<NamedThings>().StatesAsync([.. Enumerable.Range(0, 200).Select(i => $"seg_{i}")]));

        Assert.Single(asked);
    }
}
