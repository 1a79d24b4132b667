using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

public class SqliteCheckpointTests
{
    private const int Pages = 250; // 1 MB instead of 80

    [Fact]
    public async Task The_write_ahead_log_stays_bounded_while_somebody_writes_without_a_pause()
    {
        var folder = Directory.CreateTempSubdirectory("promo-").FullName;
        var services = new ServiceCollection().AddPromoEngine(new PromoEngineOptions { DataFolder = folder, FoldFromPages = Pages }).BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync();
        var writes = services.GetRequiredService<IWrites>();
        var log = new FileInfo(Path.Combine(folder, "promoconsole.db-wal"));
        using var open = new SqliteConnection($"Data Source={Path.Combine(folder, "promoconsole.db")};Pooling=False");
        await open.OpenAsync(); // while somebody has the database open, its log is not folded by closing
        var longest = 0L;

        for (var slice = 0; slice < 150; slice++)
        {
            Some.Of(await writes.WriteAsync<int>(async (db, ct) => (await BulkVouchers.InsertAsync(db, Codes(slice), ct)).Count));
            log.Refresh();
            longest = Math.Max(longest, log.Exists ? log.Length : 0);
        }

        // About 0.3 MB a slice and 40 MB in all; folded at the latest by the eighth commit after four times the usual length.
        Assert.InRange(longest, Pages * 4096L, 8L << 20);
        await services.DisposeAsync();
        await open.CloseAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static List<Voucher> Codes(int slice) => [.. Enumerable.Range(0, 100).Select(i => $"S{slice:000}-{i:000}").Select(code => new Voucher
    {
        Id = Ids.New("v_", DateTimeOffset.UnixEpoch), Code = code, CodeKey = code, CodeSearch = code, AdditionalInfo = new string('x', 2_000),
        CreatedAt = DateTimeOffset.UnixEpoch,
    })];
}
