using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Identity.Keys;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Identity;

/// <summary>Every endpoint that is no page, for every role. Pages are in <see cref="PermissionTableTests"/>.</summary>
[Collection(PageTests.Name)]
public class PermissionMatrixTests(PageHost pages)
{
    [Theory]
    [MemberData(nameof(GuardedEndpoints.Roles), MemberType = typeof(GuardedEndpoints))]
    public async Task An_API_key_gets_what_its_role_may_and_nothing_else(string role)
    {
        var key = (await pages.Host.Services.GetRequiredService<ApiKeyService>().CreateAsync(
            new() { Name = $"Matrix of {role}", Role = role, Caller = new Caller(Caller.Dashboard, "owner@example.com") })).Value!;
        using var client = pages.Host.Client();
        client.DefaultRequestHeaders.Add("X-App-Id", key.Key.Id);
        client.DefaultRequestHeaders.Add("X-App-Token", key.Secret);
        client.DefaultRequestHeaders.Add("X-Management-Id", key.Key.Id);
        client.DefaultRequestHeaders.Add("X-Management-Token", key.Secret);
        var wrong = new List<string>();
        var asked = 0;
        foreach (var (endpoint, method) in Endpoints(ApiKeyOptions.Scheme))
        {
            var policy = endpoint.Policies()[^1];
            using var answer = await client.SendAsync(Request(endpoint, method));
            var refused = answer.StatusCode == HttpStatusCode.Forbidden;
            if (refused == Permissions.Of(role).Contains(policy) || answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.InternalServerError)
                wrong.Add($"{method} {endpoint.RoutePattern.RawText} ({policy}): {answer.StatusCode}");
            asked++;
        }

        Assert.Empty(wrong);
        Assert.True(asked > 80, $"Only {asked} endpoints were found.");
    }

    [Fact]
    public async Task Nobody_gets_anything_without_a_key()
    {
        using var client = pages.Host.Client();
        var wrong = new List<string>();
        foreach (var (endpoint, method) in Endpoints(ApiKeyOptions.Scheme).Concat(Endpoints(PublicKeyOptions.Scheme)))
        {
            using var answer = await client.SendAsync(Request(endpoint, method));
            if (answer.StatusCode != HttpStatusCode.Unauthorized) wrong.Add($"{method} {endpoint.RoutePattern.RawText}: {answer.StatusCode}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(GuardedEndpoints.Roles), MemberType = typeof(GuardedEndpoints))]
    public async Task A_member_downloads_what_the_role_may_and_nothing_else(string role)
    {
        using var client = await pages.Host.ClientAsync(role);
        var wrong = new List<string>();
        foreach (var (endpoint, method) in Endpoints(scheme: null).Where(one => one.Method == "GET"))
        {
            var policies = endpoint.Policies();
            using var answer = await client.SendAsync(Request(endpoint, method));
            var may = policies.All(policy => policy == Permissions.Member || Permissions.Of(role).Contains(policy));
            var refused = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains(AccountPaths.Denied, StringComparison.Ordinal);
            if (may == refused || answer.StatusCode == HttpStatusCode.InternalServerError) wrong.Add($"{endpoint.RoutePattern.RawText} ({string.Join(", ", policies)}): {answer.StatusCode}");
        }

        Assert.Empty(wrong);
    }

    // The framework's own and what is open to everybody aside.
    private IEnumerable<(RouteEndpoint Endpoint, string Method)> Endpoints(string? scheme) =>
        from endpoint in pages.Host.Endpoints()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null
            && !PermissionPolicies.IsOfBlazor(endpoint) && endpoint.Policies().Count > 0
            && endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.AuthenticationSchemes).FirstOrDefault(one => one is not null) == scheme
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (endpoint, method);

    private static HttpRequestMessage Request(RouteEndpoint endpoint, string method)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), endpoint.Address());
        if (method is "POST" or "PUT") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return request;
    }
}
