using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>How far something with a size has come.</summary>
public sealed partial class ProgressBar
{
    /// <summary>What progresses or is used up.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>How far, 0 to 100; beyond is drawn as full.</summary>
    [Parameter, EditorRequired] public required decimal Percent { get; set; }

    /// <summary>Grey, for bars in tables.</summary>
    [Parameter] public bool Ink { get; set; }

    /// <summary>Amber: used up, or needs a look.</summary>
    [Parameter] public bool Attention { get; set; }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private decimal Share => Math.Clamp(Percent, 0, 100);

    private string Css => "bar" + (Attention ? " warn" : Ink ? " ink" : "");
}
