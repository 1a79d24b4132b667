using PromoConsole.Engine.Customers.Segments;

namespace PromoConsole.Hosting;

/// <summary>Keeps segments up to date while this instance serves: a moment after every change, and when a day begins. Of several instances one at a time does it.</summary>
internal sealed partial class SegmentsHost(SegmentMembership membership, TimeProvider time, ILogger<SegmentsHost> log) : BackgroundService
{
    private static readonly TimeSpan s_often = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var often = new PeriodicTimer(s_often, time);
        while (await often.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await membership.BeginDayAsync(stoppingToken);
                await membership.FollowAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogProblem(problem); // the next look finds what this one did not
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Who is in the segments could not be brought up to date; trying again.")]
    private partial void LogProblem(Exception problem);
}
