using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Identity;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class CustomersApiTests(ApiWorld world)
{
    [Fact]
    public async Task Makes_a_customer_and_finds_them_by_either_id()
    {
        var made = await world.Owner.DoAsync("/v1/customers", """
            {"source_id":"anna/1","name":"Anna Nowak","email":"anna@example.com","phone":"+48 600 100 200","description":"Regular","birthdate":"1990-05-17",
             "address":{"city":"Kraków","line_1":"Long 1","country":"PL"},"metadata":{"tier":"gold"} }
            """);

        var host = world.Host.Client().BaseAddress!.ToString().TrimEnd('/');
        Assert.StartsWith($"{host}/customers/cust_", (string?)made["assets"]!["cockpit_url"]);
        var shown = JsonNode.Parse(made.ToJsonString())!.AsObject();
        shown.Remove("assets");
        Assert.Equal(
            world.Expected("""
                {"id":"cust_","source_id":"anna/1","name":"Anna Nowak","description":"Regular","email":"anna@example.com","phone":"+48 600 100 200","birthdate":"1990-05-17",
                 "address":{"city":"Kraków","state":null,"line_1":"Long 1","line_2":null,"country":"PL","postal_code":null},
                 "summary":{"redemptions":{"total_redeemed":0,"total_failed":0,"total_succeeded":0,"total_rolled_back":0,"total_rollback_succeeded":0,"total_rollback_failed":0,
                   "gift":{"redeemed_amount":0,"amount_to_go":0},"loyalty_card":{"redeemed_points":0,"points_to_go":0}},
                   "orders":{"total_amount":0,"total_count":0,"average_amount":0,"last_order_amount":0,"last_order_date":null}},
                 "loyalty":{"points":0,"referred_customers":0,"campaigns":{}},"referrals":{"total":0,"campaigns":[]},"system_metadata":{},"metadata":{"tier":"gold"},
                 "created_at":"NOW","updated_at":null,"object":"customer"}
                """),
            ApiWorld.Plain(shown.ToJsonString()));
        Assert.Equal(made.ToJsonString(), (await world.Owner.GetJsonAsync($"/v1/customers/{made["id"]}")).ToJsonString());
        Assert.Equal(made.ToJsonString(), (await world.Owner.GetJsonAsync("/v1/customers/anna%2F1")).ToJsonString());
    }

    [Fact]
    public async Task Creating_with_a_known_source_id_changes_that_customer_and_keeps_what_is_not_said()
    {
        var first = await world.Owner.DoAsync("/v1/customers", """{"source_id":"again","name":"Old","address":{"city":"Kraków","country":"PL"},"metadata":{"a":1}}""");
        var second = await world.Owner.DoAsync("/v1/customers", """{"source_id":"again","name":"New","email":null,"address":{"city":"Gdańsk"},"metadata":{"b":2}}""");

        Assert.Equal((string?)first["id"], (string?)second["id"]);
        Assert.Equal(("New", "Gdańsk", "PL"), ((string?)second["name"], (string?)second["address"]!["city"], (string?)second["address"]!["country"]));
        Assert.Equal("""{"a":1,"b":2}""", second["metadata"]!.ToJsonString());
    }

    [Fact]
    public async Task A_change_merges_and_null_takes_away()
    {
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"merge","name":"Ola","phone":"1","birthdate":"1990-05-17","address":{"city":"Kraków","country":"PL"},"metadata":{"a":1}}""");

        var changed = await world.Owner.ChangeAsync("/v1/customers/merge", """{"source_id":"merge","phone":null,"birthdate":null,"address":{"city":null},"metadata":{"b":null}}""");
        var bare = await world.Owner.ChangeAsync("/v1/customers/merge", """{"address":null,"name":null,"metadata":null}""");

        Assert.Equal(("Ola", null, null), ((string?)changed["name"], (string?)changed["phone"], (string?)changed["birthdate"]));
        Assert.Equal((null, "PL"), ((string?)changed["address"]!["city"], (string?)changed["address"]!["country"]));
        Assert.Equal("""{"a":1,"b":null}""", changed["metadata"]!.ToJsonString());
        Assert.Equal((null, null, "{}"), ((string?)bare["name"], bare["address"]?.ToJsonString(), bare["metadata"]!.ToJsonString()));
    }

    [Fact]
    public async Task Sums_up_orders_and_redemptions()
    {
        await world.Owner.DoAsync("/v1/vouchers/SUMMED", """{"discount":{"type":"AMOUNT","amount_off":1000}}""");
        await world.Owner.DoAsync("/v1/vouchers/ONCE-SUMMED", """{"discount":{"type":"AMOUNT","amount_off":1000},"redemption":{"quantity":1}}""");
        foreach (var (code, amount) in ((string, int)[])[("SUMMED", 5000), ("ONCE-SUMMED", 8000)])
            await world.Owner.DoAsync("/v1/redemptions", Redeem(code, amount));
        await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/redemptions", Redeem("ONCE-SUMMED", 1000));

        var summary = (await world.Owner.GetJsonAsync("/v1/customers/summed"))["summary"]!;

        Assert.Equal((3, 1, 2), ((int)summary["redemptions"]!["total_redeemed"]!, (int)summary["redemptions"]!["total_failed"]!, (int)summary["redemptions"]!["total_succeeded"]!));
        Assert.Equal((11000, 2, 5500), ((int)summary["orders"]!["total_amount"]!, (int)summary["orders"]!["total_count"]!, (int)summary["orders"]!["average_amount"]!));
        Assert.Equal(7000, (int)summary["orders"]!["last_order_amount"]!);

        static string Redeem(string code, int amount) => $$$"""{"redeemables":[{"object":"voucher","id":"{{{code}}}"}],"order":{"amount":{{{amount}}}},"customer":{"source_id":"summed"} }""";
    }

    [Fact]
    public async Task Lists_customers_by_what_they_are()
    {
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"list-1","name":"List One","email":"one@list.example","address":{"city":"Łódź"}}""");
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"list-2","name":"List Two","email":"two@list.example","address":{"city":"Łódź"}}""");

        Assert.Equal(["list-2", "list-1"], await SourcesAsync("/v1/customers?city=%C5%81%C3%B3d%C5%BA"));
        Assert.Equal(["list-1"], await SourcesAsync("/v1/customers?email=one%40list.example"));
        Assert.Equal(["list-2"], await SourcesAsync("/v1/customers?name=List%20Two"));
        Assert.Equal(["list-1"], await SourcesAsync("/v1/customers?city=%C5%81%C3%B3d%C5%BA&order=created_at&limit=1"));
    }

    [Fact]
    public async Task Sorts_by_the_id_of_the_shop_with_those_without_one_last()
    {
        foreach (var id in (string[])["sorted-b", "sorted-none", "sorted-c", "sorted-a"]) await world.Owner.DoAsync("/v1/customers", $$$"""{"source_id":"{{{id}}}","address":{"city":"Sortowo"} }""");
        await using (var db = world.Db())
            await db.Customers.Where(c => c.SourceId == "sorted-none").ExecuteUpdateAsync(set => set.SetProperty(c => c.SourceId, (string?)null));

        Assert.Equal(["sorted-a", "sorted-b", "sorted-c", null], await SourcesAsync("/v1/customers?city=Sortowo&order=source_id"));
        Assert.Equal(["sorted-c", "sorted-b", "sorted-a", null], await SourcesAsync("/v1/customers?city=Sortowo&order=-source_id"));
        Assert.Equal(["sorted-c", null], await SourcesAsync("/v1/customers?city=Sortowo&order=source_id&limit=2&page=2"));
        Assert.Equal([null], await SourcesAsync("/v1/customers?city=Sortowo&order=source_id&limit=3&page=2"));
        Assert.Empty(await SourcesAsync("/v1/customers?city=Sortowo&order=source_id&limit=3&page=3"));
    }

    [Theory]
    [InlineData("Scrolltown", "-created_at", "2200-01-01T00:00:00Z")]
    [InlineData("Upscroll", "created_at", "1970-01-01T00:00:00Z")]
    public async Task Scrolls_through_everybody_though_many_were_created_in_one_millisecond(string town, string order, string start)
    {
        for (var i = 0; i < 7; i++)
        {
            await world.Owner.DoAsync("/v1/customers", $$$"""{"source_id":"{{{town}}}-{{{i}}}","address":{"city":"{{{town}}}"} }""");
            if (i % 3 == 2) world.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        var seen = new List<string?>();
        var after = start;
        for (var more = true; more;)
        {
            var page = await world.Owner.GetJsonAsync($"/v1/customers?city={town}&limit=2&order={order}&starting_after={after}");
            seen.AddRange(page["customers"]!.AsArray().Select(customer => (string?)customer!["source_id"]));
            after = (string)page["customers"]!.AsArray()[^1]!["created_at"]!;
            more = (bool)page["has_more"]!;
            Assert.Equal(7, (int)page["total"]!);
            Assert.True(seen.Count <= 7);
        }

        var expected = Enumerable.Range(0, 7).Select(i => $"{town}-{i}");
        Assert.Equal(order == "created_at" ? expected : expected.Reverse(), seen);
    }

    [Fact]
    public async Task A_deleted_customer_leaves_history_without_a_name()
    {
        await world.Owner.DoAsync("/v1/vouchers/LEAVES", """{"discount":{"type":"AMOUNT","amount_off":1000}}""");
        var made = await world.Owner.DoAsync("/v1/customers", """{"source_id":"leaves","name":"Leaves Us"}""");
        var redeemed = await world.Owner.DoAsync("/v1/redemptions", """
            {"redeemables":[{"object":"voucher","id":"LEAVES"}],"order":{"amount":5000},"customer":{"source_id":"leaves"},"metadata":{"till":7}}
            """);

        Assert.Equal(HttpStatusCode.NoContent, (await world.Owner.DeleteAsync("/v1/customers/leaves")).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await world.Owner.GetAsync($"/v1/customers/{made["id"]}")).StatusCode);
        var left = await world.Owner.GetJsonAsync($"/v1/redemptions/{redeemed["redemptions"]![0]!["id"]}");
        Assert.DoesNotContain("Leaves Us", left.ToJsonString());
        Assert.DoesNotContain("\"leaves\"", left.ToJsonString());
        Assert.Equal(((string?)made["id"], 7), ((string?)left["customer_id"], (int)left["metadata"]!["till"]!));
    }

    [Fact]
    public async Task An_erased_customer_leaves_nothing_but_amounts_under_a_pseudonym()
    {
        await world.Owner.DoAsync("/v1/vouchers/ERASES", """{"discount":{"type":"AMOUNT","amount_off":1000}}""");
        var made = await world.Owner.DoAsync("/v1/customers", """{"source_id":"erases","name":"Erased Person","email":"erased@example.com"}""");
        var redeemed = await world.Owner.DoAsync("/v1/redemptions", """
            {"redeemables":[{"object":"voucher","id":"ERASES"}],"order":{"source_id":"erased-order","amount":5000,"metadata":{"ship_to":"Secret street 5"}},
             "customer":{"source_id":"erases"},"metadata":{"note":"Secret note"} }
            """);

        var erased = await world.Owner.DoAsync("/v1/customers/erases/permanent-deletion", "{}");

        Assert.Equal(("pernament_deletion", "customer", (string?)made["id"], "DONE"), (
            (string?)erased["object"], (string?)erased["related_object"], (string?)erased["related_object_id"], (string?)erased["status"]));
        Assert.Equal((1, 1), ((int)erased["data_json"]!["customer"]!, (int)erased["data_json"]!["orders"]!));
        var left = await world.Owner.GetJsonAsync($"/v1/redemptions/{redeemed["redemptions"]![0]!["id"]}");
        Assert.Equal(4000, (int)left["order"]!["total_amount"]!);
        await using var db = world.Db();
        var id = (string)made["id"]!;
        var everything = string.Join('\n', (IEnumerable<string>)
        [
            left.ToJsonString(),
            .. (await db.Redemptions.Where(r => r.CustomerId == id).ToListAsync()).Select(r => System.Text.Json.JsonSerializer.Serialize(r)),
            .. (await db.Orders.Where(o => o.CustomerId == id).ToListAsync()).Select(o => System.Text.Json.JsonSerializer.Serialize(o)),
            .. (await db.Audit.Where(a => a.Subject == id).ToListAsync()).Select(a => $"{a.Before} {a.After}"),
        ]);
        foreach (var secret in (string[])["Erased Person", "erased@example.com", "Secret", "\"erases\""]) Assert.DoesNotContain(secret, everything);
    }

    [Theory]
    [InlineData("GET", "/v1/customers/nobody", null, 404, "not_found", "Cannot find customer with id nobody")]
    [InlineData("PUT", "/v1/customers/nobody", "{}", 404, "not_found", "Cannot find customer with id nobody")]
    [InlineData("DELETE", "/v1/customers/nobody", null, 404, "not_found", "Cannot find customer with id nobody")]
    [InlineData("POST", "/v1/customers/nobody/permanent-deletion", null, 404, "not_found", "Cannot find customer with id nobody")]
    [InlineData("GET", "/v1/customers/nobody/segments", null, 404, "not_found", "Cannot find customer with id nobody")]
    [InlineData("POST", "/v1/customers", """{"id":"cust_00000000000000000000000000"}""", 404, "not_found", "Cannot find customer with id cust_00000000000000000000000000")]
    [InlineData("POST", "/v1/customers", """{"name":5,"birthdate":"tomorrow","address":"Kraków"}""", 400, "invalid_payload", "Property .name should be a string\nProperty .birthdate should be a date such as 1990-05-17\nProperty .address should be an object")]
    [InlineData("POST", "/v1/customers", """{"address":{"city":5}}""", 400, "invalid_payload", "Property .address.city should be a string")]
    [InlineData("GET", "/v1/customers?segment_id=seg_none", null, 404, "not_found", "Cannot find segment with id seg_none")]
    [InlineData("GET", "/v1/customers?starting_after=tomorrow", null, 400, "invalid_query_params", "Property .starting_after cannot be recognized as a ISO-8601 compliant date")]
    [InlineData("GET", "/v1/customers?order=name", null, 400, "invalid_query_params", "Property .order should be equal to one of -created_at, created_at, -updated_at, updated_at, source_id, -source_id")]
    public async Task Refuses_what_is_unknown_or_malformed(string method, string path, string? body, int status, string key, string details)
    {
        var before = await world.RowsAsync();

        Assert.Equal((status, key, details), await world.Owner.RefusedAsync(new HttpMethod(method), path, body));
        Assert.Equal(before, await world.RowsAsync());
    }

    [Fact]
    public async Task A_source_id_stays_as_it_is()
    {
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"stays"}""");

        Assert.Equal(
            (400, "invalid_customer", "The customer already has the source_id stays"),
            await world.Owner.RefusedAsync(HttpMethod.Put, "/v1/customers/stays", """{"source_id":"moves"}"""));
    }

    [Fact]
    public async Task A_marketer_reads_customers_and_changes_none()
    {
        using var marketer = await world.ClientAsync(Roles.Marketer);

        Assert.Equal(HttpStatusCode.OK, (await marketer.GetAsync("/v1/customers")).StatusCode);
        Assert.Equal(403, (await marketer.RefusedAsync(HttpMethod.Post, "/v1/customers", "{}")).Status);
    }

    private async Task<IEnumerable<string?>> SourcesAsync(string path) =>
        (await world.Owner.GetJsonAsync(path))["customers"]!.AsArray().Select(customer => (string?)customer!["source_id"]);
}
