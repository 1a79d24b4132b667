using Microsoft.Extensions.DependencyInjection;

namespace PromoConsole.Engine.Reporting;

internal static class ReportingServices
{
    /// <summary>Read-only figures and lists.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services)
    {
        services.AddSingleton<ReportService>();
        services.AddSingleton<ExportRows>();
        services.AddSingleton<AttemptList>();
        services.AddSingleton<CampaignSummaries>();
        return services;
    }
}
