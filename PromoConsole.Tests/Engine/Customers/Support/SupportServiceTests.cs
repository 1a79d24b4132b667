using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers.Support;

public class SupportServiceTests
{
    private static readonly SupportCall Tom = new(new(Caller.Dashboard, "tom@shop.example"), Roles.Support, "late_delivery", "Parcel 4 days late");

    [Fact]
    public async Task Whatever_an_agent_does_needs_a_reason_that_exists()
    {
        await using var world = await PromoWorld.StartAsync();
        var support = world.Get<SupportService>();
        foreach (var call in (SupportCall[])[Tom with { Reason = null }, Tom with { Reason = "because" }])
        {
            Assert.Equal(("invalid_payload", "reason"), Refusal(await support.PublishAsync(new() { Code = "TEN", Customer = new() { SourceId = "ola" }, Caller = call.Caller }, call)));
            Assert.Equal(("invalid_payload", "reason"), Refusal(await support.ExtendAsync(new("v_1", world.Time.GetUtcNow(), null), call)));
            Assert.Equal(("invalid_payload", "reason"), Refusal(await support.ReissueAsync("v_1", call)));
            Assert.Equal(("invalid_payload", "reason"), Refusal(await support.RollBackAsync(Some.Rollback("r_1"), call)));
            Assert.Equal(("invalid_payload", "reason"), Refusal(await support.ReleaseAsync("v_1", "ssn_1", call)));
        }

        Assert.Equal(("invalid_payload", "note"), Refusal(await support.ReissueAsync("v_1", Tom with { Note = new string('a', 501) })));
    }

    [Fact]
    public async Task A_code_is_extended_as_long_as_its_campaign_lasts_and_that_can_be_undone()
    {
        await using var world = await PromoWorld.StartAsync();
        var support = world.Get<SupportService>();
        var ends = world.Time.GetUtcNow().AddDays(30);
        var (_, voucherId) = await GivenAsync(world, Some.TenOff with { Schedule = new() { EndsAt = ends } });
        var week = world.Time.GetUtcNow().AddDays(7);
        await EndingAsync(world, voucherId, week);

        var preview = Some.Of(await support.PreviewExtensionAsync(voucherId));
        Assert.Equal(("OWN", (DateTimeOffset?)week, (DateTimeOffset?)week, (DateTimeOffset?)ends), (preview.Code, preview.EndsAt, preview.OwnEndsAt, preview.Latest));
        Assert.Equal(("invalid_voucher", "ends_at"), Refusal(await support.ExtendAsync(new(voucherId, week, week), Tom)));
        Assert.Equal(("invalid_voucher", "ends_at"), Refusal(await support.ExtendAsync(new(voucherId, ends.AddTicks(10), week), Tom)));
        Assert.Equal("edited_meanwhile", (await support.ExtendAsync(new(voucherId, ends, null), Tom)).Error!.Key);
        Some.Of(await support.ExtendAsync(new(voucherId, ends, week), Tom));

        world.Time.Advance(TimeSpan.FromDays(10));
        Assert.True(Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("OWN", customer: "ola"))).Decision.Accepted);
        Some.Of(await support.UndoExtensionAsync(voucherId, week, ends, Tom));
        Assert.False(Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("OWN", customer: "ola"))).Decision.Accepted);
        Assert.Equal("edited_meanwhile", (await support.UndoExtensionAsync(voucherId, week, ends, Tom)).Error!.Key);
    }

    [Fact]
    public async Task A_replaced_code_stops_and_the_new_one_gives_the_same_for_what_was_left()
    {
        await using var world = await PromoWorld.StartAsync();
        var (customerId, voucherId) = await GivenAsync(world, Some.TenOff, limit: 3);
        Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("OWN", customer: "ola")));

        var done = Some.Of(await world.Get<SupportService>().ReissueAsync(voucherId, Tom));

        Assert.Equal("OWN", done.Stopped);
        Assert.Equal(RedemptionKind.RefusedRedemption, Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("OWN", customer: "ola"))).Stored.Kind);
        for (var i = 0; i < 3; i++)
        {
            var use = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption(done.Code, customer: "ola"))).Stored;
            Assert.Equal(i < 2 ? RedemptionKind.Redeemed : RedemptionKind.RefusedRedemption, use.Kind); // one of three was used before
            if (i < 2) Assert.Equal(10_00, use.DiscountAmount);
        }

        Assert.Contains((await world.Get<WalletService>().GetAsync(customerId)).Cards, card => card.Code == done.Code && card.Published);
        Assert.Equal("invalid_voucher", (await world.Get<SupportService>().ReissueAsync(voucherId, Tom)).Error!.Key);
        var log = (await world.Get<TimelineService>().PageAsync(customerId, TimelineFilter.Agents)).Entries;
        Assert.Equal(("customer.code_reissued", "Late delivery: Parcel 4 days late", "tom@shop.example"), (log[0].Action, log[0].Reason, log[0].Actor));
    }

    [Fact]
    public async Task What_cannot_be_replaced_says_why()
    {
        await using var world = await PromoWorld.StartAsync();
        var support = world.Get<SupportService>();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff, "Everybody"), null, "ALL");
        var (_, used) = await GivenAsync(world, Some.TenOff, limit: 1);
        Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("OWN", customer: "ola")));
        await using var db = world.Db();
        var shared = (await db.Vouchers.SingleAsync(v => v.Code == "ALL")).Id;

        Assert.Contains("code for everybody", (await support.ReissueAsync(shared, Tom)).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("it was used", (await support.ReissueAsync(used, Tom)).Error!.Message, StringComparison.Ordinal);
        Assert.Equal("not_found", (await support.ReissueAsync("v_1", Tom)).Error!.Key);
    }

    [Fact]
    public async Task A_use_an_open_cart_holds_shows_in_the_wallet_and_is_let_go()
    {
        await using var world = await PromoWorld.StartAsync();
        var (customerId, voucherId) = await GivenAsync(world, Some.TenOff, limit: 1);
        var held = Some.Of(await world.Redemptions.LockAsync(new LockRedeemables { Redeemables = [Redeemable.Voucher("OWN")], Customer = new() { SourceId = "ola" }, Order = new() { Content = new() { ExplicitAmount = 100_00 } }, SessionKey = "cart-1", Life = TimeSpan.FromMinutes(30), Caller = Some.Shop }));
        Assert.NotNull(held.Session);
        Assert.False(Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("OWN", customer: "ola"))).Decision.Accepted);
        var now = world.Time.GetUtcNow();

        var card = Assert.Single((await world.Get<WalletService>().GetAsync(customerId)).Cards);
        Assert.Equal(new WalletHold("cart-1", now, now.AddMinutes(30)), Assert.Single(card.Holds));
        Assert.True(Some.Of(await world.Get<SupportService>().ReleaseAsync(voucherId, "cart-1", Tom)));
        Assert.False(Some.Of(await world.Get<SupportService>().ReleaseAsync(voucherId, "cart-1", Tom)));

        Assert.True(Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("OWN", customer: "ola"))).Decision.Accepted);
    }

    [Fact]
    public async Task Of_fifty_codes_asked_for_at_once_an_agent_gives_as_many_as_allowed()
    {
        await using var world = await PromoWorld.StartAsync();
        await AllowAsync(world, new SupportAllowance(Roles.Support, Codes: 7, null, null, null, null));
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), 1, [.. Enumerable.Range(0, 60).Select(i => $"GIVE{i}")]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => PublishAsync(world, Tom, $"customer-{i}"))));

        Assert.Equal(7, answers.Count(answer => answer.IsOk));
        Assert.All(answers.Where(answer => !answer.IsOk), refused => Assert.Equal("allowance_exceeded", refused.Error!.Key));
        await using var db = world.Db();
        Assert.Equal(7, await db.Publications.CountAsync());
        Assert.Equal(0, (await world.Get<SupportAllowances>().LeftAsync(Tom.Caller.Name, Tom.Role)).Codes);
        Assert.True((await PublishAsync(world, Tom with { Caller = new(Caller.Dashboard, "eve@shop.example") }, "customer-51")).IsOk); // her own allowance
        world.Time.Advance(TimeSpan.FromDays(1));
        Assert.True((await PublishAsync(world, Tom, "customer-52")).IsOk); // another day
    }

    [Fact]
    public async Task Codes_are_worth_what_they_take_off_and_a_members_own_allowance_goes_first()
    {
        await using var world = await PromoWorld.StartAsync();
        await AllowAsync(world, new SupportAllowance(Roles.Support, Codes: 0, null, null, null, null), new SupportAllowance("TOM@shop.example", null, null, null, Rollbacks: 0, DiscountAmount: 25_00));
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), 1, "A1", "A2", "A3", "A4");

        var answers = new List<Result<PromoConsole.Engine.Distribution.PublishedVoucher>>();
        for (var i = 0; i < 3; i++) answers.Add(await PublishAsync(world, Tom, $"customer-{i}"));

        Assert.Equal([true, true, false], answers.Select(answer => answer.IsOk)); // 10.00 each of 25.00
        Assert.Equal(5_00, (await world.Get<SupportAllowances>().LeftAsync(Tom.Caller.Name, Tom.Role)).DiscountAmount);
        Assert.Equal("allowance_exceeded", (await PublishAsync(world, Tom with { Caller = new(Caller.Dashboard, "eve@shop.example") }, "x")).Error!.Key); // her role's: none
        Assert.Equal("allowance_exceeded", (await world.Get<SupportService>().RollBackAsync(Some.Rollback("r_1"), Tom)).Error!.Key);
    }

    [Fact]
    public async Task A_rollback_that_was_refused_costs_nothing()
    {
        await using var world = await PromoWorld.StartAsync();
        await AllowAsync(world, new SupportAllowance(Roles.Support, null, null, null, Rollbacks: 1, null));
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        var use = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", customer: "ola"))).Stored;
        var support = world.Get<SupportService>();

        Assert.Equal("not_found", (await support.RollBackAsync(Some.Rollback("r_1"), Tom)).Error!.Key);
        var done = Some.Of(await support.RollBackAsync(Some.Rollback(use.Id), Tom));
        Assert.Equal("Late delivery: Parcel 4 days late", done.Stored.Reason);
        Assert.Equal("allowance_exceeded", (await support.RollBackAsync(Some.Rollback(use.Id), Tom)).Error!.Key);
    }

    [Theory]
    [InlineData("", "Late", "reasons[0].code")]
    [InlineData("late!", "Late", "reasons[0].code")]
    [InlineData("late", " ", "reasons[0].name")]
    public async Task A_reason_has_a_code_and_a_name(string code, string name, string field)
    {
        await using var world = await PromoWorld.StartAsync();
        Assert.Equal(("invalid_payload", field), Refusal(await world.Get<SupportAllowances>().SaveAsync(new([new(code, name)], []), null, Launched.Agent)));
    }

    [Fact]
    public async Task Of_two_who_save_the_settings_the_second_is_told_who_was_first()
    {
        await using var world = await PromoWorld.StartAsync();
        var allowances = world.Get<SupportAllowances>();
        var seen = await allowances.GetAsync();

        Some.Of(await allowances.SaveAsync(seen.Rules, seen.Revision, Launched.Agent));
        var second = await allowances.SaveAsync(seen.Rules, seen.Revision, Tom.Caller);

        Assert.Equal(("edited_meanwhile", $"{Launched.Agent.Name} saved these settings since you opened them."), (second.Error!.Key, second.Error.Message));
        Some.Of(await allowances.SaveAsync(seen.Rules, null, Tom.Caller));
        Assert.Equal("allowances[1].who", (await allowances.SaveAsync(seen.Rules with { Allowances = [new("Support", 1, 1, 1, 1, 1), new("support", 1, 1, 1, 1, 1)] }, null, Tom.Caller)).Error!.Field);
        Assert.Equal("allowances[0]", (await allowances.SaveAsync(seen.Rules with { Allowances = [new("Support", -1, 1, 1, 1, 1)] }, null, Tom.Caller)).Error!.Field);
    }

    private static async Task<(string CustomerId, string VoucherId)> GivenAsync(PromoWorld world, CampaignSetup setup, int? limit = 1)
    {
        await world.CodesAsync(await world.LaunchedCampaignAsync(setup, "Own"), limit, "OWN");
        var given = Some.Of(await world.Get<PromoConsole.Engine.Distribution.PublicationService>().PublishAsync(new() { Code = "OWN", Customer = new() { SourceId = "ola" }, Caller = Some.Shop }));
        return (given.Customer.Id, given.Publication.VoucherId);
    }

    private static async Task EndingAsync(PromoWorld world, string voucherId, DateTimeOffset end) => Some.Of(await world.Writes.ExclusiveAsync<int>(async (db, ct) =>
        await db.Vouchers.Where(v => v.Id == voucherId).ExecuteUpdateAsync(set => set.SetProperty(v => v.EndsAt, end), ct)));

    private static async Task AllowAsync(PromoWorld world, params SupportAllowance[] allowances) =>
        Some.Of(await world.Get<SupportAllowances>().SaveAsync(SupportRules.Default with { Allowances = allowances }, null, Launched.Agent));

    private static Task<Result<PromoConsole.Engine.Distribution.PublishedVoucher>> PublishAsync(PromoWorld world, SupportCall call, string customer) =>
        world.Get<SupportService>().PublishAsync(new() { CampaignId = "Black Week", Customer = new() { SourceId = customer }, Caller = call.Caller }, call);

    private static (string, string?) Refusal<T>(Result<T> refused) => (refused.Error!.Key, refused.Error.Field);
}
