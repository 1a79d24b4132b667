using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Layout;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Layout;

public class JobsTrayTests : Rendered
{
    private readonly OneList _jobs = new();

    public JobsTrayTests() => Services.AddScoped<IJobsSource>(_ => _jobs);

    [Fact]
    public void Is_absent_while_there_are_no_jobs() => Assert.Empty(Render<JobsTray>().FindAll("button"));

    [Fact]
    public void Says_how_many_run_and_how_far_they_are()
    {
        var tray = Render<JobsTray>();

        _jobs.Set(
            new("1", "Generating codes", JobState.Running, "12,400 of 20,000", 62),
            new("2", "Import", JobState.Running, "1 of 5", 20),
            new("3", "Export", JobState.Done, "5,210 rows"));

        tray.WaitForAssertion(() => Assert.Equal("2 jobs running, 41 percent", tray.Find("button.tool").GetAttribute("aria-label")));
    }

    [Fact]
    public void Cancels_resumes_and_links_the_outcome()
    {
        _jobs.Set(
            new("1", "Generating codes", JobState.Running, "62 %", 62) { CanCancel = true },
            new("2", "Import", JobState.Stopped, "488 in") { CanResume = true },
            new("3", "Export", JobState.Done, "5,210 rows", ResultHref: "/exports/3", ResultLabel: "Download"));
        var tray = Render<JobsTray>();
        tray.Find("button.tool").Click();

        tray.FindAll(".job button").Single(button => button.TextContent == "Cancel").Click();
        tray.FindAll(".job button").Single(button => button.TextContent == "Resume").Click();

        Assert.Equal(["cancel 1", "resume 2"], _jobs.Asked);
        Assert.Equal("/exports/3", tray.Find(".job a").GetAttribute("href"));
    }

    private sealed class OneList : IJobsSource
    {
        public event Action? Changed;

        public IReadOnlyList<JobView> Jobs { get; private set; } = [];

        public List<string> Asked { get; } = [];

        public void Set(params JobView[] jobs)
        {
            Jobs = jobs;
            Changed?.Invoke();
        }

        public Task CancelAsync(string jobId)
        {
            Asked.Add("cancel " + jobId);
            return Task.CompletedTask;
        }

        public Task ResumeAsync(string jobId)
        {
            Asked.Add("resume " + jobId);
            return Task.CompletedTask;
        }
    }
}
