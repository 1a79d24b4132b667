using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Distribution;

/// <summary>A campaign whose codes are made whenever one is to be given and none is left.</summary>
public class CodesOnDemandTests
{
    private static readonly CampaignSetup s_onDemand = Launched.Setup with { Codes = new CodeSetup { Count = 0, OnDemand = true, Pattern = new CodePattern { Pattern = "NL-####-####" } } };

    [Fact]
    public async Task Fifty_at_once_empty_what_is_there_and_the_rest_is_made()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.CampaignAsync("Welcome", s_onDemand, "FREE-1", "FREE-2", "FREE-3");
        await SwitchOffAsync(world, "FREE-3");

        var given = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => GiveAsync(world, $"c{i}"))));

        var codes = given.Select(one => Some.Of(one).Code).ToList();
        Assert.Equal(50, codes.Distinct().Count());
        Assert.Equal(["FREE-1", "FREE-2"], codes.Where(code => code.StartsWith("FREE", StringComparison.Ordinal)).Order());
        Assert.All(codes.Where(code => !code.StartsWith("FREE", StringComparison.Ordinal)), code => Assert.Matches("^NL-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$", code));
        await using var db = world.Db();
        Assert.Equal(51, (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaign)).CodesCount); // 3 there were, 48 made
        Assert.Equal(51, await db.Vouchers.CountAsync());
        Assert.Equal("FREE-3", (await db.Vouchers.AsNoTracking().SingleAsync(v => v.PublishedAt == null)).Code); // switched off: neither given nor in the way
        Assert.Equal(50, await db.Vouchers.Where(v => v.PublishCount == 1 && v.CampaignVersion == 1).Select(v => v.HolderId).Distinct().CountAsync());
        Assert.Equal(50, await db.Publications.CountAsync());
        Assert.Equal(48, await db.Audit.CountAsync(a => a.Action == "voucher.created"));
        Assert.Equal(48, await db.Outbox.CountAsync(e => e.Type == "voucher.created"));
    }

    [Fact]
    public async Task Several_at_once_are_free_ones_and_as_many_as_are_missing()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.CampaignAsync("Welcome", s_onDemand, "FREE-1", "FREE-2");

        var given = Some.Of(await GiveAsync(world, "ola", count: 5));

        Assert.Equal(["FREE-1", "FREE-2"], given.Vouchers.Take(2).Select(one => one.Code));
        Assert.Equal(5, given.Vouchers.Select(one => one.Code).Distinct().Count());
        await using var db = world.Db();
        Assert.Equal(5, await db.Vouchers.CountAsync(v => v.HolderId == given.Customer.Id));
        Assert.Equal(5, (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaign)).CodesCount);
    }

    [Fact]
    public async Task A_campaign_launched_without_codes_gives_them_as_its_newest_version_says()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaigns = world.Get<CampaignService>();
        var draft = Some.Of(await campaigns.CreateDraftAsync(new CreateDraft { Name = "Welcome", Setup = s_onDemand, Actor = "anna" }));
        Some.Of(await campaigns.LaunchAsync(new(draft.Id, null, null, "anna")));
        var first = Some.Of(await GiveAsync(world, "ola"));
        Some.Of(await campaigns.ChangeAsync(new ChangeCampaign(draft.Id, Edited, "Spring", "anna")));

        var second = Some.Of(await GiveAsync(world, "eva"));

        await using var db = world.Db();
        Assert.Equal(2, (await db.Campaigns.AsNoTracking().SingleAsync()).CodesCount);
        var (old, made) = (await Voucher(first), await Voucher(second));
        Assert.Equal((1, (int?)1, true), (old.RedemptionLimit, old.CampaignVersion, old.Metadata is null or { IsEmpty: true }));
        Assert.Matches("^SPRING-[0-9]{12}X$", made.Code);
        Assert.Equal((3, (int?)2, """{"season":"spring"}"""), (made.RedemptionLimit, made.CampaignVersion, PromoConsole.Engine.Storage.PromoJson.Write(made.Metadata!)));
        Assert.Equal((CodeKeys.Key(made.Code, true), CodeKeys.Search(made.Code), draft.Id), (made.CodeKey, made.CodeSearch, made.CampaignId));
        Assert.True(Some.Of(await world.Redemptions.ValidateAsync(Some.Validation(made.Code, customer: "eva"))).Decision.Accepted);

        Task<Voucher> Voucher(PublishedVoucher given) => db.Vouchers.AsNoTracking().SingleAsync(v => v.Id == given.Publication.VoucherId);
        static Result<CampaignSetup> Edited(CampaignSetup setup) => setup with
        {
            Metadata = Decisions.Bag("""{"season":"spring"}"""),
            Codes = setup.Codes with { RedemptionLimit = 3, Pattern = new CodePattern { Length = 12, Charset = "0123456789", Prefix = "SPRING-", Postfix = "X" } },
        };
    }

    [Fact]
    public async Task A_pattern_without_room_for_more_says_so_and_nothing_is_left_behind()
    {
        await using var world = await PromoWorld.StartAsync();
        // 10,000 codes, of which one in 10,000 may exist: one.
        var campaign = await world.CampaignAsync("Small", s_onDemand with { Codes = s_onDemand.Codes with { Pattern = new CodePattern { Pattern = "A####", Charset = "0123456789" } } });
        var small = Some.Of(await GiveAsync(world, "ola", "Small"));

        var refused = await GiveAsync(world, "ola", "Small");
        var preview = await world.Get<PublicationService>().PreviewAsync(null, campaign, small.Customer.Id);

        Assert.Equal("no_voucher_suitable_for_publication", refused.Error?.Key);
        Assert.StartsWith("No code of the campaign is left to give, and no more can be made. These codes are too easy to guess:", refused.Error?.Message);
        Assert.Equal(refused.Error?.Message, preview.Error?.Message);
        await using var db = world.Db();
        Assert.Equal((1, 1L), (await db.Vouchers.CountAsync(), (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaign)).CodesCount));
        Assert.Equal(refused.Error?.Message, (await db.RefusedPublications.SingleAsync()).FailureMessage);
    }

    [Fact]
    public async Task Fifty_at_once_make_no_more_than_the_pattern_holds()
    {
        await using var world = await PromoWorld.StartAsync();
        // 10^5 codes, of which one in 10,000 may exist: ten.
        var campaign = await world.CampaignAsync("Ten", s_onDemand with { Codes = s_onDemand.Codes with { Pattern = new CodePattern { Length = 5, Charset = "0123456789" } } });

        var given = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => GiveAsync(world, $"c{i}", "Ten"))));

        Assert.Equal((10, 40), (given.Count(one => one.IsOk), given.Count(one => one.Error?.Key == "no_voucher_suitable_for_publication")));
        await using var db = world.Db();
        Assert.Equal((10, 10L), (await db.Vouchers.CountAsync(), (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaign)).CodesCount));
    }

    [Fact]
    public async Task What_is_previewed_is_a_free_code_or_one_that_will_be_made()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.CampaignAsync("Welcome", s_onDemand, "FREE-1");
        await world.CampaignAsync("Fixed", Launched.Setup);
        var publications = world.Get<PublicationService>();

        var free = Some.Of(await publications.PreviewAsync(null, campaign, "cust_any"));
        Some.Of(await GiveAsync(world, "ola"));
        var made = Some.Of(await publications.PreviewAsync(null, campaign, "cust_any"));

        Assert.Equal(("FREE-1", 1L, true, false), (free.Code, free.FreeCount, free.OnDemand, free.AlreadyHeld));
        Assert.Equal((null, 0L, true, "Welcome"), (made.Code, made.FreeCount, made.OnDemand, made.CampaignName));
        Assert.Equal("Welcome", Assert.Single(await publications.CampaignsAsync()).Name); // the other one has nothing to give
    }

    [Fact]
    public async Task A_code_that_exists_is_never_made_again()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CampaignAsync("Even", Launched.Setup, [.. Enumerable.Range(0, 5_000).Select(i => $"{2 * i:0000}")]); // every second code of the pattern
        string[] names = [.. Enumerable.Range(0, 10).Select(i => $"Campaign {i}")];
        foreach (var name in names)
            await world.CampaignAsync(name, s_onDemand with { Codes = s_onDemand.Codes with { Pattern = new CodePattern { Length = 4, Charset = "0123456789" } } });

        var made = new List<string>();
        foreach (var name in names) made.Add(Some.Of(await GiveAsync(world, "ola", name)).Code);

        Assert.Equal(10, made.Distinct().Count());
        Assert.All(made, code => Assert.Equal(1, (code[^1] - '0') % 2));
    }

    [Fact]
    public async Task The_row_of_the_campaign_follows_what_is_in_force()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaigns = world.Get<CampaignService>();
        var draft = Some.Of(await campaigns.CreateDraftAsync(new CreateDraft { Name = "Welcome", Setup = s_onDemand, Actor = "anna" }));
        Assert.True(await OnDemandAsync());
        var launched = Some.Of(await campaigns.LaunchAsync(new(draft.Id, null, null, "anna")));

        var saved = Some.Of(await campaigns.SaveDraftAsync(new SaveDraft
        {
            CampaignId = draft.Id, SeenRevision = launched.Revision, Name = "Welcome", Setup = s_onDemand with { Codes = s_onDemand.Codes with { OnDemand = false } }, Actor = "anna",
        }));
        Assert.True(await OnDemandAsync()); // not launched yet
        Assert.Null((await world.Get<CampaignList>().RowAsync(draft.Id))!.UsesLeft); // whatever is used up is made anew
        Some.Of(await campaigns.LaunchAsync(new(draft.Id, saved.Revision, null, "anna")));

        Assert.False(await OnDemandAsync());
        Assert.Equal(0, (await world.Get<CampaignList>().RowAsync(draft.Id))!.UsesLeft);

        async Task<bool> OnDemandAsync()
        {
            await using var db = world.Db();
            return await db.Campaigns.Select(c => c.CodesOnDemand).SingleAsync();
        }
    }

    [Fact]
    public async Task A_copy_and_an_older_version_keep_how_codes_come_about()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaigns = world.Get<CampaignService>();
        var both = s_onDemand with { Codes = s_onDemand.Codes with { OnePerCustomer = true } };
        var draft = Some.Of(await campaigns.CreateDraftAsync(new CreateDraft { Name = "Welcome", Setup = both, Actor = "anna" }));
        Some.Of(await campaigns.LaunchAsync(new(draft.Id, null, null, "anna")));

        var copy = Some.Of(await campaigns.DuplicateAsync(new(draft.Id, null, 0, "anna")));
        Some.Of(await campaigns.ChangeAsync(new ChangeCampaign(draft.Id, setup => setup with { Codes = setup.Codes with { OnDemand = false, OnePerCustomer = false } }, "Fixed", "anna")));
        var restored = Some.Of(await campaigns.RestoreVersionAsync(new(draft.Id, 1, "anna")));

        Assert.Equal((true, true, true), (copy.CodesOnDemand, copy.Draft!.Codes.OnDemand, copy.Draft.Codes.OnePerCustomer));
        Assert.Equal((true, 3), (restored.CodesOnDemand, restored.Version));
        Assert.Equal(Some.Of(await GiveAsync(world, "ola")).Code, Some.Of(await GiveAsync(world, "ola")).Code);
    }

    [Fact]
    public async Task Too_many_for_the_pattern_gives_none_of_them()
    {
        await using var world = await PromoWorld.StartAsync();
        // 10^5 codes, of which one in 10,000 may exist: ten.
        await world.CampaignAsync("Ten", s_onDemand with { Codes = s_onDemand.Codes with { Pattern = new CodePattern { Length = 5, Charset = "0123456789" } } }, "FREE-1");

        var refused = await GiveAsync(world, "ola", "Ten", count: 12);
        var given = Some.Of(await GiveAsync(world, "ola", "Ten", count: 10));

        Assert.Equal("no_voucher_suitable_for_publication", refused.Error?.Key);
        await using var db = world.Db();
        Assert.Equal((10, 10, 10L), (given.Vouchers.Count, await db.Vouchers.CountAsync(v => v.PublishedAt != null), (await db.Campaigns.AsNoTracking().SingleAsync()).CodesCount));
    }

    [Theory]
    [InlineData(10, false, null)]
    [InlineData(10, true, "codes.pattern.pattern")] // an eleventh could never be made
    [InlineData(9, true, null)]
    [InlineData(0, true, null)]
    public void A_launch_needs_room_for_one_more_than_it_makes(int count, bool onDemand, string? path)
    {
        var setup = Launched.Setup with { Codes = new CodeSetup { Count = count, OnDemand = onDemand, Pattern = new CodePattern { Length = 5, Charset = "0123456789" } } };

        Assert.Equal(path, LaunchCheck.Problems(setup, 0, ignoresCase: true).SingleOrDefault()?.Path);
        Assert.Empty(LaunchCheck.Problems(setup, 10, ignoresCase: true)); // who is full can still be changed
    }

    private static Task<Result<PublishedVoucher>> GiveAsync(PromoWorld world, string customer, string campaign = "Welcome", int count = 1) =>
        world.Get<PublicationService>().PublishAsync(new PublishVoucher { CampaignId = campaign, Count = count, Customer = new() { SourceId = customer }, Caller = Launched.Agent });

    private static async Task SwitchOffAsync(PromoWorld world, string code)
    {
        await using var db = world.Db();
        await db.Vouchers.Where(v => v.Code == code).ExecuteUpdateAsync(set => set.SetProperty(v => v.Active, false));
    }
}
