using System.Net;
using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Charts;

/// <summary>One colour of a chart.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Color">1 to 5: the chart tokens.</param>
public sealed record ChartSeries(string Name, int Color);

/// <summary>One bar.</summary>
/// <param name="Label">Short, under the bar: "17".</param>
/// <param name="Name">In full: "17 Nov".</param>
/// <param name="Values">One for each series, from the bottom up; none below zero.</param>
/// <param name="Href">The rows behind it.</param>
/// <param name="Partial">Its time is not over; drawn lighter.</param>
/// <param name="Mark">What happened then: "Stacking edited".</param>
public sealed record ChartBar(string Label, string Name, IReadOnlyList<long> Values, string? Href = null, bool Partial = false, string? Mark = null);

/// <summary>Counts over time, piled by kind, starting at zero. Each bar says its numbers and leads to its rows.</summary>
public sealed partial class StackedBars
{
    private const int Bottom = 22;

    /// <summary>The question the chart answers.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>Period, zone and what counts.</summary>
    [Parameter] public string? Note { get; set; }

    /// <summary>The colours, from the bottom up.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<ChartSeries> Series { get; set; }

    /// <summary>The bars in order.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<ChartBar> Bars { get; set; }

    /// <summary>What the bars run over, for the table's first column.</summary>
    [Parameter] public string Over { get; set; } = "Day";

    /// <summary>Height of the drawing in pixels; it is as wide as its place.</summary>
    [Parameter] public int Height { get; set; } = 320;

    /// <summary>What changes the chart.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    /// <summary>A link to the rows.</summary>
    [Parameter] public RenderFragment? More { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    // Room for the words of a mark, only where there is one.
    private int Top => Bars.Any(bar => bar.Mark is not null) ? 26 : 10;

    private long Step => Scale.Step(Bars.Select(bar => bar.Values.Sum()).DefaultIfEmpty(0).Max());

    private long Reach => Math.Max(1, Ticks.Last());

    private IEnumerable<long> Ticks
    {
        get
        {
            var (step, max) = (Step, Bars.Select(bar => bar.Values.Sum()).DefaultIfEmpty(0).Max());
            for (var tick = 0L; ; tick += step)
            {
                yield return tick;
                if (tick >= max && tick > 0) yield break;
            }
        }
    }

    // Across, everything is in percent, so that text and lines keep their size in any width.
    private double Pitch => 100.0 / Math.Max(1, Bars.Count);

    // A few bars would otherwise become blocks.
    private double BarWidth => Pitch * (Bars.Count switch { <= 7 => .3, <= 12 => .5, _ => .68 });

    private int Every => Math.Max(1, (int)Math.Ceiling(Bars.Count / 14.0));

    private double Y(long value) => Height - Bottom - ((Height - Bottom - Top) * (double)value / Reach);

    private string Middle(int bar) => Scale.Percent(Pitch * (bar + .5));

    // Words of a mark near an edge run inwards.
    private string Anchor(int bar) => ((bar + .5) / Bars.Count) switch { < .15 => "start", > .85 => "end", _ => "middle" };

    private long Total(int series) => Bars.Sum(bar => bar.Values[series]);

    private string Says(ChartBar bar) =>
        $"{bar.Name}: " + string.Join(", ", Series.Select((series, s) => $"{Format.Number(bar.Values[s])} {series.Name.ToLowerInvariant()}"));

    private RenderFragment Pile(ChartBar bar, int at) => builder =>
    {
        builder.AddMarkupContent(0, $"<title>{WebUtility.HtmlEncode(Says(bar))}</title>");
        var below = 0L;
        for (var s = 0; s < bar.Values.Count; s++)
        {
            var (from, to) = (Y(below), Y(below + bar.Values[s]));
            below += bar.Values[s];
            // One pixel of ground keeps neighbours apart for those who cannot tell the colours.
            var height = Math.Max(0, from - to - (s > 0 ? 1 : 0));
            if (bar.Values[s] == 0) continue;
            builder.AddMarkupContent(1, $"<rect class=\"c{Series[s].Color}\" x=\"{Scale.Percent((Pitch * at) + ((Pitch - BarWidth) / 2))}\" y=\"{Scale.At(to)}\" width=\"{Scale.Percent(BarWidth)}\" height=\"{Scale.At(height)}\" rx=\"1\"></rect>");
        }
    };

    // Razor keeps <text> for itself, so the labels are written out.
    private static string Label(string x, double y, string anchor, string words, string? css = null) =>
        $"<text x=\"{x}\" y=\"{Scale.At(y)}\" text-anchor=\"{anchor}\" class=\"{css}\">{WebUtility.HtmlEncode(words)}</text>";
}
