using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;
using PromoConsole.Identity.Members;
using QRCoder;

namespace PromoConsole.Pages.Account;

/// <summary>Turns signing in with an authenticator app on and off, and gives the recovery codes.</summary>
public sealed partial class AuthenticatorPage(
    UserManager<PromoUser> users, SignInManager<PromoUser> signIn, ProjectService projects, NavigationManager navigation)
{
    private const int CodeCount = 10;

    private PromoUser _user = new();
    private MarkupString _qr;
    private string _key = "";
    private string? _problem;
    private int _codesLeft;
    private IReadOnlyList<string>? _codes;

    [Inject] private OwnAccount Own { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "turn-on")] private TypedCode? On { get; set; }

    [SupplyParameterFromForm(FormName = "turn-off")] private TypedPassword? Off { get; set; }

    [CascadingParameter] private HttpContext HttpContext { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (await users.GetUserAsync(HttpContext.User) is not { } user) return;
        _user = user;
        _codesLeft = await users.CountRecoveryCodesAsync(user);
        if (!user.TwoFactorEnabled) await OfferAsync();
    }

    private async Task OfferAsync()
    {
        var key = await users.GetAuthenticatorKeyAsync(_user);
        if (string.IsNullOrEmpty(key))
        {
            await users.ResetAuthenticatorKeyAsync(_user);
            await signIn.RefreshSignInAsync(_user); // the reset ends other sessions, not this one
            key = await users.GetAuthenticatorKeyAsync(_user);
        }

        _key = string.Join(' ', key!.Chunk(4).Select(part => new string(part)));
        var project = await projects.GetAsync();
        var issuer = Uri.EscapeDataString($"PromoConsole {project.Name}");
        using var qr = QRCodeGenerator.GenerateQrCode(
            $"otpauth://totp/{issuer}:{Uri.EscapeDataString(_user.Email!)}?secret={key}&issuer={issuer}&digits=6", QRCodeGenerator.ECCLevel.M);
        using var drawn = new SvgQRCode(qr);
        // The only markup not written here; the library draws rectangles, and nothing typed is in it but as modules.
        _qr = new MarkupString(drawn.GetGraphic(4, "#000000", "#ffffff", sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute)
            .Replace("<svg ", "<svg role=\"img\" aria-label=\"QR code for the authenticator app\" ", StringComparison.Ordinal));
    }

    private async Task TurnOnAsync()
    {
        if (_user.TwoFactorEnabled) return;
        var code = (On?.Code ?? "").Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (!await users.VerifyTwoFactorTokenAsync(_user, users.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            _problem = "That code is wrong or no longer valid. Codes change every 30 seconds; check that the clock of the phone is right.";
            return;
        }

        await users.SetTwoFactorEnabledAsync(_user, true);
        await Own.RecordAsync("member.two_factor_on", _user);
        await NewCodesAsync();
    }

    private async Task NewCodesAsync()
    {
        if (!_user.TwoFactorEnabled) return;
        _codes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(_user, CodeCount) ?? []];
        await signIn.RefreshSignInAsync(_user);
    }

    private async Task TurnOffAsync()
    {
        if (!await users.CheckPasswordAsync(_user, Off?.Password ?? ""))
        {
            _problem = "That is not your password.";
            return;
        }

        await users.SetTwoFactorEnabledAsync(_user, false);
        await users.ResetAuthenticatorKeyAsync(_user);
        await Own.RecordAsync("member.two_factor_off", _user);
        await signIn.RefreshSignInAsync(_user);
        navigation.NavigateTo("/account?done=two-factor-off");
    }

    /// <summary>What the form posts.</summary>
    private sealed class TypedCode
    {
        public string? Code { get; set; }
    }

    /// <summary>What the form posts.</summary>
    private sealed class TypedPassword
    {
        public string? Password { get; set; }
    }
}
