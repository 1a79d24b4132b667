using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Overlays;

/// <summary>A modal dialog: the focus stays inside, Esc closes it, the focus returns to where it was.</summary>
public sealed partial class Dialog
{
    /// <summary>Its heading.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>760 instead of 520 pixels.</summary>
    [Parameter] public bool Wide { get; set; }

    /// <summary>The content.</summary>
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    /// <summary>Buttons at the foot; the one that acts is the last.</summary>
    [Parameter] public RenderFragment? Actions { get; set; }
}
