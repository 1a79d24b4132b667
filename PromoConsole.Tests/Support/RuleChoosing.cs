using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Tests.Support;

/// <summary>What a rendered rules builder asks for, from the engine of a test.</summary>
internal static class RuleChoosing
{
    /// <summary>Segments, products and collections to choose from, how they stand, and what makes new ones.</summary>
    public static IServiceCollection AddRuleChoices(this IServiceCollection services, PromoWorld world) => services
        .AddSingleton(new RuleChoices(world.Get<SegmentService>(), world.Get<ProductService>(), world.Get<CollectionService>(), world.Get<PromoConsole.Engine.Metadata.MetadataFields>()))
        .AddSingleton(world.Get<NamedThings>())
        .AddSingleton(world.Get<SegmentService>())
        .AddSingleton(world.Get<CustomerService>())
        .AddSingleton(world.Get<ProductService>())
        .AddSingleton(world.Get<CollectionService>());
}
