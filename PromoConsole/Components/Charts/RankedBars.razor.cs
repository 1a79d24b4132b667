using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Charts;

/// <summary>One reason, campaign or channel with what it counts for.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Count">How often.</param>
/// <param name="Amount">What is at stake, in minor units; null ranks by count.</param>
/// <param name="Href">The rows behind it.</param>
public sealed record RankedRow(string Name, long Count, long? Amount = null, string? Href = null);

/// <summary>A ranking as a list whose bars run to the largest; the list itself is its table.</summary>
public sealed partial class RankedBars
{
    /// <summary>What is ranked.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>The rows, largest first.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<RankedRow> Rows { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private static long Size(RankedRow row) => row.Amount ?? row.Count;

    private string Share(RankedRow row)
    {
        var largest = Math.Max(1, Rows.Max(Size));
        return (Math.Max(0, Size(row)) * 100.0 / largest).ToString("0.#", CultureInfo.InvariantCulture);
    }
}
