using PromoConsole.Engine.Project;

namespace PromoConsole.Hosting;

/// <summary>Carries jobs on while this instance serves. A job it leaves behind is taken up by another instance, or by this one when it is back.</summary>
internal sealed class JobsHost(JobRunner runner) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => runner.RunAsync(stoppingToken);
}
