using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromoConsole.Engine;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Identity.Members;

namespace PromoConsole.Tests.Support;

/// <summary>Members of a host under test, one per role, made when first asked for. The cookie is made without the sign-in page, so that it takes no time.</summary>
internal sealed class TestMembers
{
    public const string CookieName = "promoconsole";
    public const string Password = "correct horse battery";

    private static readonly Caller Setup = new(Caller.Dashboard, AddressOf(Roles.Owner));
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The e-mail address of the member with a role: <c>owner@example.com</c>.</summary>
    public static string AddressOf(string role) => $"{role.ToLowerInvariant()}@example.com";

    /// <summary>The cookie of the member with this role.</summary>
    public async Task<string> CookieAsync(IServiceProvider services, string role)
    {
        await _turn.WaitAsync();
        try
        {
            await SetUpAsync(services);
            await using var scope = services.CreateAsyncScope();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PromoUser>>();
            if (await users.FindByEmailAsync(AddressOf(role)) is null) await JoinAsync(services, role);
            var user = await users.FindByEmailAsync(AddressOf(role));
            var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<PromoUser>>().CreateAsync(user!);
            return Cookie(services, new AuthenticationTicket(principal, IdentityConstants.ApplicationScheme));
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task SetUpAsync(IServiceProvider services)
    {
        var firstRun = services.GetRequiredService<FirstRun>();
        if (await firstRun.IsOverAsync()) return;
        Done(await firstRun.CreateOwnerAsync(AddressOf(Roles.Owner), "Olga Owner", Password));
        Done(await services.GetRequiredService<ProjectService>().SetUpAsync(
            new() { Name = "Test shop", Currency = "EUR", TimeZone = "Europe/Warsaw", Caller = Setup }));
    }

    private static async Task JoinAsync(IServiceProvider services, string role)
    {
        var link = Done(await services.GetRequiredService<MemberService>().InviteAsync(AddressOf(role), role, Setup));
        Done(await services.GetRequiredService<JoinService>().JoinAsync(link.Path.Split('/')[^1], $"Mo {role}", Password));
    }

    private static string Cookie(IServiceProvider services, AuthenticationTicket ticket)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        ticket.Properties.IssuedUtc = now;
        ticket.Properties.ExpiresUtc = now.AddDays(1);
        return services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme).TicketDataFormat.Protect(ticket);
    }

    private static T Done<T>(Result<T> result) =>
        result.Value ?? throw new InvalidOperationException($"A member could not be made: {result.Error?.Message}");
}
