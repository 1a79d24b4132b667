using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Imports.Targets;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
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
        services.AddSingleton<ImportTarget>(provider =>
        {
            var customers = provider.GetRequiredService<CustomerService>();
            return new JsonTarget<CustomerInput>(ImportKind.Customers, ["CUSTOMERS.BULK_UPDATE", "CUSTOMERS.METADATA_UPDATE"], 500, exclusive: false,
                async (db, inputs, work, ct) => (await customers.StoreEachAsync(db, inputs, work.Caller, ct)).Select(one => one.Error));
        });
        services.AddSingleton<ImportTarget>(provider =>
        {
            var products = provider.GetRequiredService<ProductService>();
            return new JsonTarget<ProductInput>(ImportKind.Products, ["PRODUCTS.BULK_UPDATE", "PRODUCTS.METADATA_UPDATE"], 500, exclusive: true,
                async (db, inputs, work, ct) => (await products.StoreEachAsync(db, inputs, work.Caller, ct)).Select(one => one.Error));
        });
        services.AddSingleton<ImportTarget>(provider => new JsonTarget<CodeAttributes>(
            ImportKind.Vouchers, ["VOUCHERS.BULK_UPDATE", "VOUCHERS.METADATA_UPDATE"], 500, exclusive: true, provider.GetRequiredService<VoucherImport>().LayEachAsync));
        services.AddSingleton<ImportTarget>(provider =>
        {
            var codes = provider.GetRequiredService<VoucherService>();
            return new JsonTarget<CreateVoucher>(ImportKind.Vouchers, ["VOUCHERS.IMPORT", "CAMPAIGN.VOUCHERS_IMPORT"], 1, exclusive: false, codes.MakeEachAsync, codes.WaitsAsync);
        });
        services.AddSingleton<ImportTarget>(provider => new JsonTarget<ChangeOrder>(
            ImportKind.Orders, ["ORDERS.IMPORT"], 1, exclusive: false, provider.GetRequiredService<OrderService>().SaveEachAsync));
        services.AddSingleton(provider => new ImportService(
            provider.GetRequiredService<IDbContextFactory<PromoDbContext>>(), provider.GetRequiredService<IWrites>(), provider.GetRequiredService<JobSignal>(),
            provider.GetServices<ImportTarget>(), provider.GetRequiredService<TimeProvider>()));
        string[] handed =
        [
            "CUSTOMERS.BULK_UPDATE", "CUSTOMERS.METADATA_UPDATE", "PRODUCTS.BULK_UPDATE", "PRODUCTS.METADATA_UPDATE", "VOUCHERS.BULK_UPDATE", "VOUCHERS.METADATA_UPDATE",
            "VOUCHERS.IMPORT", "CAMPAIGN.VOUCHERS_IMPORT", "ORDERS.IMPORT",
        ];
        foreach (var type in Enum.GetValues<ImportKind>().SelectMany(ImportKinds.Operations).Concat(handed))
            services.AddSingleton<IJobHandler>(provider => new ImportJob(
                type, provider.GetRequiredService<IDbContextFactory<PromoDbContext>>(), provider.GetServices<ImportTarget>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
