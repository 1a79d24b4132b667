using System.Globalization;
using Microsoft.AspNetCore.Components.Web;

namespace PromoConsole.Layout;

/// <summary>The long jobs in the top bar: how far they are, cancel, resume, and what came of them. Absent while there are none.</summary>
public sealed partial class JobsTray(IJobsSource jobs) : IDisposable
{
    // The circumference of the ring's circle, radius 7.
    private const double Round = 44;

    private bool _open;

    /// <inheritdoc />
    protected override void OnInitialized() => jobs.Changed += Refresh;

    /// <inheritdoc />
    public void Dispose() => jobs.Changed -= Refresh;

    private static int Running(IReadOnlyList<JobView> all) => all.Count(job => job.State == JobState.Running);

    private static string Count(int running) => running == 1 ? "1 job" : $"{running} jobs";

    private static decimal Percent(IReadOnlyList<JobView> all) =>
        all.Where(job => job.State == JobState.Running).Select(job => job.Percent ?? 0).DefaultIfEmpty(0).Average();

    private static string Arc(IReadOnlyList<JobView> all) =>
        string.Create(CultureInfo.InvariantCulture, $"{Round * (double)Percent(all) / 100:0.#} {Round}");

    private static string Says(IReadOnlyList<JobView> all) =>
        Running(all) is > 0 and var running
            ? string.Create(CultureInfo.InvariantCulture, $"{Count(running)} running, {Percent(all):0} percent")
            : "Jobs";

    private void Refresh() => _ = InvokeAsync(StateHasChanged);

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") _open = false;
    }
}
