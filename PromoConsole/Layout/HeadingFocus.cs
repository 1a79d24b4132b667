using Microsoft.AspNetCore.Components;
using PromoConsole.Components;

namespace PromoConsole.Layout;

/// <summary>
/// Hands the focus to the heading of the page somebody moved to, so that a screen reader says where they are. The first page of a visit is
/// announced by the browser itself, and whoever has begun to type by the time the page answers keeps the focus.
/// </summary>
public sealed class HeadingFocus(AppScript script) : ComponentBase
{
    private Type? _page;
    private bool _moved;

    /// <summary>The page that shows.</summary>
    [Parameter, EditorRequired] public required Microsoft.AspNetCore.Components.RouteData RouteData { get; set; }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _moved = _page is not null && _page != RouteData.PageType;
        _page = RouteData.PageType;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_moved) return;
        _moved = false;
        try
        {
            await script.FocusHeadingAsync();
        }
        catch (Exception problem) when (BrowserGone.Says(problem))
        {
            // Nobody is left to hear it.
        }
    }
}
