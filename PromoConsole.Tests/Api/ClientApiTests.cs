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

/// <summary>What pages may ask with a public key, and what they may not learn.</summary>
[Collection(ApiTests.Name)]
public class ClientApiTests(ApiWorld world)
{
    private const string Shop = "https://shop.example";
    private static readonly Caller s_owner = new(Caller.Dashboard, "owner@example.com");

    private async Task<CreatedApiKey> KeyAsync(params string[] origins)
    {
        world.Time.Advance(TimeSpan.FromMinutes(1)); // what other tests counted is over
        return Some.Of(await world.Host.Services.GetRequiredService<ApiKeyService>().CreateAsync(
            new() { Name = "Page", Role = Roles.Owner, Kind = ApiKeyKind.Public, Origins = origins.Length == 0 ? [Shop] : origins, Caller = s_owner }));
    }

    private HttpClient PageWith(CreatedApiKey key, string? origin = Shop)
    {
        var client = world.Host.Client();
        client.DefaultRequestHeaders.Add("X-Client-Application-Id", key.Key.Id);
        client.DefaultRequestHeaders.Add("X-Client-Token", key.Secret);
        if (origin is not null) client.DefaultRequestHeaders.Add("Origin", origin);
        return client;
    }

    private async Task<HttpClient> PageAsync() => PageWith(await KeyAsync());

    private Task VoucherAsync(string code, string more = "") =>
        world.Owner.DoAsync($"/v1/vouchers/{code}", $$"""{"discount":{"type":"AMOUNT","amount_off":1000},"metadata":{"cost_centre":"secret"}{{more}} }""");

    private static string Body(string code, string more = "", long amount = 10_000) => $$$"""{"redeemables":[{"object":"voucher","id":"{{{code}}}"}],"order":{"amount":{{{amount}}} }{{{more}}} }""";

    private static HttpRequestMessage Preflight(string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/client/v1/validations");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "x-client-token,content-type");
        return request;
    }

    private async Task SwitchAsync(Func<ChangeProject, ChangeProject> switched)
    {
        var projects = world.Host.Services.GetRequiredService<ProjectService>();
        var project = await projects.GetAsync();
        Some.Of(await projects.ChangeAsync(switched(new() { Name = project.Name, Currency = project.Currency, TimeZone = project.TimeZone, FirstDayOfWeek = project.FirstDayOfWeek, Caller = s_owner })));
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    [Fact]
    public async Task A_browser_may_ask_only_from_the_pages_of_a_key()
    {
        using var client = world.Host.Client();
        using var before = await client.SendAsync(Preflight("https://new.example"));
        var key = await KeyAsync("https://New.example/", "http://localhost:3000");

        using var allowed = await client.SendAsync(Preflight("https://new.example"));
        using var other = await client.SendAsync(Preflight("https://evil.example"));
        await world.Host.Services.GetRequiredService<ApiKeyService>().RevokeAsync(key.Key.Id, s_owner);
        using var revoked = await client.SendAsync(Preflight("https://new.example"));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NoContent, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (before.StatusCode, allowed.StatusCode, other.StatusCode, revoked.StatusCode));
        Assert.Equal("https://new.example", Header(allowed, "Access-Control-Allow-Origin"));
        Assert.Contains("X-Client-Token", Header(allowed, "Access-Control-Allow-Headers"));
        Assert.Equal(["Idempotency-Key"], Header(allowed, "Access-Control-Allow-Headers")!.Split(", ").Where(name => name.Contains("Idempotency", StringComparison.Ordinal))); // the one that is read
        Assert.Contains("POST", Header(allowed, "Access-Control-Allow-Methods"));
        Assert.Equal("Origin", Header(allowed, "Vary"));
        Assert.Null(Header(other, "Access-Control-Allow-Origin"));
        Assert.Null(Header(allowed, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_public_key_works_on_its_own_pages_only()
    {
        await VoucherAsync("PAGE-OWN");
        var key = await KeyAsync();
        using var own = PageWith(key);
        using var other = PageWith(key, "https://evil.example");
        using var none = PageWith(key, null);

        using var answer = await own.PostAsync("/client/v1/validations", Body("PAGE-OWN"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Shop, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Contains("X-Rate-Limit-Remaining", Header(answer, "Access-Control-Expose-Headers"));
        Assert.Equal("60", Header(answer, "X-Rate-Limit-Limit"));
        using var ours = PageWith(await KeyAsync(world.Host.Address.GetLeftPart(UriPartial.Authority)), null);
        ours.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal(HttpStatusCode.OK, (await ours.GetAsync("/client/v1/promotions/tiers")).StatusCode);
        Assert.Equal(401, (await other.RefusedAsync(HttpMethod.Post, "/client/v1/validations", Body("PAGE-OWN"))).Status);
        Assert.Equal(401, (await none.RefusedAsync(HttpMethod.Post, "/client/v1/validations", Body("PAGE-OWN"))).Status);
    }

    [Fact]
    public async Task Keys_of_servers_and_pages_do_not_stand_in_for_each_other()
    {
        var page = await KeyAsync();
        var server = await world.KeyAsync(Roles.Owner);
        using var pageOnServer = world.ClientWith(page.Key.Id, page.Secret);
        using var serverOnPage = PageWith(server);
        using var serverInBrowser = world.ClientWith(server.Key.Id, server.Secret);
        serverInBrowser.DefaultRequestHeaders.Add("Origin", Shop);
        using var ourOwnPage = world.ClientWith(server.Key.Id, server.Secret);
        ourOwnPage.DefaultRequestHeaders.Add("Origin", world.Host.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal(401, (await pageOnServer.RefusedAsync(HttpMethod.Get, "/v1/campaigns")).Status);
        Assert.Equal(401, (await serverOnPage.RefusedAsync(HttpMethod.Post, "/client/v1/validations", Body("ANY"))).Status);
        Assert.Equal((403, "server_key_in_browser"), ((await serverInBrowser.RefusedAsync(HttpMethod.Get, "/v1/campaigns")) is var (status, key, _) ? (status, key) : default));
        Assert.Equal(HttpStatusCode.OK, (await ourOwnPage.GetAsync("/v1/campaigns")).StatusCode);
    }

    /// <summary>Status and body without the code and what is made up for each answer.</summary>
    private static async Task<(HttpStatusCode, string)> SeenAsync(HttpResponseMessage answer, string code)
    {
        var json = ApiWorld.Plain(await answer.Content.ReadAsStringAsync()).Replace(code, "CODE", StringComparison.OrdinalIgnoreCase);
        return (answer.StatusCode, System.Text.RegularExpressions.Regex.Replace(json, "\"(v-|valid_)[^\"]*\"", "\"id\""));
    }

    [Theory]
    [InlineData("/client/v1/validations")]
    [InlineData("/client/v1/redemptions")]
    [InlineData("/client/v1/redeem")]
    [InlineData("/client/v1/validate")]
    public async Task A_code_that_cannot_be_used_looks_like_one_that_does_not_exist(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..].ToUpperInvariant();
        await VoucherAsync($"{name}-OVER", ",\"expiration_date\":\"2020-01-01\",\"additional_info\":\"x\"");
        await VoucherAsync($"{name}-OFF", ",\"active\":false");
        await VoucherAsync($"{name}-USED", ",\"redemption\":{\"quantity\":1}");
        await world.Owner.DoAsync("/v1/redemptions", Body($"{name}-USED"));
        using var page = await PageAsync();
        async Task<(HttpStatusCode, string)> AskAsync(string code) => await SeenAsync(path switch
        {
            "/client/v1/validate" => await page.GetAsync($"{path}?code={code}&amount=10000"),
            "/client/v1/redeem" => await page.PostAsync($"{path}?code={code}", """{"order":{"amount":10000}}"""),
            _ => await page.PostAsync(path, Body(code)),
        }, code);

        var unknown = await AskAsync($"{name}-NONE");

        Assert.Equal(unknown, await AskAsync($"{name}-OVER"));
        Assert.Equal(unknown, await AskAsync($"{name}-OFF"));
        Assert.Equal(unknown, await AskAsync($"{name.ToLowerInvariant()}-used"));
        Assert.Contains("not_found", unknown.Item2);
    }

    [Fact]
    public async Task Beside_others_it_looks_unknown_too()
    {
        await VoucherAsync("BESIDE-OVER", ",\"expiration_date\":\"2020-01-01\"");
        using var page = await PageAsync();
        string Two(string first, string second) => $$$"""{"redeemables":[{"object":"voucher","id":"{{{first}}}"},{"object":"voucher","id":"{{{second}}}"}],"order":{"amount":10000} }""";
        async Task<(HttpStatusCode, string)> AskAsync(string path, string code, bool last) =>
            await SeenAsync(await page.PostAsync(path, last ? Two("BESIDE-NO", code) : Two(code, "BESIDE-NO")), code);

        foreach (var path in (string[])["/client/v1/validations", "/client/v1/redemptions"])
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(await AskAsync(path, "BESIDE-NONE", last: false), await AskAsync(path, "BESIDE-OVER", last: false));
            Assert.Equal(await AskAsync(path, "BESIDE-NONE", last: true), await AskAsync(path, "BESIDE-OVER", last: true));
        }
    }

    [Fact]
    public async Task Who_was_given_the_code_is_told_why_it_fails()
    {
        await VoucherAsync("THEIRS", ",\"active\":true");
        Some.Of(await world.Host.Services.GetRequiredService<PromoConsole.Engine.Distribution.PublicationService>().PublishAsync(
            new() { Code = "THEIRS", Customer = new() { SourceId = "page-ola" }, Caller = s_owner }));
        Some.Of(await world.Host.Services.GetRequiredService<PromoConsole.Engine.Vouchers.VoucherService>().SetActiveAsync(new("THEIRS", false, "test")));
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
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"page-eve","name":"Eve","metadata":{"vip":false}}""");
        await world.Owner.DoAsync("/v1/orders", """{"source_id":"page-order-1","amount":99900,"metadata":{"note":"private"}}""");
        using var page = await PageAsync();

        await page.DoAsync("/client/v1/redemptions", Body("PAGE-ORDER", """,  "customer":{"source_id":"page-eve","name":"Mallory","metadata":{"vip":true}}"""));
        const string OnStored = """{"redeemables":[{"object":"voucher","id":"PAGE-ORDER"}],"order":{"source_id":"page-order-1","amount":10000},"customer":{"source_id":"page-eve"}}""";
        var validated = await page.DoAsync("/client/v1/validations", OnStored);
        var redeemed = await page.RefusedAsync(HttpMethod.Post, "/client/v1/redemptions", OnStored);
        var older = await page.RefusedAsync(HttpMethod.Post, "/client/v1/redeem?code=PAGE-ORDER", """{"order":{"source_id":"page-order-1","amount":10000}}""");

        await using var db = world.Db();
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
    public async Task Of_an_order_that_was_stored_before_the_page_sees_only_what_it_sent()
    {
        await VoucherAsync("PAGE-PART");
        await world.Owner.DoAsync("/v1/orders", """
            {"source_id":"page-part","items":[{"source_id":"page-ring","quantity":1,"price":99900}],"metadata":{"note":"private","gift":true,"margin":1},"customer":{"source_id":"page-kim"}}
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
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.True((await other.DoAsync("/client/v1/validations", Body("PAGE-HOLD")))["valid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Tiers_are_listed_for_pages_without_summing_what_they_gave()
    {
        await world.Owner.DoAsync("/v1/campaigns", """{"name":"Page sums","campaign_type":"PROMOTION","promotion":{"tiers":[{"name":"Sums","action":{"discount":{"type":"AMOUNT","amount_off":1}}}]}}""");
        using var page = await PageAsync();

        Assert.Empty(await world.Statements.OnAsync("Redemptions", () => page.GetJsonAsync("/client/v1/promotions/tiers?limit=100")));
        Assert.NotEmpty(await world.Statements.OnAsync("Redemptions", () => world.Owner.GetJsonAsync("/v1/promotions/tiers?limit=100")));
    }

    [Fact]
    public async Task The_older_form_gives_the_fifty_promotions_that_take_most_off()
    {
        const long Amount = 77_777_700; // of no other test
        var rule = (await world.Owner.DoAsync("/v1/validation-rules",
            $$$"""{"name":"Page deals","rules":{"1":{"name":"order.initial_amount","conditions":{"$is":[{{{Amount}}}]},"rules":{}},"logic":"1"}}"""))["id"]!.GetValue<string>();
        async Task<JsonNode> CampaignAsync(string name, IEnumerable<string> tiers) => await world.Owner.DoAsync("/v1/campaigns",
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
    public async Task Wrong_codes_run_out_and_right_ones_do_not_count()
    {
        await VoucherAsync("GUESS-RIGHT");
        using var page = await PageAsync();
        for (var n = 0; n < 20; n++) Assert.True((await page.DoAsync("/client/v1/validations", Body("GUESS-RIGHT")))["valid"]!.GetValue<bool>());
        for (var n = 0; n < 10; n++) Assert.False((await page.DoAsync("/client/v1/validations", Body($"GUESS-{n}")))["valid"]!.GetValue<bool>());

        using var wrong = await page.PostAsync("/client/v1/validations", Body("GUESS-10"));
        using var right = await page.PostAsync("/client/v1/redemptions", Body("GUESS-RIGHT")); // else the answers would still tell

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (wrong.StatusCode, right.StatusCode));
        Assert.InRange(int.Parse(Header(wrong, "Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(Shop, Header(wrong, "Access-Control-Allow-Origin")); // the page can read why
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await page.DoAsync("/client/v1/validations", Body("GUESS-RIGHT")))["valid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Fifty_who_guess_at_once_get_no_more_answers_than_one_after_another()
    {
        using var page = await PageAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => page.PostAsync("/client/v1/validations", Body($"RACE-{n}"))));

        Assert.Equal(10, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(40, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Tiers_are_redeemed_from_pages_only_where_the_project_allows_it()
    {
        await world.Owner.DoAsync("/v1/campaigns", """{"name":"Page tiers","campaign_type":"PROMOTION","promotion":{"tiers":[{"name":"Page tier","banner":"Ten off","action":{"discount":{"type":"AMOUNT","amount_off":1000}},"metadata":{"margin":"low"}}]}}""");
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
        await world.Owner.DoAsync("/v1/campaigns", """{"name":"Page query","campaign_type":"PROMOTION","promotion":{"tiers":[{"name":"Query tier","action":{"discount":{"type":"PERCENT","percent_off":25}}}]}}""");
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

    [Fact]
    public async Task A_page_tells_what_a_customer_did_and_learns_nothing_about_them()
    {
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"page-told","name":"Tola","email":"tola@example.com","metadata":{"vip":true}}""");
        using var page = await PageAsync();

        var told = await page.DoAsync("/client/v1/events", """{"event":"cart_abandoned","customer":{"source_id":"page-told","name":"Mallory"},"metadata":{"items":3}}""");
        var onServer = await world.Owner.DoAsync("/v1/events", """{"event":"called","customer":{"source_id":"page-told"}}""");

        var id = onServer["customer"]!["id"]!.GetValue<string>();
        Assert.Equal(world.Expected($$"""{"type":"cart_abandoned","customer":{"id":"{{id}}","source_id":"page-told","name":null,"email":null,"metadata":{},"object":"customer"},"object":"event","referral":null,"loyalty":null}"""),
            ApiWorld.Plain(told.ToJsonString()));
        Assert.Equal(("Tola", "tola@example.com", true), (onServer["customer"]!["name"]!.GetValue<string>(), onServer["customer"]!["email"]!.GetValue<string>(), onServer["customer"]!["metadata"]!["vip"]!.GetValue<bool>()));
        await using var db = world.Db();
        Assert.Equal(["cart_abandoned", "called"], await db.CustomEvents.Where(e => e.CustomerId == id).OrderBy(e => e.Id).Select(e => e.Name).ToListAsync());
        Assert.Equal((404, "not_found"), (await page.RefusedAsync(HttpMethod.Post, "/client/v1/events", """{"event":"x","customer":{"id":"cust_nobody"}}""")) is var (status, key, _) ? (status, key) : default);
    }

    [Theory]
    [InlineData("""{"customer":{"source_id":"a"}}""", "Body should have required property 'event'")]
    [InlineData("""{"event":" ","customer":{"source_id":"a"}}""", "Property .event should not be blank")]
    [InlineData("""{"event":"x"}""", "Body should have required property 'customer'")]
    [InlineData("""{"event":"x","customer":{}}""", "Property .customer should have required property 'source_id'")]
    [InlineData("""{"event":"x","customer":"a"}""", "Property .customer should be an object")]
    [InlineData("""{"event":"x","customer":{"source_id":"a"},"referral":{}}""", "Property .referral should have required property 'code'")]
    [InlineData("""{"event":"x","customer":{"source_id":"a"},"loyalty":{"code":"L-1"}}""", "Property .loyalty is not offered in this release")]
    public async Task A_malformed_event_is_refused(string body, string details)
    {
        using var page = await PageAsync();

        Assert.Equal((400, "invalid_payload", details), await page.RefusedAsync(HttpMethod.Post, "/client/v1/events", body));
        Assert.Equal((400, "invalid_payload", details), await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/events", body));
    }

    [Fact]
    public async Task A_page_gives_a_customer_a_code_of_a_campaign()
    {
        await world.Host.Services.CampaignAsync("Page gives", Launched.Setup, "PAGE-GIVE-1", "PAGE-GIVE-2");
        await world.Host.Services.CampaignAsync("Page gives plainly", Launched.Setup, "PAGE-GIVE-PLAIN");
        await world.Host.Services.CampaignAsync("Page has none", Launched.Setup);
        using var page = await PageAsync();
        const string Body = """{"customer":{"source_id":"page-joins"},"channel":"Voucherify.js","metadata":{"wave":"autumn","tries":2}}""";

        var first = await page.DoAsync("/client/v1/publish?campaign=Page%20gives&join_once=true", Body);
        var again = await page.DoAsync("/client/v1/publish?campaign=Page%20gives&join_once=true", Body);
        var second = await page.DoAsync("/client/v1/publish?campaign=Page%20gives", Body);

        Assert.Equal(("SUCCESS", "Voucherify.js", "PAGE-GIVE-1"), (first["result"]!.GetValue<string>(), first["channel"]!.GetValue<string>(), first["voucher"]!["code"]!.GetValue<string>()));
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal("PAGE-GIVE-2", second["voucher"]!["code"]!.GetValue<string>());
        var used = await page.RefusedAsync(HttpMethod.Post, "/client/v1/publish?campaign=Page%20gives", Body);
        Assert.Equal((400, "no_voucher_suitable_for_publication"), (used.Status, used.Key));
        Assert.Equal(used, await page.RefusedAsync(HttpMethod.Post, "/client/v1/publish?campaign=Page%20has%20none", Body));
        Assert.Equal(used, await page.RefusedAsync(HttpMethod.Post, "/client/v1/publish?campaign=Page%20no%20such", Body));
        Assert.Equal("invalid_query_params", (await page.RefusedAsync(HttpMethod.Post, "/client/v1/publish", Body)).Key);
        Assert.Equal("""{"wave":"autumn","tries":2}""", first["metadata"]!.ToJsonString());
        Assert.Equal("{}", (await page.DoAsync("/client/v1/publish?campaign=Page%20gives%20plainly", """{"customer":{"source_id":"page-joins"}}"""))["metadata"]!.ToJsonString());
        Assert.Equal("Property .metadata should be an object",
            (await page.RefusedAsync(HttpMethod.Post, "/client/v1/publish?campaign=Page%20gives", """{"customer":{"source_id":"page-joins"},"metadata":"wave"}""")).Details);
        Assert.Equal("Property .customer should have required property 'source_id'", (await page.RefusedAsync(HttpMethod.Post, "/client/v1/publish?campaign=Page%20gives", """{"customer":{}}""")).Details);
    }

    [Fact]
    public async Task Names_of_campaigns_cannot_be_guessed_either()
    {
        using var page = await PageAsync();
        for (var n = 0; n < 10; n++) Assert.Equal(400, (await page.RefusedAsync(HttpMethod.Post, $"/client/v1/publish?campaign=No-such-{n}", """{"customer":{"source_id":"page-guess"}}""")).Status);

        Assert.Equal(429, (await page.RefusedAsync(HttpMethod.Post, "/client/v1/publish?campaign=No-such", """{"customer":{"source_id":"page-guess"}}""")).Status);
    }

    [Fact]
    public async Task Codes_are_listed_for_pages_only_where_the_project_allows_it()
    {
        await world.Host.Services.CampaignAsync("Page lists", Launched.Setup, "PAGE-LIST-1", "PAGE-LIST-2");
        Some.Of(await world.Host.Services.GetRequiredService<PromoConsole.Engine.Distribution.PublicationService>().PublishAsync(
            new() { Code = "PAGE-LIST-2", Customer = new() { SourceId = "page-lists", Name = "Lis" }, Caller = s_owner }));
        using var page = await PageAsync();
        async Task<string> CodesAsync(string query)
        {
            var answer = await page.GetJsonAsync($"/client/v1/vouchers?campaign=Page%20lists{query}");
            Assert.DoesNotContain("Lis\"", answer.ToJsonString());
            return string.Join(' ', answer["vouchers"]!.AsArray().Select(one => one!["code"]!.GetValue<string>()));
        }

        var refused = await page.RefusedAsync(HttpMethod.Get, "/client/v1/vouchers");
        await SwitchAsync(project => project with { CodesInBrowsers = true });
        var (unheld, held, nobodys) = (await CodesAsync(""), await CodesAsync("&customer=page-lists"), await CodesAsync("&customer=page-nobody"));
        await SwitchAsync(project => project with { CodesInBrowsers = false });

        Assert.Equal((403, "vouchers_not_enabled"), (refused.Status, refused.Key));
        Assert.Equal(("PAGE-LIST-1", "PAGE-LIST-2", ""), (unheld, held, nobodys)); // codes of others stay theirs
    }

    [Fact]
    public async Task Customers_are_stored_from_pages_only_where_the_project_allows_it()
    {
        using var page = await PageAsync();
        const string Body = """{"source_id":"page-saves","name":"Sawa","metadata":{"newsletter":true}}""";

        var refused = await page.RefusedAsync(HttpMethod.Post, "/client/v1/customers", Body);
        await SwitchAsync(project => project with { CustomersInBrowsers = true });
        var saved = await page.DoAsync("/client/v1/customers", Body);
        await SwitchAsync(project => project with { CustomersInBrowsers = false });

        Assert.Equal((403, "customers_not_enabled"), (refused.Status, refused.Key));
        Assert.Equal(["id", "source_id", "object"], saved.AsObject().Select(property => property.Key)); // what is known of them stays here
        Assert.Equal("Sawa", (await world.Owner.GetJsonAsync("/v1/customers/page-saves"))["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task There_are_no_consents_and_changing_them_changes_nothing()
    {
        using var page = await PageAsync();

        var listed = await page.GetJsonAsync("/client/v1/consents");
        var changed = await page.ChangeAsync("/client/v1/customers/page-nobody/consents", """{"unsubscribed":true}""");

        Assert.Equal("""{"object":"list","total":0,"data_ref":"consents","consents":[]}""", listed.ToJsonString());
        Assert.Equal(listed.ToJsonString(), changed.ToJsonString());
        Assert.False(await world.Db().Customers.AnyAsync(c => c.SourceId == "page-nobody"));
    }
}
