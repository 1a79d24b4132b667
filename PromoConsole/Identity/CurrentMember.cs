using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Identity;

/// <summary>Who sits in front of the page: what pages give to the engine's services as the caller.</summary>
public sealed class CurrentMember(AuthenticationStateProvider authentication)
{
    /// <summary>The member as the engine records them.</summary>
    public async Task<Caller> CallerAsync() => (await UserAsync()).ToCaller();

    /// <summary>The member as colleagues see them.</summary>
    public async Task<string> DisplayNameAsync() => (await UserAsync()).DisplayName();

    /// <summary>The member's role; empty for none.</summary>
    public async Task<string> RoleAsync() => (await UserAsync()).Role();

    /// <summary>Whether the member's role has the permission.</summary>
    public async Task<bool> MayAsync(string permission) => (await UserAsync()).May(permission);

    private async Task<ClaimsPrincipal> UserAsync() => (await authentication.GetAuthenticationStateAsync()).User;
}

/// <summary>Reads what the claims of a member or an API key say.</summary>
public static class Claimed
{
    /// <summary>Claim with the application id; only API keys have it.</summary>
    public const string KeyId = "promoconsole:key";

    /// <summary>The person or key as the engine records it.</summary>
    public static Caller ToCaller(this ClaimsPrincipal who) => who.FindFirstValue(KeyId) is { } key
        ? new Caller(Caller.Api, who.Identity?.Name ?? key, key)
        : new Caller(Caller.Dashboard, who.Identity?.Name ?? "nobody");

    /// <summary>As others see them: the name, or the e-mail address of somebody who gave none.</summary>
    public static string DisplayName(this ClaimsPrincipal who) =>
        who.FindFirstValue(ClaimTypes.GivenName) is { Length: > 0 } name ? name : who.Identity?.Name ?? "";

    /// <summary>The role; empty for somebody who has none.</summary>
    public static string Role(this ClaimsPrincipal who) => who.FindFirstValue(ClaimTypes.Role) ?? "";
}
