using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Project;

/// <summary>What people do with long pieces of work: look, cancel, resume.</summary>
public sealed class JobService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, JobSignal signal, TimeProvider time)
{
    /// <summary>Running and waiting ones, and those that ended lately, newest first.</summary>
    public async Task<IReadOnlyList<Job>> ListAsync(int many = 20, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Jobs.AsNoTracking().Where(job => string.Compare(job.Id, "aa_") >= 0 && string.Compare(job.Id, "aa`") < 0).OrderByDescending(job => job.Id).Take(many).ToListAsync(ct);
    }

    /// <summary>A page of jobs, newest first.</summary>
    /// <param name="before">Only those that were started earlier; null for all.</param>
    public async Task<Page<Job>> PageAsync(int take, DateTimeOffset? before, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var jobs = db.Jobs.AsNoTracking().Where(job => string.Compare(job.Id, "aa_") >= 0 && string.Compare(job.Id, "aa`") < 0);
        if (before is { } end)
        {
            var bound = Ids.Floor("aa_", end);
            jobs = jobs.Where(job => string.Compare(job.Id, bound) < 0);
        }

        return new(await jobs.OrderByDescending(job => job.Id).Take(Math.Clamp(take, 1, 100)).ToListAsync(ct), await jobs.LongCountAsync(ct));
    }

    /// <summary>A page of the jobs of one type, by when they were started.</summary>
    public async Task<Page<Job>> OfTypeAsync(string type, bool oldestFirst, int skip, int take, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var jobs = db.Jobs.AsNoTracking().Where(job => job.Type == type);
        var sorted = oldestFirst ? jobs.OrderBy(job => job.Id) : jobs.OrderByDescending(job => job.Id);
        return new(await sorted.Skip(skip).Take(take).ToListAsync(ct), await jobs.LongCountAsync(ct));
    }

    /// <summary>Deletes a job that is done.</summary>
    /// <returns>The job that is gone, or <c>not_found</c> when there is none of this type.</returns>
    public Task<Result<Job>> DeleteAsync(string id, string type, CancellationToken ct = default) => writes.WriteAsync<Job>(async (db, token) =>
    {
        var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == id && j.Type == type && j.Status == JobStatus.Done, token);
        if (job is null) return JobErrors.NotFound(id);
        db.Jobs.Remove(job);
        return job;
    }, ct);

    /// <summary>Jobs about one thing, newest first.</summary>
    public async Task<IReadOnlyList<Job>> OfAsync(string subject, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Jobs.AsNoTracking().Where(job => job.Subject == subject).OrderByDescending(job => job.Id).Take(20).ToListAsync(ct);
    }

    /// <returns>The job, or <c>not_found</c>.</returns>
    public async Task<Result<Job>> GetAsync(string id, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, ct);
        return job is null ? JobErrors.NotFound(id) : job;
    }

    /// <summary>Starts a job as a write of its own.</summary>
    public async Task<Result<Job>> StartAsync(Job job, CancellationToken ct = default)
    {
        var started = await writes.WriteAsync<Job>((db, _) =>
        {
            db.Jobs.Add(job);
            return Task.FromResult<Result<Job>>(job);
        }, ct);
        if (started.IsOk) signal.Wake();
        return started;
    }

    /// <summary>Stops a job. What it has done so far stays; it can be resumed.</summary>
    /// <returns>The job; or <c>not_found</c>, <c>invalid_async_action</c> when it has ended.</returns>
    public Task<Result<Job>> CancelAsync(string id, string actor, CancellationToken ct = default) =>
        ChangeAsync(id, actor, "job.canceled", JobStatus.Canceled, job => job.Status is JobStatus.Waiting or JobStatus.Running, JobErrors.Ended, ct);

    /// <summary>Lets a failed or canceled job go on where it stopped.</summary>
    /// <returns>The job; or <c>not_found</c>, <c>invalid_async_action</c> when it is not stopped.</returns>
    public Task<Result<Job>> ResumeAsync(string id, string actor, CancellationToken ct = default) =>
        ChangeAsync(id, actor, "job.resumed", JobStatus.Waiting, job => job.Status is JobStatus.Failed or JobStatus.Canceled, JobErrors.NotStopped, ct);

    private async Task<Result<Job>> ChangeAsync(
        string id, string actor, string action, JobStatus status, Func<Job, bool> possible, Func<Job, PromoError> refusal, CancellationToken ct)
    {
        var changed = await writes.WriteAsync<Job>(async (db, token) =>
        {
            var job = await db.Jobs.AsTracking().SingleOrDefaultAsync(j => j.Id == id, token);
            if (job is null) return JobErrors.NotFound(id);
            if (!possible(job)) return refusal(job);
            job.Status = status;
            job.Problem = null;
            job.LeaseOwner = null;
            job.LeaseUntil = null;
            job.UpdatedAt = time.GetUtcNow();
            db.Record(job.UpdatedAt, actor, action, job.Id);
            return job;
        }, ct);
        if (changed.IsOk) signal.Wake();
        return changed;
    }
}
