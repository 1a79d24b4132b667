using Microsoft.Extensions.Diagnostics.HealthChecks;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity.Storage;

namespace PromoConsole.Hosting;

/// <summary>Healthy while the database answers and has this program's schema.</summary>
internal sealed class DatabaseReady(DatabaseMigrator engine, IdentityMigrator members) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await engine.CheckAsync(cancellationToken);
            await members.CheckAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (DatabaseNotReadyException problem)
        {
            return HealthCheckResult.Unhealthy(problem.Message, problem);
        }
    }
}
