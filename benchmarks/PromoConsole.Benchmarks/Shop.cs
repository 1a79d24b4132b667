using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Benchmarks;

/// <summary>The engine on a SQLite file of its own, with what the measurements need in it.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly bool _ownsFolder;

    private Shop(string folder, bool ownsFolder)
    {
        (Folder, _ownsFolder) = (folder, ownsFolder);
        _services = new ServiceCollection().AddPromoEngine(new PromoEngineOptions { DataFolder = folder }).BuildServiceProvider();
    }

    public string Folder { get; }

    public string Database => Path.Combine(Folder, "promoconsole.db");

    public IRedemptionService Redemptions => Get<IRedemptionService>();

    public static Shop Open(string folder) => new(folder, ownsFolder: false);

    public static async Task<Shop> NewAsync()
    {
        var shop = new Shop(Directory.CreateTempSubdirectory("promo-bench-").FullName, ownsFolder: true);
        await shop.Get<DatabaseMigrator>().MigrateAsync();
        return shop;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public PromoDbContext Db() => Get<IDbContextFactory<PromoDbContext>>().CreateDbContext();

    /// <summary>A launched campaign of 10.00 off.</summary>
    public async Task<string> CampaignAsync()
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        var id = Ids.New("camp_", now);
        await Get<IWrites>().ExclusiveAsync<int>((db, _) =>
        {
            db.Campaigns.Add(new Campaign { Id = id, Name = "Black Week", Version = 1 });
            db.CampaignVersions.Add(new CampaignVersion
            {
                CampaignId = id, Number = 1, Setup = new CampaignSetup { Discount = new AmountOff(10_00) }, CreatedBy = "bench", CreatedAt = now,
            });
            return Task.FromResult<Result<int>>(1);
        });
        return id;
    }

    /// <summary>Codes C0000000 and on, each to be used once.</summary>
    public async Task CodesAsync(string campaignId, int count)
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        foreach (var numbers in Enumerable.Range(0, count).Chunk(5_000))
        {
            await Get<IWrites>().WriteAsync<int>(async (db, ct) =>
            {
                var codes = numbers.Select(n => new Voucher
                {
                    Id = Ids.New("v_", now), Code = Code(n), CodeKey = Code(n), CodeSearch = CodeKeys.Search(Code(n)), CampaignId = campaignId,
                    RedemptionLimit = 1, CreatedAt = now,
                }).ToList();
                return (await BulkVouchers.InsertAsync(db, codes, ct)).Count;
            });
        }
    }

    /// <summary>So that both sides of a comparison start with an empty write-ahead log.</summary>
    public async Task FoldLogAsync()
    {
        await using var db = Db();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public static string Code(int n) => $"C{n:0000000}";

    /// <summary>A cart of two lines, as a shop sends it.</summary>
    public static RedeemRedeemables Request(int n) => new()
    {
        Redeemables = [Redeemable.Voucher(Code(n))],
        Order = new OrderInput
        {
            Content = new OrderContent
            {
                Lines =
                [
                    new OrderLine { ProductId = "prod_1", Name = "Kettle", Quantity = 1, PriceAmount = 39_99 },
                    new OrderLine { ProductId = "prod_2", Name = "Teapot", Quantity = 2, PriceAmount = 24_50 },
                ],
            },
        },
        Caller = new Caller(Caller.Api, "Web shop", "app-1"),
    };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (!_ownsFolder) return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
