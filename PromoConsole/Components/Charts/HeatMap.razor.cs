using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Charts;

/// <summary>Counts in a grid, such as the hours of the week; deeper is more. The table has the numbers.</summary>
public sealed partial class HeatMap
{
    private const int RowHeight = 40;

    /// <summary>The question the chart answers.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>Period, zone and what counts.</summary>
    [Parameter] public string? Note { get; set; }

    /// <summary>The rows' names.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> RowNames { get; set; }

    /// <summary>The columns' names.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> ColumnNames { get; set; }

    /// <summary>One list for each row, with one number for each column; none below zero.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<IReadOnlyList<long>> Values { get; set; }

    /// <summary>What a number counts: "an hour".</summary>
    [Parameter] public string Unit { get; set; } = "";

    /// <summary>Every how many columns a name is written under the chart.</summary>
    [Parameter] public int LabelEvery { get; set; } = 3;

    /// <summary>A link to the rows.</summary>
    [Parameter] public RenderFragment? More { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private int Height => (RowHeight * RowNames.Count) + 20;

    private double CellWidth => 100.0 / Math.Max(1, ColumnNames.Count);

    private long Peak => Values.SelectMany(row => row).DefaultIfEmpty(0).Max();

    private string Says
    {
        get
        {
            var peak = Peak;
            var cells = from r in Enumerable.Range(0, RowNames.Count) from c in Enumerable.Range(0, ColumnNames.Count) where Values[r][c] == peak select (r, c);
            var (row, column) = cells.FirstOrDefault();
            return peak == 0 ? $"{Title} Nothing was counted." : $"{Title} Most on {RowNames[row]} at {ColumnNames[column]}: {Format.Number(peak)}.";
        }
    }

    private string Share(long value) =>
        (6 + (94.0 * value / Math.Max(1, Peak))).ToString("0", CultureInfo.InvariantCulture);

    private string Tip(int row, int column) =>
        $"<title>{WebUtility.HtmlEncode($"{RowNames[row]} {ColumnNames[column]}, {Format.Number(Values[row][column])} {Unit}".TrimEnd())}</title>";

    // Razor keeps <text> for itself, so the labels are written out.
    private static string Label(string x, double y, string words, string? css = null) =>
        $"<text x=\"{x}\" y=\"{Scale.At(y)}\" class=\"{css}\">{WebUtility.HtmlEncode(words)}</text>";
}
