using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace PromoConsole.Benchmarks;

/// <summary>Redemptions with all they write, against the bare minimum on the same tables and settings: one conditional update and two inserts.</summary>
internal static class RedeemBenchmark
{
    private const int Rounds = 31;
    private const int PerRound = 1_000;
    private const int AlonePerRound = 100; // every one waits for the disk
    private const int Callers = 64;

    public static async Task RunAsync()
    {
        await using var ours = await PreparedAsync();
        await using var theirs = await PreparedAsync();
        var sample = await SampleAsync(ours);
        var (next, other) = (1, 1);

        using (var raw = new RawRedemptions(theirs.Database, sample))
        {
            await Benchmarks.Rounds.CompareAsync("Redeem, one caller", AlonePerRound, Rounds,
                async () =>
                {
                    for (var i = 0; i < AlonePerRound; i++) await ours.RedeemAsync(next++);
                },
                () =>
                {
                    for (var i = 0; i < AlonePerRound; i++) raw.RedeemAlone(other++);
                    return Task.CompletedTask;
                });
        }

        await using var group = new GroupCommit(theirs.Database, sample);
        var (waits, otherWaits) = (new Waits(), new Waits());
        await Benchmarks.Rounds.CompareAsync($"Redeem, {Callers} callers", PerRound, Rounds,
            () => Shop.ManyAsync(PerRound, Callers, () => waits.TimeAsync(ours.RedeemAsync(Interlocked.Increment(ref next)))),
            () => Shop.ManyAsync(PerRound, Callers, () => otherWaits.TimeAsync(group.RedeemAsync(Interlocked.Increment(ref other)))));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"the wait of a caller",-28} ours p50 {waits.Of(50):0.0} ms, p99 {waits.Of(99):0.0} ms   baseline p50 {otherWaits.Of(50):0.0} ms, p99 {otherWaits.Of(99):0.0} ms"));
    }

    /// <summary>How long calls take, each by itself.</summary>
    private sealed class Waits
    {
        private readonly ConcurrentQueue<double> _milliseconds = new();

        public async Task TimeAsync(Task call)
        {
            var start = Stopwatch.GetTimestamp();
            await call;
            _milliseconds.Enqueue(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        public double Of(int percent) => _milliseconds.Order().ElementAt(_milliseconds.Count * percent / 100);
    }

    private static async Task<Shop> PreparedAsync()
    {
        var shop = await Shop.NewAsync();
        await shop.CodesAsync(await shop.CampaignAsync(), 200_000);
        await shop.FoldLogAsync();
        return shop;
    }

    private static async Task<Sample> SampleAsync(Shop shop)
    {
        await shop.RedeemAsync(0);
        return Sample.Of(shop);
    }
}
