using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Benchmarks;

/// <summary>Validating and redeeming beside many stored redemptions, against the same beside few.</summary>
internal static class GrowthBenchmark
{
    private const int Rounds = 21;
    private const int PerRound = 200;

    public static async Task RunAsync(int few, int many)
    {
        await using var small = await PreparedAsync(few);
        await using var large = await PreparedAsync(many);
        var (a, b) = (0, 0);
        await Benchmarks.Rounds.CompareAsync($"Validate, {many:N0} : {few:N0}", PerRound, Rounds, () => ValidateAsync(large), () => ValidateAsync(small));
        await Benchmarks.Rounds.CompareAsync($"Redeem, {many:N0} : {few:N0}", PerRound, Rounds,
            async () => { for (var i = 0; i < PerRound; i++) await RedeemAsync(large, a++); },
            async () => { for (var i = 0; i < PerRound; i++) await RedeemAsync(small, b++); });
    }

    private static async Task<Shop> PreparedAsync(int redemptions)
    {
        var shop = await Shop.NewAsync();
        var campaign = await shop.CampaignAsync(new CampaignSetup { Discount = new AmountOff(10_00), Limits = new CampaignLimits(Redemptions: 1_000_000_000, RedemptionsPerCustomer: 1_000_000) });
        await shop.HistoryAsync(campaign, redemptions);
        await shop.CodesAsync(campaign, 10_000);
        await shop.FoldLogAsync();
        return shop;
    }

    private static ValidateRedeemables Request(int n) => Shop.Request(n) with { Customer = new CustomerInput { SourceId = $"shopper-{n % 100}" } };

    private static async Task ValidateAsync(Shop shop)
    {
        for (var i = 0; i < PerRound; i++)
        {
            var answer = await shop.Redemptions.ValidateAsync(Request(9_000 + i));
            if (answer.Value is not { Decision.Accepted: true }) throw new InvalidOperationException("It was refused.");
        }
    }

    private static async Task RedeemAsync(Shop shop, int n)
    {
        var answer = await shop.Redemptions.RedeemAsync((RedeemRedeemables)Request(n));
        if (answer.Value?.Stored.RefusalKey is { } refused) throw new InvalidOperationException($"{Shop.Code(n)}: {refused}");
    }
}
