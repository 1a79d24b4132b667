using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>Key figures in a row.</summary>
public sealed partial class KpiStrip
{
    /// <summary>What the figures are about.</summary>
    [Parameter] public string Label { get; set; } = "Key figures";

    /// <summary>The <see cref="Kpi"/>s.</summary>
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }
}
