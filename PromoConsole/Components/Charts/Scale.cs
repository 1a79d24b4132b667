using System.Globalization;

namespace PromoConsole.Components.Charts;

/// <summary>The arithmetic of drawing: round axis steps and coordinates as SVG wants them.</summary>
internal static class Scale
{
    /// <summary>A step of 1, 2 or 5 times a power of ten, so that at most five of them reach the largest value.</summary>
    public static long Step(long max)
    {
        if (max <= 5) return 1;
        var power = (long)Math.Pow(10, Math.Floor(Math.Log10(max / 5.0)));
        foreach (var factor in (ReadOnlySpan<long>)[1, 2, 5])
        {
            if (power * factor * 5 >= max) return power * factor;
        }
        return power * 10;
    }

    /// <summary>A coordinate as a share of the width.</summary>
    public static string Percent(double share) => share.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>A coordinate with one decimal, whatever the reader's culture.</summary>
    public static string At(double coordinate) => coordinate.ToString("0.#", CultureInfo.InvariantCulture);
}
