using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

/// <summary>What pages tell of a customer, store for one and give to one.</summary>
[Collection(ApiTests.Name)]
public class ClientCustomersApiTests(ApiWorld world) : ClientPages(world)
{
    [Fact]
    public async Task A_page_tells_what_a_customer_did_and_learns_nothing_about_them()
    {
        await World.Owner.DoAsync("/v1/customers", """{"source_id":"page-told","name":"Tola","email":"tola@example.com","metadata":{"vip":true}}""");
        using var page = await PageAsync();

        var told = await page.DoAsync("/client/v1/events", """{"event":"cart_abandoned","customer":{"source_id":"page-told","name":"Mallory"},"metadata":{"items":3}}""");
        var onServer = await World.Owner.DoAsync("/v1/events", """{"event":"called","customer":{"source_id":"page-told"}}""");

        var id = onServer["customer"]!["id"]!.GetValue<string>();
        Assert.Equal(World.Expected($$"""{"type":"cart_abandoned","customer":{"id":"{{id}}","source_id":"page-told","name":null,"email":null,"metadata":{},"object":"customer"},"object":"event","referral":null,"loyalty":null}"""),
            ApiWorld.Plain(told.ToJsonString()));
        Assert.Equal(("Tola", "tola@example.com", true), (onServer["customer"]!["name"]!.GetValue<string>(), onServer["customer"]!["email"]!.GetValue<string>(), onServer["customer"]!["metadata"]!["vip"]!.GetValue<bool>()));
        await using var db = World.Db();
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
        Assert.Equal((400, "invalid_payload", details), await World.Owner.RefusedAsync(HttpMethod.Post, "/v1/events", body));
    }

    [Fact]
    public async Task A_page_gives_a_customer_a_code_of_a_campaign()
    {
        await World.Host.Services.CampaignAsync("Page gives", Launched.Setup, "PAGE-GIVE-1", "PAGE-GIVE-2");
        await World.Host.Services.CampaignAsync("Page gives plainly", Launched.Setup, "PAGE-GIVE-PLAIN");
        await World.Host.Services.CampaignAsync("Page has none", Launched.Setup);
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
    public async Task A_page_gives_codes_that_are_made_on_demand_to_each_customer_one()
    {
        await World.Host.Services.CampaignAsync("Page makes", Launched.Setup with { Codes = new() { Count = 0, OnDemand = true, OnePerCustomer = true } });
        using var page = await PageAsync();
        async Task<string?> GivenAsync(string customer) =>
            (string?)(await page.DoAsync("/client/v1/publish?campaign=Page%20makes", $$"""{"customer":{"source_id":"{{customer}}"} }"""))["voucher"]!["code"];

        var (ola, again, eva) = (await GivenAsync("page-ola"), await GivenAsync("page-ola"), await GivenAsync("page-eva"));

        Assert.Equal(ola, again);
        Assert.NotEqual(ola, eva);
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
        await World.Host.Services.CampaignAsync("Page lists", Launched.Setup, "PAGE-LIST-1", "PAGE-LIST-2");
        Some.Of(await World.Host.Services.GetRequiredService<PromoConsole.Engine.Distribution.PublicationService>().PublishAsync(
            new() { Code = "PAGE-LIST-2", Customer = new() { SourceId = "page-lists", Name = "Lis" }, Caller = Dashboard }));
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
        Assert.Equal("Sawa", (await World.Owner.GetJsonAsync("/v1/customers/page-saves"))["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_page_tells_what_a_customer_said_where_the_project_allows_it_and_learns_nothing()
    {
        using var page = await PageAsync();
        await ConsentsApiTests.DefineAsync(World, "page_news");
        await World.Owner.DoAsync("/v1/customers", """{"source_id":"page-says"}""");

        var listed = await page.GetJsonAsync("/client/v1/consents");
        var refused = await page.RefusedAsync(HttpMethod.Put, "/client/v1/customers/page-says/consents", """{"page_news":true}""");
        await SwitchAsync(project => project with { CustomersInBrowsers = true });
        var said = await ConsentsApiTests.SayAsync(page, "/client/v1/customers/page-says/consents", """{"page_news":true}""");
        var nobody = await ConsentsApiTests.SayAsync(page, "/client/v1/customers/page-nobody/consents", """{"page_news":true}""");
        await SwitchAsync(project => project with { CustomersInBrowsers = false });

        Assert.Contains(listed["consents"]!["data"]!.AsArray(), one => (string?)one!["id"] == "page_news");
        Assert.Equal((403, "customers_not_enabled"), (refused.Status, refused.Key));
        Assert.Equal((204, 204), (said, nobody)); // alike, so that nobody can ask who is stored
        await using var db = World.Db();
        Assert.True((await db.Customers.SingleAsync(c => c.SourceId == "page-says")).Consents!["page_news"].Given);
        Assert.False(await db.Customers.AnyAsync(c => c.SourceId == "page-nobody"));
    }
}
