using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using PromoConsole.Identity.Keys;

namespace PromoConsole.Identity;

/// <summary>One policy per permission, and a fallback that lets nobody in where a page or endpoint forgot to name one.</summary>
public static class PermissionPolicies
{
    /// <summary>Registers the policies; each is named like its permission.</summary>
    public static IServiceCollection AddPermissionPolicies(this IServiceCollection services)
    {
        services.AddAuthorization(options =>
        {
            foreach (var permission in Permissions.All)
            {
                options.AddPolicy(permission, policy => policy.RequireAssertion(context => context.User.May(permission)));
            }

            options.AddPolicy(Permissions.Member, policy => policy.RequireAuthenticatedUser());
            options.AddPolicy(Permissions.PublicKey, policy => policy.RequireClaim(Claimed.KeyId));
            options.FallbackPolicy = new AuthorizationPolicyBuilder()
                .RequireAuthenticatedUser()
                .RequireAssertion(context => !NamesNothing(context.Resource as HttpContext))
                .Build();
        });
        return services;
    }

    /// <summary>Lets API keys in whose role has the permission. For the endpoints of <c>/v1</c>.</summary>
    public static TBuilder RequireKeyPermission<TBuilder>(this TBuilder endpoints, string permission) where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(new AuthorizeAttribute(permission) { AuthenticationSchemes = ApiKeyOptions.Scheme });

    // The fallback only runs where nothing is named. No endpoint means "not found", which is nobody's secret among members; the
    // connection of interactive pages names nothing either, and each page on it is checked by the router.
    private static bool NamesNothing(HttpContext? request) =>
        request?.GetEndpoint() is { } endpoint && !IsOfBlazor(endpoint);

    /// <summary>Whether the framework mapped the endpoint for its own script: the circuit's connection, its files.</summary>
    internal static bool IsOfBlazor(Endpoint endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } route }
        && endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null
        && (route.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal)
            || route.TrimStart('/').StartsWith("_framework", StringComparison.Ordinal));
}
