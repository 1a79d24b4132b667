using System.Net;
using System.Text.Json.Nodes;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class TemplatesApiTests(ApiWorld world)
{
    [Fact]
    public async Task A_campaign_is_kept_as_a_template_and_others_are_made_of_it_each_with_a_rule_of_its_own()
    {
        var rule = await world.Owner.DoAsync("/v1/validation-rules", """{"name":"Enough in the cart","rules":{"1":{"name":"order.amount","conditions":{"$more_than":[5000]}},"logic":"1"}}""");
        var original = await world.Owner.DoAsync("/v1/campaigns", $$"""
            {"name":"Kept original","type":"STATIC","vouchers_count":2,"metadata":{"season":"summer"},"validation_rules":["{{rule["id"]}}"],
             "voucher":{"discount":{"type":"PERCENT","percent_off":20},"redemption":{"quantity":3},"code_config":{"pattern":"KEPT-####"} } }
            """);

        var template = await world.Owner.DoAsync("/v1/templates/campaigns", $$"""{"name":"Kept template","description":"Every June","campaign_id":"{{original["id"]}}"}""");
        await world.Owner.ChangeAsync("/v1/campaigns/Kept%20original", """{"discount":{"type":"PERCENT","percent_off":50}}""");
        var path = $"/v1/templates/campaigns/{template["id"]}";
        var made = await world.Owner.DoAsync($"{path}/campaign-setup", """{"name":"Made of it","metadata":{"year":2027},"vouchers_count":0,"voucher":{"redemption":{"quantity":null},"code_config":{"pattern":"MADE-####"}}}""");
        var plain = await world.Owner.DoAsync($"{path}/campaign-setup", """{"name":"Made as it is"}""");

        Assert.Null(template["json_template"]);
        var described = (await world.Owner.GetJsonAsync($"{path}?expand=json_template"))["json_template"]!;
        Assert.Equal(("DISCOUNT_COUPONS", "STATIC", 20.0, 3, "KEPT-####", """{"season":"summer"}"""),
            ((string?)described["campaign_type"], (string?)described["type"], (double)described["voucher"]!["discount"]!["percent_off"]!, (int)described["voucher"]!["redemption"]!["quantity"]!,
                (string?)described["voucher"]!["code_config"]!["pattern"], described["metadata"]!.ToJsonString()));
        Assert.Equal(("Enough in the cart", "1"), ((string?)described["validation_rule"]!["name"], (string?)described["validation_rule"]!["rules"]!["logic"]));
        Assert.Equal("invalid_query_params", (await world.Owner.RefusedAsync(HttpMethod.Get, $"{path}?expand=everything")).Key);

        Assert.Equal(("Kept template", "Every June", "DISCOUNT_COUPONS", "campaign_template"), ((string?)template["name"], (string?)template["description"], (string?)template["campaign_type"], (string?)template["object"]));
        Assert.StartsWith("camp_tpl_", (string?)template["id"]);
        var campaign = made["campaign"]!;
        Assert.Equal(("campaign_setup", "Made of it", 20.0, "MADE-####", """{"season":"summer","year":2027}"""),
            ((string?)made["object"], (string?)campaign["name"], (double)campaign["voucher"]!["discount"]!["percent_off"]!, (string?)campaign["voucher"]!["code_config"]!["pattern"], campaign["metadata"]!.ToJsonString()));
        Assert.Null(campaign["voucher"]!["redemption"]!["quantity"]);
        Assert.Equal((3, "KEPT-####", 0), ((int)plain["campaign"]!["voucher"]!["redemption"]!["quantity"]!, (string?)plain["campaign"]!["voucher"]!["code_config"]!["pattern"], (int)plain["campaign"]!["vouchers_count"]!));

        var created = Assert.Single(made["created_resources"]!.AsArray())!;
        Assert.Equal("validation_rules", (string?)created["object"]);
        Assert.NotEqual((string?)rule["id"], (string?)created["id"]);
        Assert.Equal((string?)created["id"], (string?)Assert.Single(campaign["validation_rules_assignments"]!["data"]!.AsArray())!["rule_id"]);
        var code = (string?)(await world.Owner.DoAsync("/v1/campaigns/Made%20of%20it/vouchers", "{}"))["code"];
        Assert.True((bool)(await ValidateAsync(code, 6000))["valid"]!);
        Assert.False((bool)(await ValidateAsync(code, 4000))["valid"]!);

        Task<JsonNode> ValidateAsync(string? of, int amount) => world.Owner.DoAsync("/v1/validations", $$"""{"redeemables":[{"object":"voucher","id":"{{of}}"}],"order":{"amount":{{amount}} } }""");
    }

    [Fact]
    public async Task A_tier_is_kept_as_a_template_and_becomes_a_tier_or_a_campaign()
    {
        var promotion = await world.Owner.DoAsync("/v1/campaigns", """
            {"name":"Tiers to keep","campaign_type":"PROMOTION","promotion":{"tiers":[{"name":"Kept tier","banner":"Ten off","action":{"discount":{"type":"AMOUNT","amount_off":1000} } }] } }
            """);
        var template = await world.Owner.DoAsync("/v1/templates/campaigns", $$"""{"name":"Kept tier template","promotion_tier_id":"{{promotion["promotion"]!["tiers"]![0]!["id"]}}"}""");
        var path = $"/v1/templates/campaigns/{template["id"]}";

        var tier = await world.Owner.DoAsync($"{path}/tier-setup", $$"""{"campaign_id":"{{promotion["id"]}}","name":"Again","hierarchy":1,"metadata":{"copy":true} }""");
        var campaign = await world.Owner.DoAsync($"{path}/campaign-setup", """{"name":"Codes of a tier","type":"STANDALONE","voucher":{"code_config":{"pattern":"OFATIER"} } }""");

        Assert.Equal(("promotion_tier_setup", "Again", 1, 1000), ((string?)tier["object"], (string?)tier["promotion_tier"]!["name"], (int)tier["promotion_tier"]!["hierarchy"]!, (int)tier["promotion_tier"]!["action"]!["discount"]!["amount_off"]!));
        Assert.Empty(tier["created_resources"]!.AsArray());
        Assert.Equal(("DISCOUNT_COUPONS", 1000), ((string?)campaign["campaign"]!["campaign_type"], (int)campaign["campaign"]!["voucher"]!["discount"]!["amount_off"]!));
        Assert.Equal("Codes of a tier", (string?)(await world.Owner.GetJsonAsync("/v1/vouchers/OFATIER"))["campaign"]);
        Assert.Equal(2, (await world.Owner.GetJsonAsync($"/v1/promotions/{promotion["id"]}/tiers"))["tiers"]!.AsArray().Count);
    }

    [Fact]
    public async Task Templates_are_listed_renamed_and_deleted()
    {
        var campaign = await CampaignAsync("Listed original");
        var ids = new List<string>();
        foreach (var name in (string[])["Listed A", "Listed B", "Listed C"])
            ids.Add((string)(await world.Owner.DoAsync("/v1/templates/campaigns", $$"""{"name":"{{name}}","campaign_id":"{{campaign["id"]}}"}"""))["id"]!);

        var first = await world.Owner.GetJsonAsync("/v1/templates/campaigns?limit=2&include_total=true&filters[name][conditions][$starts_with]=Listed");
        var second = await world.Owner.GetJsonAsync($"/v1/templates/campaigns?filters[name][conditions][$starts_with]=Listed&starting_after_id={first["more_starting_after"]}");
        var newest = await world.Owner.GetJsonAsync("/v1/templates/campaigns?order=-id&limit=1&filters[campaign_type][conditions][$is]=DISCOUNT_COUPONS");
        var changed = await world.Owner.ChangeAsync($"/v1/templates/campaigns/{ids[0]}", """{"name":"Listed Z","description":"Better"}""");
        var gone = await world.Owner.DeleteAsync($"/v1/templates/campaigns/{ids[1]}");

        Assert.Equal((3, true, ids[1]), ((int)first["total"]!, (bool)first["has_more"]!, (string)first["more_starting_after"]!));
        Assert.Equal([ids[2]], second["data"]!.AsArray().Select(one => (string?)one!["id"]));
        Assert.Null(second["total"]);
        Assert.Equal(ids[2], (string?)newest["data"]![0]!["id"]);
        Assert.Equal(("Listed Z", "Better"), ((string?)changed["name"], (string?)(await world.Owner.GetJsonAsync($"/v1/templates/campaigns/{ids[0]}"))["description"]));
        Assert.NotNull(changed["updated_at"]);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(404, (await world.Owner.RefusedAsync(HttpMethod.Get, $"/v1/templates/campaigns/{ids[1]}")).Status);
    }

    [Fact]
    public async Task What_cannot_be_a_template_or_be_made_of_one_is_refused_and_nothing_is_half_made()
    {
        var campaign = await CampaignAsync("Refused original");
        var template = await world.Owner.DoAsync("/v1/templates/campaigns", $$"""{"name":"Refused template","campaign_id":"{{campaign["id"]}}"}""");
        var promotion = await world.Owner.DoAsync("/v1/campaigns", """{"name":"Refused tiers","campaign_type":"PROMOTION","promotion":{"tiers":[{"name":"One","action":{"discount":{"type":"AMOUNT","amount_off":100} } }] } }""");
        var path = $"/v1/templates/campaigns/{template["id"]}";
        var before = await world.RowsAsync();

        Assert.Equal((400, "invalid_payload"), await PostAsync("/v1/templates/campaigns", "{}"));
        Assert.Equal((400, "invalid_campaign_template"), await PostAsync("/v1/templates/campaigns", """{"name":"Of nothing"}"""));
        Assert.Equal((400, "invalid_campaign_template"), await PostAsync("/v1/templates/campaigns", $$"""{"name":"Of a promotion","campaign_id":"{{promotion["id"]}}"}"""));
        Assert.Equal((404, "not_found"), await PostAsync("/v1/templates/campaigns", """{"name":"Of a ghost","campaign_id":"camp_ghost"}"""));
        Assert.Equal((409, "duplicate_found"), await PostAsync("/v1/templates/campaigns", $$"""{"name":"Refused template","campaign_id":"{{campaign["id"]}}"}"""));
        Assert.Equal((409, "duplicate_found"), await PostAsync($"{path}/campaign-setup", """{"name":"Refused original"}"""));
        Assert.Equal((400, "invalid_payload"), await PostAsync($"{path}/campaign-setup", """{"name":"With a rule","validation_rules":["val_1"]}"""));
        Assert.Equal((400, "invalid_payload"), await PostAsync($"{path}/campaign-setup", """{"name":"Without a code","type":"STANDALONE"}"""));
        Assert.Equal((400, "invalid_payload"), await PostAsync($"{path}/tier-setup", """{"name":"Nowhere"}"""));
        Assert.Equal((400, "invalid_campaign"), await PostAsync($"{path}/tier-setup", $$"""{"name":"Among codes","campaign_id":"{{campaign["id"]}}"}"""));
        Assert.Equal((404, "not_found"), await PostAsync("/v1/templates/campaigns/camp_tpl_none/campaign-setup", """{"name":"Of none"}"""));
        Assert.Equal(before, await world.RowsAsync());

        async Task<(int, string?)> PostAsync(string to, string body) => await world.Owner.RefusedAsync(HttpMethod.Post, to, body) is var (status, key, _) ? (status, key) : default;
    }

    [Fact]
    public async Task There_are_no_locations()
    {
        Assert.Equal("""{"object":"list","data_ref":"data","data":[],"total":0,"has_more":false}""", (await world.Owner.GetJsonAsync("/v1/locations")).ToJsonString());
        Assert.Equal((404, "not_found"), await world.Owner.RefusedAsync(HttpMethod.Get, "/v1/locations/loc_1") is var (status, key, _) ? (status, key) : default);
    }

    private Task<JsonNode> CampaignAsync(string name) => world.Owner.DoAsync("/v1/campaigns", $$"""
        {"name":"{{name}}","type":"STATIC","vouchers_count":0,"voucher":{"discount":{"type":"AMOUNT","amount_off":100},"code_config":{"pattern":"TPL-######"} } }
        """);
}
