using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using PromoConsole.Identity;
using PromoConsole.Layout;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Identity;

[Collection(PageTests.Name)]
public class EveryPageNamesItsPermissionTests(PageHost pages)
{
    [Fact]
    public void Every_page_and_endpoint_names_a_permission_or_says_that_it_is_open()
    {
        // The framework's own: the circuit, and the files of a program that was not published. Nobody gets at those who is not signed in.
        var silent = Endpoints()
            .Where(endpoint => !PermissionPolicies.IsOfBlazor(endpoint)
                && endpoint.RoutePattern.RawText != "{**path:file}"
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                && endpoint.Policies().Count == 0)
            .Select(endpoint => endpoint.DisplayName);

        Assert.Empty(silent);
    }

    [Fact]
    public void Only_policies_that_exist_are_named()
    {
        var named = Endpoints().SelectMany(endpoint => endpoint.Policies()).Distinct();

        Assert.Empty(named.Except([.. Permissions.All, Permissions.Member, Permissions.PublicKey]));
    }

    [Fact]
    public void Only_the_way_in_is_open_to_everybody()
    {
        var open = Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText)
            .Order(StringComparer.Ordinal);

        Assert.Equal(["/account/forgotten", "/account/join/{Secret}", "/account/sign-in", "/account/two-factor", "/setup"], open);
    }

    [Fact]
    public void The_navigation_shows_an_entry_to_those_who_may_see_its_page()
    {
        var endpoints = Endpoints();
        foreach (var item in NavPlan.Groups.SelectMany(group => group.Items).Append(NavPlan.Settings))
        {
            var page = endpoints.FirstOrDefault(endpoint => endpoint.RoutePattern.RawText == item.Href);
            if (page is not null) Assert.Equal((item.Href, item.Permission), (item.Href, page.Policies().Single()));
        }
    }

    private IReadOnlyList<RouteEndpoint> Endpoints() => [.. pages.Host.Endpoints()];
}
