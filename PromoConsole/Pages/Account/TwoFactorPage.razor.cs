using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Account;

/// <summary>The second step of signing in: a code from the authenticator app, or one of the recovery codes.</summary>
public sealed partial class TwoFactorPage(SignInManager<PromoUser> signIn, NavigationManager navigation)
{
    private string? _problem;

    [SupplyParameterFromForm(FormName = "two-factor")] private Typed? Form { get; set; }

    [SupplyParameterFromQuery(Name = AccountPaths.ReturnTo)] private string? ReturnTo { get; set; }

    [SupplyParameterFromQuery(Name = "remember")] private bool Remember { get; set; }

    [SupplyParameterFromQuery(Name = "recovery")] private bool WithRecoveryCode { get; set; }

    private string OtherWay => navigation.GetUriWithQueryParameter("recovery", WithRecoveryCode ? null : true);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        // Without the first step there is nobody whose code this could be.
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null) navigation.NavigateTo(AccountPaths.SignIn);
    }

    private async Task SignInAsync()
    {
        var code = (Form!.Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        var result = WithRecoveryCode
            ? await signIn.TwoFactorRecoveryCodeSignInAsync(code)
            : await signIn.TwoFactorAuthenticatorSignInAsync(code.Replace("-", "", StringComparison.Ordinal), Remember, rememberClient: false);
        if (result.Succeeded) navigation.NavigateTo(AccountPaths.Local(ReturnTo));
        else _problem = result.IsLockedOut
            ? "Too many wrong codes: this account is locked for a while."
            : WithRecoveryCode
                ? "That is not an unused recovery code of this account."
                : "That code is wrong or no longer valid. Codes change every 30 seconds; check that the clock of the phone is right.";
    }

    /// <summary>What the form posts.</summary>
    private sealed class Typed
    {
        public string? Code { get; set; }
    }
}
