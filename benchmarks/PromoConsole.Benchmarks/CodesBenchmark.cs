using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Storage.Sqlite;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Benchmarks;

/// <summary>
/// Unique codes by the job that makes them, against prepared inserts of the same rows in the same order: into an empty database, or beside very many.
/// </summary>
internal static class CodesBenchmark
{
    /// <param name="beside">Codes that are there already; with some, one round, for they take long to make.</param>
    public static async Task RunAsync(int count, int beside)
    {
        var rounds = beside == 0 ? 3 : 1;
        var (ours, raw, heap) = (new double[rounds], new double[rounds], 0L);
        for (var round = 0; round < rounds; round++)
        {
            await using var shop = await Shop.NewAsync();
            await shop.CodesAsync(await shop.CampaignAsync(), beside);
            await shop.FoldLogAsync();
            var before = Path.Combine(shop.Folder, "before.db");
            File.Copy(shop.Database, before);
            (ours[round], var peak) = await GenerateAsync(shop, count);
            heap = Math.Max(heap, peak);
            await shop.FoldLogAsync();
            raw[round] = Insert(shop.Database, before, beside);
        }

        Array.Sort(ours);
        Array.Sort(raw);
        var (mine, theirs) = (ours[rounds / 2], raw[rounds / 2]);
        var name = beside == 0 ? $"{count:N0} codes" : $"{count:N0} codes beside {beside:N0}";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-34} ours {count / mine,14:N0}/s   baseline {count / theirs,14:N0}/s   ratio {theirs / mine:0.00}   peak heap {heap / 1_048_576.0:0} MB"));
    }

    private static async Task<(double Seconds, long PeakHeap)> GenerateAsync(Shop shop, int count)
    {
        var campaign = await shop.CampaignAsync();
        var job = await shop.Get<VoucherService>().AddAsync(new AddVouchers(campaign, count, "bench"));
        if (!job.IsOk) throw new InvalidOperationException(job.Error.Message);
        using var done = new CancellationTokenSource();
        var peak = PeakHeapAsync(done.Token);
        var start = Stopwatch.GetTimestamp();
        await shop.Get<JobRunner>().RunOneAsync(CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await done.CancelAsync();
        return (seconds, await peak);
    }

    internal static async Task<long> PeakHeapAsync(CancellationToken ct)
    {
        var peak = 0L;
        while (!ct.IsCancellationRequested)
        {
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
            await Task.Delay(50, CancellationToken.None);
        }

        return peak;
    }

    // The rows just made, read in the order they were written, into the file as it was before, with the same settings.
    private static double Insert(string made, string before, int beside)
    {
        const string Columns = "Id, Code, CodeKey, CodeSearch, CampaignId, Active, RedemptionLimit, RedeemedQuantity, PublishCount, CreatedAt";
        using var from = Open(made);
        using var into = Open(before);
        using (var pragmas = into.CreateCommand())
        {
            pragmas.CommandText = SqliteDatabase.WriterPragmas + SqliteDatabase.CachePragmas + "PRAGMA wal_autocheckpoint=20000;";
            pragmas.ExecuteNonQuery();
        }

        using var read = from.CreateCommand();
        read.CommandText = $"SELECT {Columns} FROM Vouchers WHERE rowid > {beside} ORDER BY rowid";
        using var insert = into.CreateCommand();
        insert.CommandText = $"INSERT INTO Vouchers ({Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)";
        for (var i = 0; i < 10; i++) insert.Parameters.Add($"${i}", i is >= 5 ? SqliteType.Integer : SqliteType.Text);

        var rows = new List<object[]>(CodeBatch.Slice);
        using var row = read.ExecuteReader();
        var seconds = 0.0;
        for (var more = true; more;)
        {
            rows.Clear();
            while (rows.Count < CodeBatch.Slice && (more = row.Read()))
            {
                var values = new object[10];
                row.GetValues(values);
                rows.Add(values);
            }

            var start = Stopwatch.GetTimestamp(); // reading is not part of it
            using var transaction = into.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var values in rows)
            {
                for (var i = 0; i < values.Length; i++) insert.Parameters[i].Value = values[i];
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
            seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return seconds;
    }

    internal static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
