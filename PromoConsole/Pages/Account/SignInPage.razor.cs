using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Account;

/// <summary>Where somebody says who they are.</summary>
public sealed partial class SignInPage(SignInManager<PromoUser> signIn, UserManager<PromoUser> users, NavigationManager navigation)
{
    // One sentence whatever was wrong: which addresses are members is nobody's business.
    private const string Wrong = "E-mail or password is wrong, or this account may not sign in.";

    private string? _problem;

    [SupplyParameterFromForm(FormName = "sign-in")] private Typed? Form { get; set; }

    [SupplyParameterFromQuery(Name = AccountPaths.ReturnTo)] private string? ReturnTo { get; set; }

    [CascadingParameter] private HttpContext HttpContext { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Form ??= new();
        if (HttpMethods.IsGet(HttpContext.Request.Method) && HttpContext.User.Identity?.IsAuthenticated == true)
            navigation.NavigateTo(AccountPaths.Local(ReturnTo));
    }

    private async Task SignInAsync()
    {
        var (email, password) = (Form!.Email?.Trim() ?? "", Form.Password ?? "");
        if (await users.FindByEmailAsync(email) is not { } user)
        {
            users.PasswordHasher.HashPassword(new PromoUser(), password); // takes as long as looking at a real one
            _problem = Wrong;
            return;
        }

        var result = await signIn.PasswordSignInAsync(user, password, Form.Remember, lockoutOnFailure: true);
        if (result.Succeeded) navigation.NavigateTo(AccountPaths.Local(ReturnTo));
        else if (result.RequiresTwoFactor)
            navigation.NavigateTo(navigation.GetUriWithQueryParameters("/account/two-factor", new Dictionary<string, object?>
            {
                [AccountPaths.ReturnTo] = AccountPaths.Local(ReturnTo),
                ["remember"] = Form.Remember,
            }));
        else if (result.IsLockedOut)
            _problem = string.Create(CultureInfo.InvariantCulture, $"Too many wrong passwords: this account is locked for {IdentityServices.LockoutTime.TotalMinutes:0} minutes.");
        else _problem = Wrong;
    }

    /// <summary>What the form posts.</summary>
    private sealed class Typed
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public bool Remember { get; set; }
    }
}
