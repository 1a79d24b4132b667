using System.Net;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class RedemptionsApiTests(ApiWorld world)
{
    private const string Order = """
        "order":{"source_id":"ORDER","items":[{"source_id":"unlisted-cup","related_object":"product","quantity":2,"price":2500}]},"customer":{"source_id":"anna","name":"Anna"}
        """;

    [Fact]
    public async Task Validates_a_code_as_documented()
    {
        await world.Owner.DoAsync("/v1/vouchers/VALIDATE10", """{"discount":{"type":"PERCENT","percent_off":10}}""");

        var answer = await world.Owner.PostAsync("/v1/validations", Redeem("VALIDATE10", "v-1").Replace("anna", "not-stored-yet", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        const string order = """
            {"source_id":"v-1","amount":5000,"initial_amount":5000,"discount_amount":500,"total_discount_amount":500,"total_amount":4500,
             "applied_discount_amount":500,"total_applied_discount_amount":500,
             "items":[{"object":"order_item","source_id":"unlisted-cup","related_object":"product","quantity":2,"amount":5000,"price":2500,"subtotal_amount":5000}],
             "metadata":{},"customer_id":null,"referrer_id":null,"object":"order"}
            """;
        var expected = $$$$"""
            {"id":"valid_","valid":true,
             "redeemables":[{"status":"APPLICABLE","id":"VALIDATE10","object":"voucher","order":{{{{order}}}},
               "applicable_to":{"data":[],"total":0,"object":"list","data_ref":"data"},"inapplicable_to":{"data":[],"total":0,"object":"list","data_ref":"data"},
               "result":{"discount":{"type":"PERCENT","percent_off":10,"effect":"APPLY_TO_ORDER","is_dynamic":false}},"metadata":{},"categories":[]}],
             "order":{{{{order}}}},"tracking_id":"track_",
             "stacking_rules":{"redeemables_limit":30,"applicable_redeemables_limit":5,"applicable_redeemables_per_category_limit":1,"applicable_redeemables_category_limits":{},
               "applicable_exclusive_redeemables_limit":1,"applicable_exclusive_redeemables_per_category_limit":1,"exclusive_categories":[],"joint_categories":[],
               "redeemables_application_mode":"ALL","redeemables_sorting_rule":"REQUESTED_ORDER","grouped_redeemables_sorting_rule":"JOINT_ALWAYS_LAST","redeemables_products_application_mode":"STACK",
               "redeemables_no_effect_rule":"REDEEM_ANYWAY","no_effect_skip_categories":[],"no_effect_redeem_anyway_categories":[],"discount_calculation_mode":"DISCOUNTED_AMOUNT",
               "initial_amount_mode_categories":[],"discounted_amount_mode_categories":[],"redeemables_rollback_order_mode":"WITH_ORDER"}}
            """;
        Assert.Equal(world.Expected(expected), ApiWorld.Plain(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Redeems_a_code_as_documented()
    {
        await world.Owner.DoAsync("/v1/vouchers/REDEEM5", """{"discount":{"type":"AMOUNT","amount_off":500},"redemption":{"quantity":1}}""");

        var answer = await world.Owner.PostAsync("/v1/redemptions", Redeem("REDEEM5", "r-1"));

        const string order = """
            {"id":"ord_","source_id":"r-1","created_at":"NOW","updated_at":"NOW","status":"PAID",
             "amount":5000,"initial_amount":5000,"discount_amount":500,"total_discount_amount":500,"total_amount":4500,
             "applied_discount_amount":500,"total_applied_discount_amount":500,
             "items":[{"object":"order_item","source_id":"unlisted-cup","related_object":"product","quantity":2,"amount":5000,"price":2500,"subtotal_amount":5000}],
             "metadata":{},"customer":{"id":"cust_","object":"customer"},"customer_id":"cust_","referrer_id":null,"object":"order",
             "redemptions":{"r_":{"date":"NOW","related_object_type":"voucher","related_object_id":"v_"}}}
            """;
        var expected = $$$$"""
            {"redemptions":[{"id":"r_","object":"redemption","date":"NOW","customer_id":"cust_","tracking_id":"track_","metadata":{},
              "result":"SUCCESS","status":"SUCCEEDED","order":{{{{order}}}},
              "channel":{"channel_id":"Shop of Owner","channel_type":"API"},"customer":{"id":"cust_","name":"Anna","source_id":"anna","object":"customer"},
              "related_object_type":"voucher","related_object_id":"v_",
              "voucher":{"id":"v_","code":"REDEEM5","campaign":null,"campaign_id":null,"type":"DISCOUNT_VOUCHER",
                "discount":{"type":"AMOUNT","amount_off":500,"effect":"APPLY_TO_ORDER","is_dynamic":false},"gift":null,"loyalty_card":null,"is_referral_code":false,"object":"voucher"}}],
             "order":{{{{order}}}}}
            """;
        Assert.Equal(world.Expected(expected), ApiWorld.Plain(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Refuses_a_used_up_code_and_names_the_stored_refusal()
    {
        await world.Owner.DoAsync("/v1/vouchers/ONCE", """{"discount":{"type":"AMOUNT","amount_off":500},"redemption":{"quantity":1}}""");
        await world.Owner.DoAsync("/v1/redemptions", Redeem("ONCE", "o-1"));

        var answer = await world.Owner.PostAsync("/v1/redemptions", Redeem("ONCE", "o-2"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = await answer.ReadAsync();
        Assert.Equal(
            world.Expected("""{"code":400,"key":"quantity_exceeded","message":"quantity exceeded","details":"ONCE","request_id":"v-","resource_id":"rf_","resource_type":"redemption"}"""),
            ApiWorld.Plain(error.GetRawText()));
        var stored = await world.Owner.GetJsonAsync($"/v1/redemptions/{error.GetProperty("resource_id").GetString()}");
        Assert.Equal("FAILURE", (string?)stored["result"]);
        Assert.Equal("quantity_exceeded", (string?)stored["failure_code"]);
    }

    [Fact]
    public async Task Answers_404_for_redeeming_a_code_that_does_not_exist()
    {
        var answer = await world.Owner.PostAsync("/v1/redemptions", Redeem("NO-SUCH-CODE", "n-1"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(
            world.Expected("""{"code":404,"key":"not_found","message":"Resource not found","details":"Cannot find voucher with id NO-SUCH-CODE","request_id":"v-","resource_id":"NO-SUCH-CODE","resource_type":"voucher"}"""),
            ApiWorld.Plain(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Validating_a_code_that_does_not_exist_is_no_error_of_the_request()
    {
        var answer = await world.Owner.DoAsync("/v1/validations", Redeem("NOT-HERE", "n-2"));

        Assert.False((bool)answer["valid"]!);
        Assert.Null(answer["order"]);
        Assert.Equal("INAPPLICABLE", (string?)answer["redeemables"]![0]!["status"]);
        Assert.Equal("not_found", (string?)answer["redeemables"]![0]!["result"]!["error"]!["key"]);
        Assert.Equal(404, (int)answer["redeemables"]![0]!["result"]!["error"]!["code"]!);
    }

    [Fact]
    public async Task Gives_the_same_answer_to_the_letter_for_a_repeated_key()
    {
        await world.Owner.DoAsync("/v1/vouchers/REPEAT", """{"discount":{"type":"AMOUNT","amount_off":100},"redemption":{"quantity":1}}""");

        var first = await world.Owner.PostAsync("/v1/redemptions", Redeem("REPEAT", "i-1"), "key-1");
        var again = await world.Owner.PostAsync("/v1/redemptions", Redeem("REPEAT", "i-1"), "key-1");
        var spaced = await world.Owner.PostAsync("/v1/redemptions", Redeem("REPEAT", "i-1").Replace("{", "{ "), "key-1");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await spaced.Content.ReadAsStringAsync());
        Assert.Equal(1, (int)(await world.Owner.GetJsonAsync("/v1/vouchers/REPEAT"))["redemption"]!["redeemed_quantity"]!);
    }

    [Fact]
    public async Task Repeats_a_refusal_to_the_letter_as_well()
    {
        var first = await world.Owner.PostAsync("/v1/redemptions", Redeem("NEVER-MADE", "i-2"), "key-2");
        var again = await world.Owner.PostAsync("/v1/redemptions", Redeem("NEVER-MADE", "i-2"), "key-2");

        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Refuses_a_repeated_key_with_another_body()
    {
        await world.Owner.PostAsync("/v1/redemptions", Redeem("WHATEVER", "i-3"), "key-3");

        var other = await world.Owner.PostAsync("/v1/redemptions", Redeem("WHATEVER", "i-4"), "key-3");

        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal("duplicate_found", (await other.ReadAsync()).GetProperty("key").GetString());
    }

    [Fact]
    public async Task Rolls_a_redemption_back_once()
    {
        await world.Owner.DoAsync("/v1/vouchers/BACK", """{"discount":{"type":"AMOUNT","amount_off":500},"redemption":{"quantity":1}}""");
        var redeemed = await world.Owner.DoAsync("/v1/redemptions", Redeem("BACK", "b-1"));
        var id = (string?)redeemed["redemptions"]![0]!["id"];

        var rollback = await world.Owner.DoAsync($"/v1/redemptions/{id}/rollback?reason=Returned", "{}");
        var again = await world.Owner.PostAsync($"/v1/redemptions/{id}/rollback", "{}");

        Assert.Equal("redemption_rollback", (string?)rollback["object"]);
        Assert.Equal(id, (string?)rollback["redemption"]);
        Assert.Equal("Returned", (string?)rollback["reason"]);
        Assert.Equal("CANCELED", (string?)rollback["order"]!["status"]);
        Assert.Equal(5000, (int)rollback["order"]!["total_amount"]!);
        Assert.Null(rollback["order"]!["discount_amount"]);
        Assert.Equal("already_rolled_back", (await again.ReadAsync()).GetProperty("key").GetString());
        var original = await world.Owner.GetJsonAsync($"/v1/redemptions/{id}");
        Assert.Equal("ROLLED_BACK", (string?)original["status"]);
        Assert.Equal((string?)rollback["id"], (string?)original["related_redemptions"]!["rollbacks"]![0]!["id"]);
        Assert.Equal(0, (int)(await world.Owner.GetJsonAsync("/v1/vouchers/BACK"))["redemption"]!["redeemed_quantity"]!);
    }

    [Fact]
    public async Task Lists_redemptions_refusals_and_rollbacks_of_a_customer()
    {
        await world.Owner.DoAsync("/v1/vouchers/LISTED", """{"discount":{"type":"AMOUNT","amount_off":500},"redemption":{"quantity":1}}""");
        var body = Redeem("LISTED", "l-1").Replace("anna", "lister");
        var redeemed = await world.Owner.DoAsync("/v1/redemptions", body);
        await world.Owner.PostAsync("/v1/redemptions", body.Replace("l-1", "l-2"));
        await world.Owner.DoAsync($"/v1/redemptions/{redeemed["redemptions"]![0]!["id"]}/rollback", "{}");

        var all = await world.Owner.GetJsonAsync("/v1/redemptions?customer=lister");
        var failed = await world.Owner.GetJsonAsync("/v1/redemptions?customer=lister&result=FAILURE");
        var later = await world.Owner.GetJsonAsync($"/v1/redemptions?customer=lister&created_at%5Bafter%5D={world.Time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}");
        var paged = await world.Owner.GetJsonAsync("/v1/redemptions?customer=lister&limit=1&page=2");

        Assert.Equal(3, (int)all["total"]!);
        Assert.Equal("redemptions", (string?)all["data_ref"]);
        Assert.Equal("FAILURE", (string?)Assert.Single(failed["redemptions"]!.AsArray())!["result"]);
        Assert.Equal(0, (int)later["total"]!);
        Assert.Equal(3, (int)paged["total"]!);
        Assert.Single(paged["redemptions"]!.AsArray());
    }

    [Fact]
    public async Task Keeps_what_the_client_says_it_is()
    {
        await world.Owner.DoAsync("/v1/vouchers/SOURCE", """{"discount":{"type":"AMOUNT","amount_off":500}}""");
        var request = JsonCalls.Request(HttpMethod.Post, "/v1/redemptions", Redeem("SOURCE", "s-1"));
        request.Headers.Add("X-Voucherify-Channel", "Node.js-v20-SDK-v2.9.0");

        var answer = await (await world.Owner.SendAsync(request)).ReadAsync();

        Assert.Equal("Node.js-v20-SDK-v2.9.0", answer.GetProperty("redemptions")[0].GetProperty("source").GetString());
    }

    [Fact]
    public async Task Answers_the_older_single_forms()
    {
        await world.Owner.DoAsync("/v1/vouchers/OLD FORM", """{"discount":{"type":"PERCENT","percent_off":50},"redemption":{"quantity":1}}""");

        var valid = await world.Owner.DoAsync("/v1/vouchers/OLD%20FORM/validate", """{"order":{"amount":1001}}""");
        var redemption = await world.Owner.DoAsync("/v1/vouchers/OLD%20FORM/redemption", """{"order":{"amount":1001}}""");
        var invalid = await world.Owner.DoAsync("/v1/vouchers/OLD%20FORM/validate", """{"order":{"amount":1001}}""");
        var list = await world.Owner.GetJsonAsync("/v1/vouchers/OLD%20FORM/redemption");

        Assert.True((bool)valid["valid"]!);
        Assert.Equal(501, (int)valid["order"]!["applied_discount_amount"]!); // half of 1001, half a cent rounds away from zero
        Assert.Equal(500, (int)redemption["order"]!["total_amount"]!);
        Assert.False((bool)invalid["valid"]!);
        Assert.Equal("quantity exceeded", (string?)invalid["reason"]);
        Assert.Equal(1, (int)list["redeemed_quantity"]!);
        Assert.Equal((string?)redemption["id"], (string?)list["redemption_entries"]![0]!["id"]);
    }

    private static string Redeem(string code, string order) =>
        $$"""{"redeemables":[{"object":"voucher","id":"{{code}}"}],{{Order.Replace("ORDER", order)}}}""";
}
