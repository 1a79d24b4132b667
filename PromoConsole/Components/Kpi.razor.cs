using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>One key figure with its definition and the period before. All texts come formatted.</summary>
public sealed partial class Kpi
{
    /// <summary>What is counted.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>The figure.</summary>
    [Parameter, EditorRequired] public required string Value { get; set; }

    /// <summary>A small addition to the figure: its share or currency.</summary>
    [Parameter] public string? Unit { get; set; }

    /// <summary>How it is counted, in words; shown on hover and on focus.</summary>
    [Parameter] public string? Definition { get; set; }

    /// <summary>Against the period before: "▲ 13.2%".</summary>
    [Parameter] public string? Change { get; set; }

    /// <summary>The period before: "3,860 before".</summary>
    [Parameter] public string? Before { get; set; }

    /// <summary>The change needs a look.</summary>
    [Parameter] public bool Attention { get; set; }
}
