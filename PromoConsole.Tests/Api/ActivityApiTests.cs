using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class ActivityApiTests(ApiWorld world)
{
    [Fact]
    public async Task Tells_everything_once_newest_first_page_by_page()
    {
        await world.Host.Services.GetRequiredService<SegmentMembership>().SettleAsync();
        var made = await world.Owner.DoAsync("/v1/segments", """{"name":"Active movers","type":"auto-update","filter":{"metadata.mover":{"conditions":{"$is":"yes"}}}}""");
        await world.Host.Services.GetRequiredService<SegmentMembership>().SettleAsync();
        await world.Owner.DoAsync("/v1/campaigns", """{"name":"Movers","type":"STANDALONE","voucher":{"type":"DISCOUNT_VOUCHER","discount":{"type":"AMOUNT","amount_off":500},"code_config":{"pattern":"MOVERS"} } }""");
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"mover","metadata":{"mover":"yes"}}""");
        await world.Owner.DoAsync("/v1/events", """{"event":"moved_house","customer":{"source_id":"mover"},"metadata":{"rooms":3}}""");
        var redeemed = await world.Owner.DoAsync("/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"MOVERS"}],"order":{"source_id":"mover-1","amount":5000},"customer":{"source_id":"mover"} }""");
        await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"NO-MOVERS"}],"customer":{"source_id":"mover"} }""");
        await world.Host.Services.GetRequiredService<SegmentMembership>().SettleAsync();

        var whole = await world.Owner.GetJsonAsync("/v1/customers/mover/activity?limit=100");
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await world.Owner.GetJsonAsync($"/v1/customers/mover/activities?limit=2{(after is null ? "" : $"&starting_after_id={after}")}");
            ids.AddRange(page["data"]!.AsArray().Select(one => (string)one!["id"]!));
            after = (string?)page["more_starting_after"];
        }
        while (after is not null);

        var all = whole["data"]!.AsArray();
        Assert.Equal(all.Select(one => (string)one!["id"]!), ids);
        Assert.Equal(
            ["customer.created", "customer.custom_event", "customer.order.created", "customer.redemption.failed", "customer.redemption.succeeded", "customer.segment.entered"],
            all.Select(one => (string)one!["type"]!).Order(StringComparer.Ordinal));
        Assert.False((bool)whole["has_more"]!);
        var entered = all.Single(one => (string?)one!["type"] == "customer.segment.entered")!;
        Assert.Equal($$"""{"id":"{{made["id"]}}","name":"Active movers","object":"segment"}""", entered["data"]!["segment"]!.ToJsonString());
        Assert.Equal("""{"rooms":3}""", all.Single(one => (string?)one!["type"] == "customer.custom_event")!["data"]!["event"]!["metadata"]!.ToJsonString());
        Assert.Equal((string?)redeemed["redemptions"]![0]!["id"], (string?)all.Single(one => (string?)one!["type"] == "customer.redemption.succeeded")!["data"]!["redemption"]!["id"]);
    }

    [Fact]
    public async Task Tells_what_changed_about_the_customer_and_what_became_of_orders()
    {
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"act-changer","phone":"1","address":{"city":"Gdynia","postal_code":"81-001"},"metadata":{"size":"M","tier":"gold"}}""");
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"act-changer","phone":"2","address":{"postal_code":"81-002"},"metadata":{"size":"L","tier":"gold"}}""");
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"act-changer","phone":"2","metadata":{"tier":"gold"}}"""); // says nothing new
        await world.Owner.DoAsync("/v1/orders", """{"source_id":"act-order","amount":5000,"customer":{"source_id":"act-changer"}}""");
        await world.Owner.DoAsync("/v1/orders", """{"source_id":"act-order","status":"PAID"}""");
        await world.Owner.DoAsync("/v1/orders", """{"source_id":"act-order","status":"FULFILLED"}""");
        await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"ACT-NONE"}],"customer":{"source_id":"act-changer","email":"act@shop.example"}}""");

        var all = (await world.Owner.GetJsonAsync("/v1/customers/act-changer/activity?limit=100&order=created_at"))["data"]!.AsArray();
        var page = await world.Owner.GetJsonAsync($"/v1/customers/act-changer/activity?limit=100&order=created_at&starting_after_id={all[3]!["id"]}");

        Assert.Equal(
            ["customer.created", "customer.order.created", "customer.order.fulfilled", "customer.order.paid", "customer.redemption.failed", "customer.updated", "customer.updated"],
            all.Select(one => (string)one!["type"]!).Order(StringComparer.Ordinal));
        var changed = all.Where(one => (string?)one!["type"] == "customer.updated").Select(one => one!["data"]!["changes"]!.ToJsonString()).ToList();
        Assert.Equal(
            """{"before":{"phone":"1","address":{"postal_code":"81-001"},"metadata":{"size":"M"}},"after":{"phone":"2","address":{"postal_code":"81-002"},"metadata":{"size":"L"}}}""", changed[0]);
        Assert.Equal("""{"before":{"email":null},"after":{"email":"act@shop.example"}}""", changed[1]); // what a redemption said of them
        Assert.Equal(["PAID", "FULFILLED"], all.Where(one => one!["type"]!.ToString() is "customer.order.paid" or "customer.order.fulfilled").Select(one => (string)one!["data"]!["order"]!["status"]!));
        Assert.Equal(all.Skip(4).Select(one => (string)one!["id"]!), page["data"]!.AsArray().Select(one => (string)one!["id"]!));
    }

    [Fact]
    public async Task Tells_what_people_change_about_an_order()
    {
        var order = await world.Owner.DoAsync("/v1/orders", """{"source_id":"act-edited","amount":5000,"status":"PAID","customer":{"source_id":"act-edited"}}""");
        await world.Host.Services.GetRequiredService<OrderService>().SaveAsync(
            new ChangeOrder { OrderId = (string)order["id"]!, Metadata = new MetadataBag(new Dictionary<string, JsonElement> { ["gift"] = JsonSerializer.SerializeToElement(true) }), Caller = Launched.Agent });

        var updated = Assert.Single((await world.Owner.GetJsonAsync("/v1/customers/act-edited/activity?type=customer.order.updated"))["data"]!.AsArray())!;

        Assert.Equal(((string?)order["id"], "PAID"), ((string?)updated["data"]!["order"]!["id"], (string?)updated["data"]!["order"]!["status"]));
    }

    [Fact]
    public async Task Tells_only_what_is_asked_for()
    {
        await world.Owner.DoAsync("/v1/events", """{"event":"asked","customer":{"source_id":"asker"}}""");

        async Task<string[]> TypesAsync(string query) =>
            [.. (await world.Owner.GetJsonAsync($"/v1/customers/asker/activity?{query}"))["data"]!.AsArray().Select(one => (string)one!["type"]!)];

        Assert.Equal(["customer.custom_event"], await TypesAsync("type=customer.custom_event"));
        Assert.Empty(await TypesAsync("category=EFFECT"));
        Assert.Equal(2, (await TypesAsync("category=ACTION")).Length);
        Assert.Equal("customer.created", (await TypesAsync("order=created_at&limit=1")).Single());
        Assert.Empty(await TypesAsync("campaign_type=PROMOTION"));
        Assert.Empty(await TypesAsync("campaign_type=GIFT_VOUCHERS"));
        Assert.Empty(await TypesAsync("end_date=2020-01-01"));
        Assert.Equal(2, (await TypesAsync("start_date=2020-01-01")).Length);
    }

    [Fact]
    public async Task Masks_contact_data_for_who_sees_it_masked()
    {
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"asker-3","email":"ask@poczta.example"}""");
        using var analyst = await world.ClientAsync(Roles.Analyst);

        var told = await analyst.GetJsonAsync("/v1/customers/asker-3/activity");

        Assert.Equal("a•••@poczta.example", (string?)told["data"]![0]!["data"]!["customer"]!["email"]);
    }

    [Theory]
    [InlineData("/v1/customers/nobody-here/activity", 404, "not_found")]
    [InlineData("/v1/customers/asker-2/activity?type=customer.danced", 400, "invalid_query_params")]
    [InlineData("/v1/customers/asker-2/activity?starting_after_id=ccrev_none", 404, "not_found")]
    [InlineData("/v1/customers/asker-2/activity?start_date=someday", 400, "invalid_query_params")]
    public async Task Refuses_what_cannot_be_told(string path, int status, string key)
    {
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"asker-2"}""");

        var refused = await world.Owner.RefusedAsync(HttpMethod.Get, path);

        Assert.Equal((status, key), (refused.Status, refused.Key));
    }
}
