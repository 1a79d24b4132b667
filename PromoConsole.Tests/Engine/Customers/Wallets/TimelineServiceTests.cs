using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers.Wallets;

public class TimelineServiceTests
{
    [Fact]
    public async Task Pages_join_without_gap_or_repetition_newest_first()
    {
        await using var world = await PromoWorld.StartAsync();
        var customer = (await world.Get<CustomerService>().UpsertAsync(new() { SourceId = "ola" }, Launched.Agent)).Value!;
        await History.FillAsync(world, customer.Id, redeemed: 30, refused: 30, rolledBack: 5);
        await world.CampaignAsync("Welcome", Launched.Setup, "HELLO-1");
        await world.Get<PublicationService>().PublishAsync(new PublishVoucher { Code = "HELLO-1", Customer = new() { SourceId = "ola" }, Reason = "Sorry", Caller = Launched.Agent });
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.Get<OrderService>().SaveManyAsync(
            [.. Enumerable.Range(1, 3).Select(i => new SaveOrder { Order = new() { SourceId = $"100{i}", Content = new() { ExplicitAmount = 50_00 } }, CustomerId = customer.Id })], Launched.Agent);
        var timeline = world.Get<TimelineService>();

        var seen = new List<TimelineEntry>();
        TimelineCursor? cursor = null;
        do
        {
            var page = await timeline.PageAsync(customer.Id, before: cursor, size: 7);
            seen.AddRange(page.Entries);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(69, seen.Count); // 30 + 30 + 5, one code given, three orders
        Assert.Equal(69, seen.DistinctBy(e => e.Id).Count());
        Assert.Equal(seen.OrderByDescending(e => e.At).Select(e => e.At), seen.Select(e => e.At));
        Assert.Equal(TimelineKind.Ordered, seen[0].Kind);
        Assert.Equal(("HELLO-1", "Welcome", "Sorry"), (seen[3].Code, seen[3].CampaignName, seen[3].Reason));
    }

    [Theory]
    [InlineData(TimelineFilter.Attempts, 20)]
    [InlineData(TimelineFilter.Refused, 8)]
    [InlineData(TimelineFilter.Actions, 3)]
    [InlineData(TimelineFilter.Orders, 1)]
    [InlineData(TimelineFilter.Everything, 24)]
    public async Task A_filter_shows_its_kinds_only(TimelineFilter filter, int expected)
    {
        await using var world = await PromoWorld.StartAsync();
        var customer = (await world.Get<CustomerService>().UpsertAsync(new() { SourceId = "ola" }, Launched.Agent)).Value!;
        await History.FillAsync(world, customer.Id, redeemed: 12, refused: 8, rolledBack: 3);
        await world.Get<OrderService>().SaveManyAsync(
            [new SaveOrder { Order = new() { SourceId = "1001", Content = new() { ExplicitAmount = 50_00 } }, CustomerId = customer.Id }], Launched.Agent);

        var page = await world.Get<TimelineService>().PageAsync(customer.Id, filter, size: 100);

        Assert.Equal(expected, page.Entries.Count);
        Assert.Null(page.Next);
    }
}
