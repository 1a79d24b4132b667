using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Engine.Campaigns;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Vouchers;

public class VoucherGenerationTests : IAsyncLifetime
{
    private const string Anna = "anna@example.com";
    private PromoWorld _world = null!;

    private JobService Jobs => _world.Get<JobService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Makes_exactly_the_codes_that_were_ordered()
    {
        var campaign = await LaunchAsync(12_345);

        await _world.Get<JobRunner>().RunOneAsync(CancellationToken.None);

        await using var db = _world.Db();
        Assert.Equal(12_345, await db.Vouchers.CountAsync(v => v.CampaignId == campaign.Id));
        Assert.Equal(12_345, (await db.Campaigns.AsNoTracking().SingleAsync()).CodesCount);
        var job = Assert.Single(await Jobs.OfAsync(campaign.Id));
        Assert.Equal((JobStatus.Done, 12_345L), (job.Status, job.Done));
        var code = await db.Vouchers.FirstAsync();
        Assert.Matches("^NL-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$", code.Code);
        Assert.Equal((CodeKeys.Key(code.Code, true), CodeKeys.Search(code.Code), 1), (code.CodeKey, code.CodeSearch, code.RedemptionLimit));
        Assert.Contains("campaign.vouchers.generation.completed", await db.Outbox.Select(e => e.Type).ToListAsync());
    }

    [Fact]
    public async Task Stops_when_it_is_canceled_and_goes_on_when_it_is_resumed()
    {
        var campaign = await LaunchAsync(20_000);
        var job = Assert.Single(await Jobs.OfAsync(campaign.Id));
        _world.Get<JobSignal>().Changed += CancelOnce;

        await _world.Get<JobRunner>().RunOneAsync(CancellationToken.None);

        var canceled = (await Jobs.GetAsync(job.Id)).Value!;
        Assert.Equal(JobStatus.Canceled, canceled.Status);
        Assert.Equal(canceled.Done, await CountAsync());
        Assert.InRange(canceled.Done, 5_000, 15_000);

        await Jobs.ResumeAsync(job.Id, Anna);
        await _world.Get<JobRunner>().RunOneAsync(CancellationToken.None);
        Assert.Equal(20_000, await CountAsync());
        Assert.Equal(JobStatus.Done, (await Jobs.GetAsync(job.Id)).Value!.Status);

        void CancelOnce()
        {
            using var db = _world.Db();
            if (db.Jobs.AsNoTracking().Single().Done == 0) return;
            _world.Get<JobSignal>().Changed -= CancelOnce;
            Task.Run(() => Jobs.CancelAsync(job.Id, Anna)).GetAwaiter().GetResult();
        }
    }

    [Fact]
    public async Task Is_taken_over_by_another_instance_when_its_own_died()
    {
        var campaign = await LaunchAsync(10_000);
        await using (var db = _world.Db())
        {
            // As an instance leaves it that was killed after its first slice.
            var job = await db.Jobs.AsTracking().SingleAsync();
            (job.Status, job.LeaseOwner, job.LeaseUntil) = (JobStatus.Running, "dead", _world.Time.GetUtcNow() + JobRunner.Lease);
            await db.SaveChangesAsync();
        }

        await using var other = _world.AnotherInstance();
        Assert.False(await other.Get<JobRunner>().RunOneAsync(CancellationToken.None));
        _world.Time.Advance(JobRunner.Lease + TimeSpan.FromSeconds(1));
        Assert.True(await other.Get<JobRunner>().RunOneAsync(CancellationToken.None));

        Assert.Equal(10_000, await CountAsync());
        Assert.Equal(10_000, (await _world.Get<CampaignList>().GetAsync(campaign.Id)).Value!.Campaign.CodesCount);
    }

    [Fact]
    public async Task Draws_again_what_another_campaign_has_already()
    {
        // Half of 10^8 places may be used; here codes of the first order stand in the way of the second.
        var pattern = new CodePattern { Length = 8, Charset = "0123456789" };
        var first = await LaunchAsync(6_000, pattern);
        await _world.Get<JobRunner>().RunOneAsync(CancellationToken.None);
        await _world.Get<VoucherService>().AddAsync(new AddVouchers(first.Id, 4_000, Anna));

        await _world.Get<JobRunner>().RunOneAsync(CancellationToken.None);

        Assert.Equal(10_000, await CountAsync());
    }

    private async Task<int> CountAsync()
    {
        await using var db = _world.Db();
        return await db.Vouchers.CountAsync();
    }

    private async Task<Campaign> LaunchAsync(int count, CodePattern? pattern = null)
    {
        var setup = CampaignServiceTests.Unique(count);
        if (pattern is not null) setup = setup with { Codes = setup.Codes with { Pattern = pattern } };
        var campaigns = _world.Get<CampaignService>();
        var draft = (await campaigns.CreateDraftAsync(new CreateDraft { Name = "Newsletter", Setup = setup, Actor = Anna })).Value!;
        return (await campaigns.LaunchAsync(new(draft.Id, null, null, Anna))).Value!;
    }
}
