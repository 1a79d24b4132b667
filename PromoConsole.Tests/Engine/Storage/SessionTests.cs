using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

/// <summary>Uses held for a session: gone for others, free for itself, back when its time is over.</summary>
public class SessionTests
{
    private static LockRedeemables Hold(string? key, TimeSpan? life = null, string code = "LAST") => new()
    {
        Redeemables = [Redeemable.Voucher(code)], SessionKey = key, Order = Some.Redemption(code).Order, Caller = Some.Shop, Life = life ?? LockRedeemables.DefaultLife,
    };

    private static async Task<PromoWorld> ShopAsync(int? limit = 1)
    {
        var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), limit, "LAST");
        return world;
    }

    private static async Task<string?> KeyAsync(PromoWorld world, string? session = null) =>
        Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("LAST") with { SessionKey = session })).Stored.RefusalKey;

    [Fact]
    public async Task Holds_the_last_use_for_itself()
    {
        await using var world = await ShopAsync();

        var held = Some.Of(await world.Redemptions.LockAsync(Hold("cart-1")));

        Assert.Equal(("cart-1", TimeSpan.FromDays(7)), (held.Session!.Key, held.Session.Life));
        Assert.Equal("quantity_exceeded", await KeyAsync(world));
        Assert.Null(await KeyAsync(world, "cart-1"));
        await using var db = world.Db();
        Assert.Equal(0, await db.SessionLocks.CountAsync()); // used up with the redemption
    }

    [Fact]
    public async Task Gets_a_key_when_it_brings_none()
    {
        await using var world = await ShopAsync();

        var held = Some.Of(await world.Redemptions.LockAsync(Hold(null)));

        Assert.StartsWith("ssn_", held.Session!.Key, StringComparison.Ordinal);
        Assert.Null(Ids.CreatedAt(held.Session.Key)); // drawn, not counted: its neighbours do not tell it
    }

    [Fact]
    public async Task Its_time_over_anybody_may_use_it()
    {
        await using var world = await ShopAsync();
        await world.Redemptions.LockAsync(Hold("cart-1", TimeSpan.FromMinutes(10)));

        world.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("quantity_exceeded", await KeyAsync(world));
        world.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await KeyAsync(world));
    }

    [Fact]
    public async Task The_same_key_again_replaces_what_it_held()
    {
        await using var world = await ShopAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff, "Other"), 1, "OTHER");
        await world.Redemptions.LockAsync(Hold("cart-1"));

        await world.Redemptions.LockAsync(Hold("cart-1", code: "OTHER"));

        Assert.Null(await KeyAsync(world));
        Assert.Equal("quantity_exceeded", Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("OTHER"))).Stored.RefusalKey);
    }

    [Fact]
    public async Task Can_be_let_go()
    {
        await using var world = await ShopAsync();
        await world.Redemptions.LockAsync(Hold("cart-1"));

        Assert.Equal(1, await world.Redemptions.ReleaseAsync("cart-1"));
        Assert.Equal(0, await world.Redemptions.ReleaseAsync("cart-1"));
        Assert.Null(await KeyAsync(world));
    }

    [Fact]
    public async Task Codes_without_a_limit_need_no_hold()
    {
        await using var world = await ShopAsync(limit: null);

        Assert.NotNull(Some.Of(await world.Redemptions.LockAsync(Hold("cart-1"))).Session);

        await using var db = world.Db();
        Assert.Equal(0, await db.SessionLocks.CountAsync());
    }
}
