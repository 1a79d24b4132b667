using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Account;

/// <summary>What somebody can change about themselves.</summary>
public sealed partial class AccountPage(UserManager<PromoUser> users, SignInManager<PromoUser> signIn, NavigationManager navigation)
{
    private PromoUser _user = new();
    private int _codesLeft;
    private string? _problem;

    [SupplyParameterFromForm(FormName = "profile")] private Typed? Form { get; set; }

    [SupplyParameterFromQuery(Name = "done")] private string? Done { get; set; }

    [CascadingParameter] private HttpContext HttpContext { get; set; } = default!;

    private string? Saved => Done switch
    {
        "name" => "Your name is saved.",
        "password" => "Your password is changed.",
        "two-factor-off" => "Two-factor sign-in is off.",
        _ => null,
    };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (await users.GetUserAsync(HttpContext.User) is not { } user) return; // signed out meanwhile: the next request says so
        _user = user;
        _codesLeft = await users.CountRecoveryCodesAsync(user);
    }

    private async Task SaveAsync()
    {
        var name = Form?.Name?.Trim() ?? "";
        if (name.Length is 0 or > 200 || name.Any(char.IsControl))
        {
            _problem = "Give a name of up to 200 characters.";
            return;
        }

        _user.Name = name;
        await users.UpdateAsync(_user);
        await signIn.RefreshSignInAsync(_user);
        navigation.NavigateTo("/account?done=name");
    }

    /// <summary>What the form posts.</summary>
    private sealed class Typed
    {
        public string? Name { get; set; }
    }
}
