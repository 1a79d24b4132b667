using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Charts;

/// <summary>The card around a chart: the question it answers, and the same numbers as a table.</summary>
public sealed partial class ChartFrame
{
    private bool _asTable;

    /// <summary>The question.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>Period, zone and what counts.</summary>
    [Parameter] public string? Note { get; set; }

    /// <summary>What the colours mean.</summary>
    [Parameter] public RenderFragment? Legend { get; set; }

    /// <summary>What changes the chart: hour, day, week.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    /// <summary>The drawing.</summary>
    [Parameter, EditorRequired] public required RenderFragment Chart { get; set; }

    /// <summary>The numbers.</summary>
    [Parameter, EditorRequired] public required RenderFragment Table { get; set; }

    /// <summary>A link to the rows.</summary>
    [Parameter] public RenderFragment? More { get; set; }
}
