using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Concurrency;

/// <summary>Many callers with several codes each, sessions and rollbacks at once.</summary>
public class StackStormTests
{
    private static readonly string[] Five = ["ONE", "TWO", "THREE", "FOUR", "FIVE"];

    [Fact]
    public async Task Five_codes_in_opposite_orders_are_used_together_exactly_as_often_as_allowed()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var other = world.AnotherInstance();
        foreach (var code in Five) await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new(Redemptions: 40) }, code), 40, code);

        var answers = await Storm.OfAsync([world, other], 200, i => Some.Redemption("ONE") with { Redeemables = Asked(i) });

        Assert.Equal(40, answers.Count(answer => answer.Kind == RedemptionKind.Combined));
        await using var db = world.Db();
        Assert.Equal(200, await db.Redemptions.CountAsync(r => r.Kind == RedemptionKind.Redeemed));
        await Storm.AssertBooksBalanceAsync(db, answers.Select(answer => (answer.Id, answer.Kind)));
    }

    [Fact]
    public async Task Sessions_hold_a_code_exactly_as_often_as_allowed_and_each_can_redeem()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), 10, "HELD");
        var order = Some.Redemption("HELD").Order;

        var holds = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => world.Redemptions.LockAsync(
            new LockRedeemables { Redeemables = [Redeemable.Voucher("HELD")], SessionKey = $"cart-{i}", Order = order, Caller = Some.Shop }))));
        var held = holds.Select(Some.Of).Where(answer => answer.Session is not null).Select(answer => answer.Session!.Key).ToList();
        var strangers = await Storm.OfAsync([world], 64, _ => Some.Redemption("HELD"));
        var own = await Storm.OfAsync([world], held.Count, i => Some.Redemption("HELD") with { SessionKey = held[i] });

        Assert.Equal((10, 0, 10), (held.Count, strangers.Accepted(), own.Accepted()));
        await using var db = world.Db();
        Assert.Equal(0, await db.SessionLocks.CountAsync());
        await Storm.AssertBooksBalanceAsync(db, own.Select(answer => (answer.Id, answer.Kind)));
    }

    [Fact]
    public async Task Holds_that_end_while_everybody_asks_never_let_in_one_too_many()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), 20, "HELD");
        var order = Some.Redemption("HELD").Order;

        var asked = 0;
        await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref asked)) <= 400;)
            {
                if (i % 40 == 0) world.Time.Advance(TimeSpan.FromSeconds(30));
                if (i % 3 != 0) await world.Redemptions.RedeemAsync(Some.Redemption("HELD"));
                else await world.Redemptions.LockAsync(new() { Redeemables = [Redeemable.Voucher("HELD")], SessionKey = $"cart-{caller}", Order = order, Caller = Some.Shop, Life = TimeSpan.FromMinutes(1) });
            }
        })));
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await Storm.OfAsync([world], 64, _ => Some.Redemption("HELD"));

        await using var db = world.Db();
        Assert.Equal(20, await db.Redemptions.CountAsync(r => r.Kind == RedemptionKind.Redeemed));
    }

    [Fact]
    public async Task Of_many_rollbacks_of_one_request_exactly_one_wins()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var other = world.AnotherInstance();
        foreach (var code in Five) await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new(DiscountedAmount: 500_00) }, code), 3, code);
        var used = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("ONE") with { Redeemables = Asked(0) })).Stored;

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() =>
            (i % 2 == 0 ? world : other).Redemptions.RollBackAsync(Some.Rollback(used.Id) with { Whole = true }))));

        Assert.Single(answers, answer => answer.IsOk);
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal("already_rolled_back", answer.Error!.Key));
        await using var db = world.Db();
        Assert.Equal(5, await db.Redemptions.CountAsync(r => r.Kind == RedemptionKind.Rollback));
        await Storm.AssertBooksBalanceAsync(db, []);
    }

    private static List<Redeemable> Asked(int i) => [.. (i % 2 == 0 ? Five : Five.Reverse()).Select(Redeemable.Voucher)];
}
