using System.Text.Json.Nodes;

namespace PromoConsole.Tests.Api;

/// <summary>How a campaign's codes come about (<c>type</c>), and whether each customer is given one (<c>join_once</c>).</summary>
[Collection(ApiTests.Name)]
public class CampaignTypesApiTests(ApiWorld world)
{
    [Fact]
    public async Task A_campaign_of_type_AUTO_UPDATE_needs_no_codes_and_makes_them_when_they_are_given()
    {
        var made = await world.Owner.DoAsync("/v1/campaigns", Campaign("Auto", """ "type":"AUTO_UPDATE","metadata":{"wave":1} """));

        var one = await world.Owner.DoAsync("/v1/publications", """{"campaign":{"name":"Auto"},"customer":{"source_id":"auto-ola"} }""");
        var three = await world.Owner.DoAsync("/v1/publications", """{"campaign":{"name":"Auto","count":3},"customer":{"source_id":"auto-jan"} }""");
        var now = await world.Owner.GetJsonAsync("/v1/campaigns/Auto");

        Assert.Equal(("AUTO_UPDATE", false, 0, "DONE"), Told(made));
        Assert.Equal(("AUTO_UPDATE", false, 4, "DONE"), Told(now));
        Assert.Matches("^AU-.{8}$", (string?)one["voucher"]!["code"]);
        Assert.Equal(("Auto", 1, 1), ((string?)one["voucher"]!["campaign"], (int)one["voucher"]!["redemption"]!["quantity"]!, (int)one["voucher"]!["metadata"]!["wave"]!));
        Assert.Equal(3, three["vouchers"]!.AsArray().Select(code => (string?)code).Distinct().Count());
        var used = await world.Owner.DoAsync("/v1/redemptions", $$"""{"redeemables":[{"object":"voucher","id":"{{one["voucher"]!["code"]}}"}],"order":{"amount":10000} }""");
        Assert.Equal(9500, (int)used["order"]!["total_amount"]!);
    }

    [Fact]
    public async Task A_campaign_with_join_once_gives_each_customer_one_code()
    {
        var made = await world.Owner.DoAsync("/v1/campaigns", Campaign("Once", """ "type":"AUTO_UPDATE","join_once":true """));

        var first = await world.Owner.DoAsync("/v1/publications", """{"campaign":"Once","customer":{"source_id":"once-ola"} }""");
        var again = await world.Owner.DoAsync("/v1/publications?join_once=false", """{"campaign":"Once","customer":{"source_id":"once-ola"} }""");
        var byQuery = await world.Owner.GetJsonAsync("/v1/publications/create?campaign%5Bname%5D=Once&customer%5Bsource_id%5D=once-ola");
        var other = await world.Owner.DoAsync("/v1/campaigns/Once/vouchers/ONCE-OTHER", "{}");

        Assert.Equal(("AUTO_UPDATE", true, 0, "DONE"), Told(made));
        Assert.All([again, byQuery], answer => Assert.Equal(((string?)first["id"], (string?)first["voucher"]!["code"]), ((string?)answer["id"], (string?)answer["voucher"]!["code"])));
        Assert.Equal((400, "voucher_cannot_be_published", "Customer already joined program"),
            await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/publications", $$"""{"voucher":"{{other["code"]}}","customer":{"source_id":"once-ola"} }"""));
        Assert.Equal((400, "too_many_vouchers_requested", "Once"),
            await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/publications", """{"campaign":{"name":"Once","count":2},"customer":{"source_id":"once-jan"} }"""));
        Assert.Equal(2, (int)(await world.Owner.GetJsonAsync("/v1/campaigns/Once"))["vouchers_count"]!);
    }

    [Fact]
    public async Task Which_schema_checks_its_metadata_is_told_and_can_be_changed()
    {
        var made = await world.Owner.DoAsync("/v1/campaigns", Campaign("Checked", """ "use_voucher_metadata_schema":true,"metadata":{"wave":1} """));
        var kept = await world.Owner.ChangeAsync("/v1/campaigns/Checked", """{"description":"As before"}""");
        var changed = await world.Owner.ChangeAsync("/v1/campaigns/Checked", """{"use_voucher_metadata_schema":false}""");

        Assert.Equal((true, true, false), ((bool)made["use_voucher_metadata_schema"]!, (bool)kept["use_voucher_metadata_schema"]!, (bool)changed["use_voucher_metadata_schema"]!));
        Assert.Equal("Property .use_voucher_metadata_schema should be a boolean",
            (await world.Owner.RefusedAsync(HttpMethod.Put, "/v1/campaigns/Checked", """{"use_voucher_metadata_schema":1}""")).Details);
    }

    [Fact]
    public async Task Both_can_be_changed_while_the_campaign_runs()
    {
        await world.Owner.DoAsync("/v1/campaigns", Campaign("Turns", """ "type":"STATIC" """));
        const string Give = """{"campaign":"Turns","customer":{"source_id":"turns-ola"} }""";

        var none = await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/publications", Give);
        var auto = await world.Owner.ChangeAsync("/v1/campaigns/Turns", """{"type":"AUTO_UPDATE","join_once":true}""");
        var first = await world.Owner.DoAsync("/v1/publications", Give);
        var same = await world.Owner.ChangeAsync("/v1/campaigns/Turns", """{"description":"Welcome"}""");
        var fixedOnes = await world.Owner.ChangeAsync("/v1/campaigns/Turns", """{"type":"STATIC","join_once":null}""");
        var empty = await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/publications", Give);

        Assert.Equal("no_voucher_suitable_for_publication", none.Key);
        Assert.Equal(("AUTO_UPDATE", true, 0, "DONE"), Told(auto));
        Assert.Matches("^AU-.{8}$", (string?)first["voucher"]!["code"]);
        Assert.Equal(("AUTO_UPDATE", true, 1, "DONE"), Told(same));
        Assert.Equal(("STATIC", false, 1, "DONE"), Told(fixedOnes));
        Assert.Equal("no_voucher_suitable_for_publication", empty.Key);
    }

    [Fact]
    public async Task A_STANDALONE_campaign_stays_one_and_has_neither()
    {
        const string Code = """ "voucher":{"discount":{"type":"AMOUNT","amount_off":500},"code_config":{"pattern":"TYPEALL"} } """;
        await world.Owner.DoAsync("/v1/campaigns", $$"""{"name":"All","type":"STANDALONE","join_once":false,{{Code}}}""");
        await world.Owner.DoAsync("/v1/campaigns", Campaign("Own", """ "type":"STATIC" """));
        const string Stays = "A campaign of type STANDALONE stays one, and no other becomes one: only STATIC and AUTO_UPDATE can be changed into each other";
        const string Once = "join_once should be false for a campaign of type STANDALONE, whose code each customer is given once anyway";

        foreach (var (campaign, body, details) in new[]
        {
            ("All", """{"type":"AUTO_UPDATE"}""", Stays), ("All", """{"type":"STATIC"}""", Stays), ("Own", """{"type":"STANDALONE"}""", Stays), ("All", """{"join_once":true}""", Once),
        })
            Assert.Equal((400, "invalid_campaign", details), await world.Owner.RefusedAsync(HttpMethod.Put, $"/v1/campaigns/{campaign}", body));
        Assert.Equal((400, "invalid_payload", "Property .join_once should be false for a campaign of type STANDALONE, whose code each customer is given once anyway"),
            await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/campaigns", $$"""{"name":"All too","type":"STANDALONE","join_once":true,{{Code}}}"""));
        Assert.Equal(("STANDALONE", false, 1, "DONE"), Told(await world.Owner.ChangeAsync("/v1/campaigns/All", """{"type":"STANDALONE","join_once":false}""")));
    }

    [Fact]
    public async Task A_promotion_has_no_codes_to_join_with()
    {
        const string Tiers = """ "campaign_type":"PROMOTION","promotion":{"tiers":[{"name":"Off","action":{"discount":{"type":"AMOUNT","amount_off":100} } }] } """;
        var made = await world.Owner.DoAsync("/v1/campaigns", $$"""{"name":"Tiers typed","type":"AUTO_UPDATE","join_once":false,{{Tiers}}}""");

        Assert.Equal(("STATIC", false, 0, "DONE"), Told(made));
        Assert.Equal(("STATIC", false, 0, "DONE"), Told(await world.Owner.ChangeAsync("/v1/campaigns/Tiers%20typed", """{"type":"AUTO_UPDATE","join_once":false}""")));
        Assert.Equal("Property .join_once should be false for a campaign of type PROMOTION, which has no codes",
            (await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/campaigns", $$"""{"name":"Tiers once","join_once":true,{{Tiers}}}""")).Details);
        Assert.Equal("join_once should be false for a campaign of type PROMOTION, which has no codes",
            (await world.Owner.RefusedAsync(HttpMethod.Put, "/v1/campaigns/Tiers%20typed", """{"join_once":true}""")).Details);
    }

    [Fact]
    public async Task Campaigns_are_listed_by_type()
    {
        await world.Owner.DoAsync("/v1/campaigns", Campaign("Typed auto", """ "type":"AUTO_UPDATE" """));
        await world.Owner.DoAsync("/v1/campaigns", Campaign("Typed fixed", """ "type":"STATIC","metadata":{"onDemand":true} """));

        Assert.Equal(["Typed auto"], await NamesAsync("AUTO_UPDATE"));
        Assert.Equal(["Typed fixed"], await NamesAsync("STATIC"));

        async Task<IEnumerable<string?>> NamesAsync(string type) =>
            (await world.Owner.GetJsonAsync($"/v1/campaigns?limit=100&filters[type][conditions][$is]={type}"))["campaigns"]!.AsArray()
                .Select(campaign => (string?)campaign!["name"]).Where(name => name!.StartsWith("Typed ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_template_keeps_both_and_what_is_made_of_it_may_say_otherwise()
    {
        var original = await world.Owner.DoAsync("/v1/campaigns", Campaign("Auto kept", """ "type":"AUTO_UPDATE","join_once":true """));
        var template = await world.Owner.DoAsync("/v1/templates/campaigns", $$"""{"name":"Auto template","campaign_id":"{{original["id"]}}"}""");
        var path = $"/v1/templates/campaigns/{template["id"]}/campaign-setup";

        var asItIs = await world.Owner.DoAsync(path, """{"name":"Auto again"}""");
        var otherwise = await world.Owner.DoAsync(path, """{"name":"Auto no more","type":"STATIC","join_once":false}""");
        var patterned = await world.Owner.DoAsync(path, """{"name":"Auto patterned","voucher":{"code_config":{"pattern":"PAT-########"} } }""");

        Assert.Equal(("AUTO_UPDATE", true, 0, "DONE"), Told(asItIs["campaign"]!));
        Assert.Equal(("STATIC", false, 0, "DONE"), Told(otherwise["campaign"]!));
        Assert.Equal(("AUTO_UPDATE", true, 0, "DONE"), Told(patterned["campaign"]!));
        Assert.Equal((400, "invalid_payload"), Short(await world.Owner.RefusedAsync(HttpMethod.Post, path, """{"name":"Auto shared","type":"STANDALONE","join_once":true,"voucher":{"code_config":{"pattern":"TPLALL"} } }""")));
        var shared = await world.Owner.DoAsync(path, """{"name":"Auto shared","type":"STANDALONE","voucher":{"code_config":{"pattern":"TPLALL"} } }""");
        Assert.Equal(("STANDALONE", false, 1, "DONE"), Told(shared["campaign"]!));
    }

    [Theory]
    [InlineData(""" "type":"ENDLESS" """, "Property .type should be equal to one of STATIC, AUTO_UPDATE, STANDALONE")]
    [InlineData(""" "join_once":"yes" """, "Property .join_once should be a boolean")]
    public async Task What_is_malformed_is_refused(string fields, string details)
    {
        Assert.Equal((400, "invalid_payload", details), await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/campaigns", Campaign("Malformed type", fields)));
        await world.Owner.DoAsync("/v1/campaigns", Campaign("Malformed " + fields.Length, """ "type":"STATIC" """));
        Assert.Equal((400, "invalid_payload", details), await world.Owner.RefusedAsync(HttpMethod.Put, $"/v1/campaigns/Malformed%20{fields.Length}", $"{{{fields}}}"));
    }

    private static (int, string?) Short((int Status, string? Key, string? Details) refused) => (refused.Status, refused.Key);

    private static (string?, bool, int, string?) Told(JsonNode campaign) =>
        ((string?)campaign["type"], (bool)campaign["join_once"]!, (int)campaign["vouchers_count"]!, (string?)campaign["creation_status"]);

    private static string Campaign(string name, string fields) => $$$"""
        {"name":"{{{name}}}",{{{fields}}},
         "voucher":{"type":"DISCOUNT_VOUCHER","discount":{"type":"AMOUNT","amount_off":500},"redemption":{"quantity":1},"code_config":{"pattern":"AU-########"} } }
        """;
}
