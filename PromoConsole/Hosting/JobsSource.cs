using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;
using PromoConsole.Layout;

namespace PromoConsole.Hosting;

/// <summary>The jobs of the project for one window's tray: told by this instance at once, and looked up for what others do.</summary>
internal sealed class JobsSource : IJobsSource, IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_recent = TimeSpan.FromHours(2);

    private readonly JobService _jobs;
    private readonly JobSignal _signal;
    private readonly CurrentMember _member;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private int _reading;
    private bool _gone;

    public JobsSource(JobService jobs, JobSignal signal, CurrentMember member, TimeProvider time)
    {
        (_jobs, _signal, _member, _time) = (jobs, signal, member, time);
        _signal.Changed += Refresh;
        _timer = time.CreateTimer(_ => Refresh(), null, TimeSpan.Zero, s_look);
    }

    public event Action? Changed;

    public IReadOnlyList<JobView> Jobs { get; private set; } = [];

    public async Task CancelAsync(string jobId)
    {
        await _jobs.CancelAsync(jobId, (await _member.CallerAsync()).Name);
        await ReadAsync();
    }

    public async Task ResumeAsync(string jobId)
    {
        await _jobs.ResumeAsync(jobId, (await _member.CallerAsync()).Name);
        await ReadAsync();
    }

    public void Dispose()
    {
        _gone = true;
        _signal.Changed -= Refresh;
        _timer.Dispose();
    }

    // A job that runs announces every slice; one reading at a time follows it well enough.
    private void Refresh()
    {
        if (_gone || Interlocked.Exchange(ref _reading, 1) == 1) return;
        _ = Task.Run(async () =>
        {
            try
            {
                await ReadAsync();
            }
            catch (Exception broken) when (broken is not OutOfMemoryException)
            {
                // The tray shows what it knew; the next look tries again.
            }
            finally
            {
                Interlocked.Exchange(ref _reading, 0);
            }
        });
    }

    private async Task ReadAsync()
    {
        var now = _time.GetUtcNow();
        var makes = await _member.MayAsync(Permissions.CampaignsWrite);
        var imports = (await ImportPermissions.OfAsync(_member)).SelectMany(ImportKinds.Operations).ToHashSet(StringComparer.Ordinal);
        var found = (await _jobs.ListAsync())
            .Where(job => (ImportKinds.Of(job.Type) is null ? makes : imports.Contains(job.Type)) && (job.Status is JobStatus.Running or JobStatus.Waiting || now - job.UpdatedAt < s_recent));
        Jobs = [.. found.OrderByDescending(job => job.Status is JobStatus.Running or JobStatus.Waiting).ThenByDescending(job => job.Id, StringComparer.Ordinal).Take(8).Select(View)];
        Changed?.Invoke();
    }

    private static JobView View(Job job)
    {
        var running = job.Status is JobStatus.Running or JobStatus.Waiting;
        return new JobView(
            job.Id, job.Title, running ? JobState.Running : job.Status == JobStatus.Done ? JobState.Done : JobState.Stopped,
            Progress(job), job.Total > 0 && job.Status != JobStatus.Done ? job.Done * 100m / job.Total : null,
            ResultOf(job), job.Type == VoucherGeneration.JobType ? "Codes" : "Report")
        {
            CanCancel = running,
            CanResume = job.Status is JobStatus.Failed or JobStatus.Canceled,
        };
    }

    private static string? ResultOf(Job job) => job.Subject is not { } subject ? null
        : job.Type == VoucherGeneration.JobType ? $"/campaigns/{subject}?tab=codes"
        : ImportKinds.Of(job.Type) is not null ? $"/imports/{subject}" : null;

    private static string Progress(Job job)
    {
        var far = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{job.Done:N0} of {job.Total:N0}");
        return job.Status switch
        {
            JobStatus.Waiting => "Waiting for its turn",
            JobStatus.Running => far,
            JobStatus.Done => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{job.Done:N0} done"),
            JobStatus.Canceled => $"Canceled at {far}",
            _ => $"Stopped at {far}: {job.Problem}",
        };
    }
}
