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
        await Benchmarks.Rounds.CompareAsync($"Redeem, {Callers} callers", PerRound, Rounds,
            () => Shop.ManyAsync(PerRound, Callers, () => ours.RedeemAsync(Interlocked.Increment(ref next))),
            () => Shop.ManyAsync(PerRound, Callers, () => group.RedeemAsync(Interlocked.Increment(ref other))));
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
