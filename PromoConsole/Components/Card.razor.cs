using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>A bordered part of a page: a title that asks or names, what belongs to it, and where to go on.</summary>
public sealed partial class Card
{
    private readonly string _id = ElementId.New("card");

    /// <summary>The heading; a chart's or a table's is a question.</summary>
    [Parameter] public string? Title { get; set; }

    /// <summary>How many there are, muted beside the title.</summary>
    [Parameter] public string? Count { get; set; }

    /// <summary>One line under the title: period, zone, what counts.</summary>
    [Parameter] public string? Note { get; set; }

    /// <summary>The name for a screen reader where there is no title.</summary>
    [Parameter] public string? Label { get; set; }

    /// <summary>Links and buttons at the right of the title.</summary>
    [Parameter] public RenderFragment? Actions { get; set; }

    /// <summary>The line at the bottom edge.</summary>
    [Parameter] public RenderFragment? Foot { get; set; }

    /// <summary>Content goes to the edges: tables and lists that pad their own rows.</summary>
    [Parameter] public bool Flush { get; set; }

    /// <summary>The content.</summary>
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    /// <summary>Further attributes of the section.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? More { get; set; }

    private string Css => Flush ? "card clipped" : "card";
}
