using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>The head of a page: its one h1 and document title, where it is, and what can be done.</summary>
public sealed partial class PageHead
{
    /// <summary>The heading.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>The browser tab's title where the heading alone would not do.</summary>
    [Parameter] public string? DocumentTitle { get; set; }

    /// <summary>How many the page lists, muted beside the heading.</summary>
    [Parameter] public string? Count { get; set; }

    /// <summary>Links to what is above this page.</summary>
    [Parameter] public RenderFragment? Crumbs { get; set; }

    /// <summary>Status chips and tags beside the heading.</summary>
    [Parameter] public RenderFragment? Status { get; set; }

    /// <summary>One line under the heading.</summary>
    [Parameter] public RenderFragment? Note { get; set; }

    /// <summary>Buttons; at most one is primary.</summary>
    [Parameter] public RenderFragment? Actions { get; set; }
}
