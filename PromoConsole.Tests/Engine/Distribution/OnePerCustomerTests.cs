using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Distribution;

/// <summary>A campaign that gives each customer one code, and that one again.</summary>
public class OnePerCustomerTests
{
    private static readonly CampaignSetup s_once = Launched.Setup with { Codes = new CodeSetup { Count = 0, OnePerCustomer = true } };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fifty_at_once_for_one_customer_give_one_code(bool known)
    {
        await using var world = await PromoWorld.StartAsync();
        var setup = s_once with { Codes = s_once.Codes with { OnDemand = true, Pattern = new CodePattern { Pattern = "NL-####-####" } } };
        var campaign = await world.CampaignAsync("Welcome", setup);
        if (known) Some.Of(await world.Get<CustomerService>().UpsertAsync(new() { SourceId = "ola" }, Launched.Agent));

        var given = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => GiveAsync(world, i % 2 == 0 ? campaign : "Welcome"))));

        Assert.Single(given.Select(one => Some.Of(one).Code).Distinct());
        Assert.Single(given.Select(one => one.Value!.Publication.Id).Distinct());
        Assert.Equal(49, given.Count(one => one.Value!.Again));
        await using var db = world.Db();
        Assert.Equal((1, 1, 1L), (await db.Vouchers.CountAsync(), await db.Publications.CountAsync(), (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaign)).CodesCount));
    }

    [Fact]
    public async Task Fifty_different_codes_at_once_for_one_customer_give_one()
    {
        await using var world = await PromoWorld.StartAsync();
        string[] codes = [.. Enumerable.Range(0, 50).Select(i => $"CODE-{i:00}")];
        await world.CampaignAsync("Welcome", s_once, codes);

        var given = await Task.WhenAll(codes.Select(code => Task.Run(() => GiveAsync(world, code: code))));

        Assert.Equal((1, 49), (given.Count(one => one.IsOk), given.Count(one => one.Error?.Key == "voucher_cannot_be_published")));
        await using var db = world.Db();
        Assert.Equal((1, 1), (await db.Vouchers.CountAsync(v => v.PublishedAt != null), await db.Publications.CountAsync()));
        Assert.Equal(49, await db.RefusedPublications.CountAsync());
    }

    [Fact]
    public async Task Whoever_holds_a_code_is_refused_another_one_by_name_and_several_at_once()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CampaignAsync("Welcome", s_once, "ONE", "TWO");
        var first = Some.Of(await GiveAsync(world, "Welcome"));

        var other = await GiveAsync(world, code: "TWO");
        var same = await GiveAsync(world, code: "ONE");
        var several = await GiveAsync(world, "Welcome", count: 2);

        Assert.Equal(("ONE", false), (first.Code, first.Again));
        Assert.Equal(
            ("voucher_cannot_be_published", "The customer holds ONE of “Welcome” already, and each customer is given one code of it. Nothing more can be given.", "Customer already joined program"),
            (other.Error?.Key, other.Error?.Message, other.Error?.Details));
        Assert.Equal("voucher_already_published", same.Error?.Key);
        Assert.Equal(("too_many_vouchers_requested", "Each customer is given one code of “Welcome”. Ask for one."), (several.Error?.Key, several.Error?.Message));
        Assert.Equal("TWO", Some.Of(await GiveAsync(world, code: "TWO", customer: "eva")).Code); // others are not concerned
    }

    [Fact]
    public async Task The_code_is_told_again_after_the_campaign_ended()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CampaignAsync("Welcome", s_once with { Schedule = new Schedule { EndsAt = world.Time.GetUtcNow().AddDays(1) } }, "ONE", "TWO");
        Some.Of(await GiveAsync(world, "Welcome"));
        world.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal("ONE", Some.Of(await GiveAsync(world, "Welcome")).Code);
        Assert.Equal("no_voucher_suitable_for_publication", (await GiveAsync(world, "Welcome", customer: "eva")).Error?.Key);
    }

    [Fact]
    public async Task It_can_be_switched_on_and_off_while_the_campaign_runs()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CampaignAsync("Welcome", Launched.Setup, "ONE", "TWO", "THREE");
        Some.Of(await GiveAsync(world, "Welcome"));
        Assert.Equal("TWO", Some.Of(await GiveAsync(world, "Welcome")).Code);

        await SetAsync(true);
        Assert.Equal("ONE", Some.Of(await GiveAsync(world, "Welcome")).Code);
        Assert.Equal("voucher_already_published", (await GiveAsync(world, code: "TWO")).Error?.Key); // held before that
        await SetAsync(false);

        Assert.Equal("THREE", Some.Of(await GiveAsync(world, "Welcome")).Code);
        await using var db = world.Db();
        var told = await db.Audit.Where(a => a.Action == "campaign.updated").OrderBy(a => a.Id).ToListAsync();
        Assert.Equal([true, false], told.Select(entry => entry.After!.Contains("\"onePerCustomer\":true", StringComparison.Ordinal)));

        async Task SetAsync(bool once) => Some.Of(await world.Get<CampaignService>().ChangeAsync(
            new ChangeCampaign("Welcome", setup => setup with { Codes = setup.Codes with { OnePerCustomer = once } }, "Changed", "anna")));
    }

    [Fact]
    public async Task A_code_that_replaced_a_lost_one_is_the_one_they_hold()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CampaignAsync("Welcome", s_once, "ONE", "TWO");
        var lost = Some.Of(await GiveAsync(world, "Welcome"));
        var replaced = Some.Of(await world.Get<SupportService>().ReissueAsync(lost.Publication.VoucherId, Tom));

        Assert.Equal(replaced.Code, Some.Of(await GiveAsync(world, "Welcome")).Code);
    }

    [Fact]
    public async Task An_agent_sees_that_nothing_would_be_given_and_is_refused()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.CampaignAsync("Welcome", s_once with { Schedule = new Schedule { ValidAfterPublication = "P14D" } }, "ONE", "TWO");
        var customer = Some.Of(await GiveAsync(world, "Welcome")).Customer.Id;
        var publications = world.Get<PublicationService>();

        var held = Some.Of(await publications.PreviewAsync(null, campaign, customer));
        var named = await publications.PreviewAsync("TWO", null, customer);
        var free = Some.Of(await publications.PreviewAsync(null, campaign, "cust_other"));
        var given = await world.Get<SupportService>().PublishAsync(new() { CampaignId = campaign, Customer = new() { Id = customer }, Caller = Tom.Caller }, Tom);

        Assert.Equal(("ONE", true, world.Time.GetUtcNow().AddDays(14)), (held.Code, held.AlreadyHeld, held.EndsAt));
        Assert.Equal("voucher_cannot_be_published", named.Error?.Key);
        Assert.Equal(("TWO", false), (free.Code, free.AlreadyHeld));
        Assert.Equal("voucher_cannot_be_published", given.Error?.Key);
    }

    [Fact]
    public void One_code_for_everybody_has_neither()
    {
        var shared = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "ALL10" };
        List<string> paths =
        [
            .. SetupCheck.Problems(Launched.Setup with { Codes = shared with { OnePerCustomer = true } }).Select(problem => problem.Path),
            .. SetupCheck.Problems(Launched.Setup with { Codes = shared with { OnDemand = true } }).Select(problem => problem.Path),
        ];

        Assert.Equal(["codes.onePerCustomer", "codes.onDemand"], paths);
    }

    private static SupportCall Tom => new(new(Caller.Dashboard, "tom@shop.example"), Roles.Support, "late_delivery", null);

    private static Task<Result<PublishedVoucher>> GiveAsync(PromoWorld world, string? campaign = null, string? code = null, string customer = "ola", int count = 1) =>
        world.Get<PublicationService>().PublishAsync(new PublishVoucher { CampaignId = campaign, Code = code, Count = count, Customer = new() { SourceId = customer }, Caller = Launched.Agent });
}
