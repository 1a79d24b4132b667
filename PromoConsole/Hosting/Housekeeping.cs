using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Hosting;

/// <summary>Every hour removes what nobody needs any more. Several instances may do it; each finds what the others left.</summary>
internal sealed partial class Housekeeping(PastPeriods periods, ImportService imports, TimeProvider time, ILogger<Housekeeping> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await hourly.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await periods.ForgetAsync(stoppingToken);
                await imports.TidyAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogProblem(problem); // the next hour tries again
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Counters of past days or files of past imports could not be removed.")]
    private partial void LogProblem(Exception problem);
}
