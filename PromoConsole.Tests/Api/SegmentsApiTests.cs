using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class SegmentsApiTests(ApiWorld world)
{
    [Fact]
    public async Task Makes_a_fixed_list_of_customers_by_either_id()
    {
        var one = await world.Owner.DoAsync("/v1/customers", """{"source_id":"seg-one"}""");
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"seg-two"}""");

        var made = await world.Owner.DoAsync("/v1/segments", $$"""{"name":"Fixed","type":"static","customers":["{{one["id"]}}","seg-two","seg-one"]}""");
        var members = await world.Owner.GetJsonAsync($"/v1/customers?segment_id={made["id"]}");

        Assert.Equal(
            world.Expected("""{"id":"seg_","name":"Fixed","created_at":"NOW","updated_at":null,"type":"static","filter":null,"initial_sync_status":"DONE","object":"segment"}"""),
            ApiWorld.Plain(made.ToJsonString()));
        Assert.Equal(made.ToJsonString(), (await world.Owner.GetJsonAsync($"/v1/segments/{made["id"]}")).ToJsonString());
        Assert.Equal(["seg-two", "seg-one"], members["customers"]!.AsArray().Select(customer => (string?)customer!["source_id"]));
    }

    [Fact]
    public async Task A_filter_is_passive_until_told_otherwise_and_is_answered_as_it_was_sent()
    {
        const string Filter = """{"junction":"or","metadata.level":{"conditions":{"$more_than":["0"],"$less_than":[5]}},"address.city":{"conditions":{"$has_value":[]}}}""";
        var passive = await world.Owner.DoAsync("/v1/segments", $$"""{"name":"Passive","filter":{{Filter}} }""");
        var active = await world.Owner.DoAsync("/v1/segments", $$"""{"name":"Active","type":"auto-update","filter":{{Filter}} }""");
        var spelled = await world.Owner.DoAsync("/v1/segments", """{"name":"Spelled","filter":{"metadata.level":{"conditions":{"$more_than_equal":"3"}}}}""");

        Assert.Equal(("passive", Filter), ((string?)passive["type"], passive["filter"]!.ToJsonString()));
        Assert.Equal("auto-update", (string?)active["type"]);
        Assert.Equal("""{"junction":"and","metadata.level":{"conditions":{"$more_than_or_equal":["3"]}}}""", spelled["filter"]!.ToJsonString());
    }

    [Fact]
    public async Task Brackets_inside_a_filter_are_answered_as_they_were_sent()
    {
        const string Filter = """{"junction":"and","address.city":{"conditions":{"$is":["Brzeg"]}},"$groups":[{"junction":"or","$not":true,"metadata.level":{"conditions":{"$less_than":[5]}},"events.visit.count":{"conditions":{"$more_than":[1]}}}]}""";
        var made = await world.Owner.DoAsync("/v1/segments", $$"""{"name":"Brackets","filter":{{Filter}} }""");
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"bracket-high","address":{"city":"Brzeg"},"metadata":{"level":7}}""");
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"bracket-low","address":{"city":"Brzeg"},"metadata":{"level":2}}""");

        Assert.Equal(Filter, made["filter"]!.ToJsonString());
        Assert.Equal("IN_PROGRESS", (string?)made["initial_sync_status"]);
        Assert.Equal(["bracket-high"], (await MembersAsync(made)).Order());
        await world.Host.Services.GetRequiredService<SegmentMembership>().SettleAsync();
        Assert.Equal("DONE", (string?)(await world.Owner.GetJsonAsync($"/v1/segments/{made["id"]}"))["initial_sync_status"]);
        await world.Owner.DoAsync("/v1/events", """{"event":"visit","customer":{"source_id":"bracket-high"}}""");
        await world.Owner.DoAsync("/v1/events", """{"event":"visit","customer":{"source_id":"bracket-high"}}""");
        Assert.Empty(await MembersAsync(made)); // what changed a moment ago is asked before members are listed

        async Task<IEnumerable<string?>> MembersAsync(System.Text.Json.Nodes.JsonNode segment) =>
            (await world.Owner.GetJsonAsync($"/v1/customers?segment_id={segment["id"]}"))["customers"]!.AsArray().Select(customer => (string?)customer!["source_id"]);
    }

    [Fact]
    public async Task A_customer_enters_and_leaves_a_filter_with_their_data()
    {
        var made = await world.Owner.DoAsync("/v1/segments", """{"name":"Golden","filter":{"metadata.metal":{"conditions":{"$is":"gold"}}}}""");
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"metal","metadata":{"metal":"gold"}}""");

        var inside = await world.Owner.GetJsonAsync("/v1/customers/metal/segments");
        var members = await world.Owner.GetJsonAsync($"/v1/customers?segment_id={made["id"]}");
        await world.Owner.ChangeAsync("/v1/customers/metal", """{"metadata":{"metal":"iron"}}""");
        var outside = await world.Owner.GetJsonAsync("/v1/customers/metal/segments");

        Assert.Equal(
            $$$"""{"data":[{"id":"{{{made["id"]}}}","name":"Golden","object":"segment"}],"total":1,"object":"list","data_ref":"data"}""", inside.ToJsonString());
        Assert.Equal(1, (int)members["total"]!);
        Assert.Equal(0, (int)outside["total"]!);
    }

    [Fact]
    public async Task A_rule_asks_a_filter_about_the_customer_as_the_request_describes_them()
    {
        var made = await world.Owner.DoAsync("/v1/segments", """{"name":"Silver","filter":{"metadata.metal":{"conditions":{"$is":"silver"}}}}""");
        await CampaignAsync("Silver only", "SILVER-ONLY", (string)made["id"]!);
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"argent","metadata":{"metal":"iron"}}""");

        var stored = await world.Owner.DoAsync("/v1/validations", Validate("""{"source_id":"argent"}"""));
        var described = await world.Owner.DoAsync("/v1/validations", Validate("""{"source_id":"argent","metadata":{"metal":"silver"}}"""));
        var deleted = await world.Owner.RefusedAsync(HttpMethod.Delete, $"/v1/segments/{made["id"]}");

        Assert.False((bool)stored["valid"]!);
        Assert.True((bool)described["valid"]!);
        Assert.Equal((400, "resource_in_use"), (deleted.Status, deleted.Key));

        static string Validate(string customer) => $$"""{"redeemables":[{"object":"voucher","id":"SILVER-ONLY"}],"order":{"amount":5000},"customer":{{customer}} }""";
    }

    [Fact]
    public async Task Deletes_a_segment_that_nothing_names()
    {
        var made = await world.Owner.DoAsync("/v1/segments", """{"name":"Brief"}""");

        Assert.Contains((await world.Owner.GetJsonAsync("/v1/segments"))["data"]!.AsArray(), segment => (string?)segment!["name"] == "Brief");
        Assert.Equal(HttpStatusCode.NoContent, (await world.Owner.DeleteAsync($"/v1/segments/{made["id"]}")).StatusCode);
        Assert.Equal((404, "not_found", $"Cannot find segment with id {made["id"]}"), await world.Owner.RefusedAsync(HttpMethod.Get, $"/v1/segments/{made["id"]}"));
    }

    [Theory]
    [InlineData("{}", 400, "invalid_payload", "Body should have required property 'name'")]
    [InlineData("""{"name":"X","type":"live"}""", 400, "invalid_payload", "Property .type should be equal to one of static, passive, auto-update")]
    [InlineData("""{"name":"X","type":"passive"}""", 400, "invalid_payload", "Body should have required property 'filter'")]
    [InlineData("""{"name":"X","type":"static","filter":{"name":{"conditions":{"$is":"a"}}}}""", 400, "invalid_payload", "Property .filter should be left out for type static")]
    [InlineData("""{"name":"X","customers":["nobody"]}""", 404, "not_found", "Cannot find customer with id nobody")]
    [InlineData("""{"name":"X","customers":[5]}""", 400, "invalid_payload", "Property .customers[0] should be a string")]
    [InlineData("""{"name":"X","filter":{"summary.redemptions.gift.redeemed_amount":{"conditions":{"$more_than":[5]}}}}""", 400, "invalid_payload", "summary.redemptions.gift.redeemed_amount is not kept in this release, so a customer cannot be filtered by it")]
    [InlineData("""{"name":"X","filter":{"loyalty.points":{"conditions":{"$more_than":[5]}}}}""", 400, "invalid_payload", "loyalty.points is not kept in this release, so a customer cannot be filtered by it")]
    [InlineData("""{"name":"X","filter":{"birthdate":{"conditions":{"$after":["someday"]}}}}""", 400, "invalid_payload", "birthdate: after compares with a date (2026-03-01) or an instant in ISO 8601")]
    [InlineData("""{"name":"X","filter":{"created_at":{"conditions":{"$more_than_ago":[1.5]}}}}""", 400, "invalid_payload", "created_at: more than ago compares with a whole number of days")]
    [InlineData("""{"name":"X","filter":{"$groups":[{"junction":"or"}],"name":{"conditions":{"$is":["a"]}}}}""", 400, "invalid_payload", "Every bracket of the filter should have at least one attribute")]
    [InlineData("""{"name":"X","filter":{"events.visit":{"conditions":{"$is":[1]}}}}""", 400, "invalid_payload", "events.visit is no attribute of a customer; there are NAMES")]
    [InlineData("""{"name":"X","filter":{"name":{"conditions":{"$is":[]}}}}""", 400, "invalid_payload", "name: is should have a value")]
    public async Task Refuses_what_makes_no_segment(string body, int status, string key, string details)
    {
        var before = await world.RowsAsync();

        var expected = details.Replace("NAMES", string.Join(", ", CustomerFields.All.Names), StringComparison.Ordinal);
        Assert.Equal((status, key, expected), await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/segments", body));
        Assert.Equal(before, await world.RowsAsync());
    }

    [Fact]
    public async Task Refuses_a_name_that_exists_and_a_support_agent()
    {
        await world.Owner.DoAsync("/v1/segments", """{"name":"Only one segment"}""");
        using var support = await world.ClientAsync(Roles.Support);

        Assert.Equal(
            (409, "duplicate_found", "Duplicated segment exists with name Only one segment"),
            await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/segments", """{"name":"Only one segment"}"""));
        Assert.Equal(403, (await support.RefusedAsync(HttpMethod.Post, "/v1/segments", """{"name":"Mine"}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await support.GetAsync("/v1/segments")).StatusCode);
    }

    private async Task CampaignAsync(string name, string code, string segmentId)
    {
        await world.Owner.DoAsync("/v1/campaigns", $$$"""
            {"name":"{{{name}}}","type":"STANDALONE","voucher":{"type":"DISCOUNT_VOUCHER","discount":{"type":"AMOUNT","amount_off":500},"code_config":{"pattern":"{{{code}}}"} } }
            """);
        var campaigns = world.Host.Services.GetRequiredService<IWrites>();
        Some.Of(await campaigns.ExclusiveAsync<bool>(async (db, ct) =>
        {
            var campaign = db.Campaigns.Single(c => c.Name == name);
            var version = db.CampaignVersions.Single(v => v.CampaignId == campaign.Id);
            campaign.Version = 2;
            db.CampaignVersions.Add(new CampaignVersion
            {
                CampaignId = campaign.Id, Number = 2, CreatedBy = "test", CreatedAt = world.Time.GetUtcNow(),
                Setup = version.Setup with { Rule = When.Segment(Operator.Is, segmentId) with { Number = 1 } },
            });
            return await Task.FromResult<Result<bool>>(true);
        }));
    }
}
