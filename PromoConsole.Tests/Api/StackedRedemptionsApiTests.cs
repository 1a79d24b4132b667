using System.Net;
using System.Text.Json;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

/// <summary>Several codes in one request, sessions, and taking all of it back, over HTTP.</summary>
[Collection(ApiTests.Name)]
public class StackedRedemptionsApiTests(ApiWorld world)
{
    private async Task CodesAsync(string prefix, int uses = 1)
    {
        await world.Owner.DoAsync($"/v1/vouchers/{prefix}-TEN", $$$"""{"discount":{"type":"AMOUNT","amount_off":1000},"redemption":{"quantity":{{{uses}}}}}""");
        await world.Owner.DoAsync($"/v1/vouchers/{prefix}-FIFTH", """{"discount":{"type":"PERCENT","percent_off":20}}""");
    }

    private static string Both(string prefix, string more = "") =>
        $$$"""{"redeemables":[{"object":"voucher","id":"{{{prefix}}}-TEN"},{"object":"voucher","id":"{{{prefix}}}-FIFTH"}],"order":{"source_id":"{{{prefix}}}","amount":10000}{{{more}}}}""";

    [Fact]
    public async Task Validates_each_on_the_order_as_the_one_before_left_it()
    {
        await CodesAsync("STEP");

        var answer = await (await world.Owner.PostAsync("/v1/validations", Both("STEP"))).ReadAsync();

        Assert.True(answer.GetProperty("valid").GetBoolean());
        Assert.Equal([9000L, 7200L], answer.GetProperty("redeemables").EnumerateArray().Select(one => one.GetProperty("order").GetProperty("total_amount").GetInt64()));
        Assert.Equal((2800L, 7200L), (answer.GetProperty("order").GetProperty("total_discount_amount").GetInt64(), answer.GetProperty("order").GetProperty("total_amount").GetInt64()));
        Assert.False(answer.TryGetProperty("skipped_redeemables", out _));
    }

    [Fact]
    public async Task Says_which_one_failed_and_which_were_not_looked_at()
    {
        await CodesAsync("FAIL");

        var body = """{"redeemables":[{"object":"voucher","id":"NO-SUCH"},{"object":"voucher","id":"FAIL-FIFTH"}],"order":{"amount":10000}}""";
        var answer = await (await world.Owner.PostAsync("/v1/validations", body)).ReadAsync();

        Assert.False(answer.GetProperty("valid").GetBoolean());
        Assert.Equal(
            [("INAPPLICABLE", "not_found"), ("SKIPPED", "preceding_validation_failed")],
            answer.GetProperty("redeemables").EnumerateArray().Select(one => (one.GetProperty("status").GetString(), one.GetProperty("result").GetProperty("details").GetProperty("key").GetString())));
    }

    [Fact]
    public async Task Redeems_together_and_takes_back_together()
    {
        await CodesAsync("BOTH");

        var redeemed = await (await world.Owner.PostAsync("/v1/redemptions", Both("BOTH"))).ReadAsync();
        var parent = redeemed.GetProperty("parent_redemption").GetProperty("id").GetString();
        var child = redeemed.GetProperty("redemptions")[0];
        var alone = await world.Owner.PostAsync($"/v1/redemptions/{child.GetProperty("id").GetString()}/rollback", "{}");
        var back = await (await world.Owner.PostAsync($"/v1/redemptions/{parent}/rollbacks", """{"reason":"Returned"}""")).ReadAsync();
        var again = await world.Owner.PostAsync($"/v1/redemptions/{parent}/rollbacks", "{}");

        Assert.Equal(parent, child.GetProperty("redemption").GetString());
        Assert.Equal("redemption", redeemed.GetProperty("parent_redemption").GetProperty("related_object_type").GetString());
        Assert.Equal(2, redeemed.GetProperty("order").GetProperty("redemptions").GetProperty(parent!).GetProperty("stacked").GetArrayLength());
        Assert.Equal("invalid_redemption_parent", await KeyAsync(alone));
        Assert.Equal(2, back.GetProperty("rollbacks").GetArrayLength());
        Assert.Equal("CANCELED", back.GetProperty("order").GetProperty("status").GetString());
        Assert.Equal("already_rolled_back", await KeyAsync(again));
    }

    [Fact]
    public async Task Holds_a_use_for_a_session_and_lets_it_go()
    {
        await CodesAsync("HOLD");

        var held = await (await world.Owner.PostAsync("/v1/validations", Both("HOLD", ""","session":{"type":"LOCK","key":"cart 1","ttl":2,"ttl_unit":"HOURS"}"""))).ReadAsync();
        var stranger = await world.Owner.PostAsync("/v1/redemptions", Both("HOLD"));
        using var released = await world.Owner.DeleteAsync("/v1/vouchers/HOLD-TEN/sessions/cart%201");
        using var nothing = await world.Owner.DeleteAsync("/v1/vouchers/HOLD-TEN/sessions/cart%201");
        var free = await world.Owner.PostAsync("/v1/redemptions", Both("HOLD"));

        var session = held.GetProperty("session");
        Assert.Equal(("cart 1", 7_200_000L, "MILLISECONDS"), (session.GetProperty("key").GetString(), session.GetProperty("ttl").GetInt64(), session.GetProperty("ttl_unit").GetString()));
        Assert.Equal("quantity_exceeded", await KeyAsync(stranger));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.OK), (released.StatusCode, nothing.StatusCode, free.StatusCode));
    }

    private static async Task<string?> KeyAsync(HttpResponseMessage answer) => (await answer.ReadAsync()).GetProperty("key").GetString();
}
