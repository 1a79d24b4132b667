using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Demo;

/// <inheritdoc />
internal sealed class DemoStore(IDbContextFactory<PromoDbContext> contexts, JobService jobs, DemoRemoval removal, TimeProvider time) : IDemoStore
{
    public async Task<DemoState> StateAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var job = await db.Jobs.AsNoTracking().Where(j => j.Type == DemoLoad.JobType).OrderByDescending(j => j.Id).FirstOrDefaultAsync(ct);
        var loaded = job?.Status == JobStatus.Done && await db.Products.AnyAsync(p => p.Demo, ct);
        return new DemoState(loaded, job, loaded ? await DemoRemoval.InUseBecauseAsync(db, ct) : null);
    }

    public async Task<Result<Job>> LoadAsync(Caller caller, CancellationToken ct = default)
    {
        var state = await StateAsync(ct);
        if (state.IsLoaded || state.Job?.Status is JobStatus.Waiting or JobStatus.Running)
            return new ConflictError("demo_already_loaded", "The demo store is here already, or on its way.");
        var now = time.GetUtcNow();
        return await jobs.StartAsync(new Job
        {
            Id = Ids.New("aa_", now),
            Type = DemoLoad.JobType,
            Title = "Demo store",
            Total = (await DemoLoad.PlanAsync(contexts, now, ct)).Events.Count,
            CreatedBy = caller.Name,
            CreatedAt = now,
            UpdatedAt = now,
        }, ct);
    }

    public async Task<Result<long>> RemoveAsync(Caller caller, CancellationToken ct = default)
    {
        var state = await StateAsync(ct);
        if (!state.IsLoaded) return new InvalidError("demo_not_loaded", "There is no demo store to remove.");
        return await removal.RemoveAsync(caller.Name, ct);
    }
}
