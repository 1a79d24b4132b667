using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Overlays;

/// <summary>
/// A drawer at the right. On wide screens it stays beside the list, which keeps working; on narrow ones, or when it is
/// modal, it covers the page and keeps the focus inside. Esc closes it and the focus returns to where it was.
/// </summary>
public sealed partial class Drawer
{
    /// <summary>Its heading.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>A small line above the heading: kind and owner.</summary>
    [Parameter] public string? Eyebrow { get; set; }

    /// <summary>The page that shows the same in full.</summary>
    [Parameter] public string? Href { get; set; }

    /// <summary>Always covers the page: for forms that must be finished or left.</summary>
    [Parameter] public bool Modal { get; set; }

    /// <summary>Small buttons before the cross: previous and next.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    /// <summary>What stays under the heading while the content scrolls: chips, tabs.</summary>
    [Parameter] public RenderFragment? Head { get; set; }

    /// <summary>The content.</summary>
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    /// <summary>Buttons at the foot.</summary>
    [Parameter] public RenderFragment? Actions { get; set; }

    /// <inheritdoc />
    protected override int? BesideFrom => Modal ? null : 1200;
}
