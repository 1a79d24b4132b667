using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers.Wallets;

public class WalletServiceTests
{
    private static readonly DateTimeOffset Now = new FakeTime().GetUtcNow();

    [Fact]
    public async Task Every_code_given_stands_in_the_group_of_what_it_can_do_now()
    {
        await using var world = await PromoWorld.StartAsync();
        var customer = await OlaAsync(world);
        await world.CampaignAsync("Now", Launched.Setup, "NOW-1", "USED-1", "OFF-1");
        await world.CampaignAsync("Soon", Launched.Setup with { Schedule = new Schedule { StartsAt = Now.AddDays(3) } }, "SOON-1");
        await world.CampaignAsync("Over", Launched.Setup with { Schedule = new Schedule { EndsAt = Now.AddDays(1) } }, "OVER-1");
        foreach (var code in (string[])["NOW-1", "USED-1", "OFF-1", "SOON-1", "OVER-1"]) await GiveAsync(world, code);
        await using (var db = world.Db())
        {
            await db.Vouchers.Where(v => v.Code == "USED-1").ExecuteUpdateAsync(set => set.SetProperty(v => v.RedeemedQuantity, 1));
            await db.Vouchers.Where(v => v.Code == "OFF-1").ExecuteUpdateAsync(set => set.SetProperty(v => v.Active, false));
        }

        world.Time.Advance(TimeSpan.FromDays(2));
        var wallet = await world.Get<WalletService>().GetAsync(customer.Id);

        Assert.Equal(
            [("NOW-1", WalletState.UsableNow), ("SOON-1", WalletState.NotYet), ("OFF-1", WalletState.Paused), ("USED-1", WalletState.Used), ("OVER-1", WalletState.Expired)],
            wallet.Cards.Select(card => (card.Code, card.State)));
        Assert.Equal(Now.AddDays(3), wallet.In(WalletState.NotYet).Single().OpensAt);
        Assert.Equal(1, wallet.In(WalletState.UsableNow).Single().UsesLeft);
        Assert.False(wallet.Shortened);
    }

    [Fact]
    public async Task A_paused_campaign_says_why()
    {
        await using var world = await PromoWorld.StartAsync();
        var customer = await OlaAsync(world);
        var campaign = await world.CampaignAsync("Paused", Launched.Setup, "HOLD-1");
        await GiveAsync(world, "HOLD-1");
        await using (var db = world.Db())
            await db.Campaigns.Where(c => c.Id == campaign).ExecuteUpdateAsync(set => set.SetProperty(c => c.Active, false).SetProperty(c => c.PauseReason, "Wrong price in the mail"));

        var card = Assert.Single((await world.Get<WalletService>().GetAsync(customer.Id)).Cards);

        Assert.Equal((WalletState.Paused, "Wrong price in the mail"), (card.State, card.PauseReason));
    }

    [Fact]
    public async Task A_shared_code_they_used_up_counts_as_used_for_them_only()
    {
        await using var world = await PromoWorld.StartAsync();
        var customer = await OlaAsync(world);
        var setup = Launched.Setup with
        {
            Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "ALL10", RedemptionLimit = null },
            Limits = new CampaignLimits(RedemptionsPerCustomer: 1),
        };
        var campaign = await world.CampaignAsync("Everybody", setup, "ALL10");
        await using (var db = world.Db())
        {
            var voucher = await db.Vouchers.SingleAsync();
            db.Redemptions.Add(Used(customer.Id, voucher.Id, campaign));
            db.Counters.Add(new Counter { Key = $"cc:{campaign}:{customer.Id}", Value = 1 });
            await db.SaveChangesAsync();
        }

        var card = Assert.Single((await world.Get<WalletService>().GetAsync(customer.Id)).Cards);

        Assert.Equal((WalletState.Used, false, 1, 0), (card.State, card.Published, card.UsesCount, card.UsesLeft));
        Assert.Equal(10_00, card.LastUse?.DiscountAmount);
        Assert.NotNull(card.Conditions);
    }

    private static async Task<Customer> OlaAsync(PromoWorld world) =>
        (await world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = "ola", Name = "Ola Nowak" }, Launched.Agent)).Value!;

    private static async Task GiveAsync(PromoWorld world, string code)
    {
        var given = await world.Get<PublicationService>().PublishAsync(
            new PublishVoucher { Code = code, Customer = new() { SourceId = "ola" }, Caller = Launched.Agent });
        Assert.True(given.IsOk, given.Error?.Message);
    }

    private static Redemption Used(string customerId, string voucherId, string campaignId) => new()
    {
        Id = "r_1", Kind = RedemptionKind.Redeemed, At = Now, Day = 20260302, Hour = 13, Code = "ALL10", VoucherId = voucherId, CampaignId = campaignId,
        CustomerId = customerId, DiscountAmount = 10_00, Channel = Caller.Api, Actor = "Shop", Detail = new RedemptionDetail(),
    };
}
