using System.Diagnostics;
using System.Globalization;

namespace PromoConsole.Benchmarks;

/// <summary>Times two ways of doing the same in turns, so that a noisy machine disturbs both alike, and compares medians.</summary>
internal static class Rounds
{
    /// <param name="ours">Does a known number of operations.</param>
    /// <param name="baseline">Does as many.</param>
    public static async Task CompareAsync(string name, int operations, int rounds, Func<Task> ours, Func<Task> baseline)
    {
        await ours();
        await baseline(); // the first round of each only warms up
        var (a, b) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            a[round] = await SecondsAsync(ours);
            b[round] = await SecondsAsync(baseline);
        }

        var (mine, theirs) = (Median(a), Median(b));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-34} ours {operations / mine,14:N0}/s   baseline {operations / theirs,14:N0}/s   ratio {theirs / mine:0.00}"));
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
