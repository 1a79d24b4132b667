using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Project;

namespace PromoConsole.Pages.Setup;

/// <summary>The end of the first run: with a demo store to look around in, or empty.</summary>
public sealed partial class StartPage(IServiceProvider services, NavigationManager navigation)
{
    private IDemoStore? _demo;

    /// <inheritdoc />
    protected override void OnInitialized() => _demo = services.GetService<IDemoStore>();
}
