using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

/// <summary>What pages may ask with a public key, and what they see of the answer.</summary>
[Collection(ApiTests.Name)]
public class ClientApiTests(ApiWorld world) : ClientPages(world)
{
    [Fact]
    public async Task Who_was_given_the_code_is_told_why_it_fails()
    {
        await VoucherAsync("THEIRS", ",\"active\":true");
        Some.Of(await World.Host.Services.GetRequiredService<PromoConsole.Engine.Distribution.PublicationService>().PublishAsync(
            new() { Code = "THEIRS", Customer = new() { SourceId = "page-ola" }, Caller = Dashboard }));
        Some.Of(await World.Host.Services.GetRequiredService<PromoConsole.Engine.Vouchers.VoucherService>().SetActiveAsync(new("THEIRS", false, "test")));
        using var page = await PageAsync();
        async Task<string> KeyAsync(string customer) => (await page.DoAsync("/client/v1/validations", Body("theirs", $",\"customer\":{{\"source_id\":\"{customer}\"}}")))
            ["redeemables"]![0]!["result"]!["error"]!["key"]!.GetValue<string>();

        Assert.Equal("voucher_disabled", await KeyAsync("page-ola"));
        Assert.Equal("not_found", await KeyAsync("page-jan"));
        Assert.Equal((400, "voucher_disabled"), ((await page.RefusedAsync(HttpMethod.Post, "/client/v1/redemptions", Body("THEIRS", ",\"customer\":{\"source_id\":\"page-ola\"}"))) is var (status, key, _) ? (status, key) : default));
    }

    [Fact]
    public async Task What_works_is_shown_without_what_is_the_shops_own()
    {
        await VoucherAsync("PAGE-WORKS");
        using var page = await PageAsync();

        var validated = await page.DoAsync("/client/v1/validations", Body("page-works"));
        var qualified = await page.DoAsync("/client/v1/qualifications", """{"order":{"amount":10000},"options":{"filters":{"code":{"conditions":{"$is":["PAGE-WORKS"]}}}}}""");
        var redeemed = await page.DoAsync("/client/v1/redemptions", Body("PAGE-WORKS", ",\"customer\":{\"source_id\":\"page-anna\"}"));

        Assert.Equal(9_000, validated["order"]!["total_amount"]!.GetValue<long>());
        Assert.Equal("PAGE-WORKS", qualified["redeemables"]!["data"]![0]!["id"]!.GetValue<string>());
        Assert.Equal("SUCCESS", redeemed["redemptions"]![0]!["result"]!.GetValue<string>());
        foreach (var answer in (JsonNode[])[validated, qualified, redeemed])
        {
            Assert.DoesNotContain("cost_centre", answer.ToJsonString());
            Assert.DoesNotContain("stacking_rules\"", answer.ToJsonString());
        }
    }

    [Fact]
    public async Task A_page_changes_nothing_about_customers_and_sees_no_stored_order()
    {
        await VoucherAsync("PAGE-ORDER");
        await World.Owner.DoAsync("/v1/customers", """{"source_id":"page-eve","name":"Eve","metadata":{"vip":false}}""");
        await World.Owner.DoAsync("/v1/orders", """{"source_id":"page-order-1","amount":99900,"metadata":{"note":"private"}}""");
        using var page = await PageAsync();

        await page.DoAsync("/client/v1/redemptions", Body("PAGE-ORDER", """,  "customer":{"source_id":"page-eve","name":"Mallory","metadata":{"vip":true}}"""));
        const string OnStored = """{"redeemables":[{"object":"voucher","id":"PAGE-ORDER"}],"order":{"source_id":"page-order-1","amount":10000},"customer":{"source_id":"page-eve"}}""";
        var validated = await page.DoAsync("/client/v1/validations", OnStored);
        var redeemed = await page.RefusedAsync(HttpMethod.Post, "/client/v1/redemptions", OnStored);
        var older = await page.RefusedAsync(HttpMethod.Post, "/client/v1/redeem?code=PAGE-ORDER", """{"order":{"source_id":"page-order-1","amount":10000}}""");

        await using var db = World.Db();
        var eve = await db.Customers.SingleAsync(c => c.SourceId == "page-eve");
        Assert.Equal(("Eve", false), (eve.Name, eve.Metadata.Find("vip")!.Value.GetBoolean()));
        Assert.Equal(10_000, validated["order"]!["amount"]!.GetValue<long>());
        Assert.DoesNotContain("private", validated.ToJsonString());
        Assert.Equal((404, "not_found", "Cannot find order with id page-order-1"), redeemed);
        Assert.Equal(redeemed, older);
        var order = await db.Orders.SingleAsync(o => o.SourceId == "page-order-1");
        Assert.Equal((OrderStatus.Created, 0L, null, null), (order.Status, order.DiscountAmount, order.CustomerId, order.Redemptions));
        Assert.False(await db.Redemptions.AnyAsync(r => r.OrderId == order.Id));
    }

    [Fact]
    public async Task A_page_redeems_again_on_the_order_of_its_customer_and_nobody_elses()
    {
        await VoucherAsync("PAGE-AGAIN");
        using var page = await PageAsync();
        string On(string order, string customer, string more) => $$"""
            {"redeemables":[{"object":"voucher","id":"PAGE-AGAIN"}],"customer":{"source_id":"{{customer}}"},
             "order":{"source_id":"{{order}}","items":[{"source_id":"page-cup","quantity":2,"price":5000}]{{more}} } }
            """;

        var first = await page.DoAsync("/client/v1/redemptions", On("page-again", "page-una", ",\"metadata\":{\"gift\":true}"));
        var second = await page.DoAsync("/client/v1/redemptions", On("page-again", "page-una", ",\"metadata\":{\"gift\":true}"));
        var other = await page.RefusedAsync(HttpMethod.Post, "/client/v1/redemptions", On("page-again", "page-ivo", ""));
        await page.DoAsync("/client/v1/redemptions", On("page-nobody", "", ""));
        var nobodys = await page.RefusedAsync(HttpMethod.Post, "/client/v1/redemptions", On("page-nobody", "", ""));

        Assert.Equal((9_000L, 8_000L), (first["order"]!["total_amount"]!.GetValue<long>(), second["order"]!["total_amount"]!.GetValue<long>()));
        Assert.Equal(("page-cup", true), (second["order"]!["items"]![0]!["source_id"]!.GetValue<string>(), second["order"]!["metadata"]!["gift"]!.GetValue<bool>()));
        Assert.Equal((404, "not_found"), (other.Status, other.Key));
        Assert.Equal((404, "not_found"), (nobodys.Status, nobodys.Key));
    }

    [Fact]
    public async Task A_page_names_no_referrer_and_learns_of_none()
    {
        await VoucherAsync("PAGE-REFERRED");
        await World.Owner.DoAsync("/v1/customers", """{"source_id":"page-referrer","name":"Ref"}""");
        using var page = await PageAsync();
        string With(string source) => $$"""{"redeemables":[{"object":"voucher","id":"PAGE-REFERRED"}],"order":{"amount":10000,"referrer":{"source_id":"{{source}}","name":"Mallory"} },"customer":{"source_id":"page-zoe"} }""";

        var validated = await page.DoAsync("/client/v1/validations", With("page-referrer"));
        var redeemed = await page.DoAsync("/client/v1/redemptions", With("page-referrer"));
        await page.DoAsync("/client/v1/redemptions", With("page-made-up"));

        Assert.Null(validated["order"]!["referrer_id"]);
        Assert.Null(redeemed["order"]!["referrer_id"]);
        await using var db = World.Db();
        Assert.Equal("Ref", (await db.Customers.SingleAsync(c => c.SourceId == "page-referrer")).Name);
        Assert.False(await db.Customers.AnyAsync(c => c.SourceId == "page-made-up"));
    }

    [Fact]
    public async Task Of_an_order_that_was_stored_before_the_page_sees_only_what_it_sent()
    {
        await VoucherAsync("PAGE-PART");
        await World.Owner.DoAsync("/v1/orders", """
            {"source_id":"page-part","items":[{"source_id":"page-ring","quantity":1,"price":99900}],"metadata":{"note":"private","gift":true,"margin":1},"customer":{"source_id":"page-kim"},"referrer":{"source_id":"page-teller"}}
            """);
        using var page = await PageAsync();
        const string Sent = """
            {"redeemables":[{"object":"voucher","id":"PAGE-PART"}],"customer":{"source_id":"page-kim"},
             "order":{"source_id":"page-part","items":[{"source_id":"page-cup","quantity":1,"price":100}],"metadata":{"gift":true,"margin":2}}}
            """;

        var answer = await page.DoAsync("/client/v1/redemptions", Sent);
        var older = await page.DoAsync("/client/v1/redeem?code=PAGE-PART", Sent);

        foreach (var order in (JsonNode[])[answer["order"]!, answer["redemptions"]![0]!["order"]!, older["order"]!])
        {
            Assert.Null(order["items"]);
            Assert.Equal("""{"gift":true}""", order["metadata"]!.ToJsonString());
            Assert.Equal((null, null), (order["referrer"], order["referrer_id"]));
        }

        Assert.Equal((98_900L, 97_900L), (answer["order"]!["total_amount"]!.GetValue<long>(), older["order"]!["total_amount"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Another_code_under_the_same_idempotency_key_is_another_request()
    {
        await VoucherAsync("PAGE-KEY-1");
        await VoucherAsync("PAGE-KEY-2");
        using var page = await PageAsync();
        async Task<(HttpStatusCode, string?)> AskAsync(string query)
        {
            using var answer = await page.PostAsync($"/client/v1/redeem?{query}", """{"order":{"amount":10000}}""", "page-key");
            var json = await answer.ReadAsync();
            return (answer.StatusCode, json.TryGetProperty("id", out var id) ? id.GetString() : json.GetProperty("key").GetString());
        }

        var first = await AskAsync("code=PAGE-KEY-1");

        Assert.Equal(HttpStatusCode.OK, first.Item1);
        Assert.Equal((HttpStatusCode.Conflict, "duplicate_found"), await AskAsync("code=PAGE-KEY-2"));
        Assert.Equal(first, await AskAsync("code=PAGE-KEY-1"));
        Assert.Equal(first, await AskAsync("explain=codes&code=PAGE-KEY-1")); // only says how to answer
    }

    [Fact]
    public async Task A_page_holds_a_limited_code_for_an_hour_at_most()
    {
        await VoucherAsync("PAGE-HOLD", ",\"redemption\":{\"quantity\":1}");
        using var page = await PageAsync();
        using var other = await PageAsync();
        string Holding(string session) => Body("PAGE-HOLD", $$""","session":{"type":"LOCK"{{session}}}""");

        foreach (var tooLong in (string[])[",\"ttl\":3650", ",\"ttl\":61,\"ttl_unit\":\"MINUTES\"", ",\"ttl\":3600001,\"ttl_unit\":\"MILLISECONDS\""])
            Assert.Equal((400, "invalid_payload", "Property .session.ttl should be at most 1 hour"), await page.RefusedAsync(HttpMethod.Post, "/client/v1/validations", Holding(tooLong)));
        Assert.Equal((400, "invalid_payload", "Property .session.ttl should be at most 1 hour"),
            await page.RefusedAsync(HttpMethod.Get, "/client/v1/validate?code=PAGE-HOLD&amount=10000&session_type=LOCK&session_ttl=3650"));
        var most = await page.DoAsync("/client/v1/validations", Holding(",\"ttl\":1,\"ttl_unit\":\"HOURS\",\"key\":\"page-hold\""));
        var unsaid = await page.DoAsync("/client/v1/validations", Holding(",\"key\":\"page-hold\""));

        Assert.Equal((3_600_000L, 3_600_000L), (most["session"]!["ttl"]!.GetValue<long>(), unsaid["session"]!["ttl"]!.GetValue<long>()));
        Assert.False((await other.DoAsync("/client/v1/validations", Body("PAGE-HOLD")))["valid"]!.GetValue<bool>());
        World.Time.Advance(TimeSpan.FromHours(1));
        Assert.True((await other.DoAsync("/client/v1/validations", Body("PAGE-HOLD")))["valid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Tiers_are_listed_for_pages_without_summing_what_they_gave()
    {
        await World.Owner.DoAsync("/v1/campaigns", """{"name":"Page sums","campaign_type":"PROMOTION","promotion":{"tiers":[{"name":"Sums","action":{"discount":{"type":"AMOUNT","amount_off":1}}}]}}""");
        using var page = await PageAsync();

        Assert.Empty(await World.Statements.OnAsync("Redemptions", () => page.GetJsonAsync("/client/v1/promotions/tiers?limit=100")));
        Assert.NotEmpty(await World.Statements.OnAsync("Redemptions", () => World.Owner.GetJsonAsync("/v1/promotions/tiers?limit=100")));
    }

    [Fact]
    public async Task The_older_form_gives_the_fifty_promotions_that_take_most_off()
    {
        const long Amount = 77_777_700; // of no other test
        var rule = (await World.Owner.DoAsync("/v1/validation-rules",
            $$$"""{"name":"Page deals","rules":{"1":{"name":"order.initial_amount","conditions":{"$is":[{{{Amount}}}]},"rules":{}},"logic":"1"}}"""))["id"]!.GetValue<string>();
        async Task<JsonNode> CampaignAsync(string name, IEnumerable<string> tiers) => await World.Owner.DoAsync("/v1/campaigns",
            $$$"""{"name":"{{{name}}}","campaign_type":"PROMOTION","validation_rules":["{{{rule}}}"],"promotion":{"tiers":[{{{string.Join(',', tiers)}}}]}}""");
        static string Tier(string name, long off) => $$$$"""{"name":"{{{{name}}}}","action":{"discount":{"type":"AMOUNT","amount_off":{{{{off}}}}}}}""";
        await CampaignAsync("Page best deal", [Tier("Oldest and best", Amount)]);
        using var page = await PageAsync(); // a minute later
        await CampaignAsync("Page deals", Enumerable.Range(1, 50).Select(n => Tier($"Deal {n}", n)));

        var found = (await page.GetJsonAsync($"/client/v1/promotions/validation?amount={Amount}"))["promotions"]!.AsArray();

        Assert.Equal(50, found.Count);
        Assert.Contains("Oldest and best", found.Select(one => one!["name"]!.GetValue<string>()));
        Assert.Equal(found.OrderBy(one => one!["hierarchy"]!.GetValue<int>()).ThenBy(one => one!["id"]!.GetValue<string>(), StringComparer.Ordinal), found);
        Assert.All(found, one => Assert.StartsWith("camp_", one!["campaign_id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Tiers_are_redeemed_from_pages_only_where_the_project_allows_it()
    {
        await World.Owner.DoAsync("/v1/campaigns", """{"name":"Page tiers","campaign_type":"PROMOTION","promotion":{"tiers":[{"name":"Page tier","banner":"Ten off","action":{"discount":{"type":"AMOUNT","amount_off":1000}},"metadata":{"margin":"low"}}]}}""");
        using var page = await PageAsync();
        var listed = await page.GetJsonAsync("/client/v1/promotions/tiers?is_available=true&limit=100");
        var tier = listed["tiers"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == "Page tier")!;
        var body = $$$"""{"redeemables":[{"object":"promotion_tier","id":"{{{tier["id"]!.GetValue<string>()}}}"}],"order":{"amount":10000} }""";

        var refused = await page.RefusedAsync(HttpMethod.Post, "/client/v1/redemptions", body);
        await SwitchAsync(project => project with { TiersInBrowsers = true });
        var redeemed = await page.DoAsync("/client/v1/redemptions", body);
        await SwitchAsync(project => project with { TiersInBrowsers = false });

        Assert.Equal((403, "promotion_tiers_not_enabled"), (refused.Status, refused.Key));
        Assert.Equal(9_000, redeemed["order"]!["total_amount"]!.GetValue<long>());
        Assert.Equal("Ten off", tier["banner"]!.GetValue<string>());
        Assert.Null(tier["summary"]);
        Assert.Null(tier["metadata"]);
    }

    [Fact]
    public async Task The_older_forms_read_the_query()
    {
        await VoucherAsync("PAGE-QUERY");
        await World.Owner.DoAsync("/v1/campaigns", """{"name":"Page query","campaign_type":"PROMOTION","promotion":{"tiers":[{"name":"Query tier","action":{"discount":{"type":"PERCENT","percent_off":25}}}]}}""");
        using var page = await PageAsync();
        const string Cart = "item%5B0%5D%5Bsource_id%5D=q-mug&item%5B0%5D%5Bprice%5D=2500&item%5B0%5D%5Bquantity%5D=2&item%5B1%5D%5Bsource_id%5D=q-cup&item%5B1%5D%5Bprice%5D=5000&tracking_id=visitor";

        var one = await page.GetJsonAsync($"/client/v1/validate?code=PAGE-QUERY&{Cart}");
        var promotions = await page.GetJsonAsync($"/client/v1/promotions/validation?{Cart}&customer%5Bsource_id%5D=page-query");
        var without = await page.GetJsonAsync($"/client/v1/validate?{Cart}");
        var redeemed = await page.DoAsync("/client/v1/redeem?code=PAGE-QUERY", """{"customer":{},"order":{"amount":10000}}""");

        Assert.Equal((true, 10_000L, 9_000L), (one["valid"]!.GetValue<bool>(), one["order"]!["amount"]!.GetValue<long>(), one["order"]!["total_amount"]!.GetValue<long>()));
        Assert.Contains(promotions["promotions"]!.AsArray(), tier => tier!["name"]!.GetValue<string>() == "Query tier" && tier["discount_amount"]!.GetValue<long>() == 2_500);
        Assert.True(without["valid"]!.GetValue<bool>());
        Assert.Equal("SUCCESS", redeemed["result"]!.GetValue<string>());
        Assert.Equal("invalid_payload", (await page.RefusedAsync(HttpMethod.Get, "/client/v1/validate?code=PAGE-QUERY&amount=much")).Key);
        Assert.Equal("invalid_payload", (await page.RefusedAsync(HttpMethod.Get, "/client/v1/validate?code=PAGE-QUERY&gift%5Bcredits%5D=5")).Key);
        Assert.Equal("invalid_query_params", (await page.RefusedAsync(HttpMethod.Post, "/client/v1/redeem", "{}")).Key);
    }
}
