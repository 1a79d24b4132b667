using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Imports.Targets;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Imports;

internal static class ImportServices
{
    /// <summary>Imports, what their rows can be, and the jobs that carry them.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddSingleton<VoucherImport>();
        services.AddSingleton<ImportTarget, CustomerRows>();
        services.AddSingleton<ImportTarget, ProductRows>();
        services.AddSingleton<ImportTarget, SkuRows>();
        services.AddSingleton<ImportTarget, OrderRows>();
        services.AddSingleton<ImportTarget, VoucherRows>();
        services.AddSingleton<ImportTarget, CollectionRows>();
        services.AddSingleton(provider => new ImportService(
            provider.GetRequiredService<IDbContextFactory<PromoDbContext>>(), provider.GetRequiredService<IWrites>(), provider.GetRequiredService<JobSignal>(),
            provider.GetServices<ImportTarget>(), provider.GetRequiredService<TimeProvider>()));
        foreach (var type in Enum.GetValues<ImportKind>().SelectMany(ImportKinds.Operations))
            services.AddSingleton<IJobHandler>(provider => new ImportJob(
                type, provider.GetRequiredService<IDbContextFactory<PromoDbContext>>(), provider.GetServices<ImportTarget>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
