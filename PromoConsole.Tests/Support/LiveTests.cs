using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Tests.Support;

/// <summary>What the live test beside a rule asks of the engine.</summary>
internal static class LiveTests
{
    public static void AddLiveTests(this IServiceCollection services, PromoWorld world)
    {
        services.AddSingleton(world.Get<RuleTrial>());
        services.AddSingleton(world.Get<RuleExamples>());
        services.AddSingleton(world.Get<CustomerService>());
        services.AddSingleton(world.Get<SegmentService>());
        services.AddSingleton(world.Get<ProductService>());
        services.AddSingleton(world.Get<OrderService>());
    }
}
