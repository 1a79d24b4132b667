using PromoConsole.Engine.Project;

namespace PromoConsole.Identity.Keys;

/// <summary>Writes once a minute, and when the program ends, when API keys were last used.</summary>
internal sealed partial class ApiKeyUses(ApiKeyLookup keys, TimeProvider time, ILogger<ApiKeyUses> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minutes = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        try
        {
            while (await minutes.WaitForNextTickAsync(stoppingToken)) await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last uses are written below.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        try
        {
            await keys.WriteUsesAsync(ct);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Failed(problem); // tried again in a minute; nothing waits for it
        }
    }

    [LoggerMessage(LogLevel.Warning, "When API keys were last used could not be written.")]
    private partial void Failed(Exception problem);
}
