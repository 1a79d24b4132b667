using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Metadata;

/// <summary>Which custom attributes there are, as what is stored tells.</summary>
public sealed class MetadataFieldsTests
{
    [Fact]
    public async Task Tells_the_attributes_of_each_kind_of_object_the_most_frequent_first()
    {
        await using var world = await PromoWorld.StartAsync();
        await CustomerAsync(world, "ola", """{"plan":"gold","tags":["new","vip"],"visits":3}""");
        await CustomerAsync(world, "jan", """{"plan":"silver","tags":["new"],"address":{"city":"Gdańsk","geo":{"lat":54.3}},"news":true}""");
        await CustomerAsync(world, "ewa", """{"plan":"gold"}""");
        Some.Of(await world.Get<OrderService>().SaveManyAsync([new SaveOrder
        {
            Order = new OrderInput { Content = new OrderContent { Metadata = Decisions.Bag("""{"channel":"app"}"""), Lines = [new OrderLine { SourceId = "mug", Quantity = 1, Metadata = Decisions.Bag("""{"gift":true}""") }] } },
        }], Launched.Agent));

        Assert.Equal(
            ["plan: gold, silver", "tags: new, vip", "address.city: Gdańsk", "address.geo.lat: 54.3", "news: true", "visits: 3"], await ToldAsync(world, MetadataOwner.Customer));
        Assert.Equal(["channel: app"], await ToldAsync(world, MetadataOwner.Order));
        Assert.Equal(["gift: true"], await ToldAsync(world, MetadataOwner.OrderLine));
        Assert.Empty(await ToldAsync(world, MetadataOwner.Product));
        Assert.Empty(await ToldAsync(world, MetadataOwner.Redemption));
        Assert.Empty(await ToldAsync(world, MetadataOwner.CustomEvent));
    }

    [Fact]
    public void Tells_no_more_than_can_be_read()
    {
        var bags = Enumerable.Range(0, 100).Select(i => Decisions.Bag($$"""{"key{{i}}":"{{i}}","same":"value {{i % 10}}","long":"{{new string('x', 100)}}"}"""));
        var told = MetadataFields.Told(bags);

        Assert.Equal(MetadataFields.MostKeys, told.Count);
        Assert.Equal(["long", "same"], told.Take(2).Select(field => field.Key));
        Assert.Empty(told[0].Values);
        Assert.Equal(MetadataFields.MostValues, told[1].Values.Count);
    }

    private static async Task CustomerAsync(PromoWorld world, string id, string metadata) =>
        Some.Of(await world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = id, Metadata = Decisions.Bag(metadata) }, Launched.Agent));

    private static async Task<IEnumerable<string>> ToldAsync(PromoWorld world, MetadataOwner owner) =>
        (await world.Get<MetadataFields>().OfAsync(owner)).Select(field => $"{field.Key}: {string.Join(", ", field.Values)}");
}
