using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Project;

/// <summary>Does one type of job, piece by piece.</summary>
public interface IJobHandler
{
    /// <summary><see cref="Job.Type"/> it does.</summary>
    string Type { get; }

    /// <summary>
    /// Works from <see cref="Job.Done"/> to the end. May be called again for the same job after an interruption, on any instance, so progress
    /// must be committed together with the piece it stands for: through <see cref="JobRun.AdvanceAsync"/>.
    /// </summary>
    /// <returns>Null when everything is done, else why it cannot be: the job then fails and may be resumed.</returns>
    Task<PromoError?> RunAsync(JobRun run, CancellationToken ct);
}

/// <summary>One run of a job by one instance, which holds its lease.</summary>
public sealed class JobRun
{
    private readonly Func<JobPiece, CancellationToken, Task<PromoError?>> _advance;

    internal JobRun(Job job, Func<JobPiece, CancellationToken, Task<PromoError?>> advance)
    {
        Job = job;
        _advance = advance;
    }

    /// <summary>As it was taken up; <see cref="Job.Done"/> is kept up to date.</summary>
    public Job Job { get; }

    /// <summary>Does one piece and moves the progress on in the same transaction, renewing the lease. The piece may be repeated by the database's wish.</summary>
    /// <param name="done">Progress after the piece.</param>
    /// <param name="exclusive">Whether decisions rest on what the piece changes: it then waits for redemptions in flight (<see cref="IWrites.ExclusiveAsync"/>).</param>
    /// <returns>Null; or the piece's refusal, or <see cref="JobErrors.Stopped"/> when the job was canceled or taken over: then stop.</returns>
    public async Task<PromoError?> AdvanceAsync(
        Func<PromoDbContext, CancellationToken, Task<PromoError?>> piece, long done, CancellationToken ct, bool exclusive = false)
    {
        var problem = await _advance(new JobPiece(piece, done, exclusive), ct);
        if (problem is null) Job.Done = done;
        return problem;
    }

    /// <summary>The same for work that was committed elsewhere: only the progress moves.</summary>
    public Task<PromoError?> AdvanceAsync(long done, CancellationToken ct) =>
        AdvanceAsync((_, _) => Task.FromResult<PromoError?>(null), done, ct);
}

/// <param name="Work">What is done in the transaction.</param>
/// <param name="Done">Progress after it.</param>
/// <param name="Exclusive">Whether decisions rest on what it changes.</param>
internal sealed record JobPiece(Func<PromoDbContext, CancellationToken, Task<PromoError?>> Work, long Done, bool Exclusive);

public static class JobErrors
{
    /// <summary>The job is no longer this instance's: it was canceled, or the lease ran out and another one has it.</summary>
    public static ConflictError Stopped { get; } = new("job_stopped", "The job was canceled or is carried on elsewhere.");

    public static NotFoundError NotFound(string id) => new("async_action", id);

    public static InvalidError Ended(Job job) => new("invalid_async_action", $"“{job.Title}” has ended already.", job.Id);

    public static InvalidError NotStopped(Job job) => new("invalid_async_action", $"“{job.Title}” is not stopped, so there is nothing to resume.", job.Id);
}
