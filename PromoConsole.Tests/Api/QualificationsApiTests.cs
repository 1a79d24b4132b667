using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromoConsole.Tests.Api;

/// <summary>What a customer could use, over HTTP. Each test asks for its own campaign or codes only: the world is shared.</summary>
[Collection(ApiTests.Name)]
public class QualificationsApiTests(ApiWorld world)
{
    private async Task<string> PromotionAsync(string name, params string[] tiers)
    {
        var made = await world.Owner.DoAsync("/v1/campaigns", $$$"""{"name":"{{{name}}}","campaign_type":"PROMOTION","promotion":{"tiers":[{{{string.Join(',', tiers)}}}]}}""");
        return made["id"]!.GetValue<string>();
    }

    private static string Tier(string name, string discount) => $$$"""{"name":"{{{name}}}","banner":"{{{name}}} off","action":{"discount":{{{discount}}} },"metadata":{"kind":"{{{name}}}"} }""";

    private static string Only(string field, string value) => $$$"""{"junction":"and","{{{field}}}":{"conditions":{"$is":["{{{value}}}"]} } }""";

    private Task<JsonNode> QualifyAsync(string filters, string options = "", string more = "\"order\":{\"amount\":10000}") =>
        world.Owner.DoAsync("/v1/qualifications", $$$"""{ {{{more}}},"options":{"filters":{{{filters}}} {{{options}}} } }""");

    [Fact]
    public async Task Answers_in_the_documented_shape()
    {
        var campaign = await PromotionAsync("Qualified shape", Tier("Ten", """{"type":"AMOUNT","amount_off":1000}"""));

        var answer = await QualifyAsync(Only("campaign_id", campaign), more: "\"order\":{\"source_id\":\"qual-1\",\"amount\":10000},\"customer\":{\"source_id\":\"qual-anna\"}");

        var list = answer["redeemables"]!;
        var entry = list["data"]![0]!;
        Assert.Equal(("list", "data", 1, false), (list["object"]!.GetValue<string>(), list["data_ref"]!.GetValue<string>(), list["total"]!.GetValue<int>(), list["has_more"]!.GetValue<bool>()));
        Assert.StartsWith("promo_", entry["id"]!.GetValue<string>());
        Assert.Equal(
            """{"object":"promotion_tier","discount":1000,"total":9000,"applied":1000,"name":"Ten","banner":"Ten off","campaign_name":"Qualified shape","kind":"Ten","applicable":0}""",
            new JsonObject
            {
                ["object"] = entry["object"]!.DeepClone(), ["discount"] = entry["result"]!["discount"]!["amount_off"]!.DeepClone(), ["total"] = entry["order"]!["total_amount"]!.DeepClone(),
                ["applied"] = entry["order"]!["total_applied_discount_amount"]!.DeepClone(), ["name"] = entry["name"]!.DeepClone(), ["banner"] = entry["banner"]!.DeepClone(),
                ["campaign_name"] = entry["campaign_name"]!.DeepClone(), ["kind"] = entry["metadata"]!["kind"]!.DeepClone(), ["applicable"] = entry["applicable_to"]!["total"]!.DeepClone(),
            }.ToJsonString());
        Assert.Equal(10_000, answer["order"]!["total_amount"]!.GetValue<long>());
        Assert.StartsWith("track_", answer["tracking_id"]!.GetValue<string>());
        Assert.Equal(30, answer["stacking_rules"]!["redeemables_limit"]!.GetValue<int>());
        Assert.EndsWith("Z", list["more_starting_after"]!.GetValue<string>());
    }

    [Fact]
    public async Task Sorts_by_the_deal_and_goes_on_where_the_page_before_ended()
    {
        var campaign = await PromotionAsync("Qualified deals",
            Tier("A", """{"type":"AMOUNT","amount_off":500}"""), Tier("B", """{"type":"PERCENT","percent_off":20}"""), Tier("C", """{"type":"AMOUNT","amount_off":1500}"""));
        async Task<(string Names, string? More)> PageAsync(string options)
        {
            var list = (await QualifyAsync(Only("campaign_id", campaign), options))["redeemables"]!;
            return (string.Join(' ', list["data"]!.AsArray().Select(one => one!["name"]!.GetValue<string>())), list["has_more"]!.GetValue<bool>() ? list["more_starting_after"]!.GetValue<string>() : null);
        }

        var best = await PageAsync(",\"sorting_rule\":\"BEST_DEAL\",\"limit\":2");
        var rest = await PageAsync($",\"sorting_rule\":\"BEST_DEAL\",\"limit\":2,\"starting_after\":\"{best.More}\"");
        var least = await PageAsync(",\"sorting_rule\":\"LEAST_DEAL\",\"limit\":100");

        Assert.Equal(("B C", "A", null), (best.Names, rest.Names, rest.More));
        Assert.Equal(("A C B", null), least);
    }

    [Fact]
    public async Task A_code_given_to_the_customer_is_found_by_its_holder_role()
    {
        await world.Owner.DoAsync("/v1/vouchers/QUAL-PUBLIC", """{"discount":{"type":"PERCENT","percent_off":10},"metadata":{"a":1}}""");

        var both = await QualifyAsync("""{"junction":"OR","code":{"conditions":{"$in":["QUAL-PUBLIC"]}},"holder_role":{"conditions":{"$is":"OWNER"}}}""");
        var none = await QualifyAsync("""{"code":{"conditions":{"$is":["QUAL-PUBLIC"]}},"holder_role":{"conditions":{"$has_value":true}}}""");
        var vouchers = await QualifyAsync("""{"code":{"conditions":{"$is":["QUAL-PUBLIC"]}},"resource_type":{"conditions":{"$not_in":["campaign","promotion_tier"]}},"voucher_type":{"conditions":{"$is":["DISCOUNT_VOUCHER"]}},"campaign_id":{"conditions":{"$is_unknown":true}}}""");

        Assert.Equal("QUAL-PUBLIC", both["redeemables"]!["data"]![0]!["id"]!.GetValue<string>());
        Assert.Empty(none["redeemables"]!["data"]!.AsArray());
        Assert.Single(vouchers["redeemables"]!["data"]!.AsArray());
    }

    [Fact]
    public async Task Stacks_name_their_tiers()
    {
        var campaign = await PromotionAsync("Qualified stacks", Tier("One", """{"type":"AMOUNT","amount_off":1000}"""), Tier("Two", """{"type":"PERCENT","percent_off":50}"""));
        var tiers = (await world.Owner.GetJsonAsync($"/v1/promotions/{campaign}/tiers"))["tiers"]!.AsArray().Select(tier => tier!["id"]!.GetValue<string>()).ToArray();
        await world.Owner.DoAsync($"/v1/promotions/{campaign}/stacks", $$$"""{"name":"Both","tiers":{"ids":["{{{tiers[0]}}}","{{{tiers[1]}}}"]}}""");

        var answer = await QualifyAsync(Only("campaign_id", campaign), more: "\"scenario\":\"PROMOTION_STACKS\",\"order\":{\"amount\":10000}");

        var stack = answer["redeemables"]!["data"]![0]!;
        Assert.Equal(("promotion_stack", "Both", 4_500L), (stack["object"]!.GetValue<string>(), stack["name"]!.GetValue<string>(), stack["order"]!["total_amount"]!.GetValue<long>())); // 100.00 - 10.00, then half
        Assert.Equal([9_000L, 4_500L], stack["redeemables"]!.AsArray().Select(one => one!["order"]!["total_amount"]!.GetValue<long>()));
    }

    [Fact]
    public async Task The_older_forms_list_whole_codes_and_campaigns()
    {
        await world.Owner.DoAsync("/v1/vouchers/QUAL-OLD", """{"discount":{"type":"PERCENT","percent_off":10}}""");
        var campaign = await PromotionAsync("Qualified older", Tier("One", """{"type":"AMOUNT","amount_off":1000}"""), Tier("Two", """{"type":"AMOUNT","amount_off":2000}"""));

        var vouchers = await world.Owner.DoAsync("/v1/vouchers/qualification?limit=100", """{"order":{"amount":1000}}""");
        var campaigns = await world.Owner.DoAsync("/v1/campaigns/qualification?limit=100&audienceRulesOnly=true", "{}");

        Assert.Contains("QUAL-OLD", vouchers["data"]!.AsArray().Select(one => one!["code"]!.GetValue<string>()));
        Assert.All(vouchers["data"]!.AsArray(), one => Assert.Equal("voucher", one!["object"]!.GetValue<string>()));
        Assert.Single(campaigns["data"]!.AsArray(), one => one!["id"]!.GetValue<string>() == campaign); // once, though it has two tiers
    }

    [Fact]
    public async Task The_older_forms_come_in_the_order_asked()
    {
        foreach (var code in new[] { "000QUAL-B", "000QUAL-A" })
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            await world.Owner.DoAsync($"/v1/vouchers/{code}", """{"discount":{"type":"PERCENT","percent_off":10}}""");
        }

        var first = await PromotionAsync("Qualified before", Tier("One", """{"type":"AMOUNT","amount_off":1000}"""));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await PromotionAsync("Qualified after", Tier("One", """{"type":"AMOUNT","amount_off":1000}"""));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.Owner.DoAsync($"/v1/promotions/{first}/tiers", Tier("Two", """{"type":"AMOUNT","amount_off":500}"""));
        async Task<List<string>> ListAsync(string list, string order, string field, int limit = 100) => [.. (await world.Owner.DoAsync($"/v1/{list}/qualification?limit={limit}&order={order}", """{"order":{"amount":1000}}"""))["data"]!
            .AsArray().Select(one => (string?)one![field] ?? (string)one["created_at"]!)];

        foreach (var field in new[] { "created_at", "updated_at", "code" })
        {
            Assert.Equal((await ListAsync("vouchers", field, field)).Order(StringComparer.Ordinal), await ListAsync("vouchers", field, field));
            Assert.Equal((await ListAsync("vouchers", "-" + field, field)).OrderDescending(StringComparer.Ordinal), await ListAsync("vouchers", "-" + field, field));
        }

        Assert.Equal(["000QUAL-A", "000QUAL-B"], await ListAsync("vouchers", "code", "code", limit: 2));
        Assert.Equal(["000QUAL-A", "000QUAL-B"], await ListAsync("vouchers", "-created_at", "code", limit: 2));
        Assert.Equal([second, first], await ListAsync("campaigns", "-created_at", "id", limit: 2));
        Assert.Equal([first, second], await ListAsync("campaigns", "-updated_at", "id", limit: 2)); // its tiers were changed last
        Assert.Equal((await ListAsync("campaigns", "created_at", "created_at")).Order(StringComparer.Ordinal), await ListAsync("campaigns", "created_at", "created_at"));
        Assert.Equal("Property .order should be equal to one of -created_at, created_at, -updated_at, updated_at",
            (await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/campaigns/qualification?order=name", "{}")).Details);
    }

    [Fact]
    public async Task Expanded_rules_are_those_of_the_library_and_the_own_one_of_the_tier_and_its_campaign()
    {
        const string above1 = """ "rules":{"1":{"name":"order.amount","conditions":{"$more_than":[1]}} }} """;
        async Task<string> RuleAsync(string name) => (string)(await world.Owner.DoAsync("/v1/validation-rules", $$"""{"name":"{{name}}",""" + above1))["id"]!;
        var (ofTier, ofCampaign) = (await RuleAsync("Qualified tier"), await RuleAsync("Qualified campaign"));
        var campaign = await PromotionAsync("Qualified rules", Tier("One", """{"type":"AMOUNT","amount_off":1000}"""));
        var tier = (string)(await world.Owner.GetJsonAsync($"/v1/promotions/{campaign}/tiers"))["tiers"]![0]!["id"]!;
        await world.Owner.DoAsync($"/v1/validation-rules/{ofTier}/assignments", $$"""{"related_object_type":"promotion_tier","related_object_id":"{{tier}}"}""");
        await world.Owner.DoAsync($"/v1/validation-rules/{ofCampaign}/assignments", $$"""{"campaign":"{{campaign}}"}""");

        var expanded = (await QualifyAsync(Only("campaign_id", campaign), """ ,"expand":["validation_rules"] """))["redeemables"]!["data"]![0]!;
        var plain = (await QualifyAsync(Only("campaign_id", campaign)))["redeemables"]!["data"]![0]!;

        Assert.Equal(ofTier, (string?)expanded["validation_rule_id"]);
        Assert.Equal([(ofTier, "promotion_tier"), (ofCampaign, "campaign")],
            expanded["validation_rules_assignments"]!["data"]!.AsArray().Select(one => ((string)one!["rule_id"]!, (string)one["related_object_type"]!)));
        Assert.Null(plain["validation_rules_assignments"]);
    }

    [Fact]
    public async Task A_page_has_fifty_entries_at_most()
    {
        var campaign = await PromotionAsync("Qualified many", [.. Enumerable.Range(0, 51).Select(n => Tier($"T{n}", """{"type":"AMOUNT","amount_off":1}"""))]);

        var list = (await QualifyAsync(Only("campaign_id", campaign), ",\"limit\":100"))["redeemables"]!;

        Assert.Equal((50, true), (list["total"]!.GetValue<int>(), list["has_more"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task An_empty_body_is_a_question_too()
    {
        using var answer = await world.Owner.PostAsync("/v1/qualifications", """{"order":{},"customer":null}""");

        Assert.Equal(JsonValueKind.Array, (await answer.ReadAsync()).GetProperty("redeemables").GetProperty("data").ValueKind);
    }
}
