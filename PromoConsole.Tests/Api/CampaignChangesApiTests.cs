using System.Net;
using System.Text.Json.Nodes;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class CampaignChangesApiTests(ApiWorld world)
{
    [Fact]
    public async Task Changes_what_is_said_as_the_next_version()
    {
        var made = await MakeAsync("Change me", "CHANGE-ME");

        var changed = await world.Owner.ChangeAsync("/v1/campaigns/Change%20me", """
            {"description":"Better","metadata":{"b":3},"unset_metadata_fields":["a"],"expiration_date":"2030-01-01T00:00:00Z","discount":{"type":"AMOUNT","amount_off":700}}
            """);
        var validated = await world.Owner.DoAsync("/v1/validations", """{"redeemables":[{"object":"voucher","id":"CHANGE-ME"}],"order":{"amount":10000}}""");
        var cleared = await world.Owner.ChangeAsync($"/v1/campaigns/{made["id"]}", """{"expiration_date":null}""");

        Assert.Equal(("Better", """{"b":3}""", 700), ((string?)changed["description"], changed["metadata"]!.ToJsonString(), (int)changed["voucher"]!["discount"]!["amount_off"]!));
        Assert.Equal("2030-01-01T00:00:00.000Z", (string?)changed["expiration_date"]);
        Assert.Equal(9300, (int)validated["order"]!["total_amount"]!);
        Assert.Null(cleared["expiration_date"]);
        Assert.Equal(700, (int)cleared["voucher"]!["discount"]!["amount_off"]!);
    }

    [Fact]
    public async Task Refuses_a_discount_for_a_promotion_and_a_campaign_that_is_not_there()
    {
        await world.Owner.DoAsync("/v1/campaigns", """
            {"name":"No codes to change","campaign_type":"PROMOTION","promotion":{"tiers":[{"name":"One","action":{"discount":{"type":"AMOUNT","amount_off":100}}}]}}
            """);

        var discount = await world.Owner.RefusedAsync(HttpMethod.Put, "/v1/campaigns/No%20codes%20to%20change", """{"discount":{"type":"AMOUNT","amount_off":700}}""");
        var missing = await world.Owner.RefusedAsync(HttpMethod.Put, "/v1/campaigns/Nowhere", """{"description":"x"}""");
        var wrong = await world.Owner.RefusedAsync(HttpMethod.Put, "/v1/campaigns/No%20codes%20to%20change", """{"start_date":"soon"}""");

        Assert.Equal(("invalid_campaign", "not_found", "invalid_payload"), (discount.Key, missing.Key, wrong.Key));
    }

    [Fact]
    public async Task Switches_a_campaign_off_and_on()
    {
        await MakeAsync("Switch me", "SWITCH-ME");

        foreach (var _ in (int[])[1, 2]) Assert.Equal("{}", (await world.Owner.DoAsync("/v1/campaigns/Switch%20me/disable", "{}")).ToJsonString());
        Assert.False((bool)(await world.Owner.GetJsonAsync("/v1/campaigns/Switch%20me"))["active"]!);
        foreach (var _ in (int[])[1, 2]) await world.Owner.DoAsync("/v1/campaigns/Switch%20me/enable", "{}");

        Assert.True((bool)(await world.Owner.GetJsonAsync("/v1/campaigns/Switch%20me"))["active"]!);
    }

    [Fact]
    public async Task Deletes_into_the_bin_and_for_good()
    {
        var made = await MakeAsync("Delete me", "DELETE-ME");

        using var binned = await world.Owner.DeleteAsync("/v1/campaigns/Delete%20me");
        Assert.Equal(HttpStatusCode.Accepted, binned.StatusCode);
        Assert.StartsWith("aa_", (await binned.ReadAsync()).GetProperty("async_action_id").GetString());
        Assert.Equal(404, (await world.Owner.RefusedAsync(HttpMethod.Get, "/v1/campaigns/Delete%20me")).Status);
        using var gone = await world.Owner.DeleteAsync($"/v1/campaigns/{made["id"]}?force=true");

        Assert.Equal(HttpStatusCode.Accepted, gone.StatusCode);
        await world.RowsAsync(); // waits for the work
        Assert.Equal(404, (await world.Owner.RefusedAsync(HttpMethod.Get, "/v1/vouchers/DELETE-ME")).Status);
        await MakeAsync("Delete me", "DELETE-ME");
    }

    [Fact]
    public async Task Sums_a_campaign_up()
    {
        await MakeAsync("Sum me", "SUM-ME");
        var redeemed = await world.Owner.DoAsync("/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"SUM-ME"}],"order":{"amount":10000}}""");
        await world.Owner.DoAsync("/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"SUM-ME"}],"order":{"amount":5000}}""");
        await world.Owner.DoAsync($"/v1/redemptions/{redeemed["redemptions"]![0]!["id"]}/rollback", "{}");

        var summary = await world.Owner.GetJsonAsync("/v1/campaigns/Sum%20me/summary");
        var before = await world.Owner.GetJsonAsync("/v1/campaigns/Sum%20me/summary?end_date=2020-01-01");

        Assert.Equal("campaign_summary", (string?)summary["object"]);
        Assert.Equal("Sum me", (string?)summary["campaign"]!["name"]);
        Assert.Equal((2, 0, 1), (Number(summary, "redemptions_succeeded"), Number(summary, "redemptions_failed"), Number(summary, "rollbacks_succeeded")));
        Assert.Equal((15000, 10000), (Number(summary, "orders_amount"), Number(summary, "orders_rolledback_amount")));
        Assert.Equal((3000, 2000), (Number(summary, "discounted_amount"), Number(summary, "rolledback_discounted_amount")));
        Assert.Equal((1, 0), (Number(summary, "vouchers_created"), Number(summary, "vouchers_deleted")));
        Assert.Equal((0, 0), (Number(before, "redemptions"), Number(before, "vouchers_created")));
        Assert.Equal("invalid_query_params", (await world.Owner.RefusedAsync(HttpMethod.Get, "/v1/campaigns/Sum%20me/summary?start_date=soon")).Key);
    }

    private Task<JsonNode> MakeAsync(string name, string code) => world.Owner.DoAsync("/v1/campaigns", $$"""
        {"name":"{{name}}","type":"STANDALONE","metadata":{"a":1},"voucher":{"discount":{"type":"PERCENT","percent_off":20},"redemption":{"quantity":null},"code_config":{"pattern":"{{code}}" } } }
        """);

    private static int Number(JsonNode summary, string name) => (int)summary[name]!;
}
