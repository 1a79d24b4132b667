using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Distribution;

public class PublicationServiceTests
{
    private static CustomerInput Ola => new() { SourceId = "ola", Name = "Ola" };

    [Fact]
    public async Task Fifty_at_once_get_fifty_different_codes_and_the_next_gets_none()
    {
        await using var world = await PromoWorld.StartAsync();
        var codes = Enumerable.Range(0, 50).Select(i => $"CODE-{i:00}").ToArray();
        var campaign = await world.CampaignAsync("Welcome", Launched.Setup, codes);
        var publications = world.Get<PublicationService>();

        var given = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() =>
            publications.PublishAsync(new PublishVoucher { CampaignId = campaign, Customer = new() { SourceId = $"c{i}" }, Caller = Launched.Agent }))));
        var late = await publications.PublishAsync(new PublishVoucher { CampaignId = campaign, Customer = Ola, Caller = Launched.Agent });

        Assert.Equal(codes, given.Select(g => g.Value!.Code).Order());
        Assert.Equal("no_voucher_suitable_for_publication", late.Error?.Key);
        await using var db = world.Db();
        Assert.Equal(50, await db.Vouchers.CountAsync(v => v.HolderId != null && v.PublishCount == 1 && v.CampaignVersion == 1));
        Assert.False(await db.Customers.AnyAsync(c => c.SourceId == "ola")); // nothing is kept of a refusal
    }

    [Fact]
    public async Task Whoever_joins_once_gets_the_same_code_again_even_if_fifty_ask_at_once()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.CampaignAsync("Welcome", Launched.Setup, [.. Enumerable.Range(0, 60).Select(i => $"CODE-{i:00}")]);
        var publications = world.Get<PublicationService>();
        Some.Of(await world.Get<CustomerService>().UpsertAsync(Ola, Launched.Agent));
        Task<PromoConsole.Engine.Result<PublishedVoucher>> JoinAsync(string named, bool once = true) =>
            publications.PublishAsync(new PublishVoucher { CampaignId = named, JoinOnce = once, Channel = "Newsletter", Customer = Ola, Caller = Launched.Agent });

        var given = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => JoinAsync(i % 2 == 0 ? campaign : "Welcome"))));
        var another = Some.Of(await JoinAsync(campaign, once: false));

        var code = Assert.Single(given.Select(g => g.Value!.Code).Distinct());
        Assert.Equal(("Newsletter", "Welcome"), (given[0].Value!.Publication.Channel, given[0].Value!.CampaignName));
        Assert.NotEqual(code, another.Code);
        await using var db = world.Db();
        Assert.Equal(2, await db.Publications.CountAsync());
    }

    [Fact]
    public async Task A_formula_knows_how_often_the_code_was_published()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CampaignAsync("Welcome", Launched.Setup with { Discount = new AmountOff(1_00) { Formula = Formula.Of("VOUCHER_PUBLISH_COUNT * 2.5") } }, "HELLO-1");
        Some.Of(await world.Get<PublicationService>().PublishAsync(new PublishVoucher { Code = "HELLO-1", Customer = Ola, Caller = Launched.Agent }));

        var used = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("HELLO-1", 100_00, "ola")));

        Assert.Equal(2_50, used.Stored.DiscountAmount); // published once
    }

    [Fact]
    public async Task A_unique_code_goes_to_one_customer_only()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CampaignAsync("Welcome", Launched.Setup, "HELLO-1");
        var publications = world.Get<PublicationService>();

        var first = await publications.PublishAsync(new PublishVoucher { Code = "hello-1", Customer = Ola, Reason = "Late parcel", Caller = Launched.Agent });
        var same = await publications.PublishAsync(new PublishVoucher { Code = "HELLO-1", Customer = Ola, Caller = Launched.Agent });
        var other = await publications.PublishAsync(new PublishVoucher { Code = "HELLO-1", Customer = new() { SourceId = "eva" }, Caller = Launched.Agent });

        Assert.Equal(first.Value!.Customer.Id, first.Value.Publication.CustomerId);
        Assert.Equal("voucher_already_published", same.Error?.Key);
        Assert.Equal("voucher_already_published", other.Error?.Key);
        await using var db = world.Db();
        Assert.Equal("Late parcel", (await db.Audit.SingleAsync(a => a.Action == "voucher.published")).Reason);
        Assert.Equal(["publication.failed", "publication.succeeded", "voucher.published"],
            (await db.Outbox.Select(e => e.Type).ToListAsync()).Where(t => t != "customer.created").Order());
    }

    [Fact]
    public async Task A_shared_code_is_given_to_each_customer_once()
    {
        await using var world = await PromoWorld.StartAsync();
        var setup = Launched.Setup with { Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "ALL10", RedemptionLimit = null } };
        var campaign = await world.CampaignAsync("Everybody", setup, "ALL10");
        var publications = world.Get<PublicationService>();

        var ola = await publications.PublishAsync(new PublishVoucher { CampaignId = campaign, Customer = Ola, Caller = Launched.Agent });
        var eva = await publications.PublishAsync(new PublishVoucher { CampaignId = "Everybody", Customer = new() { SourceId = "eva" }, Caller = Launched.Agent });
        var again = await publications.PublishAsync(new PublishVoucher { CampaignId = campaign, Customer = Ola, Caller = Launched.Agent });

        Assert.Equal(("ALL10", "ALL10"), (ola.Value?.Code, eva.Value?.Code));
        Assert.Equal("voucher_already_published", again.Error?.Key);
        await using var db = world.Db();
        var voucher = await db.Vouchers.SingleAsync();
        Assert.Equal((2, null), (voucher.PublishCount, voucher.HolderId));
    }

    [Fact]
    public async Task Ended_switched_off_and_used_codes_are_passed_over()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.CampaignAsync("Welcome", Launched.Setup, "A-ENDED", "B-OFF", "C-USED", "D-FREE");
        await using (var db = world.Db())
        {
            var past = world.Time.GetUtcNow().AddMinutes(-1);
            await db.Vouchers.Where(v => v.Code == "A-ENDED").ExecuteUpdateAsync(set => set.SetProperty(v => v.EndsAt, past));
            await db.Vouchers.Where(v => v.Code == "B-OFF").ExecuteUpdateAsync(set => set.SetProperty(v => v.Active, false));
            await db.Vouchers.Where(v => v.Code == "C-USED").ExecuteUpdateAsync(set => set.SetProperty(v => v.RedeemedQuantity, 1));
        }

        var preview = await world.Get<PublicationService>().PreviewAsync(null, campaign, "cust_any");
        var given = await world.Get<PublicationService>().PublishAsync(new PublishVoucher { CampaignId = campaign, Customer = Ola, Caller = Launched.Agent });
        var named = await world.Get<PublicationService>().PublishAsync(new PublishVoucher { Code = "A-ENDED", Customer = Ola, Caller = Launched.Agent });

        Assert.Equal(("D-FREE", 1), (preview.Value?.Code, preview.Value?.FreeCount));
        Assert.Equal("D-FREE", given.Value?.Code);
        Assert.Equal("no_voucher_suitable_for_publication", named.Error?.Key);
    }

    [Fact]
    public async Task A_life_after_publication_is_counted_from_now()
    {
        await using var world = await PromoWorld.StartAsync();
        var setup = Launched.Setup with { Schedule = new Schedule { ValidAfterPublication = "P14D" } };
        await world.CampaignAsync("Birthday", setup, "BDAY-1");

        await world.Get<PublicationService>().PublishAsync(new PublishVoucher { Code = "BDAY-1", Customer = Ola, Caller = Launched.Agent });

        await using var db = world.Db();
        // 2 March 2026, 12:00 UTC and 14 days, before the clocks change
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 12, 0, 0, TimeSpan.Zero), (await db.Vouchers.SingleAsync()).PublishedUntil);
    }

    [Theory]
    [InlineData(null, null, "missing_vouchers")]
    [InlineData("NOPE", null, "not_found")]
    [InlineData(null, "Nowhere", "not_found")]
    public async Task What_does_not_exist_cannot_be_given(string? code, string? campaign, string key)
    {
        await using var world = await PromoWorld.StartAsync();

        var refused = await world.Get<PublicationService>().PublishAsync(
            new PublishVoucher { Code = code, CampaignId = campaign, Customer = Ola, Caller = Launched.Agent });

        Assert.Equal(key, refused.Error?.Key);
    }
}
