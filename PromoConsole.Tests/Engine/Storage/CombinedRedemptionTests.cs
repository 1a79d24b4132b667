using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

/// <summary>Several codes in one request: stored, repeated and taken back as one unit.</summary>
public class CombinedRedemptionTests
{
    private static RedeemRedeemables Both(string? key = null, string order = "web-1") =>
        Some.Redemption("TEN", order: order, key: key) with { Redeemables = [Redeemable.Voucher("TEN"), Redeemable.Voucher("FIFTH")] };

    private static async Task<PromoWorld> ShopAsync(StackingRules? rules = null)
    {
        var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff, "Ten"), 1, "TEN");
        await world.CodesAsync(await world.LaunchedCampaignAsync(new() { Discount = new PercentOff(20) }, "Fifth"), null, "FIFTH");
        if (rules is not null) await world.StackAsync(rules);
        return world;
    }

    [Fact]
    public async Task Is_stored_as_a_parent_with_one_child_for_each()
    {
        await using var world = await ShopAsync();

        var answer = Some.Of(await world.Redemptions.RedeemAsync(Both()));

        Assert.Equal((RedemptionKind.Combined, "TEN + FIFTH", 28_00L), (answer.Stored.Kind, answer.Stored.Code, answer.Stored.DiscountAmount));
        Assert.Equal([("TEN", 10_00L), ("FIFTH", 18_00L)], answer.Redemptions.Select(one => (one.Code, one.DiscountAmount)));
        Assert.All(answer.Redemptions, one => Assert.Equal(answer.Stored.Id, one.ParentId));
        Assert.Equal(72_00, answer.Stored.OrderAfterwards?.TotalAmount);
        await using var db = world.Db();
        var order = await db.Orders.SingleAsync();
        Assert.Equal((28_00L, OrderStatus.Paid, 72_00L), (order.DiscountAmount, order.Status, order.State().TotalAmount!.Value));
        Assert.Equal(2, await db.HourSummaries.Where(s => s.Kind == RedemptionKind.Redeemed).SumAsync(s => s.Count));
        Assert.Equal(0, await db.HourSummaries.Where(s => s.Kind == RedemptionKind.Combined).CountAsync());
    }

    [Fact]
    public async Task Is_answered_again_in_full_for_the_same_key()
    {
        await using var world = await ShopAsync();

        var first = Some.Of(await world.Redemptions.RedeemAsync(Both("key-1")));
        var again = Some.Of(await world.Redemptions.RedeemAsync(Both("key-1")));

        Assert.True(again.Replayed);
        Assert.Equal(first.Stored.Id, again.Stored.Id);
        Assert.Equal(first.Redemptions.Select(one => one.Id), again.Redemptions.Select(one => one.Id));
    }

    [Fact]
    public async Task Nothing_is_used_when_one_of_them_fails()
    {
        await using var world = await ShopAsync();

        var answer = Some.Of(await world.Redemptions.RedeemAsync(Both() with { Redeemables = [Redeemable.Voucher("FIFTH"), Redeemable.Voucher("NOSUCH")] }));

        Assert.Equal((RedemptionKind.RefusedRedemption, "not_found", "NOSUCH"), (answer.Stored.Kind, answer.Stored.RefusalKey, answer.Stored.Code));
        await using var db = world.Db();
        Assert.Equal(0, await db.Orders.CountAsync());
        Assert.Equal(1, await db.Redemptions.CountAsync());
    }

    [Fact]
    public async Task In_partial_mode_each_failure_is_a_refusal_of_its_own()
    {
        await using var world = await ShopAsync(StackingRules.Default with { ApplicationMode = ApplicationMode.Partial });

        var answer = Some.Of(await world.Redemptions.RedeemAsync(Both() with { Redeemables = [Redeemable.Voucher("NOSUCH"), Redeemable.Voucher("FIFTH")] }));

        Assert.Equal((RedemptionKind.Redeemed, "FIFTH"), (answer.Stored.Kind, answer.Stored.Code));
        Assert.Equal([("NOSUCH", StepStatus.Inapplicable, "not_found"), ("FIFTH", StepStatus.Applicable, null)], answer.Stored.Detail.Stack!.Select(one => (one.Id, one.Status, one.Key)));
        await using var db = world.Db();
        Assert.Equal("NOSUCH", (await db.Redemptions.SingleAsync(r => r.Kind == RedemptionKind.RefusedRedemption)).Code);
    }

    [Fact]
    public async Task Discounts_accumulate_on_a_stored_order()
    {
        await using var world = await ShopAsync();

        await world.Redemptions.RedeemAsync(Some.Redemption("TEN", order: "web-1"));
        var second = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("FIFTH", order: "web-1"))).Stored;

        Assert.Equal(18_00, second.DiscountAmount); // 20 % of what the first one left
        await using var db = world.Db();
        var order = await db.Orders.SingleAsync();
        Assert.Equal((28_00L, 2), (order.DiscountAmount, order.Redemptions!.Count));
    }

    [Fact]
    public async Task Is_taken_back_as_a_whole_only()
    {
        await using var world = await ShopAsync();
        var used = Some.Of(await world.Redemptions.RedeemAsync(Both()));
        async Task<string?> RefusedAsync(string id, bool whole) => (await world.Redemptions.RollBackAsync(Some.Rollback(id) with { Whole = whole })).Error?.Key;

        Assert.Equal("invalid_redemption", await RefusedAsync(used.Stored.Id, whole: false));
        Assert.Equal("invalid_redemption_parent", await RefusedAsync(used.Redemptions[0].Id, whole: false));
        Assert.Equal("invalid_redemption_parent", await RefusedAsync(used.Redemptions[0].Id, whole: true));
        var back = Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(used.Stored.Id) with { Whole = true }));
        Assert.Equal("already_rolled_back", await RefusedAsync(used.Stored.Id, whole: true));

        Assert.Equal((RedemptionKind.CombinedRollback, -28_00L), (back.Stored.Kind, back.Stored.DiscountAmount));
        Assert.Equal([-10_00L, -18_00L], back.Rollbacks.Select(one => one.DiscountAmount));
        await using var db = world.Db();
        Assert.All(await db.Redemptions.Where(r => r.Kind == RedemptionKind.Redeemed).ToListAsync(), one => Assert.NotNull(one.RolledBackById));
        var order = await db.Orders.SingleAsync();
        Assert.Equal((0L, OrderStatus.Canceled), (order.DiscountAmount, order.Status));
        Assert.Equal(0, (await db.Vouchers.SingleAsync(v => v.Code == "TEN")).RedeemedQuantity);
    }

    [Fact]
    public async Task A_rollback_takes_back_its_own_discount_and_leaves_the_others()
    {
        await using var world = await ShopAsync();
        var ten = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", order: "web-1"))).Stored;
        await world.Redemptions.RedeemAsync(Some.Redemption("FIFTH", order: "web-1"));

        var back = Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(ten.Id))).Stored;

        Assert.Equal((72_00L, 82_00L), (back.Detail.Order!.TotalAmount!.Value, back.Detail.OrderAfter!.TotalAmount!.Value));
    }

    [Fact]
    public async Task A_rollback_leaves_the_order_alone_where_the_project_says_so()
    {
        await using var world = await ShopAsync(StackingRules.Default with { RollbackOrderMode = RollbackOrderMode.WithoutOrder });
        var ten = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", order: "web-1"))).Stored;

        await world.Redemptions.RollBackAsync(Some.Rollback(ten.Id));

        await using var db = world.Db();
        var order = await db.Orders.SingleAsync();
        Assert.Equal((10_00L, OrderStatus.Paid), (order.DiscountAmount, order.Status));
        Assert.Equal(0, (await db.Vouchers.SingleAsync(v => v.Code == "TEN")).RedeemedQuantity);
    }
}
