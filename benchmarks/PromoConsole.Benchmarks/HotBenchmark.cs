using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Benchmarks;

/// <summary>Everybody at one code, or at one budget, against everybody at a code of their own: 64 callers each.</summary>
internal static class HotBenchmark
{
    private const int Rounds = 21;
    private const int PerRound = 1_000;
    private const int Callers = 64;
    private const int HotCode = 9_999_999;
    private const int Spread = 100_000;

    public static async Task RunAsync()
    {
        await using var hot = await PreparedAsync(new CampaignSetup { Discount = new AmountOff(10_00) });
        await using var spread = await PreparedAsync(new CampaignSetup { Discount = new AmountOff(10_00) });
        var next = 0;
        await Benchmarks.Rounds.CompareAsync("One hot code", PerRound, Rounds, () => ManyAsync(() => RedeemAsync(hot, HotCode)), () => ManyAsync(() => RedeemAsync(spread, Interlocked.Increment(ref next))));

        await using var budget = await PreparedAsync(new CampaignSetup { Discount = new AmountOff(10_00), Limits = new CampaignLimits(DiscountedAmount: 1_000_000_000_00) });
        var (mine, theirs) = (0, next);
        await Benchmarks.Rounds.CompareAsync("One hot budget", PerRound, Rounds,
            () => ManyAsync(() => RedeemAsync(budget, Interlocked.Increment(ref mine))), () => ManyAsync(() => RedeemAsync(spread, Interlocked.Increment(ref theirs))));
    }

    private static async Task<Shop> PreparedAsync(CampaignSetup setup)
    {
        var shop = await Shop.NewAsync();
        var campaign = await shop.CampaignAsync(setup);
        await shop.CodesAsync(campaign, Spread);
        await shop.CodesAsync(campaign, 1, limit: 1_000_000_000, from: HotCode);
        await shop.FoldLogAsync();
        return shop;
    }

    private static Task ManyAsync(Func<Task> redeem)
    {
        var left = PerRound;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await redeem();
        })));
    }

    private static async Task RedeemAsync(Shop shop, int n)
    {
        var answer = await shop.Redemptions.RedeemAsync(Shop.Request(n));
        if (answer.Value?.Stored.RefusalKey is { } refused) throw new InvalidOperationException($"{Shop.Code(n)}: {refused}");
    }
}
