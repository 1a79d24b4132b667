using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Campaigns;

public class CampaignServiceTests : IAsyncLifetime
{
    private const string Anna = "anna@example.com";
    private PromoWorld _world = null!;

    private CampaignService Campaigns => _world.Get<CampaignService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Keeps_an_incomplete_draft()
    {
        var draft = await NewAsync("Black Week", new CampaignSetup());

        var saved = await Campaigns.SaveDraftAsync(Save(draft) with { Name = "Black Week 2026", Tags = ["season", " season ", "bw"] });

        Assert.Equal("Black Week 2026", saved.Value!.Name);
        Assert.Equal(["season", "bw"], saved.Value.Tags);
        Assert.Equal(draft.Revision + 1, saved.Value.Revision);
        Assert.Equal(CampaignStatus.Draft, CampaignStatusPolicy.Of(saved.Value, _world.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Refuses_to_save_over_somebody_elses_edit()
    {
        var draft = await NewAsync("Black Week", new CampaignSetup());
        await Campaigns.SaveDraftAsync(Save(draft) with { Tags = ["theirs"] });

        var mine = await Campaigns.SaveDraftAsync(Save(draft) with { Tags = ["mine"] });

        Assert.Equal("edited_meanwhile", mine.Error!.Key);
    }

    [Fact]
    public async Task Keeps_names_unique_also_against_the_bin()
    {
        var first = await NewAsync("Black Week", new CampaignSetup());
        await Campaigns.DeleteAsync(first.Id, Anna);

        var second = await Campaigns.CreateDraftAsync(new CreateDraft { Name = " Black Week ", Actor = Anna });

        Assert.Equal("duplicate_found", second.Error!.Key);
        Assert.Equal("Duplicated campaign exists with name Black Week", second.Error.Details);
    }

    [Fact]
    public async Task Leaves_an_archived_campaign_as_it_is_until_it_is_taken_out()
    {
        var draft = await NewAsync("Black Week", Shared("BLACK"));
        var archived = Some.Of(await Campaigns.ArchiveAsync(draft.Id, Anna));

        string?[] refused =
        [
            (await Campaigns.SaveDraftAsync(Save(archived))).Error?.Message,
            (await Campaigns.LaunchAsync(new(draft.Id, null, null, Anna))).Error?.Message,
            (await Campaigns.ArchiveAsync(draft.Id, Anna)).Error?.Message,
        ];
        Some.Of(await Campaigns.UnarchiveAsync(draft.Id, Anna));

        Assert.All(refused, message => Assert.Equal("“Black Week” is in the archive. Take it out first.", message));
        Assert.Equal("“Black Week” is not in the archive.", (await Campaigns.UnarchiveAsync(draft.Id, Anna)).Error?.Message);
        Assert.True((await Campaigns.LaunchAsync(new(draft.Id, null, null, Anna))).IsOk);
    }

    [Fact]
    public async Task Says_what_is_missing_before_a_launch()
    {
        var draft = await NewAsync("Black Week", new CampaignSetup());

        var launched = await Campaigns.LaunchAsync(new(draft.Id, draft.Revision, null, Anna));

        Assert.Equal("Choose what comes off.", launched.Error!.Message);
        await using var db = _world.Db();
        Assert.Equal(0, await db.CampaignVersions.CountAsync());
    }

    [Fact]
    public async Task Makes_the_shared_code_at_the_first_launch()
    {
        var campaign = await LaunchAsync("Summer", Shared("SUMMER20"));

        var voucher = (await _world.Get<VoucherService>().GetAsync("summer20")).Value!;
        Assert.Equal((campaign.Id, "SUMMER20", (int?)null), (voucher.CampaignId, voucher.Code, voucher.CampaignVersion));
        var now = (await _world.Get<CampaignList>().GetAsync("Summer")).Value!.Campaign;
        Assert.Equal((1, 1L), (now.Version, now.CodesCount));
    }

    [Fact]
    public async Task Refuses_a_shared_code_that_exists_and_launches_nothing()
    {
        await LaunchAsync("Summer", Shared("SUMMER20"));
        var second = await NewAsync("Summer again", Shared("summer20"));

        var launched = await Campaigns.LaunchAsync(new(second.Id, null, null, Anna));

        Assert.Equal("duplicate_found", launched.Error!.Key);
        Assert.Equal(0, (await _world.Get<CampaignList>().GetAsync(second.Id)).Value!.Campaign.Version);
    }

    [Fact]
    public async Task Starts_making_unique_codes_at_the_first_launch()
    {
        var campaign = await LaunchAsync("Newsletter", Unique(250));

        var job = Assert.Single(await _world.Get<JobService>().OfAsync(campaign.Id));
        Assert.Equal(("250 codes for Newsletter", 250L, JobStatus.Waiting), (job.Title, job.Total, job.Status));
    }

    [Fact]
    public async Task Refuses_guessable_patterns_at_launch()
    {
        var setup = Unique(100) with { Codes = new CodeSetup { Count = 100, Pattern = new CodePattern { Pattern = "NL-##", Charset = "0123456789" } } };
        var draft = await NewAsync("Newsletter", setup);

        var launched = await Campaigns.LaunchAsync(new(draft.Id, null, null, Anna));

        Assert.Equal("invalid_code_config", launched.Error!.Key);
    }

    [Fact]
    public async Task Launches_edits_as_the_next_version_and_leaves_pinned_codes_their_limit()
    {
        var campaign = await LaunchAsync("Summer", Shared("SUMMER20"));
        await AddCodeAsync(campaign.Id, "PINNED", version: 1, limit: null);
        var edited = await Campaigns.SaveDraftAsync(Save(campaign) with { Setup = Shared("SUMMER20") with { Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "SUMMER20", RedemptionLimit = 5 } } });

        var launched = await Campaigns.LaunchAsync(new(campaign.Id, edited.Value!.Revision, "Five uses", Anna));

        Assert.Equal(2, launched.Value!.Version);
        Assert.Null(launched.Value.Draft);
        Assert.Equal(5, (await _world.Get<VoucherService>().GetAsync("SUMMER20")).Value!.RedemptionLimit);
        Assert.Null((await _world.Get<VoucherService>().GetAsync("PINNED")).Value!.RedemptionLimit);
        Assert.Equal(["Five uses", null], (await _world.Get<CampaignHistory>().VersionsAsync(campaign.Id)).Select(version => version.Comment));
    }

    [Fact]
    public async Task Restores_an_older_version_as_a_new_one()
    {
        var campaign = await LaunchAsync("Summer", Shared("SUMMER20"));
        var edited = await Campaigns.SaveDraftAsync(Save(campaign) with { Setup = Shared("SUMMER20") with { Discount = new PercentOff(50) } });
        await Campaigns.LaunchAsync(new(campaign.Id, edited.Value!.Revision, null, Anna));

        var restored = await Campaigns.RestoreVersionAsync(new(campaign.Id, 1, Anna));

        Assert.Equal(3, restored.Value!.Version);
        var versions = await _world.Get<CampaignHistory>().VersionsAsync(campaign.Id);
        Assert.Equal(("Version 1 restored", new PercentOff(20)), (versions[0].Comment, versions[0].Setup.Discount));
    }

    [Fact]
    public async Task Pauses_with_a_reason_and_resumes()
    {
        var campaign = await LaunchAsync("Summer", Shared("SUMMER20"));

        Assert.Equal("reason", (await Campaigns.PauseAsync(new(campaign.Id, " ", Anna))).Error!.Field);
        var paused = await Campaigns.PauseAsync(new(campaign.Id, "Wrong price on the poster", Anna));
        Assert.Equal((false, "Wrong price on the poster"), (paused.Value!.Active, paused.Value.PauseReason));
        Assert.Equal("invalid_campaign", (await Campaigns.PauseAsync(new(campaign.Id, "Again", Anna))).Error!.Key);
        var resumed = await Campaigns.ResumeAsync(new(campaign.Id, Anna));

        Assert.Equal((true, (string?)null), (resumed.Value!.Active, resumed.Value.PauseReason));
        await using var db = _world.Db();
        Assert.Equal(["campaign.created", "voucher.created", "campaign.updated", "campaign.disabled", "campaign.enabled"],
            await db.Outbox.OrderBy(e => e.Id).Select(e => e.Type).ToListAsync());
        Assert.Equal("Wrong price on the poster", (await db.Audit.SingleAsync(a => a.Action == "campaign.paused")).Reason);
    }

    [Fact]
    public async Task Raises_the_catalogue_version_only_for_what_decisions_depend_on()
    {
        var campaign = await LaunchAsync("Summer", Shared("SUMMER20"));
        var before = await CatalogueAsync();

        await Campaigns.SaveDraftAsync(Save(campaign) with { Setup = Shared("SUMMER20") with { Description = "Edited" } });
        await Campaigns.TagAsync(new(campaign.Id, ["season"], [], Anna));
        Assert.Equal(before, await CatalogueAsync());

        await Campaigns.PauseAsync(new(campaign.Id, "Stop", Anna));
        Assert.Equal(before + 1, await CatalogueAsync());
    }

    [Fact]
    public async Task Duplicates_as_a_draft_with_shifted_dates_and_no_code()
    {
        var start = _world.Time.GetUtcNow().AddDays(3);
        var original = await LaunchAsync("Summer", Shared("SUMMER20") with { Schedule = new Schedule { StartsAt = start, EndsAt = start.AddDays(10) } });

        var copy = await Campaigns.DuplicateAsync(new(original.Id, null, 365, Anna));
        var second = await Campaigns.DuplicateAsync(new(original.Id, null, 0, Anna));

        Assert.Equal(("Summer copy", "Summer copy 2", 0), (copy.Value!.Name, second.Value!.Name, copy.Value.Version));
        Assert.Equal((start.AddDays(365), (string?)null), (copy.Value.Draft!.Schedule.StartsAt, copy.Value.Draft.Codes.SharedCode));
        Assert.Equal(new PercentOff(20), copy.Value.Draft.Discount);
    }

    [Fact]
    public async Task Goes_to_the_bin_and_comes_back_as_it_was()
    {
        var campaign = await LaunchAsync("Summer", Shared("SUMMER20"));

        await Campaigns.DeleteAsync(campaign.Id, Anna);
        Assert.Equal("invalid_campaign", (await Campaigns.PauseAsync(new(campaign.Id, "Stop", Anna))).Error!.Key);
        var restored = await Campaigns.RestoreAsync(campaign.Id, Anna);

        Assert.Equal((null, 1, true), (restored.Value!.DeletedAt, restored.Value.Version, restored.Value.Active));
    }

    [Fact]
    public async Task Extends_the_end_as_a_new_version()
    {
        var end = _world.Time.GetUtcNow().AddDays(10);
        var campaign = await LaunchAsync("Summer", Shared("SUMMER20") with { Schedule = new Schedule { EndsAt = end } });

        var extended = await Campaigns.ExtendAsync(new(campaign.Id, 7, Anna));

        Assert.Equal((2, end.AddDays(7)), (extended.Value!.Version, extended.Value.EndsAt));
    }

    internal static CampaignSetup Shared(string code) =>
        new() { Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = code, RedemptionLimit = null }, Discount = new PercentOff(20) };

    internal static CampaignSetup Unique(int count) =>
        new() { Codes = new CodeSetup { Count = count, Pattern = new CodePattern { Pattern = "NL-####-####" } }, Discount = new AmountOff(5_00) };

    private static SaveDraft Save(Campaign campaign) => new()
    {
        CampaignId = campaign.Id, SeenRevision = campaign.Revision, Name = campaign.Name, Setup = campaign.Draft ?? new CampaignSetup(), Actor = Anna,
    };

    private async Task<Campaign> NewAsync(string name, CampaignSetup setup) =>
        (await Campaigns.CreateDraftAsync(new CreateDraft { Name = name, Setup = setup, Actor = Anna })).Value!;

    private async Task<Campaign> LaunchAsync(string name, CampaignSetup setup)
    {
        var draft = await NewAsync(name, setup);
        return (await Campaigns.LaunchAsync(new(draft.Id, draft.Revision, null, Anna))).Value!;
    }

    private async Task AddCodeAsync(string campaignId, string code, int version, int? limit)
    {
        await using var db = _world.Db();
        db.Vouchers.Add(new Voucher { Id = "v_" + code, Code = code, CodeKey = code, CodeSearch = code, CampaignId = campaignId, CampaignVersion = version, RedemptionLimit = limit });
        await db.SaveChangesAsync();
    }

    private async Task<long> CatalogueAsync()
    {
        await using var db = _world.Db();
        return await db.Project.Select(project => project.CatalogueVersion).SingleAsync();
    }
}
