using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace PromoConsole.Tests.Api;

/// <summary>Promotion campaigns, their tiers and stacks over HTTP.</summary>
[Collection(ApiTests.Name)]
public class PromotionsApiTests(ApiWorld world)
{
    [Fact]
    public async Task Creates_a_promotion_whose_tiers_can_be_redeemed()
    {
        var made = await CampaignAsync("Autumn cart", Tier("Ten"), """{"name":"Fifth","banner":"20% off","hierarchy":1,"action":{"discount":{"type":"PERCENT","percent_off":20}}}""");

        Assert.Equal(
            world.Expected("""
                {"id":"camp_","name":"Autumn cart","description":"","campaign_type":"PROMOTION","type":"STATIC",
                 "promotion":{"tiers":[TIER1,TIER2],"total":2,"has_more":false,"object":"list","data_ref":"tiers"},
                 "auto_join":false,"join_once":false,"use_voucher_metadata_schema":false,"start_date":null,"expiration_date":null,"validity_timeframe":null,
                 "validity_day_of_week":null,"validity_hours":null,"activity_duration_after_publishing":null,"vouchers_count":0,"active":true,"metadata":{},
                 "created_at":"NOW","updated_at":null,"category":null,"category_id":null,"categories":[],"creation_status":"DONE",
                 "vouchers_generation_status":"DONE","readonly":false,"protected":false,
                 "validation_rules_assignments":{"data":[],"object":"list","data_ref":"data","total":0},"object":"campaign"}
                """
                .Replace("TIER1", Shape("Fifth", "\"20% off\"", """{"type":"PERCENT","percent_off":20,"effect":"APPLY_TO_ORDER","is_dynamic":false}""", 1), StringComparison.Ordinal)
                .Replace("TIER2", Shape("Ten", "null", """{"type":"AMOUNT","amount_off":1000,"effect":"APPLY_TO_ORDER","is_dynamic":false}""", 2), StringComparison.Ordinal)),
            ApiWorld.Plain(made.ToJsonString()));
        var redeemed = await world.Owner.DoAsync("/v1/redemptions", Use("promotion_tier", Id(made, 0)));
        Assert.Equal(8000, (int)redeemed["order"]!["total_amount"]!);
    }

    [Fact]
    public async Task Lists_campaigns_by_their_type()
    {
        var made = await CampaignAsync("Typed", Tier("Ten"));

        var promotions = (await world.Owner.GetJsonAsync("/v1/campaigns?campaign_type=PROMOTION&limit=100"))["campaigns"]!.AsArray();
        var coupons = (await world.Owner.GetJsonAsync("/v1/campaigns?campaign_type=DISCOUNT_COUPONS&limit=100"))["campaigns"]!.AsArray();

        Assert.All(promotions, one => Assert.Equal("PROMOTION", (string?)one!["campaign_type"]));
        Assert.Contains(promotions, one => (string?)one!["id"] == (string?)made["id"] && one["promotion"]!["tiers"]!.AsArray().Count == 1);
        Assert.All(coupons, one => Assert.Equal("DISCOUNT_COUPONS", (string?)one!["campaign_type"]));
    }

    [Fact]
    public async Task Adds_changes_switches_and_deletes_a_tier()
    {
        await world.Owner.DoAsync("/v1/categories", """{"name":"Tier season"}""");
        await CampaignAsync("Steps", Tier("First"));

        var added = await world.Owner.DoAsync("/v1/promotions/Steps/tiers", """
            {"name":"Second","banner":"Hello","hierarchy":1,"category":"Tier season","metadata":{"level":"A"},"start_date":"2026-01-01T00:00:00Z","validity_day_of_week":[1,2],
             "action":{"discount":{"type":"AMOUNT","amount_off":500}}}
            """);
        var id = (string)added["id"]!;
        var changed = await world.Owner.ChangeAsync($"/v1/promotions/tiers/{id}", """
            {"banner":null,"start_date":null,"category_id":null,"metadata":{"zone":7},"action":{"discount":{"type":"PERCENT","percent_off":10}}}
            """);
        var off = await world.Owner.DoAsync($"/v1/promotions/tiers/{id}/disable", "");
        var refused = await world.Owner.RefusedAsync(HttpMethod.Post, $"/v1/promotions/tiers/{id}/redemption", """{"order":{"amount":10000}}""");
        var on = await world.Owner.DoAsync($"/v1/promotions/tiers/{id}/enable", "");
        using var deleted = await world.Owner.DeleteAsync($"/v1/promotions/tiers/{id}");
        using var gone = await world.Owner.GetAsync($"/v1/promotions/tiers/{id}");

        Assert.Equal(("Tier season", 1), ((string?)added["categories"]![0]!["name"], (int)added["hierarchy"]!));
        Assert.Equal(
            (null, null, null, "Second", """{"level":"A","zone":7}""", "[1,2]", "10"),
            ((string?)changed["banner"], (string?)changed["start_date"], (string?)changed["category_id"], (string?)changed["name"],
                changed["metadata"]!.ToJsonString(), changed["validity_day_of_week"]!.ToJsonString(), changed["action"]!["discount"]!["percent_off"]!.ToJsonString()));
        Assert.Equal((false, "promotion_inactive", true), ((bool)off["active"]!, refused.Key, (bool)on["active"]!));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, gone.StatusCode));
        var left = await world.Owner.GetJsonAsync("/v1/promotions/Steps/tiers");
        Assert.Equal(["First"], left["tiers"]!.AsArray().Select(tier => (string?)tier!["name"]));
        Assert.Equal(2, (int)left["tiers"]![0]!["hierarchy"]!); // its place stays
    }

    [Fact]
    public async Task Counts_what_a_tier_gave()
    {
        var made = await CampaignAsync("Counted", Tier("Ten"));
        var path = $"/v1/promotions/tiers/{Id(made, 0)}";

        var first = await world.Owner.DoAsync($"{path}/redemption", """{"order":{"amount":5000}}""");
        await world.Owner.DoAsync($"{path}/redemption", """{"order":{"amount":7000}}""");
        await world.Owner.DoAsync($"/v1/redemptions/{first["id"]}/rollback", "{}");

        Assert.Equal(
            """{"redemptions":{"total_redeemed":1},"orders":{"total_amount":7000,"total_discount_amount":1000}}""",
            (await world.Owner.GetJsonAsync(path))["summary"]!.ToJsonString());
    }

    [Fact]
    public async Task Lists_tiers_that_are_available_page_by_page()
    {
        var made = await CampaignAsync("Available", Tier("One"), Tier("Two"), Tier("Three"));
        await world.Owner.DoAsync($"/v1/promotions/tiers/{Id(made, 1)}/disable", "");

        async Task<List<string?>> Ids(string query) =>
            [.. (await world.Owner.GetJsonAsync($"/v1/promotions/tiers?limit=100&{query}"))["tiers"]!.AsArray()
                .Where(tier => (string?)tier!["campaign_id"] == (string?)made["id"]).Select(tier => (string?)tier!["name"])];

        Assert.Equal(["Three", "Two", "One"], await Ids(""));
        Assert.Equal(["Three", "One"], await Ids("is_available=true"));
        Assert.Equal(["Two"], await Ids("is_available=false"));
        var oldest = await world.Owner.GetJsonAsync("/v1/promotions/tiers?limit=100&order=created_at");
        var times = oldest["tiers"]!.AsArray().Select(tier => (string)tier!["created_at"]!).ToList();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        var page = await world.Owner.GetJsonAsync("/v1/promotions/tiers?limit=1");
        Assert.Equal((1, true, "tiers"), (page["tiers"]!.AsArray().Count, (bool)page["has_more"]!, (string?)page["data_ref"]));
    }

    [Fact]
    public async Task Lists_the_stacks_that_changed_in_a_range_of_time()
    {
        var made = await CampaignAsync("Stacks by change", Tier("One"), Tier("Two"));
        async Task<JsonNode> StackAsync(string name)
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            return await world.Owner.DoAsync($"/v1/promotions/{made["id"]}/stacks", $$$"""{"name":"{{{name}}}","tiers":{"ids":["{{{Id(made, 0)}}}","{{{Id(made, 1)}}}"]}}""");
        }

        var first = await StackAsync("First");
        await StackAsync("Second");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.Owner.ChangeAsync($"/v1/promotions/{made["id"]}/stacks/{first["id"]}", """{"name":"First, changed"}""");
        var start = DateTimeOffset.Parse((string)first["created_at"]!, CultureInfo.InvariantCulture);
        async Task<List<string?>> NamesAsync(string end, int seconds)
        {
            var list = await world.Owner.GetJsonAsync($"/v1/promotions/stacks?limit=100&order=created_at&updated_at[{end}]={start.AddSeconds(seconds):yyyy-MM-ddTHH:mm:ssZ}");
            return [.. list["data"]!.AsArray().Where(stack => (string?)stack!["campaign_id"] == (string?)made["id"]).Select(stack => (string?)stack!["name"])];
        }

        // Made at 0 and 60 seconds; the first was changed at 120, the second never, which counts from when it was made.
        Assert.Equal(["First, changed", "Second"], await NamesAsync("after", 30));
        Assert.Equal(["First, changed"], await NamesAsync("after", 90));
        Assert.Equal(["Second"], await NamesAsync("before", 90));
        Assert.Empty(await NamesAsync("before", 30));
    }

    [Fact]
    public async Task Adds_changes_and_deletes_a_stack()
    {
        var made = await CampaignAsync("Stacked", Tier("One"), Tier("Two"));
        var (one, two) = (Id(made, 0), Id(made, 1));

        var added = await world.Owner.DoAsync("/v1/promotions/Stacked/stacks", $$$"""{"name":"Both","tiers":{"ids":["{{{two}}}","{{{one}}}"],"hierarchy_mode":"MANUAL"}}""");
        var path = $"/v1/promotions/{made["id"]}/stacks/{added["id"]}";
        var changed = await world.Owner.ChangeAsync(path, """{"name":"The two"}""");
        var redeemed = await world.Owner.DoAsync("/v1/redemptions", Use("promotion_stack", (string)added["id"]!));
        var inUse = await world.Owner.RefusedAsync(HttpMethod.Delete, $"/v1/promotions/tiers/{one}");
        var all = await world.Owner.GetJsonAsync("/v1/promotions/stacks?limit=100&order=name");
        using var deleted = await world.Owner.DeleteAsync(path);
        using var gone = await world.Owner.GetAsync(path);

        Assert.Equal(
            world.Expected("""
                {"id":"stack_","name":"Both","created_at":"NOW","updated_at":null,"campaign_id":"camp_","tiers":{"ids":["promo_","promo_"],"hierarchy_mode":"MANUAL"},
                 "category_id":null,"categories":[],"object":"promotion_stack"}
                """), ApiWorld.Plain(added.ToJsonString()));
        Assert.Equal(("The two", $"""["{two}","{one}"]"""), ((string?)changed["name"], changed["tiers"]!["ids"]!.ToJsonString()));
        Assert.Equal(["Two", "One"], redeemed["redemptions"]!.AsArray().Select(part => (string?)part!["promotion_tier"]!["name"]));
        Assert.Equal((400, "resource_in_use"), (inUse.Status, inUse.Key));
        Assert.Contains(all["data"]!.AsArray(), stack => (string?)stack!["id"] == (string?)added["id"]);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, gone.StatusCode));
    }

    [Fact]
    public async Task Validates_one_tier_in_the_older_form()
    {
        var made = await CampaignAsync("Older form", Tier("Ten"));
        var path = $"/v1/promotions/tiers/{Id(made, 0)}/validation";

        var works = await world.Owner.DoAsync(path, """{"order":{"amount":5000}}""");
        var without = await world.Owner.DoAsync(path, "{}");
        using var unknown = await world.Owner.PostAsync("/v1/promotions/tiers/promo_none/validation", """{"order":{"amount":5000}}""");

        Assert.Equal(
            (true, "Ten", 1, "promotion_tier", "Older form", 4000L),
            ((bool)works["valid"]!, (string?)works["name"], (int)works["hierarchy"]!, (string?)works["object"], (string?)works["campaign"], (long)works["order"]!["total_amount"]!));
        Assert.Null(works["code"]);
        Assert.Equal((false, "missing_order"), ((bool)without["valid"]!, (string?)without["error"]!["key"]));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal("Cannot find promotion tier with id promo_none", (await unknown.ReadAsync()).GetProperty("details").GetString());
    }

    [Fact]
    public async Task A_tier_obeys_a_rule_of_the_library()
    {
        var (from50, from90) = (await RuleAsync("Tier from 50", 5000), await RuleAsync("Tier from 90", 9000));
        var made = await CampaignAsync("Ruled", $$$"""{"name":"First","validation_rules":["{{{from50}}}"],"action":{"discount":{"type":"PERCENT","percent_off":10} } }""");
        var path = $"/v1/promotions/tiers/{Id(made, 0)}";

        Assert.Equal(from50, (string?)(await world.Owner.GetJsonAsync(path))["validation_rule_assignments"]!["data"]![0]!["rule_id"]);
        Assert.Equal("order_rules_violated", await RefusalAsync(path, 4999));
        await world.Owner.ChangeAsync(path, $$"""{"validation_rules":["{{from90}}"]}""");
        Assert.Equal("order_rules_violated", await RefusalAsync(path, 8999));
        var kept = await world.Owner.ChangeAsync(path, """{"banner":"From 90.00"}""");
        Assert.Equal(from90, (string?)kept["validation_rule_assignments"]!["data"]![0]!["rule_id"]);
        var added = await world.Owner.DoAsync("/v1/promotions/Ruled/tiers", $$$"""{"name":"Second","validation_rules":["{{{from90}}}"],"action":{"discount":{"type":"PERCENT","percent_off":10} } }""");
        Assert.Equal("order_rules_violated", await RefusalAsync($"/v1/promotions/tiers/{added["id"]}", 8999));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_change_that_names_no_rule_takes_the_one_of_the_tier_away(string none)
    {
        var rule = await RuleAsync($"Taken away by {none}", 5000);
        var made = await CampaignAsync($"Unruled by {none}", $$$"""{"name":"First","validation_rules":["{{{rule}}}"],"action":{"discount":{"type":"PERCENT","percent_off":10} } }""");
        var path = $"/v1/promotions/tiers/{Id(made, 0)}";
        Assert.Equal("order_rules_violated", await RefusalAsync(path, 4999));

        var changed = await world.Owner.ChangeAsync(path, $$"""{"validation_rules":{{none}}}""");

        Assert.Empty(changed["validation_rule_assignments"]!["data"]!.AsArray());
        Assert.Equal(0, (int)(await world.Owner.GetJsonAsync($"/v1/validation-rules/{rule}/assignments"))["total"]!);
        Assert.Equal("SUCCESS", (string?)(await world.Owner.DoAsync($"{path}/redemption", """{"order":{"amount":4999}}"""))["result"]);
    }

    private async Task<string> RuleAsync(string name, long from) => (string)(await world.Owner.DoAsync("/v1/validation-rules",
        $$$"""{"name":"{{{name}}}","rules":{"1":{"name":"order.initial_amount","conditions":{"$more_than_or_equal":[{{{from}}}]},"rules":{}},"logic":"1"}}"""))["id"]!;

    private async Task<string?> RefusalAsync(string path, long amount) =>
        (await world.Owner.RefusedAsync(HttpMethod.Post, $"{path}/redemption", $$$"""{"order":{"amount":{{{amount}}}}}""")).Key;

    [Fact]
    public async Task Says_which_tiers_apply_to_an_order_in_the_order_of_their_hierarchy()
    {
        var made = await CampaignAsync("Matching",
            """{"name":"Half","hierarchy":3,"metadata":{"m":"matching"},"action":{"discount":{"type":"PERCENT","percent_off":50}}}""",
            """{"name":"Off","hierarchy":2,"active":false,"action":{"discount":{"type":"AMOUNT","amount_off":900000}}}""",
            """{"name":"Much","hierarchy":1,"action":{"discount":{"type":"AMOUNT","amount_off":800000}}}""");

        var answer = await world.Owner.DoAsync("/v1/promotions/validation", """{"order":{"amount":1000000},"customer":{"source_id":"matcher"}}""");

        var own = answer["promotions"]!.AsArray().Where(tier => (string?)tier!["campaign_id"] == (string?)made["id"]).ToList();
        Assert.Equal([("Much", 800_000L), ("Half", 500_000L)], own.Select(tier => ((string)tier!["name"]!, (long)tier["discount_amount"]!)));
        Assert.True((bool)answer["valid"]!);
        Assert.StartsWith("track_", (string?)answer["tracking_id"]);
        Assert.Equal("promotion_tier", (string?)own[0]!["object"]);
    }

    [Fact]
    public async Task Redeems_one_tier_in_the_older_form_once_for_each_key()
    {
        var made = await CampaignAsync("Older use", Tier("Ten"));
        var path = $"/v1/promotions/tiers/{Id(made, 0)}/redemption";

        var first = await (await world.Owner.PostAsync(path, """{"order":{"amount":5000}}""", "older-use-1")).ReadAsync();
        var again = await (await world.Owner.PostAsync(path, """{"order":{"amount":5000}}""", "older-use-1")).ReadAsync();

        Assert.Equal(("promotion_tier", Id(made, 0), 4000L),
            (first.GetProperty("related_object_type").GetString(), first.GetProperty("related_object_id").GetString(), first.GetProperty("order").GetProperty("total_amount").GetInt64()));
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(1, (int)(await world.Owner.GetJsonAsync($"/v1/promotions/tiers/{Id(made, 0)}"))["summary"]!["redemptions"]!["total_redeemed"]!);
    }

    private Task<JsonNode> CampaignAsync(string name, params string[] tiers) =>
        world.Owner.DoAsync("/v1/campaigns", $$$"""{"name":"{{{name}}}","campaign_type":"PROMOTION","promotion":{"tiers":[{{{string.Join(',', tiers)}}}]}}""");

    private static string Tier(string name) => $$$$"""{"name":"{{{{name}}}}","action":{"discount":{"type":"AMOUNT","amount_off":1000}}}""";

    private static string Use(string kind, string id) => $$$"""{"redeemables":[{"object":"{{{kind}}}","id":"{{{id}}}"}],"order":{"amount":10000}}""";

    private static string Id(JsonNode campaign, int at) => (string)campaign["promotion"]!["tiers"]![at]!["id"]!;

    private static string Shape(string name, string banner, string discount, int hierarchy) => $$$"""
        {"id":"promo_","created_at":"NOW","updated_at":null,"name":"{{{name}}}","banner":{{{banner}}},"action":{"discount":{{{discount}}}},"metadata":{},
         "hierarchy":{{{hierarchy}}},"promotion_id":"camp_",
         "campaign":{"id":"camp_","start_date":null,"expiration_date":null,"validity_timeframe":null,"validity_day_of_week":null,"validity_hours":null,"active":true,
           "category_id":null,"object":"campaign"},
         "campaign_id":"camp_","active":true,"start_date":null,"expiration_date":null,"validity_timeframe":null,"validity_day_of_week":null,"validity_hours":null,
         "summary":{"redemptions":{"total_redeemed":0},"orders":{"total_amount":0,"total_discount_amount":0}},"object":"promotion_tier",
         "validation_rule_assignments":{"data":[],"object":"list","data_ref":"data","total":0},"category_id":null,"categories":[]}
        """;
}
