using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class PublicationsApiTests(ApiWorld world)
{
    [Fact]
    public async Task A_code_is_given_by_body_and_by_query_and_told_in_lists()
    {
        await world.Host.Services.CampaignAsync("Pub api", Launched.Setup, "PUBAPI1", "PUBAPI2", "PUBAPI3", "PUBAPI4");

        var one = await world.Owner.DoAsync("/v1/publications", """{"campaign":{"name":"Pub api"},"customer":{"source_id":"pub-ola","name":"Ola"},"source_id":"pub-1","metadata":{"till":7},"channel":"till"}""");
        var again = await world.Owner.DoAsync("/v1/publications", """{"campaign":"Pub api","customer":{"source_id":"pub-ola"},"source_id":"pub-1"}""");
        var joined = await world.Owner.DoAsync("/v1/publications", """{"campaign":"Pub api","customer":{"source_id":"pub-ola"},"join_once":true}""");
        var two = await world.Owner.DoAsync("/v1/publications", """{"campaign":{"name":"Pub api","count":2},"customer":{"source_id":"pub-jan"} }""");
        var byQuery = await world.Owner.GetJsonAsync("/v1/publications/create?campaign%5Bname%5D=Pub%20api&customer%5Bsource_id%5D=pub-ola&join_once=true");

        Assert.Equal(("SUCCESS", "pub-1", "till", "publication"), ((string?)one["result"], (string?)one["source_id"], (string?)one["channel"], (string?)one["object"]));
        Assert.Equal((string?)one["voucher"]!["id"], (string?)Assert.Single(one["vouchers_id"]!.AsArray()));
        Assert.Equal((string?)one["customer_id"], (string?)one["voucher"]!["holder_id"]);
        Assert.Equal(7, (int)one["metadata"]!["till"]!);
        Assert.All([again, joined, byQuery], other => Assert.Equal((string?)one["id"], (string?)other["id"]));
        Assert.Null(two["voucher"]);
        Assert.Equal(2, two["vouchers"]!.AsArray().Count);
        Assert.Equal(2, two["vouchers_id"]!.AsArray().Count);

        var refused = await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/publications", """{"campaign":{"name":"Pub api","count":5},"customer":{"source_id":"pub-jan"} }""");
        Assert.Equal((400, "no_voucher_suitable_for_publication"), (refused.Status, refused.Key));
        var list = await world.Owner.GetJsonAsync("/v1/publications?campaign=Pub%20api&order=created_at");
        Assert.Equal(("list", "publications", 3L), ((string?)list["object"], (string?)list["data_ref"], (long)list["total"]!));
        Assert.Equal(["SUCCESS", "SUCCESS", "FAILURE"], list["publications"]!.AsArray().Select(entry => (string?)entry!["result"]));
        Assert.Equal("no_voucher_suitable_for_publication", (string?)list["publications"]![2]!["failure_code"]);
        var failures = await world.Owner.GetJsonAsync("/v1/publications?campaign=Pub%20api&result=FAILURE");
        Assert.Equal(1L, (long)failures["total"]!);
        Assert.Equal(0L, (long)(await world.Owner.GetJsonAsync("/v1/publications?voucher_type=GIFT_VOUCHER"))["total"]!);
    }

    [Fact]
    public async Task What_a_customer_holds_is_paged_by_cursor()
    {
        await world.Host.Services.CampaignAsync("Held api", Launched.Setup, "HELD1", "HELD2", "HELD3");
        foreach (var code in new[] { "HELD1", "HELD2", "HELD3" }) await world.Owner.DoAsync("/v1/publications", $$"""{"voucher":"{{code}}","customer":{"source_id":"held-ola"} }""");

        var first = await world.Owner.GetJsonAsync("/v1/customers/held-ola/redeemables?limit=2&order=id");
        var next = await world.Owner.GetJsonAsync($"/v1/customers/held-ola/redeemables?limit=2&order=id&starting_after_id={first["more_starting_after"]}");

        Assert.Equal((true, 3L, "data"), ((bool)first["has_more"]!, (long)first["total"]!, (string?)first["data_ref"]));
        Assert.Equal(["HELD1", "HELD2"], first["data"]!.AsArray().Select(entry => (string?)entry!["redeemable"]!["voucher"]!["code"]));
        Assert.Equal(("HELD3", "OWNER", false), ((string?)next["data"]![0]!["redeemable"]!["voucher"]!["code"], (string?)next["data"]![0]!["holder_role"], (bool)next["has_more"]!));
        Assert.StartsWith("rh_", (string?)next["data"]![0]!["id"]);
        Assert.Null(next["more_starting_after"]);
    }

    [Theory]
    [InlineData("""{"campaign":"Pub api"}""", "invalid_payload")]
    [InlineData("""{"customer":{"source_id":"x"} }""", "missing_vouchers")]
    [InlineData("""{"campaign":{},"customer":{"source_id":"x"} }""", "invalid_payload")]
    [InlineData("""{"campaign":{"name":"Pub api","count":"many"},"customer":{"source_id":"x"} }""", "invalid_payload")]
    public async Task What_is_missing_or_malformed_is_refused(string body, string key) =>
        Assert.Equal(key, (await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/publications", body)).Key);

    [Fact]
    public async Task An_analyst_sees_no_contact_data()
    {
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"masked-1","name":"Masked","email":"masked@poczta.example","phone":"+48 600 100 214"}""");

        var seen = await (await world.ClientAsync(Roles.Analyst)).GetJsonAsync("/v1/customers/masked-1");

        Assert.Equal(("m•••@poczta.example", "••• 14"), ((string?)seen["email"], (string?)seen["phone"]));
    }
}
