using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

public class LimitHistoryTests
{
    [Fact]
    public async Task Limits_introduced_later_start_at_what_was_used()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.LaunchedCampaignAsync(Some.TenOff);
        await world.CodesAsync(campaign, null, "TEN");
        for (var i = 0; i < 3; i++) await world.Redemptions.RedeemAsync(Some.Redemption("TEN", customer: "crm-1"));
        var last = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", customer: "crm-2"))).Stored;
        await world.Redemptions.RollBackAsync(Some.Rollback(last.Id));

        await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new(4, 3, 3, 100_00) });

        await using var db = world.Db();
        var counters = await db.Counters.ToDictionaryAsync(c => c.Key, c => c.Value);
        var customer = await db.Customers.SingleAsync(c => c.SourceId == "crm-1");
        Assert.Equal(3, counters[$"cn:{campaign}"]);
        Assert.Equal(30_00, counters[$"cd:{campaign}"]);
        Assert.Equal(3, counters[$"cc:{campaign}:{customer.Id}"]);
        Assert.Equal(3, counters[$"vc:{last.VoucherId}:{customer.Id}"]);
        Assert.Equal(RedemptionKind.RefusedRedemption, await KindAsync(world, "crm-1"));
        Assert.Equal(RedemptionKind.Redeemed, await KindAsync(world, "crm-2"));
        Assert.Equal(RedemptionKind.RefusedRedemption, await KindAsync(world, "crm-3")); // the fifth of four
    }

    [Fact]
    public async Task A_limit_lifted_and_set_again_counts_what_happened_between()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new(Redemptions: 9) });
        await world.CodesAsync(campaign, null, "TEN");
        await KindAsync(world, null);
        await world.LaunchedCampaignAsync(Some.TenOff);
        await KindAsync(world, null);

        await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new(Redemptions: 2) });

        Assert.Equal(RedemptionKind.RefusedRedemption, await KindAsync(world, null));
    }

    [Fact]
    public async Task A_code_that_gets_a_limit_has_its_uses_counted()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        await KindAsync(world, null);
        await KindAsync(world, null);

        await LimitAsync(world, 3);

        Assert.Equal(RedemptionKind.Redeemed, await KindAsync(world, null));
        Assert.Equal(RedemptionKind.RefusedRedemption, await KindAsync(world, null));
        await LimitAsync(world, null);
        await using var db = world.Db();
        Assert.Equal(3, await db.Counters.SumAsync(c => c.Value));
    }

    [Fact]
    public async Task A_code_limit_below_its_uses_is_refused()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        await KindAsync(world, null);
        await KindAsync(world, null);

        Assert.Equal("invalid_redemption_limit", await LimitAsync(world, 1));
    }

    private static async Task<RedemptionKind> KindAsync(PromoWorld world, string? customer) =>
        Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", customer: customer))).Stored.Kind;

    private static async Task<string?> LimitAsync(PromoWorld world, int? limit) =>
        (await world.Writes.ExclusiveAsync<int>(async (db, ct) =>
        {
            (await db.Vouchers.SingleAsync(ct)).RedemptionLimit = limit;
            return 1;
        })).Error?.Key;
}
