using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Search;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

internal static class CustomerServices
{
    /// <summary>Registers customers, what they bought, what they were given, and how all of it is found.</summary>
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddSingleton<CustomerService>()
        .AddSingleton<CustomerRemoval>()
        .AddSingleton(services => new CustomerMerges(
            services.GetRequiredService<IDbContextFactory<PromoDbContext>>(), services.GetRequiredService<IWrites>(), services.GetRequiredService<CatalogueStore>(),
            services.GetRequiredService<TimeProvider>()))
        .AddSingleton<CustomerExport>()
        .AddSingleton<Consents.ConsentService>()
        .AddSingleton<SupportAllowances>()
        .AddSingleton<SupportService>()
        .AddSingleton<PublicationList>()
        .AddSingleton<CustomEventService>()
        .AddSingleton<SegmentService>()
        .AddSingleton<Activities.CustomerActivities>()
        .AddSingleton<SegmentMembership>()
        .AddSingleton<SegmentForecasts>()
        .AddSingleton<IJobHandler, SegmentSyncJob>()
        .AddSingleton<ProductService>()
        .AddSingleton<SkuService>()
        .AddSingleton<CollectionService>()
        .AddSingleton<ItemReferences>()
        .AddSingleton<NamedThings>()
        .AddSingleton<Metadata.MetadataFields>()
        .AddSingleton<Metadata.MetadataSchemaService>()
        .AddSingleton<Metadata.MetadataImpact>()
        .AddSingleton<Metadata.MetadataUses>()
        .AddSingleton<Project.IJobHandler, Metadata.MetadataPurge>()
        .AddSingleton<OrderService>()
        .AddSingleton<PublicationService>()
        .AddSingleton<GivenCodes>()
        .AddSingleton<SearchService>()
        .AddSingleton(services => new Wallets.WalletService(
            services.GetRequiredService<IDbContextFactory<PromoDbContext>>(), services.GetRequiredService<CatalogueStore>(), services.GetRequiredService<TimeProvider>()))
        .AddSingleton<Wallets.HeldCodes>()
        .AddSingleton<Wallets.TimelineService>();
}
