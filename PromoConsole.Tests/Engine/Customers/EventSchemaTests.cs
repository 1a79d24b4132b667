using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Engine.Metadata;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers;

public class EventSchemaTests : IAsyncLifetime
{
    private PromoWorld _world = null!;

    private CustomEventService Events => _world.Get<CustomEventService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("cart_abandoned", true)]
    [InlineData("shop.cart-abandoned2", true)]
    [InlineData("cart abandoned", false)]
    [InlineData("koszyk_porzucóny", false)]
    [InlineData("", false)]
    public async Task Names_have_letters_digits_dots_underscores_and_dashes(string name, bool taken) => Assert.Equal(taken ? null : "invalid_event", (await TellAsync(name, "{}")).Error?.Key);

    [Fact]
    public async Task What_comes_with_a_defined_event_is_checked_and_filled()
    {
        await DefineAsync("cart_abandoned");

        var wrong = await TellAsync("cart_abandoned", """{"items":"many"}""");
        var lacking = await TellAsync("cart_abandoned", "{}");
        var told = await TellAsync("cart_abandoned", """{"items":3}""");
        var other = await TellAsync("anything", """{"items":"many"}""");

        Assert.Equal("items: must be a number, property is required (actual value is 'many')", wrong.Error?.Details);
        Assert.Equal("items: must be a number, property is required (actual value is 'undefined')", lacking.Error?.Details);
        Assert.Equal("""{"items":3,"channel":"web"}""", PromoConsole.Engine.Storage.PromoJson.Write(told.Value!.Event.Metadata));
        Assert.Null(other.Error);
        await using var db = _world.Db();
        Assert.Equal(1, await db.Customers.CountAsync()); // what was refused left nothing behind
        Assert.Equal([("anything", "Ola"), ("cart_abandoned", "Ola")], (await Events.RecentAsync()).Select(row => (row.Event.Name, row.CustomerName)));
        Assert.Equal(["cart_abandoned"], (await Events.RecentAsync("cart_abandoned")).Select(row => row.Event.Name));
        Assert.Equal([new EventName("anything", 1), new EventName("cart_abandoned", 1)], await Events.NamesAsync());
    }

    [Fact]
    public async Task A_project_may_take_only_events_that_are_defined()
    {
        await DefineAsync("cart_abandoned");
        await Events.SetDefinedOnlyAsync(true, Some.Shop);

        Assert.Equal("Custom event login is not defined", (await TellAsync("login", "{}")).Error?.Details);
        Assert.Null((await TellAsync("cart_abandoned", """{"items":1}""")).Error);
        await Events.SetDefinedOnlyAsync(false, Some.Shop);
        Assert.Null((await TellAsync("login", "{}")).Error);
    }

    private Task<Result<TrackedEvent>> TellAsync(string name, string metadata) => Events.TrackAsync(new TrackEvent(name, new CustomerInput { SourceId = "ola", Name = "Ola" }, Decisions.Bag(metadata), Some.Shop));

    private Task DefineAsync(string name) => _world.Get<MetadataSchemaService>().SaveAsync(new SaveSchema
    {
        Kind = SchemaKind.Event, Name = name, Caller = Some.Shop,
        Definitions = [MetadataCases.Definition("items", """{"type":"number","optional":false}"""), MetadataCases.Definition("channel", """{"type":"string","default":"web"}""")],
    });
}
