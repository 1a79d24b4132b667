using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Demo;

/// <summary>The job that fills the demo store. One that was interrupted starts over on a clean floor.</summary>
internal sealed class DemoLoad(PromoEngineOptions options, IDbContextFactory<PromoDbContext> contexts, DemoRemoval removal) : IJobHandler
{
    public const string JobType = "DEMO.LOAD";

    /// <summary>The same seed on the same day gives the same shop.</summary>
    public const int Seed = 2026;

    private const int Slice = 100;

    string IJobHandler.Type => JobType;

    /// <summary>Everything that will happen, in order.</summary>
    public static async Task<(DemoShop Shop, IReadOnlyList<DemoCampaign> Campaigns, List<DemoEvent> Events)> PlanAsync(
        IDbContextFactory<PromoDbContext> contexts, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Project.Select(p => p.TimeZone).SingleAsync(ct));
        var wall = TimeZoneInfo.ConvertTime(now, zone);
        var today = new DateTimeOffset(wall.Date, wall.Offset);
        var shop = DemoShop.Create(Seed, today.AddDays(-366));
        var campaigns = DemoCampaigns.All(shop, today);
        return (shop, campaigns, DemoTimeline.Of(Seed, shop, campaigns, today, now));
    }

    public async Task<PromoError?> RunAsync(JobRun run, CancellationToken ct)
    {
        await removal.RemoveRowsAsync(ct);
        var (shop, campaigns, events) = await PlanAsync(contexts, run.Job.CreatedAt, ct);
        await using var year = new DemoRun(options, shop, events[0].At.AddDays(-1));
        await year.StockAsync(ct);

        for (var done = 0; done < events.Count; done++)
        {
            await year.HappenAsync(events[done], ct);
            if (done % Slice == 0 && await run.AdvanceAsync(done, ct) is { } stopped) return stopped;
        }

        await year.FlushAsync(ct);
        foreach (var draft in campaigns.Where(c => c.LaunchedDaysAgo is null)) await year.DraftAsync(draft, ct);
        foreach (var old in campaigns.Where(c => c.Archived)) await year.ArchiveAsync(old, run.Job.CreatedAt, ct);
        return await run.AdvanceAsync(run.Job.Total, ct);
    }
}
