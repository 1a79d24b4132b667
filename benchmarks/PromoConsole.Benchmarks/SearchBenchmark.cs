using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PromoConsole.Engine;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Benchmarks;

/// <summary>What a picker asks while somebody types the name of a product, against one bare look through the names.</summary>
internal static class SearchBenchmark
{
    private const int Rounds = 15;
    private const int Shown = 8;
    private static readonly string[] s_words = ["Cotton", "Linen", "Wool", "Candle", "Throw", "Cushion", "Lamp", "Basket", "Mug", "Plate", "Rug", "Vase"];
    private static readonly string[] s_typed = ["c", "ca", "can", "cand", "candle", "candle l", "LL-09", "no such thing"];

    public static async Task RunAsync(int count)
    {
        await using var shop = await Shop.NewAsync();
        await ProductsAsync(shop, count);
        await shop.FoldLogAsync();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = shop.Database }.ToString());
        connection.Open();
        using var bare = connection.CreateCommand();
        bare.CommandText = "SELECT COUNT(*) FROM Products WHERE Name LIKE $text OR SourceId LIKE $text";
        bare.Parameters.AddWithValue("$text", "");
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = -2; round < Rounds; round++)
        {
            foreach (var typed in s_typed)
            {
                var mine = await TimeAsync(async () => await shop.Get<ProductService>().SearchAsync(typed, 0, Shown));
                bare.Parameters[0].Value = $"%{typed}%";
                var raw = await TimeAsync(() => Task.FromResult(bare.ExecuteScalar()));
                if (round < 0) continue;
                ours.Add(mine);
                theirs.Add(raw);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{$"Search among {count:N0} products",-36} ours p50 {At(ours, 50):0.0} ms, longest {ours.Max():0.0} ms   one bare look p50 {At(theirs, 50):0.0} ms   ratio of p50 {At(ours, 50) / At(theirs, 50):0.00}"));
    }

    private static double At(List<double> times, int percent) => times.Order().ElementAt(times.Count * percent / 100);

    private static async Task<double> TimeAsync<T>(Func<Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task ProductsAsync(Shop shop, int count)
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        foreach (var numbers in Enumerable.Range(0, count).Chunk(5_000))
        {
            await shop.Get<IWrites>().WriteAsync<int>((db, _) =>
            {
                db.Products.AddRange(numbers.Select(n => new Product
                {
                    Id = Ids.New("prod_", now), SourceId = $"LL-{n:00000000}", CreatedAt = now, PriceAmount = n,
                    Name = $"{s_words[n % s_words.Length]} {s_words[n / s_words.Length % s_words.Length].ToLowerInvariant()}, no. {n}",
                }));
                return Task.FromResult<Result<int>>(numbers.Length);
            });
        }
    }
}
