using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Identity;

namespace PromoConsole.Layout;

/// <summary>Who is signed in, in which role, and the way out. Absent while nobody is signed in.</summary>
public sealed partial class UserMenu
{
    /// <summary>Where the form that signs out is posted.</summary>
    public const string SignOutHref = AccountPaths.SignOut;

    private string? _name;
    private string? _role;
    private bool _open;

    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Authentication is null) return;
        var user = (await Authentication).User;
        _name = user.Identity is { IsAuthenticated: true } ? user.DisplayName() : null;
        _role = user.FindFirst(ClaimTypes.Role)?.Value;
    }

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") _open = false;
    }
}
