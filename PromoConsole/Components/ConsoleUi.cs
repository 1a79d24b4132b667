using Microsoft.Extensions.DependencyInjection.Extensions;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.Presence;
using PromoConsole.Layout;

namespace PromoConsole.Components;

/// <summary>Sets up what the components and the shell ask for.</summary>
public static class ConsoleUi
{
    /// <summary>Adds the components' own services, and sources for search, jobs and project that know nothing unless others are registered.</summary>
    public static IServiceCollection AddConsoleUi(this IServiceCollection services)
    {
        services.TryAddSingleton<PresenceRegistry>();
        services.AddScoped<AppScript>();
        services.AddScoped<Toasts>();
        services.TryAddScoped<ISearchSource, NothingToFind>();
        services.TryAddScoped<IJobsSource, NoJobs>();
        services.TryAddScoped<IProjectSource, UnknownProject>();
        return services;
    }
}
