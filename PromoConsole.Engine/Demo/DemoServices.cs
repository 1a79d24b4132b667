using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Project;

namespace PromoConsole.Engine.Demo;

internal static class DemoServices
{
    /// <summary>The demo store and the job that fills it.</summary>
    public static IServiceCollection AddDemoStore(this IServiceCollection services)
    {
        services.AddSingleton<DemoRemoval>();
        services.AddSingleton<IDemoStore, DemoStore>();
        services.AddSingleton<IJobHandler, DemoLoad>();
        return services;
    }
}
