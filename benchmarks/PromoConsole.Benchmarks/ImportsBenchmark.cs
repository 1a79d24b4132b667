using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage.Sqlite;

namespace PromoConsole.Benchmarks;

/// <summary>A CSV file of customers by the jobs that check and load it, against prepared inserts of the rows that came out (customers and their events).</summary>
internal static class ImportsBenchmark
{
    private const int Slice = 500;
    private static readonly Caller s_bench = new(Caller.Dashboard, "bench");

    public static async Task RunAsync(int count)
    {
        await using var shop = await Shop.NewAsync();
        await shop.FoldLogAsync();
        var before = Path.Combine(shop.Folder, "before.db");
        File.Copy(shop.Database, before);
        var path = Path.Combine(shop.Folder, "customers.csv");
        await using (var text = new StreamWriter(path))
        {
            await text.WriteLineAsync("source_id,name,email,phone,city,tier");
            for (var i = 0; i < count; i++) await text.WriteLineAsync($"bench-{i},Customer number {i},c{i}@shop.example,+48600{i:000000},Warszawa,{(i % 5 == 0 ? "gold" : "basic")}");
        }

        var imports = shop.Get<ImportService>();
        using var done = new CancellationTokenSource();
        var peak = CodesBenchmark.PeakHeapAsync(done.Token);
        var start = Stopwatch.GetTimestamp();
        Import import;
        await using (var file = File.OpenRead(path))
            import = (await imports.UploadAsync(new UploadImport { Kind = ImportKind.Customers, FileName = "customers.csv", File = file, Caller = s_bench })).Value!;
        var upload = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var check = await TimedAsync(shop, () => imports.CheckAsync(import.Id, s_bench));
        var load = await TimedAsync(shop, () => imports.LoadAsync(import.Id, ImportChoice.All, s_bench));
        await done.CancelAsync();
        var heap = await peak;

        var loaded = (await imports.GetAsync(import.Id)).Value!.LoadedCount;
        if (loaded != count) throw new InvalidOperationException($"{loaded} of {count} rows were loaded.");
        await shop.FoldLogAsync();
        var raw = Insert(shop.Database, before);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{$"{count:N0} customers from CSV",-34} ours {count / load,14:N0}/s   baseline {count / raw,14:N0}/s   ratio {raw / load:0.00}   check {count / check:N0}/s   upload {upload:0.0} s   peak heap {heap / 1_048_576.0:0} MB"));
    }

    private static async Task<double> TimedAsync(Shop shop, Func<Task<Engine.Result<Import>>> begin)
    {
        var begun = await begin();
        if (!begun.IsOk) throw new InvalidOperationException(begun.Error.Message);
        var start = Stopwatch.GetTimestamp();
        await shop.Get<JobRunner>().RunOneAsync(CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // The rows just made, into the file as it was before, with the same settings and as many in one transaction.
    private static double Insert(string made, string before)
    {
        using var from = CodesBenchmark.Open(made);
        using var into = CodesBenchmark.Open(before);
        using (var pragmas = into.CreateCommand())
        {
            pragmas.CommandText = SqliteDatabase.WriterPragmas + SqliteDatabase.CachePragmas + "PRAGMA wal_autocheckpoint=20000;";
            pragmas.ExecuteNonQuery();
        }

        using var customers = new Copy(from, into, "Customers");
        using var events = new Copy(from, into, "Outbox");
        var seconds = 0.0;
        while (customers.Read(Slice) + events.Read(Slice) > 0)
        {
            var start = Stopwatch.GetTimestamp(); // reading is not part of it
            using var transaction = into.BeginTransaction();
            customers.Write(transaction);
            events.Write(transaction);
            transaction.Commit();
            seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return seconds;
    }

    private sealed class Copy : IDisposable
    {
        private readonly SqliteCommand _read;
        private readonly SqliteCommand _insert;
        private readonly SqliteDataReader _rows;
        private readonly List<object[]> _slice = new(Slice);

        public Copy(SqliteConnection from, SqliteConnection into, string table)
        {
            _read = from.CreateCommand();
            _read.CommandText = $"SELECT * FROM {table} ORDER BY rowid";
            _rows = _read.ExecuteReader();
            var columns = Enumerable.Range(0, _rows.FieldCount).Select(_rows.GetName).ToList();
            _insert = into.CreateCommand();
            _insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"${i}"))})";
            for (var i = 0; i < columns.Count; i++) _insert.Parameters.Add(new SqliteParameter($"${i}", null));
        }

        public int Read(int many)
        {
            _slice.Clear();
            while (_slice.Count < many && _rows.Read())
            {
                var values = new object[_rows.FieldCount];
                _rows.GetValues(values);
                _slice.Add(values);
            }

            return _slice.Count;
        }

        public void Write(SqliteTransaction transaction)
        {
            _insert.Transaction = transaction;
            foreach (var values in _slice)
            {
                for (var i = 0; i < values.Length; i++) _insert.Parameters[i].Value = values[i];
                _insert.ExecuteNonQuery();
            }
        }

        public void Dispose()
        {
            _rows.Dispose();
            _read.Dispose();
            _insert.Dispose();
        }
    }
}
