using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

public class RollbackTests
{
    [Fact]
    public async Task Releases_uses_and_budgets_and_takes_the_discount_off_the_order()
    {
        await using var world = await PromoWorld.StartAsync();
        var limits = new CampaignLimits(Redemptions: 5, RedemptionsPerCustomer: 1, RedemptionsPerCustomerPerCode: 1, DiscountedAmount: 100_00);
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Limits = limits }), 1, "ONCE");
        var used = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("ONCE", customer: "crm-1"))).Stored;

        var rollback = Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(used.Id) with { Reason = "Returned" })).Stored;

        await using var db = world.Db();
        var order = await db.Orders.SingleAsync();
        Assert.Equal((RedemptionKind.Rollback, -10_00L, used.Id, "Returned"), (rollback.Kind, rollback.DiscountAmount, rollback.RollbackOfId, rollback.Reason));
        Assert.Equal(rollback.Id, (await db.Redemptions.SingleAsync(r => r.Id == used.Id)).RolledBackById);
        Assert.Equal((OrderStatus.Canceled, 0L), (order.Status, order.DiscountAmount));
        Assert.Equal(0, (await db.Vouchers.SingleAsync()).RedeemedQuantity);
        Assert.All(await db.Counters.ToListAsync(), counter => Assert.Equal(0, counter.Value));
        Assert.Equal(4, await db.Counters.CountAsync());
        Assert.Equal(RedemptionKind.Redeemed, Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("ONCE", customer: "crm-1"))).Stored.Kind);
    }

    [Fact]
    public async Task Happens_once()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        var used = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN"))).Stored;

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => world.Redemptions.RollBackAsync(Some.Rollback(used.Id)))));

        await using var db = world.Db();
        Assert.Single(answers, answer => answer.IsOk);
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal("already_rolled_back", answer.Error?.Key));
        Assert.Equal(0, await db.Counters.Where(c => c.Key == CounterKeys.CodeRedemptions(used.VoucherId!)).SumAsync(c => c.Value));
    }

    [Fact]
    public async Task Is_refused_for_what_is_no_redemption_and_for_another_customer_or_order()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        var used = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", customer: "crm-1", order: "web-1"))).Stored;
        var refusal = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("NOSUCHCODE"))).Stored;
        async Task<string?> RefusedAsync(RollBackRedemption request) => (await world.Redemptions.RollBackAsync(request)).Error?.Key;

        Assert.Equal("not_found", await RefusedAsync(Some.Rollback("r_unknown")));
        Assert.Equal("invalid_redemption", await RefusedAsync(Some.Rollback(refusal.Id)));
        Assert.Equal("invalid_customer", await RefusedAsync(Some.Rollback(used.Id) with { CustomerId = "crm-2" }));
        Assert.Equal("invalid_order", await RefusedAsync(Some.Rollback(used.Id) with { OrderId = "web-2" }));
        Assert.Null(await RefusedAsync(Some.Rollback(used.Id) with { CustomerId = "crm-1", OrderId = "web-1" }));
    }
}
