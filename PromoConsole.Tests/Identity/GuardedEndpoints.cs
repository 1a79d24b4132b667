using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Identity;

/// <summary>Everything the host answers, and who may ask for it.</summary>
public static class GuardedEndpoints
{
    public static TheoryData<string> Roles { get; } = [.. PromoConsole.Identity.Roles.All];

    public static IEnumerable<RouteEndpoint> Endpoints(this RunningHost host) => host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>The policies it names, the one that decides last.</summary>
    public static IReadOnlyList<string> Policies(this Endpoint endpoint) => [.. endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>()];

    /// <summary>An address of it. Whatever the parameters are: the permission is asked about before the thing is looked for.</summary>
    public static string Address(this RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content : "none"))));
}
