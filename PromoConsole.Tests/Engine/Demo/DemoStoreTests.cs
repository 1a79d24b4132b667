using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Demo;

public class DemoStoreTests
{
    private static readonly Caller Anna = new(Caller.Dashboard, "anna@shop.example");

    [Fact]
    public async Task Is_a_believable_shop_made_by_the_engine_and_goes_without_a_trace()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = await LoadedAsync();
        await using var db = world.Db();

        Assert.True((await world.Get<IDemoStore>().StateAsync(ct)).IsLoaded);
        Assert.InRange(await db.Products.CountAsync(ct), 200, int.MaxValue);
        Assert.InRange(await db.CollectionMembers.CountAsync(ct), 200, int.MaxValue);
        Assert.InRange(await db.Skus.CountAsync(ct), 20, int.MaxValue);
        Assert.Equal(1, await db.Collections.CountAsync(c => c.Filter != null, ct));
        var staff = await db.Segments.SingleAsync(s => s.Filter != null, ct);
        Assert.Equal("Staff and friends", staff.Name); // whose filter the rule of one campaign asks
        Assert.InRange(await db.Redemptions.CountAsync(r => r.Code == "FRIENDS" && r.Kind == RedemptionKind.Redeemed, ct), 5, int.MaxValue);
        Assert.InRange(await db.Redemptions.CountAsync(r => r.TierId != null && r.Kind == RedemptionKind.Redeemed, ct), 150, int.MaxValue);
        Assert.Equal(3, await db.Redemptions.Where(r => r.TierId != null && r.Kind == RedemptionKind.Redeemed).Select(r => r.TierId).Distinct().CountAsync(ct));
        Assert.InRange(await db.Customers.CountAsync(ct), 2_000, int.MaxValue);
        Assert.InRange(await db.SegmentMembers.CountAsync(ct), 2_000, int.MaxValue);
        Assert.InRange(await db.Orders.CountAsync(ct), 5_000, int.MaxValue);
        Assert.InRange(await db.Redemptions.CountAsync(r => r.Kind == RedemptionKind.Redeemed, ct), 3_000, int.MaxValue);
        Assert.InRange(await db.Redemptions.CountAsync(r => r.Kind == RedemptionKind.RefusedRedemption, ct), 800, int.MaxValue);
        Assert.InRange(await db.Redemptions.CountAsync(r => r.Kind == RedemptionKind.Rollback, ct), 20, int.MaxValue);
        Assert.InRange(await db.Redemptions.Where(r => r.RefusalKey != null).Select(r => r.RefusalKey).Distinct().CountAsync(ct), 7, int.MaxValue);
        var statuses = (await db.Campaigns.ToListAsync(ct)).Select(c => CampaignStatusPolicy.Of(c, world.Time.GetUtcNow())).Distinct();
        Assert.Equal(Enum.GetValues<CampaignStatus>(), statuses.Order());

        Assert.Equal(0, await db.Campaigns.CountAsync(c => c.CategoryId == null, ct));

        // A year of it: the first and the last redemption are eleven months apart or more.
        var first = await db.Redemptions.MinAsync(r => r.At, ct);
        Assert.True(await db.Redemptions.MaxAsync(r => r.At, ct) - first > TimeSpan.FromDays(330));
        Assert.Equal(0, await db.Redemptions.CountAsync(r => r.At > world.Time.GetUtcNow(), ct));
        await AgreeAsync(world);
        await GoesWithoutATraceAsync(world);
    }

    [Fact]
    public async Task Stays_once_a_real_redemption_uses_it()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = await LoadedAsync();
        var redeemed = await world.Redemptions.RedeemAsync(new RedeemRedeemables
        {
            Redeemables = [Redeemable.Voucher("WELCOME10")], Customer = new CustomerInput { SourceId = "real-1" }, Caller = new Caller(Caller.Api, "Shop", "key_1"),
            Order = new OrderInput { Content = new() { ExplicitAmount = 100_00 } },
        }, ct);

        var removed = await world.Get<IDemoStore>().RemoveAsync(Anna, ct);

        Assert.Equal(RedemptionKind.Redeemed, redeemed.Value!.Stored.Kind);
        Assert.Equal("demo_in_use", removed.Error!.Key);
        Assert.Contains("1 real redemption uses", removed.Error.Message);
        await using var db = world.Db();
        Assert.True(await db.Products.AnyAsync(ct));
    }

    private static async Task GoesWithoutATraceAsync(PromoWorld world)
    {
        var ct = TestContext.Current.CancellationToken;
        await world.Redemptions.RedeemAsync(new RedeemRedeemables
        {
            Redeemables = [Redeemable.Voucher("NO-SUCH-CODE")], Caller = new Caller(Caller.Api, "Shop", "key_1"), Order = new OrderInput { Content = new() { ExplicitAmount = 70_00 } },
        }, ct);

        var removed = await world.Get<IDemoStore>().RemoveAsync(Anna, ct);

        Assert.True(removed.IsOk, removed.Error?.Message);
        await using var db = world.Db();
        Assert.Equal(
            (0, 0, 0, 0, 0, 0, 0, 0),
            (await db.Products.CountAsync(ct), await db.Collections.CountAsync(ct), await db.Customers.CountAsync(ct), await db.Segments.CountAsync(ct), await db.Orders.CountAsync(ct),
                await db.Campaigns.CountAsync(ct), await db.Vouchers.CountAsync(ct), await db.Categories.CountAsync(ct)));
        Assert.Equal((0, 0, 0), (await db.Counters.CountAsync(ct), await db.Publications.CountAsync(ct), await db.SegmentMembers.CountAsync(ct)));
        Assert.False((await world.Get<IDemoStore>().StateAsync(ct)).IsLoaded);

        // What somebody else tried meanwhile stays, and stays counted.
        Assert.Equal("NO-SUCH-CODE", Assert.Single(await db.Redemptions.ToListAsync(ct)).Code);
        var left = Assert.Single(await db.HourSummaries.ToListAsync(ct));
        Assert.Equal((RedemptionKind.RefusedRedemption, 1L, 70_00L), (left.Kind, left.Count, left.OrderAmount));
    }

    // Summaries are what the rows add up to, and no limit was passed.
    private static async Task AgreeAsync(PromoWorld world)
    {
        var ct = TestContext.Current.CancellationToken;
        var today = DateOnly.FromDateTime(world.Time.GetUtcNow().UtcDateTime);
        var year = new ReportFilter { From = today.AddDays(-400), To = today };
        var reports = world.Get<ReportService>();
        Assert.Equal((await reports.SummaryAsync(year with { MinAmount = 0 }, ct)).Now, (await reports.SummaryAsync(year, ct)).Now);

        await using var db = world.Db();
        var welcome = await db.Campaigns.SingleAsync(c => c.Name == "Welcome", ct);
        var most = await db.Redemptions.Where(r => r.CampaignId == welcome.Id && r.Kind == RedemptionKind.Redeemed && r.RolledBackById == null)
            .GroupBy(r => r.CustomerId).Select(g => g.Count()).MaxAsync(ct);
        Assert.Equal(1, most);
    }

    private static async Task<PromoWorld> LoadedAsync()
    {
        var world = await PromoWorld.StartAsync();
        var started = await world.Get<IDemoStore>().LoadAsync(Anna, TestContext.Current.CancellationToken);
        Assert.True(started.IsOk);
        while (await world.Get<JobRunner>().RunOneAsync(TestContext.Current.CancellationToken)) { }
        return world;
    }
}
