using System.Diagnostics;
using System.Globalization;

namespace PromoConsole.Benchmarks;

/// <summary>
/// Times two ways of doing the same in turns, so that a noisy machine disturbs both alike, and compares medians. Beside the clock it compares
/// processor time, which other people's load does not stretch; waiting for the disk is not in it.
/// </summary>
internal static class Rounds
{
    /// <summary>Times single calls of two kinds in turns and compares how long the middle one and the slowest hundredth take.</summary>
    public static async Task LatenciesAsync(string name, int calls, Func<int, Task> ours, Func<int, Task> baseline)
    {
        for (var i = 0; i < calls / 10; i++)
        {
            await ours(i);
            await baseline(i); // only warms up
        }

        var (a, b) = (new double[calls], new double[calls]);
        for (var i = 0; i < calls; i++)
        {
            a[i] = await TimeAsync(ours, i);
            b[i] = await TimeAsync(baseline, i);
        }

        Array.Sort(a);
        Array.Sort(b);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-40} ours p50 {a[calls / 2],8:0.0} µs, p99 {a[calls * 99 / 100],8:0.0} µs   baseline p50 {b[calls / 2],8:0.0} µs, p99 {b[calls * 99 / 100],8:0.0} µs   ratio of p50 {a[calls / 2] / b[calls / 2]:0.00}"));
    }

    private static async Task<double> TimeAsync(Func<int, Task> call, int i)
    {
        var start = Stopwatch.GetTimestamp();
        await call(i);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    /// <param name="operations">In one round; few, with many rounds, keep both sides in the same weather.</param>
    /// <param name="ours">Does that many operations.</param>
    /// <param name="baseline">Does as many.</param>
    public static async Task CompareAsync(string name, int operations, int rounds, Func<Task> ours, Func<Task> baseline)
    {
        await ours();
        await baseline(); // the first round of each only warms up
        var (a, b) = (new Times(rounds), new Times(rounds));
        for (var round = 0; round < rounds; round++)
        {
            await a.MeasureAsync(round, ours);
            await b.MeasureAsync(round, baseline);
        }

        var (mine, theirs) = (a.MedianClock(), b.MedianClock());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-28} ours {operations / mine,10:N0}/s   baseline {operations / theirs,10:N0}/s   ratio {theirs / mine:0.00}   processor {b.MedianProcessor() / a.MedianProcessor():0.00}"));
    }

    private sealed class Times(int rounds)
    {
        private readonly double[] _clock = new double[rounds];
        private readonly double[] _processor = new double[rounds];

        public async Task MeasureAsync(int round, Func<Task> work)
        {
            var processor = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            await work();
            _clock[round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            _processor[round] = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        }

        public double MedianClock() => Median(_clock);

        public double MedianProcessor() => Median(_processor);

        private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
    }
}
