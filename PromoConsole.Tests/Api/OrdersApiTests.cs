using System.Net;
using PromoConsole.Identity;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class OrdersApiTests(ApiWorld world)
{
    [Fact]
    public async Task Makes_an_order_with_prices_from_SKU_and_product_and_stores_its_customer()
    {
        await world.Owner.DoAsync("/v1/products", """{"source_id":"ord-shirt","name":"Shirt","price":3000}""");
        await world.Owner.DoAsync("/v1/products/ord-shirt/skus", """{"source_id":"ord-shirt-l","sku":"Large","price":3400}""");

        var made = await world.Owner.DoAsync("/v1/orders", """
            {"source_id":"web/1","items":[{"source_id":"ord-shirt-l","related_object":"sku","quantity":"2"},{"source_id":"ord-shirt","related_object":"product","quantity":1}],
             "customer":{"source_id":"ord-anna","name":"Anna"},"metadata":{"channel":"web"} }
            """);

        var customer = await world.Owner.GetJsonAsync("/v1/customers/ord-anna");
        Assert.StartsWith("ord_", (string?)made["id"]);
        Assert.Equal(("web/1", "CREATED", 9800, 9800), ((string?)made["source_id"], (string?)made["status"], (int)made["amount"]!, (int)made["total_amount"]!)); // 2 × 34.00 + 30.00
        Assert.Equal((string?)customer["id"], (string?)made["customer_id"]);
        Assert.Equal("Anna", (string?)customer["name"]);
        Assert.Equal(("sku", "ord-shirt-l", 3400), ((string?)made["items"]![0]!["related_object"], (string?)made["items"]![0]!["source_id"], (int)made["items"]![0]!["price"]!));
        Assert.StartsWith("sku_", (string?)made["items"]![0]!["sku_id"]);
        Assert.Equal("""{"channel":"web"}""", made["metadata"]!.ToJsonString());
        Assert.Equal(made.ToJsonString(), (await world.Owner.GetJsonAsync($"/v1/orders/{made["id"]}")).ToJsonString());
        Assert.Equal(made.ToJsonString(), (await world.Owner.GetJsonAsync("/v1/orders/web%2F1")).ToJsonString());
    }

    [Fact]
    public async Task A_change_says_only_what_it_says()
    {
        await world.Owner.DoAsync("/v1/orders", """{"source_id":"change-1","amount":5000,"metadata":{"a":1}}""");
        world.Time.Advance(TimeSpan.FromMinutes(1));

        var paid = await world.Owner.ChangeAsync("/v1/orders/change-1", """{"status":"PAID","metadata":{"b":2}}""");
        var lines = await world.Owner.ChangeAsync("/v1/orders/change-1", """{"items":[{"price":700,"quantity":3}]}""");
        var again = await world.Owner.DoAsync("/v1/orders", """{"source_id":"change-1","status":"FULFILLED"}""");

        Assert.Equal(("PAID", 5000, """{"a":1,"b":2}"""), ((string?)paid["status"], (int)paid["amount"]!, paid["metadata"]!.ToJsonString()));
        Assert.NotNull((string?)paid["updated_at"]);
        Assert.Equal(("PAID", 2100), ((string?)lines["status"], (int)lines["amount"]!));
        Assert.Equal(((string?)paid["id"], "FULFILLED", 2100), ((string?)again["id"], (string?)again["status"], (int)again["amount"]!));
    }

    [Fact]
    public async Task Paid_and_fulfilled_orders_count_for_the_customer_and_others_do_not()
    {
        foreach (var (number, status) in ((int, string)[])[(1, "CREATED"), (2, "PAID"), (3, "FULFILLED"), (4, "CANCELED")])
            await world.Owner.DoAsync("/v1/orders", $$$"""{"source_id":"sum-{{{number}}}","amount":{{{number}}}000,"status":"{{{status}}}","customer":{"source_id":"sum-anna"} }""");

        var orders = (await world.Owner.GetJsonAsync("/v1/customers/sum-anna"))["summary"]!["orders"]!;

        Assert.Equal((2, 5000, 3000), ((int)orders["total_count"]!, (int)orders["total_amount"]!, (int)orders["last_order_amount"]!));
    }

    [Fact]
    public async Task A_redemption_uses_the_stored_order_and_what_it_was_decided_on_stays()
    {
        await world.Owner.DoAsync("/v1/vouchers/STORED-ORDER", """{"discount":{"type":"PERCENT","percent_off":10}}""");
        await world.Owner.DoAsync("/v1/orders", """{"source_id":"stored-1","items":[{"price":4000,"quantity":1}]}""");

        var redeemed = await world.Owner.DoAsync("/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"STORED-ORDER"}],"order":{"source_id":"stored-1","amount":1}}""");
        var order = await world.Owner.GetJsonAsync("/v1/orders/stored-1");
        var changed = await world.Owner.RefusedAsync(HttpMethod.Put, "/v1/orders/stored-1", """{"amount":9}""");
        var fulfilled = await world.Owner.ChangeAsync("/v1/orders/stored-1", """{"status":"FULFILLED","items":[{"price":4000,"quantity":1}]}""");

        Assert.Equal(3600, (int)redeemed["order"]!["total_amount"]!);
        Assert.Equal(("PAID", 4000, 400, 3600), ((string?)order["status"], (int)order["amount"]!, (int)order["total_discount_amount"]!, (int)order["total_amount"]!));
        Assert.Equal((400, "invalid_order"), (changed.Status, changed.Key));
        Assert.Equal("FULFILLED", (string?)fulfilled["status"]);
    }

    [Fact]
    public async Task Lists_orders_newest_first_and_within_a_time()
    {
        await world.Owner.DoAsync("/v1/orders", """{"source_id":"old-1","amount":1}""");
        world.Time.Advance(TimeSpan.FromHours(1));
        var since = world.Time.GetUtcNow();
        foreach (var number in (int[])[1, 2, 3])
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            await world.Owner.DoAsync("/v1/orders", $$"""{"source_id":"list-{{number}}","amount":1}""");
        }

        var newest = await world.Owner.GetJsonAsync("/v1/orders?limit=2");
        var later = await world.Owner.GetJsonAsync($"/v1/orders?created_at[after]={since:yyyy-MM-ddTHH:mm:ssZ}&order=created_at");

        Assert.Equal(["list-3", "list-2"], newest["orders"]!.AsArray().Select(order => (string?)order!["source_id"]));
        Assert.Equal(["list-1", "list-2", "list-3"], later["orders"]!.AsArray().Select(order => (string?)order!["source_id"]));
        Assert.Equal(("list", "orders", 3), ((string?)later["object"], (string?)later["data_ref"], (int)later["total"]!));
    }

    [Theory]
    [InlineData("GET", "/v1/orders/nothing", null, 404, "not_found", "Cannot find order with id nothing")]
    [InlineData("PUT", "/v1/orders/nothing", "{}", 404, "not_found", "Cannot find order with id nothing")]
    [InlineData("POST", "/v1/orders", """{"id":"ord_00000000000000000000000000"}""", 404, "not_found", "Cannot find order with id ord_00000000000000000000000000")]
    [InlineData("POST", "/v1/orders", """{"customer":{"id":"cust_00000000000000000000000000"}}""", 404, "not_found", "Cannot find customer with id cust_00000000000000000000000000")]
    [InlineData("POST", "/v1/orders", """{"status":"SENT"}""", 400, "invalid_payload", "Property .status should be equal to one of CREATED, PAID, CANCELED, FULFILLED")]
    [InlineData("POST", "/v1/orders", """{"items":[{"quantity":-1}]}""", 400, "invalid_payload", "Property .items[0].quantity should be >= 0")]
    [InlineData("POST", "/v1/orders", """{"items":{},"amount":"a lot"}""", 400, "invalid_payload", "Property .amount should be an integer\nProperty .items should be an array")]
    [InlineData("GET", "/v1/orders?order=amount", null, 400, "invalid_query_params", "Property .order should be equal to one of -created_at, created_at, -updated_at, updated_at")]
    public async Task Refuses_what_is_unknown_or_malformed(string method, string path, string? body, int status, string key, string details)
    {
        var before = await world.RowsAsync();

        Assert.Equal((status, key, details), await world.Owner.RefusedAsync(new HttpMethod(method), path, body));
        Assert.Equal(before, await world.RowsAsync());
    }

    [Fact]
    public async Task An_analyst_reads_orders_and_changes_none()
    {
        using var analyst = await world.ClientAsync(Roles.Analyst);

        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync("/v1/orders")).StatusCode);
        Assert.Equal(403, (await analyst.RefusedAsync(HttpMethod.Post, "/v1/orders", "{}")).Status);
    }
}
