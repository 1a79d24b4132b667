using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Identity;

[Collection(PageTests.Name)]
public class PermissionTableTests(PageHost pages)
{
    [Theory]
    //                                    Owner Marketer Support Analyst Cashier
    [InlineData(Permissions.CampaignsRead, true, true, true, true, false)]
    [InlineData(Permissions.CampaignsWrite, true, true, false, false, false)]
    [InlineData(Permissions.CodesRead, true, true, true, true, false)]
    [InlineData(Permissions.CodesWrite, true, true, false, false, false)]
    [InlineData(Permissions.CustomersRead, true, true, true, true, false)]
    [InlineData(Permissions.CustomersWrite, true, false, true, false, false)]
    [InlineData(Permissions.CustomersContact, true, true, true, false, false)]
    [InlineData(Permissions.SegmentsWrite, true, true, false, false, false)]
    [InlineData(Permissions.ProductsRead, true, true, true, true, false)]
    [InlineData(Permissions.ProductsWrite, true, true, false, false, false)]
    [InlineData(Permissions.OrdersRead, true, true, true, true, false)]
    [InlineData(Permissions.OrdersWrite, true, false, true, false, false)]
    [InlineData(Permissions.RedemptionsRead, true, true, true, true, false)]
    [InlineData(Permissions.RedemptionsRedeem, true, false, true, false, true)]
    [InlineData(Permissions.RedemptionsRollback, true, false, true, false, false)]
    [InlineData(Permissions.ReportsRead, true, true, false, true, false)]
    [InlineData(Permissions.ReportsExport, true, true, false, true, false)]
    [InlineData(Permissions.SettingsManage, true, false, false, false, false)]
    [InlineData(Permissions.MembersManage, true, false, false, false, false)]
    [InlineData(Permissions.KeysManage, true, false, false, false, false)]
    public void Each_role_has_its_permissions(string permission, bool owner, bool marketer, bool support, bool analyst, bool cashier) =>
        Assert.Equal(
            [owner, marketer, support, analyst, cashier],
            Roles.All.Select(role => Permissions.Of(role).Contains(permission)));

    [Fact]
    public void A_role_that_does_not_exist_may_nothing() => Assert.Empty(Permissions.Of("Boss"));

    [Theory]
    [MemberData(nameof(GuardedEndpoints.Roles), MemberType = typeof(GuardedEndpoints))]
    public async Task Each_page_opens_for_the_roles_that_may_see_it_and_no_other(string role)
    {
        var host = pages.Host;
        using var client = await host.ClientAsync(role);
        var wrong = new List<string>();
        foreach (var page in Pages(host))
        {
            var policy = page.Policies()[^1];
            var path = page.Address();
            var may = policy == Permissions.Member || Permissions.Of(role).Contains(policy);

            using var answer = await client.GetAsync(path);

            var wasRefused = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains(AccountPaths.Denied, StringComparison.Ordinal);
            if (may == wasRefused || answer.StatusCode == HttpStatusCode.InternalServerError) wrong.Add($"{path} ({policy}): {answer.StatusCode}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_the_sign_in_page_from_every_page()
    {
        var host = pages.Host;
        await host.SignedInAsync();
        using var client = host.Client();
        foreach (var page in Pages(host))
        {
            using var answer = await client.GetAsync(page.Address());

            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Contains(AccountPaths.SignIn, answer.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task Every_answer_forbids_framing_and_guessing_types()
    {
        var host = pages.Host;
        await host.SignedInAsync();
        using var client = host.Client();
        foreach (var path in (string[])["/account/sign-in", "/health", "/app.css", "/v1/redemptions"])
        {
            using var answer = await client.GetAsync(path);

            Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    private static IEnumerable<RouteEndpoint> Pages(RunningHost host) => host.Endpoints()
        .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
            && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null);
}
