using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Segments;

/// <summary>The job that asks everybody about a filter that is new or was changed, slice by slice; all that wait are asked about together.</summary>
internal sealed class SegmentSyncJob(SegmentMembership membership, IDbContextFactory<PromoDbContext> contexts, TimeProvider time) : IJobHandler
{
    public const string JobType = "SEGMENT.SYNC";

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    string IJobHandler.Type => JobType;

    public async Task<PromoError?> RunAsync(JobRun run, CancellationToken ct)
    {
        while (await IsBehindAsync(run.Job.Subject, ct))
        {
            var asked = await membership.AskSliceAsync(ct);
            if (await run.AdvanceAsync(Math.Min(run.Job.Total, run.Job.Done + asked.Customers), ct) is { } stopped) return stopped;
            if (asked.Elsewhere) await Task.Delay(s_pause, time, ct);
        }

        return await run.AdvanceAsync(run.Job.Total, ct);
    }

    private async Task<bool> IsBehindAsync(string? segmentId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Segments.AnyAsync(s => s.SyncedTo != null && (segmentId == null || s.Id == segmentId), ct);
    }
}
