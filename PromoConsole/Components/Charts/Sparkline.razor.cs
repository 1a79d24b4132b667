using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Charts;

/// <summary>A tiny line in a table's row, from zero to its own peak.</summary>
public sealed partial class Sparkline
{
    /// <summary>The values in order; none below zero.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<long> Values { get; set; }

    /// <summary>What they count and over which time: "Redemptions, last 14 days".</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private long Peak => Values.DefaultIfEmpty(0).Max();

    private string Says => $"{Label}, peak {Format.Number(Peak)}";

    private string Line
    {
        get
        {
            if (Values.Count == 0) return "M0 20.5";
            var (pitch, peak) = (84.0 / Math.Max(1, Values.Count - 1), (double)Math.Max(1, Peak));
            return "M" + string.Join(" L", Values.Select((value, i) => $"{Scale.At(pitch * i)} {Scale.At(20.5 - (18.5 * value / peak))}"));
        }
    }
}
