using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using PromoConsole.Engine;
using PromoConsole.Identity;
using PromoConsole.Identity.Members;

namespace PromoConsole.Pages.Account;

/// <summary>Behind a one-time link: an invited person, or one who forgot, chooses a password and is signed in.</summary>
public sealed partial class JoinPage(SignInManager<PromoUser> signIn, NavigationManager navigation)
{
    private OpenLink? _link;
    private string? _problem;
    private string? _passwordProblem;

    [Inject] private JoinService Joins { get; set; } = default!;

    /// <summary>What makes the link secret.</summary>
    [Parameter] public string Secret { get; set; } = "";

    [SupplyParameterFromForm(FormName = "join")] private Typed? Form { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        _link = await Joins.LookAsync(Secret);
    }

    private async Task JoinAsync()
    {
        if (Passwords.Problem(Form!.Password, Form.Repeated) is { } problem)
        {
            _passwordProblem = problem;
            return;
        }

        var joined = await Joins.JoinAsync(Secret, Form.Name ?? "", Form.Password!);
        if (joined.IsOk)
        {
            // With two factors the password alone is not enough, new or not.
            if (joined.Value.TwoFactorEnabled) navigation.NavigateTo(AccountPaths.SignIn);
            else
            {
                await signIn.SignInAsync(joined.Value, isPersistent: false);
                navigation.NavigateTo("/");
            }
        }
        else if (joined.Error is InvalidError { Field: "password" }) _passwordProblem = joined.Error.Message;
        else _problem = joined.Error.Message;
    }

    /// <summary>What the form posts.</summary>
    private sealed class Typed
    {
        public string? Name { get; set; }

        public string? Password { get; set; }

        public string? Repeated { get; set; }
    }
}
