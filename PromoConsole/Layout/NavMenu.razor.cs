using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Identity;

namespace PromoConsole.Layout;

/// <summary>The navigation, grouped by job; a drawer on narrow screens.</summary>
public sealed partial class NavMenu
{
    private ClaimsPrincipal? _user;

    /// <summary>The project named at the foot.</summary>
    [Parameter, EditorRequired] public required ProjectView Project { get; set; }

    /// <summary>It shows icons only.</summary>
    [Parameter] public bool Folded { get; set; }

    /// <summary>Fold or unfold was pressed.</summary>
    [Parameter] public EventCallback OnFold { get; set; }

    /// <summary>Esc was pressed inside the drawer.</summary>
    [Parameter] public EventCallback OnLeave { get; set; }

    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    // Groups of which nothing is left go too.
    private IEnumerable<NavGroup> Groups => NavPlan.Groups
        .Select(group => group with { Items = [.. group.Items.Where(May)] })
        .Where(group => group.Items.Count > 0);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Authentication is not null) _user = (await Authentication).User;
    }

    private bool May(NavItem item) => _user is null || item.Permission == Permissions.Member || _user.May(item.Permission);

    private Task OnKeyAsync(KeyboardEventArgs key) => key.Key == "Escape" ? OnLeave.InvokeAsync() : Task.CompletedTask;
}
