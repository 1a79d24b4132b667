using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Identity;
using PromoConsole.Layout;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Identity;

[Collection(PageTests.Name)]
public class EveryPageNamesItsPermissionTests(PageHost pages)
{
    [Fact]
    public async Task Every_page_and_endpoint_names_a_permission_or_says_that_it_is_open()
    {
        // The framework's own: the circuit, and the files of a program that was not published. Nobody gets at those who is not signed in.
        var silent = (await EndpointsAsync())
            .Where(endpoint => !PermissionPolicies.IsOfBlazor(endpoint)
                && endpoint.RoutePattern.RawText != "{**path:file}"
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                && !PoliciesOf(endpoint).Any())
            .Select(endpoint => endpoint.DisplayName);

        Assert.Empty(silent);
    }

    [Fact]
    public async Task Only_policies_that_exist_are_named()
    {
        var named = (await EndpointsAsync()).SelectMany(PoliciesOf).Distinct();

        Assert.Empty(named.Except([.. Permissions.All, Permissions.Member, Permissions.PublicKey]));
    }

    [Fact]
    public async Task Only_the_way_in_is_open_to_everybody()
    {
        var open = (await EndpointsAsync())
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText)
            .Order(StringComparer.Ordinal);

        Assert.Equal(["/account/forgotten", "/account/join/{Secret}", "/account/sign-in", "/account/two-factor", "/setup"], open);
    }

    [Fact]
    public async Task The_navigation_shows_an_entry_to_those_who_may_see_its_page()
    {
        var endpoints = await EndpointsAsync();
        foreach (var item in NavPlan.Groups.SelectMany(group => group.Items).Append(NavPlan.Settings))
        {
            var page = endpoints.FirstOrDefault(endpoint => endpoint.RoutePattern.RawText == item.Href);
            if (page is not null) Assert.Equal((item.Href, item.Permission), (item.Href, PoliciesOf(page).Single()));
        }
    }

    private async Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync()
    {
        var host = pages.Host;
        return [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
    }

    private static IEnumerable<string> PoliciesOf(Endpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>();
}
