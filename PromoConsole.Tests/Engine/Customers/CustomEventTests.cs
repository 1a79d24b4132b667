using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers;

public class CustomEventTests
{
    private static TrackEvent Event(string name, string customer = "ola") =>
        new(name, new CustomerInput { SourceId = customer, Name = "Ola" }, Decisions.Bag("""{"items":3}"""), Some.Shop);

    [Fact]
    public async Task Is_written_into_the_history_of_the_customer_it_stores()
    {
        await using var world = await PromoWorld.StartAsync();
        var events = world.Get<CustomEventService>();

        var first = Some.Of(await events.TrackAsync(Event("cart_abandoned")));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        var second = Some.Of(await events.TrackAsync(Event(" newsletter ")));

        Assert.Equal(first.Customer.Id, second.Customer.Id);
        Assert.Equal("Ola", second.Customer.Name);
        var timeline = world.Get<TimelineService>();
        var page = await timeline.PageAsync(first.Customer.Id, size: 1);
        var older = await timeline.PageAsync(first.Customer.Id, before: page.Next, size: 1);
        Assert.Equal((TimelineKind.Told, "newsletter", "Web shop"), (page.Entries[0].Kind, page.Entries[0].EventName, page.Entries[0].Actor));
        Assert.Equal("cart_abandoned", Assert.Single(older.Entries).EventName);
        await using var db = world.Db();
        Assert.Equal(2, await db.Outbox.CountAsync(happened => happened.Type == "customer.custom_event" && happened.Subject == first.Customer.Id));
    }

    [Fact]
    public async Task Without_a_name_or_somebody_to_find_again_nothing_is_written()
    {
        await using var world = await PromoWorld.StartAsync();
        var events = world.Get<CustomEventService>();

        Assert.Equal("invalid_event", (await events.TrackAsync(Event("  "))).Error?.Key);
        Assert.Equal("invalid_event", (await events.TrackAsync(Event(new string('e', 301)))).Error?.Key);
        Assert.Equal("invalid_customer", (await events.TrackAsync(Event("login") with { Customer = new() })).Error?.Key);
        Assert.Equal("not_found", (await events.TrackAsync(Event("login") with { Customer = new() { Id = "cust_nobody" } })).Error?.Key);
        await using var db = world.Db();
        Assert.False(await db.Customers.AnyAsync() || await db.CustomEvents.AnyAsync());
    }

    [Fact]
    public async Task Goes_with_an_erased_customer_and_loses_its_attributes_with_a_deleted_one()
    {
        await using var world = await PromoWorld.StartAsync();
        var events = world.Get<CustomEventService>();
        var ola = Some.Of(await events.TrackAsync(Event("login"))).Customer;
        var eve = Some.Of(await events.TrackAsync(Event("login", "eve"))).Customer;

        Some.Of(await world.Get<CustomerRemoval>().DeleteAsync(ola.Id, Some.Shop));
        Some.Of(await world.Get<CustomerRemoval>().EraseAsync(eve.Id, Some.Shop));

        await using var db = world.Db();
        var left = await db.CustomEvents.SingleAsync();
        Assert.Equal((ola.Id, true), (left.CustomerId, left.Metadata.IsEmpty));
    }
}
