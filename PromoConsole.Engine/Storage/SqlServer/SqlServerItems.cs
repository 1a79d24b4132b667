using System.Globalization;
using System.Numerics;
using Microsoft.Data.SqlClient;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Storage.SqlServer;

/// <summary>Reads the products and SKUs that order lines name, with the fixed lists they are on: one round trip for up to 250 of each.</summary>
internal static class SqlServerItems
{
    private const int Most = 250; // four parameters each, and a batch has at most 2,100
    private const int LongestId = 64;

    public static async Task ReadAsync(SqlConnection connection, OrderContent content, ItemStock items, CancellationToken ct)
    {
        var skus = ItemStock.SkusOf(content).Distinct(StringComparer.Ordinal).ToArray();
        var products = ItemStock.ProductsOf(content).Distinct(StringComparer.Ordinal).ToArray();
        for (var from = 0; from < Math.Max(skus.Length, products.Length); from += Most)
            await ReadAsync(connection, [.. skus.Skip(from).Take(Most)], [.. products.Skip(from).Take(Most)], items, ct);
    }

    private static async Task ReadAsync(SqlConnection connection, string[] skus, string[] products, ItemStock items, CancellationToken ct)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(skus.Length, products.Length)); // few different texts, so their plans are found again
        var batch = new SqlServerBatch().Add(SqlServerText.Items(size));
        for (var i = 0; i < size; i++)
        {
            With(batch, i, 's', 't', i < skus.Length ? skus[i] : null);
            With(batch, i, 'p', 'q', i < products.Length ? products[i] : null);
        }

        await using var command = batch.On(connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) items.Add(SqlServerReading.Sku(row));
        await row.NextResultAsync(ct);
        while (await row.ReadAsync(ct)) items.Add(SqlServerReading.Product(row));
        await row.NextResultAsync(ct);
        var lists = new List<(string Item, string Collection)>();
        while (await row.ReadAsync(ct)) lists.Add((row.GetString(0), row.GetString(1)));
        foreach (var item in lists.GroupBy(one => one.Item, one => one.Collection, StringComparer.Ordinal)) items.SetCollections(item.Key, [.. item]);
    }

    // Each kind of column is compared with its own type, so that every lookup stays a seek. What is not there is null and equals nothing.
    private static void With(SqlServerBatch batch, int n, char id, char source, string? value) => batch
        .Id(string.Create(CultureInfo.InvariantCulture, $"@{id}{n}"), value is { Length: <= LongestId } && value.All(char.IsAscii) ? value : null)
        .Text(string.Create(CultureInfo.InvariantCulture, $"@{source}{n}"), value);
}
