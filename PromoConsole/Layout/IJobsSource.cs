namespace PromoConsole.Layout;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>At work, or waiting for its turn.</summary>
    Running,

    /// <summary>Stopped before its end; it can go on.</summary>
    Stopped,

    /// <summary>Done, but some rows need a look.</summary>
    NeedsLook,

    /// <summary>Done.</summary>
    Done,
}

/// <summary>A long job as the tray shows it.</summary>
/// <param name="Id">Names it to <see cref="IJobsSource"/>.</param>
/// <param name="Title">What it does: "Generating codes, Black Week".</param>
/// <param name="State">Where it stands.</param>
/// <param name="Progress">How far, in words: "12,400 of 20,000 · about 40 s left".</param>
/// <param name="Percent">How far, 0 to 100; null when the size is unknown or no longer matters.</param>
/// <param name="ResultHref">A file or page with the outcome.</param>
/// <param name="ResultLabel">The words of that link: "Refused rows".</param>
public sealed record JobView(
    string Id, string Title, JobState State, string Progress, decimal? Percent = null,
    string? ResultHref = null, string? ResultLabel = null)
{
    /// <summary>Whether it can be cancelled now.</summary>
    public bool CanCancel { get; init; }

    /// <summary>Whether it can go on from where it stopped.</summary>
    public bool CanResume { get; init; }
}

/// <summary>The long jobs of the project: code generation, imports, exports.</summary>
public interface IJobsSource
{
    /// <summary>A job started, moved or ended; raised on any thread.</summary>
    event Action? Changed;

    /// <summary>Running jobs first, then those that ended lately.</summary>
    IReadOnlyList<JobView> Jobs { get; }

    /// <summary>Stops a job; what it did so far stays.</summary>
    Task CancelAsync(string jobId);

    /// <summary>Lets a stopped job go on.</summary>
    Task ResumeAsync(string jobId);
}

/// <summary>Has no jobs: used where no source is registered.</summary>
internal sealed class NoJobs : IJobsSource
{
    public event Action? Changed { add { } remove { } }

    public IReadOnlyList<JobView> Jobs => [];

    public Task CancelAsync(string jobId) => Task.CompletedTask;

    public Task ResumeAsync(string jobId) => Task.CompletedTask;
}
