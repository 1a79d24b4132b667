using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers;

public class SegmentServiceTests
{
    [Fact]
    public async Task Members_are_counted_once_however_often_they_are_added()
    {
        await using var world = await PromoWorld.StartAsync();
        var segments = world.Get<SegmentService>();
        var customers = (await world.Get<CustomerService>().UpsertManyAsync([new() { SourceId = "a" }, new() { SourceId = "b" }], Launched.Agent)).Value!;
        var segment = (await segments.CreateAsync(" Winter club ", Launched.Agent)).Value!;

        var first = await segments.AddMembersAsync(segment.Id, [customers[0].Id, customers[1].Id], Launched.Agent);
        var again = await segments.AddMembersAsync(segment.Id, [customers[0].Id], Launched.Agent);
        await segments.RemoveMembersAsync(segment.Id, [customers[1].Id], Launched.Agent);

        Assert.Equal((2, 0), (first.Value, again.Value));
        var row = Assert.Single(await segments.ListAsync());
        Assert.Equal(("Winter club", 1), (row.Name, row.MembersCount));
        Assert.Equal(segment.Id, Assert.Single(await segments.OfCustomerAsync(customers[0].Id)).Id);
        Assert.Empty(await segments.OfCustomerAsync(customers[1].Id));
    }

    [Fact]
    public async Task Unknown_customers_and_taken_names_are_refused()
    {
        await using var world = await PromoWorld.StartAsync();
        var segments = world.Get<SegmentService>();
        var segment = (await segments.CreateAsync("New", Launched.Agent)).Value!;
        await segments.CreateAsync("Loyal", Launched.Agent);

        Assert.Equal("not_found", (await segments.AddMembersAsync(segment.Id, ["cust_nobody"], Launched.Agent)).Error?.Key);
        Assert.Equal("duplicate_found", (await segments.RenameAsync(segment.Id, "Loyal", Launched.Agent)).Error?.Key);
        Assert.Equal("invalid_segment", (await segments.CreateAsync("  ", Launched.Agent)).Error?.Key);
        Assert.Equal("New", (await segments.RenameAsync(segment.Id, "New", Launched.Agent)).Value?.Name); // its own name is free to it
    }
}
