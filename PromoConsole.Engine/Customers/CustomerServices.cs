using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Search;

namespace PromoConsole.Engine.Customers;

internal static class CustomerServices
{
    /// <summary>Registers customers, what they bought, what they were given, and how all of it is found.</summary>
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddSingleton<CustomerService>()
        .AddSingleton<SegmentService>()
        .AddSingleton<ProductService>()
        .AddSingleton<CollectionService>()
        .AddSingleton<OrderService>()
        .AddSingleton<PublicationService>()
        .AddSingleton<SearchService>()
        .AddSingleton<Wallets.WalletService>()
        .AddSingleton<Wallets.TimelineService>();
}
