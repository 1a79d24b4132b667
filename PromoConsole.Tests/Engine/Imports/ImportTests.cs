using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Imports;

public class ImportTests : IAsyncLifetime
{
    private PromoWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Customers_come_with_address_birthday_and_whatever_else_the_file_says()
    {
        var import = await _world.ImportedAsync(ImportKind.Customers, """
            Id,Name,Email,Phone,Birthdate,Source_id,Address_line_1,Address_line_2,Address_Postal_Code,Address_City,Address_State,Address_Country,Description,tier
            ,Marta Kowalczyk,marta@example.com,+48 600 100 200,1990-04-03,c-1,Prosta 1,m. 2,00-001,Warszawa,,Poland,Regular,gold
            ,Jan Nowak,jan@example.com,,,c-2,,,,,,,,
            """);

        Assert.Equal((ImportState.Done, 2L, 2L, 0L, 2L, 0L), (import.State, import.RowsCount, import.GoodCount, import.BadCount, import.LoadedCount, import.FailedCount));
        var marta = Some.Of(await _world.Get<CustomerService>().GetAsync("c-1"));
        Assert.Equal(("Marta Kowalczyk", "marta@example.com", new DateOnly(1990, 4, 3), "gold"), (marta.Name, marta.Email, marta.Birthdate, marta.Metadata.Find("tier")?.GetString()));
        Assert.Equal(new CustomerAddress("Warszawa", null, "Prosta 1", "m. 2", "Poland", "00-001"), marta.Address);
        Assert.True(Some.Of(await _world.Get<CustomerService>().GetAsync("c-2")).Metadata.IsEmpty); // an empty cell says nothing
    }

    [Fact]
    public async Task A_known_customer_is_updated_and_keeps_what_the_file_does_not_say()
    {
        Some.Of(await _world.Get<CustomerService>().UpsertAsync(new() { SourceId = "c-1", Name = "Old name", Phone = "123" }, Launched.Agent));

        await _world.ImportedAsync(ImportKind.Customers, "source_id;name\nc-1;New name\n");

        var customer = Some.Of(await _world.Get<CustomerService>().GetAsync("c-1"));
        Assert.Equal(("New name", "123"), (customer.Name, customer.Phone));
    }

    [Fact]
    public async Task Nothing_is_stored_before_loading_is_asked_for_and_all_means_all_or_nothing()
    {
        var import = await _world.CheckedAsync(ImportKind.Products, "name,price\nMug,12.50\nPlate,cheap\n");

        var refused = await _world.Get<ImportService>().LoadAsync(import.Id, ImportChoice.All, Launched.Agent);

        Assert.Equal((ImportState.Checked, 1L, 1L), (import.State, import.GoodCount, import.BadCount));
        Assert.Equal("1 row is bad, so not all can be imported. Import the good ones, or mend the file and upload it again.", refused.Error!.Message);
        Assert.Equal(["3 price: Write the amount as a number, such as 12.50."], await _world.ProblemsOfAsync(import));
        Assert.Empty((await _world.Get<ProductService>().SearchAsync(null)).Items);
    }

    [Fact]
    public async Task Products_and_their_SKUs_are_priced_in_the_main_unit()
    {
        await _world.ImportedAsync(ImportKind.Products, "name,source_id,price,attributes,image_url,line\nEnamel mug,mug,17.9,\"size, colour\",https://shop.example/mug.png,kitchen\n");
        await _world.ImportedAsync(ImportKind.Skus, "product_id,sku,source_id,price,attributes\nmug,Large,mug-l,19.90,size: L; colour: red\n");

        var (product, skus) = Some.Of(await _world.Get<ProductService>().GetAsync("mug"));
        Assert.Equal(("Enamel mug", 17_90L, "kitchen"), (product.Name, product.PriceAmount!.Value, product.Metadata.Find("line")?.GetString()));
        Assert.Equal(["size", "colour"], product.Attributes);
        var sku = Assert.Single(skus);
        Assert.Equal(("Large", 19_90L, "L"), (sku.Name, sku.PriceAmount!.Value, sku.Attributes.Find("size")?.GetString()));
    }

    [Fact]
    public async Task The_lines_of_an_order_stand_one_below_the_other()
    {
        await CatalogueAsync();

        var import = await _world.ImportedAsync(ImportKind.Orders, """
            order id,status,date,customer,product,quantity,price,referrer
            1001,PAID,2026-01-15,c-1,mug,2,,
            1001,PAID,2026-01-15,c-1,plate,1,9.99,
            1002,,,,mug,1,,c-1
            """);

        Assert.Equal((3L, 0L), (import.LoadedCount, import.BadCount));
        var order = Some.Of(await _world.Get<OrderService>().GetAsync("1001"));
        Assert.Equal((OrderStatus.Paid, 45_79L), (order.Status, order.Amount)); // 2 × 17.90 and 9.99
        Assert.Equal(new DateTimeOffset(2026, 1, 14, 23, 0, 0, TimeSpan.Zero), order.CreatedAt); // the day begins on the project's clocks, Warsaw in winter
        Assert.Equal(1, (await _world.Get<CustomerService>().SummaryAsync(order.CustomerId!)).OrdersCount);
        var referred = Some.Of(await _world.Get<OrderService>().GetAsync("1002"));
        Assert.Equal((null, order.CustomerId), (referred.CustomerId, referred.ReferrerId));
    }

    [Fact]
    public async Task An_order_is_stored_whole_or_not_at_all()
    {
        await CatalogueAsync();

        var import = await _world.CheckedAsync(ImportKind.Orders, """
            order id,customer,product,quantity
            1001,c-1,mug,1
            1001,c-1,plate,1
            1002,nobody,mug,1
            1003,,mug,1
            1001,c-1,plate,1
            1003,,plate,many
            1004,,kettle,1
            1004,,mug,1
            """);

        Assert.Equal((0L, 8L), (import.GoodCount, import.BadCount));
        Assert.Equal(
            [
                "2 : Lines of the same order stand at line 6 too: put all lines of an order one below the other.",
                "3 : Lines of the same order stand at line 6 too: put all lines of an order one below the other.",
                "4 customer: There is no customer “nobody”. Import the customers first.",
                "5 : Lines of the same order stand at line 7 too: put all lines of an order one below the other.",
                "6 : Lines of the same order stand at line 2 too: put all lines of an order one below the other.",
                "7 quantity: Write a whole number from 0 to 1,000,000.",
                "8 product: There is no product “kettle”. Import the products first.",
                "9 : Another line of the same order is bad: line 8.",
            ],
            await _world.ProblemsOfAsync(import));
        Assert.Equal("invalid_import", (await _world.Get<ImportService>().LoadAsync(import.Id, ImportChoice.Good, Launched.Agent)).Error!.Key);
    }

    [Fact]
    public async Task A_stored_order_gets_its_status_and_keeps_its_lines()
    {
        await CatalogueAsync();
        await _world.ImportedAsync(ImportKind.Orders, "order,product,status\n1001,mug,CREATED\n");

        var paid = await _world.ImportedAsync(ImportKind.Orders, "order,product,status\n1001,mug,PAID\n");
        var other = await _world.CheckedAsync(ImportKind.Orders, "order,product,quantity\n1001,mug,5\n");

        Assert.Equal(1, paid.LoadedCount);
        Assert.Equal(OrderStatus.Paid, Some.Of(await _world.Get<OrderService>().GetAsync("1001")).Status);
        Assert.Equal(["2 : The order is stored already with other lines. An import changes only the status of a stored order."], await _world.ProblemsOfAsync(other));
    }

    [Fact]
    public async Task Codes_of_their_own_carry_their_discount_and_a_known_one_is_changed()
    {
        await _world.ImportedAsync(ImportKind.Vouchers, """
            Code,Voucher Type,Value,Discount Type,Category,Start Date,Expiration Date,Redemption Limit,Redeemed Quantity,Redeemed Amount,Active,Additional Info,source
            OLD-10,DISCOUNT_VOUCHER,10,PERCENT,,2026-01-01,2026-12-31,5,2,0,true,From the old shop,legacy
            OLD-5,,5.50,AMOUNT,,,,,,,false,,
            """);
        await _world.ImportedAsync(ImportKind.Vouchers, "Code,Value,Discount Type,Redemption Limit\nold-10,12.5,PERCENT,9\n");

        var ten = Some.Of(await _world.Get<VoucherService>().GetAsync("OLD-10"));
        Assert.Equal((9, 2, true, "From the old shop", "legacy"), (ten.RedemptionLimit!.Value, ten.RedeemedQuantity, ten.Active, ten.AdditionalInfo, ten.Metadata?.Find("source")?.GetString()));
        Assert.Equal(12.5m, Assert.IsType<PercentOff>(ten.Terms!.Discount).Percent);
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.Zero), ten.EndsAt); // that day included, in Warsaw
        var five = Some.Of(await _world.Get<VoucherService>().GetAsync("OLD-5"));
        Assert.Equal((false, 5_50L), (five.Active, Assert.IsType<AmountOff>(five.Terms!.Discount).Amount));
    }

    [Fact]
    public async Task Codes_go_into_a_campaign_once_and_are_counted()
    {
        var campaign = await _world.CampaignAsync("Welcome", Launched.Setup, "TAKEN");

        var import = await _world.ImportedAsync(ImportKind.Vouchers, "Code,Active,shelf\nNEW-1,true,a\nTAKEN,true,b\nnew-1,,c\nNEW-2,no,d\n", campaign);

        Assert.Equal((2L, 2L), (import.LoadedCount, import.BadCount));
        Assert.Equal(["3 Code: Duplicated resource found", "4 : Line 2 is about the same: codes must not stand in a file twice."], await _world.ProblemsOfAsync(import));
        await using var db = _world.Db();
        Assert.Equal(3, (await db.Campaigns.SingleAsync(c => c.Id == campaign)).CodesCount);
        Assert.Equal(["NEW-1", "NEW-2", "TAKEN"], await db.Vouchers.Where(v => v.CampaignId == campaign).Select(v => v.Code).OrderBy(code => code).ToListAsync());
    }

    [Fact]
    public async Task Collections_are_made_by_name_and_filled_with_products_and_SKUs()
    {
        await CatalogueAsync();

        var import = await _world.ImportedAsync(ImportKind.Collections, "collection,product,sku\nKitchen,mug,\nKitchen,,plate-s\nKitchen,kettle,\nTable,plate,\n");

        Assert.Equal((3L, 1L), (import.LoadedCount, import.BadCount));
        Assert.Equal(["4 : There is no product “kettle”."], await _world.ProblemsOfAsync(import));
        await using var db = _world.Db();
        Assert.Equal(["Kitchen", "Table"], await db.Collections.Select(c => c.Name).OrderBy(name => name).ToListAsync());
        Assert.Equal((2, 1), (await db.CollectionMembers.CountAsync(), await db.CollectionSkus.CountAsync()));
    }

    [Fact]
    public async Task What_was_good_and_cannot_be_stored_any_more_is_told()
    {
        var import = await _world.CheckedAsync(ImportKind.Vouchers, "Code,Value,Discount Type\nLATE,5,AMOUNT\nFREE,5,AMOUNT\n");
        await _world.CampaignAsync("Meanwhile", Launched.Setup, "LATE");

        Some.Of(await _world.Get<ImportService>().LoadAsync(import.Id, ImportChoice.All, Launched.Agent));
        import = await _world.WorkedAsync(import.Id);

        Assert.Equal((ImportState.Done, 1L, 1L), (import.State, import.LoadedCount, import.FailedCount));
        Assert.Equal(["2 Code: Duplicated resource found"], await _world.ProblemsOfAsync(import));
    }

    [Fact]
    public async Task Bad_rows_are_handed_back_as_they_stand_with_all_their_reasons()
    {
        var import = await _world.CheckedAsync(ImportKind.Customers, "source_id,name,birthdate\nc-1,Ann,03/04/1990\nc-2,Bob,\nc-1,Cid,\n");

        var rows = new List<string>();
        await foreach (var row in _world.Get<ImportService>().BadRowsAsync(import)) rows.Add($"{row.Line}|{string.Join('|', row.Values)}|{row.Reason}");

        Assert.Equal(
            [
                "2|c-1|Ann|03/04/1990|birthdate: This may be 3 April 1990 or 4 March 1990. Say for the whole file whether the day or the month stands first, or write 1990-04-03.",
                "4|c-1|Cid||Line 2 is about the same: customers must not stand in a file twice.",
            ],
            rows);
    }

    private async Task CatalogueAsync()
    {
        await _world.ImportedAsync(ImportKind.Customers, "source_id,name\nc-1,Marta\n");
        await _world.ImportedAsync(ImportKind.Products, "name,source_id,price\nMug,mug,17.90\nPlate,plate,8\n");
        await _world.ImportedAsync(ImportKind.Skus, "product,source id,name\nplate,plate-s,Small\n");
    }
}
