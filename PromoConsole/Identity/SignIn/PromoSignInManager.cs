using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PromoConsole.Identity.Members;

namespace PromoConsole.Identity.SignIn;

/// <summary>Keeps disabled members out, and remembers when the others came in.</summary>
internal sealed class PromoSignInManager(
    UserManager<PromoUser> users,
    IHttpContextAccessor context,
    IUserClaimsPrincipalFactory<PromoUser> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<PromoUser>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<PromoUser> confirmation,
    MemberWrites writes,
    TimeProvider time) : SignInManager<PromoUser>(users, context, claims, options, logger, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(PromoUser user) => user.DisabledAt is null && await base.CanSignInAsync(user);

    public override async Task<PromoUser?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is { DisabledAt: null } user ? user : null;

    public override async Task SignInWithClaimsAsync(
        PromoUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        // By a command: the user may come from another context than the manager's, which would refuse to track it a second time.
        var now = time.GetUtcNow();
        await writes.WriteAsync<int>(async work =>
            await work.Db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(u => u.SetProperty(one => one.SignedInAt, now)));
        await base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims);
    }
}

/// <summary>Puts the name others see into the cookie, beside what Identity puts there.</summary>
internal sealed class PromoClaims(UserManager<PromoUser> users, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<PromoUser, IdentityRole>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PromoUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(ClaimTypes.GivenName, user.Name));
        return identity;
    }
}

/// <summary>A password that is part of the e-mail address, or contains it, is the first one tried.</summary>
internal sealed class NotTheAddress : IPasswordValidator<PromoUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<PromoUser> manager, PromoUser user, string? password)
    {
        var name = user.Email?.Split('@')[0] ?? "";
        var isGuessable = password is not null && user.Email is not null && (
            user.Email.Contains(password, StringComparison.OrdinalIgnoreCase)
            || (name.Length >= 4 && password.Contains(name, StringComparison.OrdinalIgnoreCase)));
        return Task.FromResult(isGuessable
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordIsAddress", Description = "The password must not contain the e-mail address." })
            : IdentityResult.Success);
    }
}
