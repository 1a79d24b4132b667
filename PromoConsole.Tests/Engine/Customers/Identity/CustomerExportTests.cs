using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Tests.Engine.Customers.Segments;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers.Identity;

public class CustomerExportTests
{
    [Fact]
    public async Task Everything_about_a_person_is_in_one_document_and_the_log_says_it_was_taken_out()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        var ola = await CustomerAliasTests.RenamedAsync(world, await CustomerAliasTests.NamedAsync(world, "ola-1", "Ola Nowak"), "ola-2");
        Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", customer: "ola-2", order: "web-1")));
        var visitors = await world.SegmentAsync("Signed in", Segments.Filters.All(Segments.Filters.Ask("events.signed_in.count", FilterOperator.AtLeast, 1)));
        await world.SettleAsync();
        Some.Of(await world.Get<CustomEventService>().TrackAsync(new("signed_in", new() { SourceId = "ola-2" }, Decisions.Bag("""{"by":"app"}"""), Some.Shop)));
        await world.SettleAsync();
        var export = world.Get<CustomerExport>();

        using var file = new MemoryStream();
        await export.WriteAsync(file, Some.Of(await export.BeginAsync("ola-1", Launched.Agent)));

        var data = JsonDocument.Parse(file.ToArray()).RootElement;
        Assert.Equal(("Ola Nowak", "ola-2"), (data.GetProperty("profile").GetProperty("name").GetString(), data.GetProperty("profile").GetProperty("sourceId").GetString()));
        Assert.Equal("ola-1", Assert.Single(data.GetProperty("earlierIds").EnumerateArray()).GetProperty("alias").GetString());
        Assert.Equal(visitors.Id, Assert.Single(data.GetProperty("segments").EnumerateArray()).GetProperty("id").GetString());
        Assert.True(Assert.Single(data.GetProperty("segmentMoves").EnumerateArray()).GetProperty("entered").GetBoolean());
        Assert.Equal("web-1", Assert.Single(data.GetProperty("orders").EnumerateArray()).GetProperty("sourceId").GetString());
        Assert.Equal("TEN", Assert.Single(data.GetProperty("redemptions").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal("app", Assert.Single(data.GetProperty("events").EnumerateArray()).GetProperty("metadata").GetProperty("by").GetString());
        Assert.Contains(data.GetProperty("log").EnumerateArray(), entry => entry.GetProperty("action").GetString() == "customer.exported");
        await using var db = world.Db();
        Assert.Equal(Launched.Agent.Name, (await db.Audit.SingleAsync(a => a.Action == "customer.exported" && a.Subject == ola.Id)).Actor);
        Assert.Equal("not_found", (await export.BeginAsync("nobody", Launched.Agent)).Error!.Key);
    }

    [Fact]
    public async Task A_preview_counts_what_erasing_takes_and_what_stays()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        await CustomerAliasTests.RenamedAsync(world, await CustomerAliasTests.NamedAsync(world, "ola-1", "Ola Nowak"), "ola-2");
        var use = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", 80_00, customer: "ola-2", order: "web-1")));
        Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", 50_00, customer: "ola-2", order: "web-2")));
        Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(use.Stored.Id)));
        var removal = world.Get<CustomerRemoval>();

        var preview = Some.Of(await removal.PreviewAsync("ola-2"));

        Assert.Equal(new ErasurePreview(Ids: 2, Events: 0, Segments: 0, Merges: 0, Orders: 2, OrdersAmount: 130_00, Redemptions: 3, DiscountAmount: 10_00, Codes: 0), preview);
        Assert.Equal("not_found", (await removal.PreviewAsync("nobody")).Error!.Key);
    }

    [Fact]
    public async Task A_long_history_is_forgotten_to_its_end()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        var ola = await CustomerAliasTests.NamedAsync(world, "ola-1", "Ola Nowak");
        await Task.WhenAll(Enumerable.Range(0, 501).Select(_ => world.Redemptions.RedeemAsync(Some.Redemption("TEN", customer: "ola-1"))));

        var gone = Some.Of(await world.Get<CustomerRemoval>().DeleteAsync("ola-1", Some.Shop));

        Assert.Equal(501, gone.Redemptions);
        await using var db = world.Db();
        Assert.All(await db.Redemptions.AsNoTracking().Where(r => r.CustomerId == ola.Id).ToListAsync(), r => Assert.Null(r.Detail.CustomerName));
        Assert.Equal(501, await db.Redemptions.CountAsync(r => r.CustomerId == ola.Id));
    }
}
