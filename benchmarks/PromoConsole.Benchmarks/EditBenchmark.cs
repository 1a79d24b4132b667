using System.Diagnostics;
using System.Globalization;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Benchmarks;

/// <summary>What carts could use of 10,000 promotions, while nobody edits them and while somebody does as fast as asked; and how soon an edit is seen.</summary>
internal static class EditBenchmark
{
    private const int Promotions = 10_000;
    private const int EditsPerSecond = 100;
    private static readonly TimeSpan s_measured = TimeSpan.FromSeconds(20);

    public static async Task RunAsync()
    {
        await using var shop = await Shop.NewAsync();
        foreach (var setup in QualifyBenchmark.Setups(Promotions)) await shop.CampaignAsync(setup, CampaignKind.Promotion);
        var orders = QualifyBenchmark.Orders();
        await ServeAsync(shop, orders, TimeSpan.FromSeconds(5)); // only warms up

        var quiet = await ServeAsync(shop, orders, s_measured);
        using var done = new CancellationTokenSource();
        var editing = Task.Run(() => EditAsync(shop, done.Token)); // on SQLite nothing yields by itself
        var busy = await ServeAsync(shop, orders, s_measured);
        await done.CancelAsync();
        var edits = await editing;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{$"Qualify, {edits.Count / s_measured.TotalSeconds:0} edits/s",-28} p50 {At(busy, 50):0.00} ms, p99 {At(busy, 99):0.00} ms   idle p50 {At(quiet, 50):0.00} ms, p99 {At(quiet, 99):0.00} ms   ratio of p99 {At(busy, 99) / At(quiet, 99):0.00}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"Edit to first answer by it",-28} p50 {At(edits, 50):0.0} ms, p99 {At(edits, 99):0.0} ms"));
    }

    /// <returns>Milliseconds of each answer, sorted.</returns>
    private static async Task<List<double>> ServeAsync(Shop shop, PromoConsole.Engine.Orders.OrderContent[] orders, TimeSpan time)
    {
        var service = shop.Get<IQualificationService>();
        var times = new List<double>();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(start) < time; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await service.QualifyAsync(new() { Order = new() { Content = orders[i % orders.Length] }, Caller = new(Caller.Api, "Web shop", "app-1") });
            if (!answer.IsOk) throw new InvalidOperationException(answer.Error.Message);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    // Each edit gives one tier another discount, and is done when a validation of that tier answers by it.
    private static async Task<List<double>> EditAsync(Shop shop, CancellationToken ct)
    {
        var service = shop.Get<PromotionService>();
        var times = new List<double>();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; !ct.IsCancellationRequested; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / EditsPerSecond) - Stopwatch.GetElapsedTime(start);
            if (due > TimeSpan.Zero) await Task.Delay(due, CancellationToken.None);
            var began = Stopwatch.GetTimestamp();
            var (id, amount) = ($"promo_{i * 7919 % Promotions}", 50_00L + i);
            var edited = await service.ChangeTierAsync(new(id, tier => tier with { Discount = new AmountOff(amount), Schedule = new(), Rule = null }, null, "bench"), CancellationToken.None);
            if (!edited.IsOk) throw new InvalidOperationException(edited.Error.Message);
            var answer = await shop.Redemptions.ValidateAsync(Shop.Request(0) with { Redeemables = [Redeemable.Tier(id)] }, CancellationToken.None);
            if (answer.Value?.Decision.DiscountAmount != Math.Min(amount, 88_99)) throw new InvalidOperationException("The edit was not seen.");
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static double At(List<double> sorted, int percent) => sorted.Count == 0 ? double.NaN : sorted[sorted.Count * percent / 100];
}
