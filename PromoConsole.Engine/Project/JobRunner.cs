using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Project;

/// <summary>
/// Carries jobs on. Every instance runs one; a job belongs to whoever holds its lease, taken by a conditional update, and whoever dies
/// loses it, so that another one goes on from the progress that was committed.
/// </summary>
public sealed partial class JobRunner(
    IDbContextFactory<PromoDbContext> contexts, IWrites writes, IEnumerable<IJobHandler> handlers, JobSignal signal,
    TimeProvider time, ILogger<JobRunner> log)
{
    /// <summary>How long a silent owner keeps its job.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, IJobHandler> _handlers = handlers.ToDictionary(handler => handler.Type, StringComparer.Ordinal);

    /// <summary>Takes up jobs until it is canceled, two at a time so that a short one need not wait for a long one.</summary>
    public Task RunAsync(CancellationToken ct) => Task.WhenAll(LoopAsync(ct), LoopAsync(ct));

    /// <summary>Takes up one job, if any waits, and works on it until it ends or stops.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RunOneAsync(CancellationToken ct)
    {
        if (await ClaimAsync(ct) is not { } job) return false;
        signal.Moved();
        PromoError? problem;
        try
        {
            problem = await _handlers[job.Type].RunAsync(new JobRun(job, (piece, token) => AdvanceAsync(job, piece, token)), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await EndAsync(job, JobStatus.Waiting, null); // this instance stops: let another one go on at once
            throw;
        }
#pragma warning disable CA1031 // whatever a handler does must not end the runner
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(job.Title, job.Id, exception);
            problem = new InvalidError("job_failed", "It stopped because of an unexpected error, which is in the log. Resume it to go on where it stopped.");
        }

        if (problem is null) await EndAsync(job, JobStatus.Done, null);
        else if (problem.Key != JobErrors.Stopped.Key) await EndAsync(job, JobStatus.Failed, problem.Message);
        signal.Moved();
        return true;
    }

    private async Task LoopAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (!await RunOneAsync(ct)) await signal.WaitAsync(s_look, time, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a database that is away comes back
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogUnreachable(exception);
                await Task.Delay(s_look, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<Job?> ClaimAsync(CancellationToken ct)
    {
        var types = _handlers.Keys.ToArray();
        var owner = Guid.NewGuid().ToString("N"); // a run, not an instance: a run that lost its lease must not meet its successor here
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var now = time.GetUtcNow();
            if (!await Claimable(db.Jobs, types, now).AnyAsync(ct)) return null; // looking costs the writer nothing
        }

        var claimed = await writes.WriteAsync<Job>(async (db, token) =>
        {
            var now = time.GetUtcNow();
            var id = await Claimable(db.Jobs, types, now).OrderBy(job => job.Id).Select(job => job.Id).FirstOrDefaultAsync(token);
            if (id is null) return JobErrors.Stopped;
            var rows = await Claimable(db.Jobs.Where(job => job.Id == id), types, now).ExecuteUpdateAsync(set => set
                .SetProperty(job => job.Status, JobStatus.Running)
                .SetProperty(job => job.LeaseOwner, owner)
                .SetProperty(job => job.LeaseUntil, now + Lease)
                .SetProperty(job => job.Problem, (string?)null)
                .SetProperty(job => job.UpdatedAt, now), token);
            return rows == 0 ? JobErrors.Stopped : await db.Jobs.AsNoTracking().SingleAsync(job => job.Id == id, token);
        }, ct);
        return claimed.Value;
    }

    private static IQueryable<Job> Claimable(IQueryable<Job> jobs, string[] types, DateTimeOffset now) => jobs.Where(job =>
        types.Contains(job.Type)
        && (job.Status == JobStatus.Waiting || (job.Status == JobStatus.Running && job.LeaseUntil < now)));

    private async Task<PromoError?> AdvanceAsync(Job job, JobPiece piece, CancellationToken ct)
    {
        var moved = piece.Exclusive ? await writes.ExclusiveAsync<long>(WorkAsync, ct) : await writes.WriteAsync<long>(WorkAsync, ct);
        if (moved.IsOk) signal.Moved();
        return moved.Error;

        async Task<Result<long>> WorkAsync(PromoDbContext db, CancellationToken token)
        {
            var now = time.GetUtcNow();
            var rows = await Mine(db, job).ExecuteUpdateAsync(set => set
                .SetProperty(j => j.Done, piece.Done)
                .SetProperty(j => j.LeaseUntil, now + Lease)
                .SetProperty(j => j.UpdatedAt, now), token);
            if (rows == 0) return JobErrors.Stopped;
            return await piece.Work(db, token) is { } problem ? problem : piece.Done;
        }
    }

    // Not cancelable: the row must say how it ended even while the host stops.
    private Task EndAsync(Job job, JobStatus status, string? problem) => writes.WriteAsync<long>(async (db, token) =>
    {
        var now = time.GetUtcNow();
        return await Mine(db, job).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Status, status)
            .SetProperty(j => j.Problem, problem)
            .SetProperty(j => j.LeaseOwner, (string?)null)
            .SetProperty(j => j.LeaseUntil, (DateTimeOffset?)null)
            .SetProperty(j => j.UpdatedAt, now), token);
    }, CancellationToken.None);

    private static IQueryable<Job> Mine(PromoDbContext db, Job run) =>
        db.Jobs.Where(job => job.Id == run.Id && job.Status == JobStatus.Running && job.LeaseOwner == run.LeaseOwner);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job “{Title}” ({Id}) failed")]
    private partial void LogFailed(string title, string id, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs cannot be read; trying again")]
    private partial void LogUnreachable(Exception exception);
}
