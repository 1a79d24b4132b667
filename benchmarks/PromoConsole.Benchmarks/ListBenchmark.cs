using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Benchmarks;

/// <summary>What a list asks for its first page, in a small shop and in a large one, in turns.</summary>
internal static class ListBenchmark
{
    private const int Rounds = 25;
    private const int Shown = 50;

    public static async Task RunAsync(int few, int many)
    {
        await using var small = await ShopAsync(few);
        await using var large = await ShopAsync(many);
        foreach (var (name, load) in Lists)
        {
            var (a, b) = (new double[Rounds], new double[Rounds]);
            for (var round = -3; round < Rounds; round++)
            {
                var (little, much) = (await TimeAsync(() => load(small)), await TimeAsync(() => load(large)));
                if (round >= 0) (a[round], b[round]) = (little, much);
            }

            Array.Sort(a);
            Array.Sort(b);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-34} {few:N0} p50 {a[Rounds / 2],7:0.00} ms   {many:N0} p50 {b[Rounds / 2],7:0.00} ms   ratio {b[Rounds / 2] / a[Rounds / 2]:0.00}"));
        }
    }

    private static (string Name, Func<Shop, Task> Load)[] Lists { get; } =
    [
        ("Customers, newest", shop => shop.Get<CustomerService>().ListAsync(new CustomerQuery { PageSize = Shown })),
        ("Customers, by name", shop => shop.Get<CustomerService>().ListAsync(new CustomerQuery { Sort = CustomerSort.Name, PageSize = Shown })),
        ("Customers, page 20", shop => shop.Get<CustomerService>().ListAsync(new CustomerQuery { Skip = 19 * Shown, PageSize = Shown })),
        ("Customers of a city", shop => shop.Get<CustomerService>().ListAsync(new CustomerQuery { City = "City 7", PageSize = Shown })),
        ("Products, newest", shop => shop.Get<ProductService>().RowsAsync(new ProductQuery { Take = Shown })),
        ("Products, by name", shop => shop.Get<ProductService>().RowsAsync(new ProductQuery { Order = ItemOrder.Name, Take = Shown })),
        ("Orders, newest", shop => shop.Get<OrderService>().RowsAsync(new OrderQuery { Take = Shown })),
        ("Orders, by value", shop => shop.Get<OrderService>().RowsAsync(new OrderQuery { Sort = OrderSort.AmountDescending, Take = Shown })),
        ("Orders that are paid", shop => shop.Get<OrderService>().RowsAsync(new OrderQuery { Status = OrderStatus.Paid, Take = Shown })),
        ("Publications, newest", shop => shop.Get<PublicationList>().ListAsync(new PublicationQuery { Take = Shown })),
        ("Codes, newest", shop => shop.Get<VoucherList>().ListAsync(new VoucherFilter { PageSize = Shown })),
    ];

    private static async Task<Shop> ShopAsync(int count)
    {
        var shop = await Shop.NewAsync();
        var caller = new Caller(Caller.Dashboard, "bench");
        var campaign = await shop.CampaignAsync();
        await shop.CodesAsync(campaign, 1);
        await shop.Get<CustomerService>().UpsertAsync(
            new CustomerInput { SourceId = "first", Name = "First", Email = "first@example.com", Address = new("City 7", null, null, null, null, null) }, caller);
        await shop.Get<ProductService>().UpsertAsync(new ProductInput { SourceId = "first", Name = "First", PriceAmount = 100 }, caller);
        await shop.Get<OrderService>().SaveAsync(new ChangeOrder { SourceId = "first", Status = OrderStatus.Paid, Lines = [new OrderLine { SourceId = "first", Quantity = 1 }], Customer = new() { SourceId = "first" }, Caller = caller });
        foreach (var table in (string[])["Customers", "Products", "Orders", "Vouchers"]) Multiply(shop, table, count);
        await shop.Get<PublicationService>().PublishAsync(new() { CampaignId = campaign, Customer = new() { SourceId = "first" }, Caller = caller });
        Multiply(shop, "Publications", count);
        await shop.FoldLogAsync();
        return shop;
    }

    // As many as are wanted out of the one row that is there, by the database alone: the same columns, other ids and names.
    private static void Multiply(Shop shop, string table, int count)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = shop.Database }.ToString());
        connection.Open();
        var columns = new List<string>();
        using (var info = connection.CreateCommand())
        {
            info.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
            using var rows = info.ExecuteReader();
            while (rows.Read()) columns.Add(rows.GetString(0));
        }

        using var insert = connection.CreateCommand();
        insert.CommandTimeout = 0;
        insert.CommandText = $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count - 1})
            INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", columns.Select(Value))} FROM {table} AS row, numbers WHERE row.rowid = 1
            """;
        insert.ExecuteNonQuery();
    }

    private static string Value(string column) => column switch
    {
        "Id" => "substr(row.Id, 1, 12) || printf('%018d', numbers.n)",
        "SourceId" or "Code" or "CodeKey" or "CodeSearch" => "'N' || numbers.n",
        "Name" => "'Name ' || (numbers.n * 7919 % 1000003)",
        "Search" => "'name ' || (numbers.n * 7919 % 1000003)",
        "CustomerId" => "substr(row.CustomerId, 1, 12) || printf('%018d', numbers.n)", // the customers made of the one row
        "VoucherId" => "'v_' || numbers.n",
        "Amount" => "numbers.n % 100000",
        "City" => "'City ' || (numbers.n % 100)",
        _ => $"row.{column}",
    };

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
