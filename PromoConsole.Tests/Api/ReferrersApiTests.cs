using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

/// <summary>Who referred the customer of an order.</summary>
[Collection(ApiTests.Name)]
public class ReferrersApiTests(ApiWorld world)
{
    [Fact]
    public async Task An_order_stores_who_referred_its_customer_and_keeps_them_until_told_otherwise()
    {
        var made = await world.Owner.DoAsync("/v1/orders", """{"source_id":"refd-1","amount":1000,"customer":{"source_id":"refd-buyer"},"referrer":{"source_id":"refd-friend","name":"Friend"} }""");
        var friend = await world.Owner.GetJsonAsync("/v1/customers/refd-friend");
        var other = (string)(await world.Owner.DoAsync("/v1/customers", """{"source_id":"refd-other"}"""))["id"]!;
        var paid = await world.Owner.ChangeAsync("/v1/orders/refd-1", """{"status":"PAID"}""");
        var changed = await world.Owner.ChangeAsync("/v1/orders/refd-1", $$"""{"referrer_id":"{{other}}"}""");

        Assert.Equal("Friend", (string?)friend["name"]);
        Assert.Equal(((string?)friend["id"], (string?)friend["id"], "customer"), ((string?)made["referrer_id"], (string?)made["referrer"]!["id"], (string?)made["referrer"]!["object"]));
        Assert.Equal((string?)friend["id"], (string?)paid["referrer_id"]);
        Assert.Equal(other, (string?)changed["referrer_id"]);
        Assert.Equal(other, (string?)(await world.Owner.GetJsonAsync("/v1/orders/refd-1"))["referrer_id"]);
        Assert.NotEqual((string?)made["customer_id"], (string?)made["referrer_id"]);
    }

    [Fact]
    public async Task Somebody_new_who_is_buyer_and_referrer_is_stored_once()
    {
        var made = await world.Owner.DoAsync("/v1/orders", """{"amount":1000,"customer":{"source_id":"refd-self"},"referrer":{"source_id":"refd-self","email":"self@shop.example"} }""");

        Assert.Equal((string?)made["customer_id"], (string?)made["referrer_id"]);
        Assert.Equal("self@shop.example", (string?)(await world.Owner.GetJsonAsync("/v1/customers/refd-self"))["email"]);
    }

    [Fact]
    public async Task The_order_of_a_redemption_stores_them_too_and_a_stored_order_keeps_its_own()
    {
        await world.Host.Services.CampaignAsync("Referred uses", Launched.Setup, "REFD-1", "REFD-2");
        var used = await world.Owner.DoAsync("/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"REFD-1"}],"order":{"source_id":"refd-2","amount":5000,"referrer":{"source_id":"refd-host"} },"customer":{"source_id":"refd-guest"} }""");
        var again = await world.Owner.DoAsync("/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"REFD-2"}],"order":{"source_id":"refd-2","referrer":{"source_id":"refd-late"} },"customer":{"source_id":"refd-guest"} }""");
        var host = (string)(await world.Owner.GetJsonAsync("/v1/customers/refd-host"))["id"]!;
        var id = (string)used["redemptions"]![0]!["id"]!;
        var back = await world.Owner.DoAsync($"/v1/redemptions/{id}/rollback", "{}");

        Assert.Equal(host, (string?)used["order"]!["referrer_id"]);
        Assert.Equal(host, (string?)used["redemptions"]![0]!["order"]!["referrer"]!["id"]);
        Assert.Equal(host, (string?)again["order"]!["referrer_id"]);
        Assert.Equal(host, (string?)(await world.Owner.GetJsonAsync("/v1/orders/refd-2"))["referrer_id"]);
        Assert.Equal(host, (string?)(await world.Owner.GetJsonAsync($"/v1/redemptions/{id}"))["order"]!["referrer_id"]);
        Assert.Equal(host, (string?)back["order"]!["referrer_id"]);
    }

    [Fact]
    public async Task A_repeated_redemption_gives_its_first_answer_also_when_who_referred_is_gone()
    {
        await world.Host.Services.CampaignAsync("Referred once", Launched.Setup, "REFD-ONCE");
        var leaver = (string)(await world.Owner.DoAsync("/v1/customers", """{"source_id":"refd-leaver"}"""))["id"]!;
        var body = $$"""{"redeemables":[{"object":"voucher","id":"REFD-ONCE"}],"order":{"amount":5000,"referrer_id":"{{leaver}}"} }""";

        var first = await (await world.Owner.PostAsync("/v1/redemptions", body, "refd-key")).Content.ReadAsStringAsync();
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await world.Owner.DeleteAsync($"/v1/customers/{leaver}")).StatusCode);
        var again = await (await world.Owner.PostAsync("/v1/redemptions", body, "refd-key")).Content.ReadAsStringAsync();

        Assert.Contains($"\"referrer_id\":\"{leaver}\"", first, StringComparison.Ordinal);
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task A_validation_tells_a_known_one_and_stores_nobody()
    {
        await world.Host.Services.CampaignAsync("Referred carts", Launched.Setup, "REFDV-1");
        var known = (string)(await world.Owner.DoAsync("/v1/customers", """{"source_id":"refd-known"}"""))["id"]!;

        var asked = await world.Owner.DoAsync("/v1/validations", """{"redeemables":[{"object":"voucher","id":"REFDV-1"}],"order":{"amount":5000,"referrer":{"source_id":"refd-known"} } }""");
        var unknown = await world.Owner.DoAsync("/v1/validations", """{"redeemables":[{"object":"voucher","id":"REFDV-1"}],"order":{"amount":5000,"referrer":{"source_id":"refd-nobody"} } }""");

        Assert.Equal(known, (string?)asked["order"]!["referrer_id"]);
        Assert.Null((string?)unknown["order"]!["referrer_id"]);
        Assert.Equal(404, (await world.Owner.RefusedAsync(HttpMethod.Get, "/v1/customers/refd-nobody")).Status);
    }

    [Theory]
    [InlineData("/v1/orders", """{"amount":1,"referrer_id":"cust_nobody"}""")]
    [InlineData("/v1/orders", """{"amount":1,"referrer":{"id":"cust_nobody"} }""")]
    [InlineData("/v1/validations", """{"redeemables":[{"object":"voucher","id":"X"}],"order":{"amount":1,"referrer_id":"cust_nobody"} }""")]
    [InlineData("/v1/validations", """{"redeemables":[{"object":"voucher","id":"X"}],"session":{"type":"LOCK"},"order":{"amount":1,"referrer_id":"cust_nobody"} }""")]
    [InlineData("/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"X"}],"order":{"amount":1,"referrer_id":"cust_nobody"} }""")]
    public async Task An_unknown_platform_id_is_refused(string path, string body) =>
        Assert.Equal((404, "not_found"), (await world.Owner.RefusedAsync(HttpMethod.Post, path, body)) is var refused ? (refused.Status, refused.Key) : default);

    [Fact]
    public async Task A_merge_moves_them_to_who_stays_and_back_and_a_deletion_leaves_the_id()
    {
        await world.Owner.DoAsync("/v1/orders", """{"source_id":"refd-3","amount":1000,"referrer":{"source_id":"refd-double"} }""");
        var stays = (string)(await world.Owner.DoAsync("/v1/customers", """{"source_id":"refd-stays"}"""))["id"]!;
        var gone = (string)(await world.Owner.GetJsonAsync("/v1/customers/refd-double"))["id"]!;
        var merges = world.Host.Services.GetRequiredService<CustomerMerges>();

        var customers = world.Host.Services.GetRequiredService<CustomerService>();
        var seen = ((await customers.GetAsync(stays)).Value!.Revision, (await customers.GetAsync(gone)).Value!.Revision);

        var merged = await merges.MergeAsync(new(stays, gone, new HashSet<string>(), seen, null, Launched.Agent));
        Assert.Equal(stays, await ReferrerAsync("refd-3"));
        Assert.True((await merges.UndoAsync(merged.Value!.Id, Launched.Agent)).IsOk);
        Assert.Equal(gone, await ReferrerAsync("refd-3"));
        Assert.True((await world.Host.Services.GetRequiredService<CustomerRemoval>().EraseAsync(gone, Launched.Agent)).IsOk);
        Assert.Equal(gone, await ReferrerAsync("refd-3"));

        async Task<string?> ReferrerAsync(string order)
        {
            await using var db = await world.Host.Services.GetRequiredService<IDbContextFactory<PromoDbContext>>().CreateDbContextAsync();
            return await db.Orders.Where(o => o.SourceId == order).Select(o => o.ReferrerId).SingleAsync();
        }
    }
}
