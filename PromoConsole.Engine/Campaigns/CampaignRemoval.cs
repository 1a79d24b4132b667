using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.TrashBin;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Campaigns;

/// <summary>
/// Removes campaigns for good: their codes as a job, slice by slice, then the campaign itself. What was redeemed stays in the history with its codes, reasons and
/// versions; a campaign the history names keeps a row that nothing shows.
/// </summary>
public sealed class CampaignRemoval(IDbContextFactory<PromoDbContext> contexts, IWrites writes, CampaignService campaigns, JobSignal jobs, TimeProvider time) : IJobHandler
{
    public const string JobType = "CAMPAIGN.VOUCHERS_DELETE";

    private const int Slice = 5_000;

    string IJobHandler.Type => JobType;

    /// <summary>Starts removing a campaign; from now on none of its codes works. One that is not in the bin goes through it.</summary>
    /// <param name="idOrName">Of the campaign.</param>
    /// <returns>The job; or <c>not_found</c>.</returns>
    public async Task<Result<Job>> StartAsync(string idOrName, Caller caller, CancellationToken ct = default)
    {
        await using (var read = await contexts.CreateDbContextAsync(ct))
        {
            var found = await read.Campaigns.AsNoTracking().Where(c => c.PurgedAt == null && (c.Id == idOrName || c.Name == idOrName))
                .OrderByDescending(c => c.Id == idOrName).FirstOrDefaultAsync(ct);
            if (found is null) return CampaignErrors.NotFound(idOrName);
            idOrName = found.Id;
            if (found.DeletedAt is null && await campaigns.DeleteAsync(found.Id, caller.Name, ct) is { IsOk: false, Error: { Key: not "invalid_campaign" } problem }) return problem;
        }

        var started = await writes.ExclusiveAsync<Job>(async (db, token) =>
        {
            var campaign = await db.Campaigns.AsTracking().SingleOrDefaultAsync(c => c.Id == idOrName && c.PurgedAt == null, token);
            if (campaign is null) return CampaignErrors.NotFound(idOrName);
            var now = time.GetUtcNow();
            await db.ForgetInBinAsync(campaign.Id, token);
            await db.BinEntries.Where(e => e.ParentId == campaign.Id).ExecuteDeleteAsync(token); // codes deleted before: there is nothing to come back to
            await db.Jobs.Where(j => j.Subject == campaign.Id && (j.Status == JobStatus.Waiting || j.Status == JobStatus.Running)) // no more codes
                .ExecuteUpdateAsync(set => set.SetProperty(j => j.Status, JobStatus.Canceled).SetProperty(j => j.LeaseOwner, (string?)null).SetProperty(j => j.UpdatedAt, now), token);
            var name = campaign.Name;
            (campaign.PurgedAt, campaign.Draft, campaign.Name) = (now, null, $"{name} ({campaign.Id})");
            var job = new Job
            {
                Id = Ids.New("aa_", now),
                Type = JobType,
                Title = string.Create(CultureInfo.InvariantCulture, $"Remove {name} with {campaign.CodesCount:N0} {(campaign.CodesCount == 1 ? "code" : "codes")}"),
                Subject = campaign.Id,
                Total = Math.Max(1, campaign.CodesCount),
                CreatedBy = caller.Name,
                CreatedAt = now,
                UpdatedAt = now,
            };
            db.Jobs.Add(job);
            db.Record(now, caller.Name, "campaign.removed", campaign.Id, before: new { Name = name, campaign.CodesCount });
            return job;
        }, ct);
        if (started.IsOk) jobs.Wake();
        return started;
    }

    /// <summary>Puts a campaign into the bin, which is done at once.</summary>
    /// <param name="idOrName">Of the campaign.</param>
    /// <returns>The job, which has ended; or <c>not_found</c>.</returns>
    public async Task<Result<Job>> PutInBinAsync(string idOrName, Caller caller, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = await db.Campaigns.Where(c => c.DeletedAt == null && (c.Id == idOrName || c.Name == idOrName)).OrderByDescending(c => c.Id == idOrName).Select(c => c.Id).FirstOrDefaultAsync(ct);
        if (id is null) return CampaignErrors.NotFound(idOrName);
        var deleted = await campaigns.DeleteAsync(id, caller.Name, ct);
        if (!deleted.IsOk) return deleted.Error;
        var now = time.GetUtcNow();
        return await writes.WriteAsync<Job>((write, _) =>
        {
            var job = new Job
            {
                Id = Ids.New("aa_", now),
                Type = JobType,
                Title = $"Move {deleted.Value.Name} to the bin",
                Subject = id,
                Status = JobStatus.Done,
                Done = 1,
                Total = 1,
                CreatedBy = caller.Name,
                CreatedAt = now,
                UpdatedAt = now,
            };
            write.Jobs.Add(job);
            return Task.FromResult<Result<Job>>(job);
        }, ct);
    }

    public async Task<PromoError?> RunAsync(JobRun run, CancellationToken ct)
    {
        var campaignId = run.Job.Subject!;
        for (var more = true; more;)
        {
            var problem = await run.AdvanceAsync(async (db, token) =>
            {
                var last = await db.Vouchers.Where(v => v.CampaignId == campaignId).OrderBy(v => v.Id).Skip(Slice - 1).Select(v => v.Id).FirstOrDefaultAsync(token);
                var slice = db.Vouchers.Where(v => v.CampaignId == campaignId && (last == null || string.Compare(v.Id, last) <= 0));
                await db.SessionLocks.Where(l => slice.Any(v => v.Id == l.VoucherId)).ExecuteDeleteAsync(token);
                await db.RuleAssignments.Where(a => a.RelatedType == RuleOwner.Voucher && slice.Any(v => v.Id == a.RelatedId)).ExecuteDeleteAsync(token);
                var gone = await slice.ExecuteDeleteAsync(token);
                await VoucherService.CountAsync(db, campaignId, -gone, token);
                more = last is not null;
                if (!more) await EndAsync(db, campaignId, token);
                return null;
            }, Math.Min(run.Job.Total, run.Job.Done + Slice), ct);
            if (problem is not null) return problem;
        }

        return null;
    }

    // Attempts keep the version they were decided on, so a campaign that has any stays, unseen.
    private static async Task EndAsync(PromoDbContext db, string campaignId, CancellationToken ct)
    {
        if (await db.Redemptions.AnyAsync(r => r.CampaignId == campaignId, ct)) return;
        await db.RuleAssignments.Where(a => a.CampaignId == campaignId).ExecuteDeleteAsync(ct);
        await db.CampaignVersions.Where(v => v.CampaignId == campaignId).ExecuteDeleteAsync(ct);
        await db.Campaigns.Where(c => c.Id == campaignId).ExecuteDeleteAsync(ct);
    }
}
