using PromoConsole.Components;
using PromoConsole.Engine.Project;
using PromoConsole.Identity.Keys;
using PromoConsole.Layout;

namespace PromoConsole.Hosting;

/// <summary>Registers what concerns the instance as a whole.</summary>
internal static class ProjectServices
{
    public static IServiceCollection AddProject(this IServiceCollection services)
    {
        services.AddSingleton<ProjectService>();
        services.AddSingleton<AuditService>();
        services.AddSingleton<ApiKeyService>();
        services.AddSingleton<ApiKeyLookup>();
        services.AddHostedService<ApiKeyUses>();
        services.AddSingleton<IProjectSource, ProjectSource>();
        return services;
    }
}

/// <summary>Tells the shell about the project, as its settings have it.</summary>
internal sealed class ProjectSource(ProjectService projects) : IProjectSource
{
    public async Task<ProjectView> CurrentAsync(CancellationToken ct)
    {
        var project = await projects.GetAsync(ct);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(project.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        return new ProjectView(project.Name, ProjectFormat.Default with
        {
            Currency = project.Currency,
            Decimals = Currencies.DecimalsOf(project.Currency),
            Zone = zone,
            FirstDayOfWeek = project.FirstDayOfWeek,
        });
    }
}
