using System.Net;
using System.Text.Json.Nodes;

namespace PromoConsole.Tests.Api.Rules;

[Collection(ApiTests.Name)]
public class ValidationRulesApiTests(ApiWorld world)
{
    private const string From50 = """{"1":{"name":"order.initial_amount","conditions":{"$more_than_or_equal":[5000]},"rules":{}},"logic":"1"}""";

    [Fact]
    public async Task A_rule_comes_back_as_it_was_sent()
    {
        var sent = """
            {"name":"VIP, 3 shirts",
             "rules":{
               "7":{"name":"customer_segment","conditions":{"$is":["seg_vip"]},"error":{"message":"Members only"}},
               "2":{"name":"order.items.any","conditions":{"$is":[{"id":"pc_shirts","object":"products_collection"}]},
                    "rules":{"1":{"name":"order.items.aggregated_quantity","conditions":{"$more_than_or_equal":3}},"logic":"1"}},
               "4":{"name":"order.initial_amount","conditions":{"$more_than":[1]}},
               "logic":"(7) and (2)"},
             "error":{"message":"This offer is not for this cart"},
             "type":"basic","context_type":"campaign.discount_coupons.discount.apply_to_order"}
            """;

        var made = await world.Owner.DoAsync("/v1/validation-rules", sent);

        var expected = """
            {"id":"val_","name":"VIP, 3 shirts",
             "rules":{
               "2":{"name":"order.items.any","conditions":{"$is":[{"id":"pc_shirts","object":"products_collection","type":"products_collection"}]},
                    "rules":{"1":{"name":"order.items.aggregated_quantity","conditions":{"$more_than_or_equal":[3]},"rules":{}},"logic":"1"}},
               "4":{"name":"order.initial_amount","conditions":{"$more_than":[1]},"rules":{}},
               "7":{"name":"customer.segment","conditions":{"$is":["seg_vip"]},"rules":{},"error":{"message":"Members only"}},
               "logic":"(7) and (2)"},
             "bundle_rules":{},
             "error":{"message":"This offer is not for this cart"},
             "applicable_to":{"included":[],"excluded":[],"included_all":true},
             "type":"basic","context_type":"campaign.discount_coupons.discount.apply_to_order","assignments_count":0,
             "created_at":"NOW","updated_at":null,"object":"validation_rules"}
            """;
        Assert.Equal(world.Expected(expected), ApiWorld.Plain(made.ToJsonString()));
        Assert.Equal(made.ToJsonString(), (await world.Owner.GetJsonAsync($"/v1/validation-rules/{made["id"]}")).ToJsonString());
    }

    [Fact]
    public async Task A_change_leaves_what_it_does_not_name()
    {
        var made = await MadeAsync("Changed rule", From50, ""","error":{"message":"More"}""");
        world.Time.Advance(TimeSpan.FromMinutes(1));

        var renamed = await world.Owner.ChangeAsync($"/v1/validation-rules/{made}", """{"name":"Renamed rule"}""");
        var emptied = await world.Owner.ChangeAsync($"/v1/validation-rules/{made}", """{"rules":{},"error":null,"context_type":"campaign.promotion"}""");

        Assert.Equal(("Renamed rule", "1"), ((string?)renamed["name"], (string?)renamed["rules"]!["logic"]));
        Assert.NotNull(renamed["updated_at"]);
        Assert.Equal(("Renamed rule", "{}", "campaign.promotion", null), ((string?)emptied["name"], emptied["rules"]!.ToJsonString(), (string?)emptied["context_type"], emptied["error"]));
    }

    [Fact]
    public async Task Coverage_and_bundle_name_things_by_the_shops_own_ids_and_come_back_with_the_platforms()
    {
        var product = await world.Owner.DoAsync("/v1/products", """{"name":"Ruled mug","source_id":"ruled-mug","price":1000}""");

        var made = await world.Owner.DoAsync("/v1/validation-rules", """
            {"name":"Covers","applicable_to":{"included":[{"object":"product","source_id":"ruled-mug"}]},
             "bundle_rules":{"1":{"name":"order.items.any","conditions":{"$is":[{"id":"ruled-mug","object":"product"}]},"rules":{"1":{"name":"order.items.aggregated_quantity","conditions":{"$more_than_or_equal":[2]}},"logic":"1"}},"logic":"1"}}
            """);

        Assert.Equal((string?)product["id"], (string?)made["applicable_to"]!["included"]![0]!["id"]);
        Assert.Equal((string?)product["id"], (string?)made["bundle_rules"]!["1"]!["conditions"]!["$is"]![0]!["id"]);
        Assert.Equal((400, "invalid_payload", "Property .applicable_to.included[0].source_id names no product that exists: nothing-such"), await world.Owner.RefusedAsync(
            HttpMethod.Post, "/v1/validation-rules", """{"name":"Covers","applicable_to":{"included":[{"object":"product","source_id":"nothing-such"}]}}"""));
        Assert.Equal(
            (400, "resource_in_use", $"The product {product["id"]} is named by 1 validation rule: take it out there first"),
            await world.Owner.RefusedAsync(HttpMethod.Delete, $"/v1/products/{product["id"]}"));
    }

    [Fact]
    public async Task A_mark_of_an_older_rule_is_told_among_the_covered_items()
    {
        var product = await world.Owner.DoAsync("/v1/products", """{"name":"Marked mug","source_id":"marked-mug","price":1000}""");
        await world.Owner.DoAsync("/v1/vouchers/MARKED", """{"discount":{"type":"PERCENT","percent_off":50,"effect":"APPLY_TO_ITEMS"}}""");
        var rule = await MadeAsync("Marked", """
            {"1":{"name":"product.id","conditions":{"$is":["PRODUCT"]},"rules":{"1":{"name":"product.discount_applicable","conditions":{"$is":[true]},"rules":{}},"logic":"1"}},"logic":"1"}
            """.Replace("PRODUCT", (string)product["id"]!, StringComparison.Ordinal));
        await world.Owner.DoAsync($"/v1/validation-rules/{rule}/assignments", """{"voucher":"MARKED"}""");

        var answer = await world.Owner.DoAsync("/v1/validations", """
            {"redeemables":[{"object":"voucher","id":"MARKED"}],"order":{"items":[{"source_id":"marked-scarf","quantity":1,"price":4000},{"source_id":"marked-mug","quantity":1}]}}
            """);

        var applied = answer["redeemables"]![0]!;
        Assert.Equal(500, (long)applied["order"]!["total_applied_discount_amount"]!); // half of 10.00
        Assert.Equal(("product", "[1]"), ((string?)applied["applicable_to"]!["data"]![0]!["object"], applied["applicable_to"]!["data"]![0]!["order_item_indices"]!.ToJsonString()));
    }

    [Fact]
    public async Task A_bundle_that_is_not_complete_is_blamed_on_the_rule_that_asks_for_it()
    {
        await world.Owner.DoAsync("/v1/products", """{"name":"Paired mug","source_id":"paired-mug","price":1000}""");
        await world.Owner.DoAsync("/v1/vouchers/PAIRED", """{"discount":{"type":"AMOUNT","amount_off":100}}""");
        var rule = await world.Owner.DoAsync("/v1/validation-rules", """
            {"name":"A pair","bundle_rules":{"1":{"name":"order.items.any","conditions":{"$is":[{"id":"paired-mug","object":"product"}]},"rules":{"1":{"name":"order.items.aggregated_quantity","conditions":{"$more_than_or_equal":[2]}},"logic":"1"}},"logic":"1"}}
            """);
        await world.Owner.DoAsync($"/v1/validation-rules/{rule["id"]}/assignments", """{"voucher":"PAIRED"}""");
        const string order = """ "order":{"items":[{"source_id":"paired-mug","quantity":1}]}} """;

        var redeemed = await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"PAIRED"}],""" + order);
        var validated = await world.Owner.DoAsync("/v1/validations?explain=codes", """{"redeemables":[{"object":"voucher","id":"PAIRED"}],""" + order);

        var details = $"Discount Coupon cannot be redeemed because of violated validation rules: {rule["id"]}";
        Assert.Equal((400, "order_rules_violated", details), redeemed);
        Assert.Equal(details, (string?)validated["redeemables"]![0]!["result"]!["error"]!["details"]);
        var explanation = validated["redeemables"]![0]!["explanation"]!;
        Assert.Equal(((string?)rule["id"], 1), ((string?)explanation["bundle_rule_id"], (int)explanation["bundle_rule_version"]!));
    }

    [Fact]
    public async Task A_rule_is_put_before_campaigns_and_codes_in_the_new_form_and_the_older_one()
    {
        var rule = await MadeAsync("Put before", From50);
        var campaign = await CampaignAsync("Ruled campaign", "RULED-1");
        await world.Owner.DoAsync("/v1/vouchers/RULED-2", """{"discount":{"type":"AMOUNT","amount_off":100}}""");

        var first = await world.Owner.DoAsync($"/v1/validation-rules/{rule}/assignments", $$"""{"related_object_type":"campaign","related_object_id":"{{campaign}}"}""");
        var second = await world.Owner.DoAsync($"/v1/validation-rules/{rule}/assignments", """{"voucher":"RULED-2"}""");
        var again = await world.Owner.DoAsync($"/v1/validation-rules/{rule}/assignments", """{"campaign":"Ruled campaign"}""");

        Assert.Equal(
            world.Expected("""{"id":"asgm_","rule_id":"val_","related_object_id":"camp_","related_object_type":"campaign","created_at":"NOW","updated_at":null,"object":"validation_rules_assignment"}"""),
            ApiWorld.Plain(first.ToJsonString()));
        Assert.Equal("voucher", (string?)second["related_object_type"]);
        Assert.Equal((string?)first["id"], (string?)again["id"]);
        Assert.Equal(first.ToJsonString(), (await world.Owner.GetJsonAsync($"/v1/campaigns/{campaign}"))["validation_rules_assignments"]!["data"]![0]!.ToJsonString());
        Assert.Equal(second.ToJsonString(), (await world.Owner.GetJsonAsync("/v1/vouchers/RULED-2"))["validation_rules_assignments"]!["data"]![0]!.ToJsonString());
        var page = await world.Owner.GetJsonAsync($"/v1/validation-rules/{rule}/assignments?limit=1&order=created_at");
        Assert.Equal((2, first.ToJsonString()), ((int)page["total"]!, page["data"]!.AsArray().Single()!.ToJsonString()));
        Assert.Equal(2, (int)(await world.Owner.GetJsonAsync($"/v1/validation-rules/{rule}"))["assignments_count"]!);
        var all = await world.Owner.GetJsonAsync($"/v1/validation-rules-assignments?related_object_id={campaign}");
        Assert.Equal(first.ToJsonString(), all["data"]!.AsArray().Single()!.ToJsonString());
        Assert.Equal(2, (int)(await world.Owner.GetJsonAsync($"/v1/validation-rules-assignments?rule={rule}"))["total"]!);

        var gone = await world.Owner.DeleteAsync($"/v1/validation-rules/{rule}/assignments/{second["id"]}");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(0, (int)(await world.Owner.GetJsonAsync("/v1/vouchers/RULED-2"))["validation_rules_assignments"]!["total"]!);
    }

    [Fact]
    public async Task A_second_rule_needs_force()
    {
        var (first, second) = (await MadeAsync("First", From50), await MadeAsync("Second", From50));
        var campaign = await CampaignAsync("Twice ruled", "RULED-3");
        var body = $$"""{"related_object_type":"campaign","related_object_id":"{{campaign}}"}""";
        await world.Owner.DoAsync($"/v1/validation-rules/{first}/assignments", body);

        var refused = await world.Owner.RefusedAsync(HttpMethod.Post, $"/v1/validation-rules/{second}/assignments", body);
        var forced = await world.Owner.DoAsync($"/v1/validation-rules/{second}/assignments?force=true", body);

        Assert.Equal((409, "duplicate_found", $"The campaign {campaign} has the validation rule {first} already: send force=true to put this one in its place"), refused);
        Assert.Equal((second, false), ((string?)forced["rule_id"], forced["updated_at"] is null));
    }

    [Fact]
    public async Task Campaigns_codes_and_codes_of_campaigns_are_made_with_their_rule()
    {
        var rule = await MadeAsync("Made with", From50);
        var with = $"\"validation_rules\":[\"{rule}\"]";

        var campaign = await world.Owner.DoAsync("/v1/campaigns", Campaign("Made with its rule", "RULED-4", "," + with));
        var code = await world.Owner.DoAsync("/v1/vouchers/RULED-5", "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":100}," + with + "}");
        await CampaignAsync("Lends codes", "RULED-6");
        var lent = await world.Owner.DoAsync("/v1/campaigns/Lends%20codes/vouchers/RULED-7", "{" + with + "}");

        foreach (var view in (JsonNode[])[campaign, code, lent])
            Assert.Equal(rule, (string?)view["validation_rules_assignments"]!["data"]![0]!["rule_id"]);
        Assert.Equal((404, "not_found", "Cannot find validation rules with id val_none"), await world.Owner.RefusedAsync(
            HttpMethod.Post, "/v1/campaigns", Campaign("Never made", "RULED-8", ",\"validation_rules\":[\"val_none\"]")));
        Assert.Equal(HttpStatusCode.NotFound, (await world.Owner.GetAsync("/v1/vouchers/RULED-8")).StatusCode);
    }

    [Fact]
    public async Task Tiers_are_made_and_changed_with_their_rule()
    {
        var (rule, other) = (await MadeAsync("Of a tier", From50), await MadeAsync("Of another tier", From50));
        var action = "\"action\":{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":100}}";
        var campaign = await world.Owner.DoAsync("/v1/campaigns", "{\"name\":\"Ruled promotion\",\"promotion\":{\"tiers\":[{\"name\":\"One\",\"validation_rules\":[\"" + rule + "\"]," + action + "}]}}");
        var tier = campaign["promotion"]!["tiers"]![0]!;
        var added = await world.Owner.DoAsync($"/v1/promotions/{campaign["id"]}/tiers", "{\"name\":\"Two\",\"validation_rules\":[\"" + rule + "\"]," + action + "}");
        var changed = await world.Owner.ChangeAsync($"/v1/promotions/tiers/{added["id"]}", "{\"validation_rules\":[\"" + other + "\"]}");

        Assert.Equal([rule, rule, other], new[] { tier, added, changed }.Select(view => (string?)view["validation_rule_assignments"]!["data"]![0]!["rule_id"]));
        var refused = await world.Owner.DoAsync("/v1/validations", "{\"redeemables\":[{\"object\":\"promotion_tier\",\"id\":\"" + tier["id"] + "\"}],\"order\":{\"amount\":4999}}");
        Assert.Equal(
            $"Promotion Tier cannot be redeemed because of violated validation rules: {rule}", (string?)refused["redeemables"]![0]!["result"]!["error"]!["details"]);
        Assert.Equal((404, "not_found", "Cannot find validation rules with id val_none"), await world.Owner.RefusedAsync(
            HttpMethod.Post, $"/v1/promotions/{campaign["id"]}/tiers", "{\"name\":\"Three\",\"validation_rules\":[\"val_none\"]," + action + "}"));
        Assert.Equal(2, (int)(await world.Owner.GetJsonAsync($"/v1/promotions/{campaign["id"]}/tiers"))["total"]!); // it was not made
    }

    [Fact]
    public async Task A_refusal_names_the_rules_that_failed_and_says_their_text()
    {
        var rule = await MadeAsync("From 50", From50, ""","error":{"message":"Only from 50.00 on"}""");
        var small = await MadeAsync("Up to 80", """{"1":{"name":"order.initial_amount","conditions":{"$less_than_or_equal":[8000]}}}""");
        await world.Owner.DoAsync("/v1/campaigns", Campaign("Refuses by name", "RULED-9", $",\"validation_rules\":[\"{rule}\"]"));
        await world.Owner.DoAsync($"/v1/validation-rules/{small}/assignments", """{"voucher":"RULED-9"}""");

        var cheap = await world.Owner.PostAsync("/v1/redemptions", Redeem("RULED-9", 4999));
        var dear = await world.Owner.DoAsync("/v1/validations", Redeem("RULED-9", 8001));
        var fine = await world.Owner.DoAsync("/v1/validations", Redeem("RULED-9", 8000));

        var error = await cheap.ReadAsync();
        Assert.Equal((400, "order_rules_violated"), ((int)cheap.StatusCode, error.GetProperty("key").GetString()));
        Assert.Equal($"Discount Coupon cannot be redeemed because of violated validation rules: {rule}", error.GetProperty("details").GetString());
        Assert.Equal("Only from 50.00 on", error.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(
            $"Discount Coupon cannot be redeemed because of violated validation rules: {small}", (string?)dear["redeemables"]![0]!["result"]!["error"]!["details"]);
        Assert.True((bool)fine["valid"]!);
    }

    [Fact]
    public async Task The_older_dry_run_asks_the_rule_alone()
    {
        var rule = await MadeAsync(
            "Tried", """{"1":{"name":"order.initial_amount","conditions":{"$more_than_or_equal":[5000]},"error":{"message":"Only from 50.00 on"}},"2":{"name":"campaign.redemptions.count","conditions":{"$less_than_or_equal":[1]}}}""");
        var before = await world.RowsAsync();

        var passes = await world.Owner.DoAsync($"/v1/validation-rules/{rule}/validation", """{"order":{"amount":5000}}""");
        var fails = await world.Owner.DoAsync($"/v1/validation-rules/{rule}/validation", """{"order":{"amount":4999},"customer":{"source_id":"tries-rules"}}""");

        Assert.Equal($$$"""{"valid":true,"id":"{{{rule}}}"}""", passes.ToJsonString());
        Assert.Equal(
            $$$"""{"valid":false,"id":"{{{rule}}}","key":"order_rules_violated","reason":"order does not match validation rules","error":{"message":"Only from 50.00 on"}}""", fails.ToJsonString());
        Assert.Equal(before, await world.RowsAsync());
    }

    [Fact]
    public async Task Lists_rules_by_name_and_date()
    {
        await MadeAsync("Zz listed A", From50);
        world.Time.Advance(TimeSpan.FromHours(1));
        var from = world.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        await MadeAsync("Zz listed B", From50);

        var list = await world.Owner.GetJsonAsync($"/v1/validation-rules?order=-name&limit=2");
        var recent = await world.Owner.GetJsonAsync($"/v1/validation-rules?start_date={from}&limit=100&order=name");

        Assert.Equal(["Zz listed B", "Zz listed A"], list["data"]!.AsArray().Select(rule => (string?)rule!["name"]));
        Assert.Equal(("list", "data"), ((string?)list["object"], (string?)list["data_ref"]));
        Assert.Contains("Zz listed B", recent["data"]!.AsArray().Select(rule => (string?)rule!["name"]));
        Assert.DoesNotContain("Zz listed A", recent["data"]!.AsArray().Select(rule => (string?)rule!["name"]));
    }

    [Fact]
    public async Task A_deleted_rule_is_gone_and_restricts_nothing()
    {
        var rule = await MadeAsync("Deleted", From50);
        await world.Owner.DoAsync("/v1/vouchers/RULED-10", $$"""{"discount":{"type":"AMOUNT","amount_off":100},"validation_rules":["{{rule}}"]}""");
        var refused = await world.Owner.DoAsync("/v1/validations", Redeem("RULED-10", 100));

        var deleted = await world.Owner.DeleteAsync($"/v1/validation-rules/{rule}");

        Assert.False((bool)refused["valid"]!);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.True((bool)(await world.Owner.DoAsync("/v1/validations", Redeem("RULED-10", 100)))["valid"]!);
        Assert.Equal((404, "not_found", $"Cannot find validation rules with id {rule}"), await world.Owner.RefusedAsync(HttpMethod.Get, $"/v1/validation-rules/{rule}"));
    }

    private async Task<string> MadeAsync(string name, string rules, string more = "") =>
        (string)(await world.Owner.DoAsync("/v1/validation-rules", $$"""{"name":"{{name}}","rules":{{rules}}{{more}}}"""))["id"]!;

    private async Task<string> CampaignAsync(string name, string code) => (string)(await world.Owner.DoAsync("/v1/campaigns", Campaign(name, code, "")))["id"]!;

    private static string Campaign(string name, string code, string more) =>
        $$$"""{"name":"{{{name}}}","type":"STANDALONE","voucher":{"discount":{"type":"AMOUNT","amount_off":100},"code_config":{"pattern":"{{{code}}}"}}{{{more}}}}""";

    private static string Redeem(string code, long amount) => $$$"""{"redeemables":[{"object":"voucher","id":"{{{code}}}"}],"order":{"amount":{{{amount}}}}}""";
}
