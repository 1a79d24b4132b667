using Microsoft.AspNetCore.Components;
using PromoConsole.Identity;

namespace PromoConsole.Layout;

/// <summary>Leads somebody who is not signed in (any more) to where they can, and from there back.</summary>
public sealed class ToSignIn(NavigationManager navigation) : ComponentBase
{
    /// <inheritdoc />
    protected override void OnInitialized()
    {
        var back = "/" + navigation.ToBaseRelativePath(navigation.Uri);
        navigation.NavigateTo($"{AccountPaths.SignIn}?{AccountPaths.ReturnTo}={Uri.EscapeDataString(back)}", forceLoad: true);
    }
}
