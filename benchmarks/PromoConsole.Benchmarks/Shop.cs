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
    public Task<string> CampaignAsync() => CampaignAsync(new CampaignSetup { Discount = new AmountOff(10_00) });

    public async Task<string> CampaignAsync(CampaignSetup setup, CampaignKind kind = CampaignKind.Coupons)
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        var id = Ids.New("camp_", now);
        await Get<IWrites>().ExclusiveAsync<int>((db, _) =>
        {
            db.Campaigns.Add(new Campaign { Id = id, Name = $"Black Week {id[^6..]}", Kind = kind, Version = 1 });
            db.CampaignVersions.Add(new CampaignVersion
            {
                CampaignId = id, Number = 1, Setup = setup, CreatedBy = "bench", CreatedAt = now,
            });
            return Task.FromResult<Result<int>>(1);
        });
        return id;
    }

    /// <summary>Codes C0000000 and on, each to be used once.</summary>
    /// <param name="limit">Uses of each; null for any number.</param>
    /// <param name="from">Number of the first.</param>
    public async Task CodesAsync(string campaignId, int count, int? limit = 1, int from = 0)
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        foreach (var numbers in Enumerable.Range(from, count).Chunk(5_000))
        {
            await Get<IWrites>().WriteAsync<int>(async (db, ct) =>
            {
                var codes = numbers.Select(n => new Voucher
                {
                    Id = Ids.New("v_", now), Code = Code(n), CodeKey = Code(n), CodeSearch = CodeKeys.Search(Code(n)), CampaignId = campaignId,
                    RedemptionLimit = limit, CreatedAt = now,
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

    /// <summary>Past redemptions with their orders, a second apart, of codes and customers that are not there any more.</summary>
    public async Task HistoryAsync(string campaignId, int count)
    {
        var began = DateTimeOffset.UnixEpoch.AddYears(55);
        var detail = PromoJson.Write(new RedemptionDetail { CampaignName = "Black Week", CustomerName = "Somebody", OrderSourceId = "an order of the past" });
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false }.ToString());
        connection.Open();
        using (var pragmas = connection.CreateCommand())
        {
            pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144; PRAGMA foreign_keys=OFF; PRAGMA wal_autocheckpoint=100000;";
            pragmas.ExecuteNonQuery();
        }

        using var order = connection.CreateCommand();
        order.CommandText = "INSERT INTO Orders (Id, SourceId, CustomerId, Status, Amount, DiscountAmount, Content, Demo, CreatedAt, UpdatedAt) VALUES ($id, $source, $customer, 'Paid', 8899, 1000, '{}', 0, $at, $at)";
        using var redemption = connection.CreateCommand();
        redemption.CommandText = """
            INSERT INTO Redemptions (Id, Kind, At, Day, Hour, Code, VoucherId, CampaignId, CampaignVersion, CustomerId, OrderId, OrderAmount, DiscountAmount, Channel, Actor, Detail)
            VALUES ($id, 'Redeemed', $at, $day, $hour, $code, $voucher, $campaign, 1, $customer, $order, 8899, 1000, 'API', 'Web shop', $detail)
            """;
        foreach (var name in (string[])["$id", "$source", "$customer"]) order.Parameters.Add(name, SqliteType.Text);
        foreach (var name in (string[])["$id", "$code", "$voucher", "$customer", "$order"]) redemption.Parameters.Add(name, SqliteType.Text);
        foreach (var name in (string[])["$at", "$day", "$hour"]) redemption.Parameters.Add(name, SqliteType.Integer);
        order.Parameters.Add("$at", SqliteType.Integer);
        redemption.Parameters.AddWithValue("$campaign", campaignId);
        redemption.Parameters.AddWithValue("$detail", detail);
        for (var done = 0; done < count;)
        {
            using var transaction = connection.BeginTransaction();
            (order.Transaction, redemption.Transaction) = (transaction, transaction);
            for (var end = Math.Min(count, done + 50_000); done < end; done++)
            {
                var at = began.AddSeconds(done);
                var (orderId, customer) = (Ids.New("ord_", at), $"cust_{done % 500_000:0000000}");
                order.Parameters["$id"].Value = orderId;
                order.Parameters["$source"].Value = $"past-{done}";
                order.Parameters["$customer"].Value = customer;
                order.Parameters["$at"].Value = UtcMicroseconds.From(at);
                order.ExecuteNonQuery();
                redemption.Parameters["$id"].Value = Ids.New("r_", at);
                redemption.Parameters["$code"].Value = $"PAST-{done}";
                redemption.Parameters["$voucher"].Value = $"v_past{done}";
                redemption.Parameters["$customer"].Value = customer;
                redemption.Parameters["$order"].Value = orderId;
                redemption.Parameters["$at"].Value = UtcMicroseconds.From(at);
                redemption.Parameters["$day"].Value = (at.Year * 10_000) + (at.Month * 100) + at.Day;
                redemption.Parameters["$hour"].Value = at.Hour;
                redemption.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        await FoldLogAsync();
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

    /// <summary>Redeems code <paramref name="n"/>, which must work.</summary>
    public async Task RedeemAsync(int n)
    {
        var answer = await Redemptions.RedeemAsync(Request(n));
        if (answer.Value?.Stored.RefusalKey is { } refused) throw new InvalidOperationException($"{Code(n)}: {refused}");
    }

    /// <summary>So many redemptions by so many callers, each of whom asks again as soon as it is answered.</summary>
    public static Task ManyAsync(int redemptions, int callers, Func<Task> redeem)
    {
        var left = redemptions;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await redeem();
        })));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (!_ownsFolder) return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
