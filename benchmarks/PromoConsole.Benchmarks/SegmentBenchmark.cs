using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Benchmarks;

/// <summary>What one changed customer costs the segments among many and among few others, and what asking everybody costs against one bare look at them.</summary>
internal static class SegmentBenchmark
{
    private const int Changes = 300;
    private const int Rounds = 5;
    private static readonly Caller s_caller = new(Caller.Api, "Benchmark", "app-1");

    public static async Task RunAsync(int few, int many)
    {
        await using var small = await FilledAsync(few);
        await using var large = await FilledAsync(many);
        await ChangedAsync(large, small, string.Create(CultureInfo.InvariantCulture, $"One changed among {many:N0} : {few:N0}"), moves: false);
        await ChangedAsync(large, small, "The same, who enters or leaves", moves: true);
    }

    // The change itself is not what is measured: only what the segments make of it.
    private static async Task ChangedAsync(Shop large, Shop small, string name, bool moves)
    {
        var (ours, others) = (new List<double>(), new List<double>());
        for (var i = -Changes / 10; i < Changes; i++)
        {
            var (one, other) = (await ChangeAsync(large, i, moves), await ChangeAsync(small, i, moves));
            if (i < 0) continue;
            ours.Add(one);
            others.Add(other);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-40} {At(ours, 50):0.00} ms, slowest hundredth {At(ours, 99):0.00} : {At(others, 50):0.00} ms   ratio {At(ours, 50) / At(others, 50):0.00}"));
    }

    private static async Task<double> ChangeAsync(Shop shop, int i, bool moves)
    {
        var tier = moves ? new MetadataBag(new Dictionary<string, JsonElement> { ["tier"] = JsonSerializer.SerializeToElement(i % 2 == 0 ? "gold" : "iron") }) : MetadataBag.Empty;
        var who = moves ? 7 : (i + Changes) * 31 % 10_000;
        await shop.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = $"crm-{who}", Phone = $"+48 600 {Stopwatch.GetTimestamp()}", Metadata = tier }, s_caller);
        var start = Stopwatch.GetTimestamp();
        await shop.Get<SegmentMembership>().FollowAsync();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double At(List<double> times, int percent) => times.Order().ElementAt(times.Count * percent / 100);

    private static async Task<Shop> FilledAsync(int customers)
    {
        var shop = await Shop.NewAsync();
        Store(shop.Database, customers);
        foreach (var (name, filter) in new[] { ("Gold", Ask("metadata.tier", FilterOperator.Is, "gold")), ("Kraków", Ask("address.city", FilterOperator.Is, "Kraków")), ("New", Ask("created_at", FilterOperator.LessThanAgo, 30)) })
            await shop.Get<SegmentService>().CreateAsync(new CreateSegment(name, SegmentKind.Active, [], filter, s_caller));
        var membership = shop.Get<SegmentMembership>();
        var filled = await TimeAsync(() => membership.SettleAsync());
        var (looks, asks) = (new List<(double Clock, double Processor)>(), new List<(double Clock, double Processor)>());
        await using var db = shop.Db();
        for (var round = -1; round < Rounds; round++) // the first only warms up
        {
            await db.Segments.ExecuteUpdateAsync(set => set.SetProperty(s => s.SyncedTo, "").SetProperty(s => s.Sync, SegmentSync.Daily)); // as when a day begins
            var (look, ask) = (await TimeAsync(() => Look(shop.Database)), await TimeAsync(() => membership.SettleAsync()));
            if (round < 0) continue;
            looks.Add(look);
            asks.Add(ask);
        }

        var (bare, ours) = (At([.. looks.Select(one => one.Clock)], 50), At([.. asks.Select(one => one.Clock)], 50));
        var processor = At([.. asks.Select(one => one.Processor)], 50) / At([.. looks.Select(one => one.Processor)], 50);
        var kept = await db.KeptMembers.LongCountAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{$"Three filters ask {customers:N0} customers",-40} {ours:0.00} s   one bare look {bare:0.00} s   ratio {ours / bare:0.0}   processor {processor:0.0}   the first time {filled.Clock:0.00} s, with {kept:N0} members written"));
        return shop;
    }

    private static async Task<(double Clock, double Processor)> TimeAsync(Func<Task> work)
    {
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    private static Filter Ask(string field, FilterOperator op, object value) => new(Junction.And, [new(field, [new(op, [JsonSerializer.SerializeToElement(value)])])]);

    // Reads what the filters ask, and nothing else.
    private static Task Look(string database)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id, Metadata, Address, CreatedAt FROM Customers";
        using var row = command.ExecuteReader();
        var length = 0L;
        while (row.Read()) length += row.GetString(0).Length + row.GetString(1).Length + (row.IsDBNull(2) ? 0 : row.GetString(2).Length) + row.GetInt64(3);
        GC.KeepAlive(length);
        return Task.CompletedTask;
    }

    private static void Store(string database, int count)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database }.ToString());
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO Customers (Id, SourceId, Name, Metadata, Search, Demo, CreatedAt, UpdatedAt, City, Address, Revision)
            VALUES ($id, $source, $name, $metadata, $name, 0, $at, $at, $city, $address, 1)
            """;
        foreach (var name in new[] { "$id", "$source", "$name", "$metadata", "$at", "$city", "$address" }) command.Parameters.AddWithValue(name, "");
        var start = DateTimeOffset.UnixEpoch.AddYears(54);
        for (var n = 0; n < count; n++)
        {
            var (at, city) = (start.AddMinutes(n), n % 7 == 0 ? "Kraków" : "Gdańsk");
            object[] values = [Ids.New("cust_", at), $"crm-{n}", $"customer {n}", n % 3 == 0 ? """{"tier":"gold"}""" : """{"tier":"iron"}""", UtcMicroseconds.From(at), city, $$"""{"city":"{{city}}"}"""];
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
