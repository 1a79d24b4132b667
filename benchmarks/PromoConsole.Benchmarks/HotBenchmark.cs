using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;

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
        await using var budget = await PreparedAsync(new CampaignSetup { Discount = new AmountOff(10_00), Limits = new CampaignLimits(DiscountedAmount: 1_000_000_000_00) });
        var (own, next) = (0, 0);
        Func<Task> apart = () => ManyAsync(spread, () => Interlocked.Increment(ref own));
        await Benchmarks.Rounds.CompareAsync("One hot code", PerRound, Rounds, () => ManyAsync(hot, () => HotCode), apart);
        await Benchmarks.Rounds.CompareAsync("One hot budget", PerRound, Rounds, () => ManyAsync(budget, () => Interlocked.Increment(ref next)), apart);
    }

    private static Task ManyAsync(Shop shop, Func<int> code) => Shop.ManyAsync(PerRound, Callers, () => shop.RedeemAsync(code()));

    private static async Task<Shop> PreparedAsync(CampaignSetup setup)
    {
        var shop = await Shop.NewAsync();
        var campaign = await shop.CampaignAsync(setup);
        await shop.CodesAsync(campaign, Spread);
        await shop.CodesAsync(campaign, 1, limit: 1_000_000_000, from: HotCode);
        await shop.FoldLogAsync();
        return shop;
    }
}
