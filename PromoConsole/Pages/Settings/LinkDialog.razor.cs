using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Hosting;
using PromoConsole.Identity.Members;

namespace PromoConsole.Pages.Settings;

/// <summary>Shows a one-time link, the only time it can be seen.</summary>
public sealed partial class LinkDialog(NavigationManager navigation, IConfiguration settings)
{
    /// <summary>The link.</summary>
    [Parameter, EditorRequired] public required IssuedLink Link { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Address =>
        (settings[Instance.PublicAddressKey] is { Length: > 0 } known ? known : navigation.BaseUri).TrimEnd('/') + Link.Path;
}
