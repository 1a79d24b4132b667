using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using PromoConsole.Identity;
using PromoConsole.Identity.Members;

namespace PromoConsole.Pages.Account;

/// <summary>Changes one's own password, given the one that holds now.</summary>
public sealed partial class PasswordPage(UserManager<PromoUser> users, SignInManager<PromoUser> signIn, NavigationManager navigation)
{
    private string? _currentProblem;
    private string? _problem;

    [Inject] private OwnAccount Own { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "password")] private Typed? Form { get; set; }

    [CascadingParameter] private HttpContext HttpContext { get; set; } = default!;

    private async Task ChangeAsync()
    {
        _problem = Passwords.Problem(Form?.Password, Form?.Repeated);
        if (_problem is not null || await users.GetUserAsync(HttpContext.User) is not { } user) return;

        var changed = await users.ChangePasswordAsync(user, Form!.Current ?? "", Form.Password!);
        if (changed.Succeeded)
        {
            await Own.RecordAsync("member.password_changed", user);
            await signIn.RefreshSignInAsync(user);
            navigation.NavigateTo("/account?done=password");
        }
        else if (changed.Errors.Any(error => error.Code == "PasswordMismatch")) _currentProblem = "That is not your password.";
        else _problem = MemberErrors.Of(changed).Message;
    }

    /// <summary>What the form posts.</summary>
    private sealed class Typed
    {
        public string? Current { get; set; }

        public string? Password { get; set; }

        public string? Repeated { get; set; }
    }
}
