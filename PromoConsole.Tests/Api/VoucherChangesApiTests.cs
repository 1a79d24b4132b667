using System.Net;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class VoucherChangesApiTests(ApiWorld world)
{
    [Fact]
    public async Task Changes_what_is_said_and_leaves_the_rest()
    {
        await world.Owner.DoAsync("/v1/vouchers/CHANGE-1", """
            {"discount":{"type":"PERCENT","percent_off":10},"metadata":{"a":1,"b":2},"additional_info":"Old","expiration_date":"2030-01-01T00:00:00Z","validity_day_of_week":[1]}
            """);
        await world.Owner.DoAsync("/v1/categories", """{"name":"Changed category"}""");

        var changed = await world.Owner.ChangeAsync("/v1/vouchers/change-1", """
            {"metadata":{"b":3},"expiration_date":null,"category":"Changed category","discount":{"type":"AMOUNT","amount_off":500},"active":false}
            """);

        Assert.Equal("""{"a":1,"b":3}""", changed["metadata"]!.ToJsonString());
        Assert.Equal("Old", (string?)changed["additional_info"]);
        Assert.Null(changed["expiration_date"]);
        Assert.Equal("Changed category", (string?)changed["category"]);
        Assert.Equal(500, (int)changed["discount"]!["amount_off"]!);
        Assert.Equal([1], changed["validity_day_of_week"]!.AsArray().Select(day => (int)day!));
        Assert.False((bool)changed["active"]!);
        Assert.Equal(changed["code"]!.ToJsonString(), (await world.Owner.GetJsonAsync("/v1/vouchers/CHANGE-1"))["code"]!.ToJsonString());
    }

    [Fact]
    public async Task Takes_effect_at_once()
    {
        await world.Owner.DoAsync("/v1/vouchers/CHANGE-2", """{"discount":{"type":"AMOUNT","amount_off":100}}""");
        await world.Owner.ChangeAsync("/v1/vouchers/CHANGE-2", """{"discount":{"type":"AMOUNT","amount_off":700}}""");

        var validated = await world.Owner.DoAsync("/v1/validations", """{"redeemables":[{"object":"voucher","id":"CHANGE-2"}],"order":{"amount":10000}}""");

        Assert.Equal(9300, (int)validated["order"]!["total_amount"]!);
    }

    [Theory]
    [InlineData("""{"discount":{"type":"AMOUNT","amount_off":500}}""", "invalid_voucher")]
    [InlineData("""{"validity_day_of_week":[1]}""", "invalid_voucher")]
    [InlineData("""{"category":null}""", "invalid_voucher")]
    [InlineData("""{"start_date":"2027-01-01","expiration_date":"2026-01-01"}""", "invalid_voucher")]
    [InlineData("""{"type":"GIFT_VOUCHER"}""", "invalid_voucher")]
    [InlineData("""{"active":"yes"}""", "invalid_payload")]
    [InlineData("""{"category":"No such category"}""", "not_found")]
    public async Task Refuses_what_a_code_of_a_campaign_cannot_say(string body, string key)
    {
        var code = $"CHANGE-{Guid.NewGuid():N}"[..20];
        await world.Owner.DoAsync("/v1/campaigns", $$"""{"name":"Of {{code}}","type":"STATIC","vouchers_count":0,"voucher":{"discount":{"type":"AMOUNT","amount_off":100},"code_config":{"pattern":"{{code}}-####"} } }""");
        await world.Owner.DoAsync($"/v1/campaigns/Of%20{code}/vouchers/{code}", "{}");

        Assert.Equal(key, (await world.Owner.RefusedAsync(HttpMethod.Put, $"/v1/vouchers/{code}", body)).Key);
    }

    [Fact]
    public async Task Switches_a_code_off_and_on()
    {
        await world.Owner.DoAsync("/v1/vouchers/SWITCH-1", """{"discount":{"type":"AMOUNT","amount_off":100}}""");

        var off = await world.Owner.DoAsync("/v1/vouchers/SWITCH-1/disable", "{}");
        var refused = await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"SWITCH-1"}],"order":{"amount":500}}""");
        var on = await world.Owner.DoAsync("/v1/vouchers/SWITCH-1/enable", "{}");

        Assert.Equal((false, true), ((bool)off["active"]!, (bool)on["active"]!));
        Assert.Equal("voucher_disabled", refused.Key);
    }

    [Fact]
    public async Task Has_no_balance()
    {
        await world.Owner.DoAsync("/v1/vouchers/BALANCE-1", """{"discount":{"type":"AMOUNT","amount_off":100}}""");

        var refused = await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/vouchers/BALANCE-1/balance", """{"amount":100}""");

        Assert.Equal((400, "invalid_voucher"), (refused.Status, refused.Key));
        Assert.Contains("BALANCE-1", refused.Details);
    }

    [Fact]
    public async Task Knows_no_code_that_is_not_there()
    {
        foreach (var path in (string[])["/v1/vouchers/NOT-THERE/enable", "/v1/vouchers/NOT-THERE/disable"])
            Assert.Equal(404, (await world.Owner.RefusedAsync(HttpMethod.Post, path, "{}")).Status);
        Assert.Equal(404, (await world.Owner.RefusedAsync(HttpMethod.Put, "/v1/vouchers/NOT-THERE", "{}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Owner.DeleteAsync("/v1/vouchers/NOT-THERE")).StatusCode);
    }
}
