using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

/// <summary>Answers that carry their proof: nothing, the names of what stood in the way, or all of it.</summary>
[Collection(ApiTests.Name)]
public class ExplanationApiTests(ApiWorld world)
{
    [Fact]
    public async Task Says_nothing_by_default_names_the_rule_by_codes_and_tells_all_by_full()
    {
        var code = await LaunchedAsync("EXPLAINED");
        var body = Body(code, 4200);

        var none = await world.Owner.DoAsync("/v1/validations", body);
        var codes = Entry(await world.Owner.DoAsync("/v1/validations?explain=codes", body));
        var full = Entry(await world.Owner.DoAsync("/v1/validations?explain=full", body));

        Assert.Null(Entry(none)["explanation"]);
        Assert.Equal(
            """{"accepted":false,"key":"order_rules_violated","violated":[{"rule":"1","name":"order.initial_amount"}],"nearest_change":{"change":"add_amount","amount":800}}""",
            codes["explanation"]!.ToJsonString());
        var explained = full["explanation"]!;
        Assert.Equal(
            """{"rule":"1","name":"order.initial_amount","verdict":"FAILED","seen":4200,"asked":[{"operator":"$more_than_or_equal","passed":false,"values":[5000],"distance":800}],"message":"Spend 50.00 or more."}""",
            explained["rule"]!.ToJsonString());
        Assert.Equal(["code_exists", "code_active", "campaign_active"], explained["checks"]!.AsArray().Take(3).Select(check => (string?)check!["name"]));
        Assert.Equal("""{"before":4200,"discount":420,"after":3780,"cap_cut_amount":0}""", explained["amounts"]!.ToJsonString());
        Assert.Equal(1, (int)explained["campaign_version"]!);
    }

    [Fact]
    public async Task A_redemption_its_refusal_and_what_is_stored_of_both_say_the_same()
    {
        var code = await LaunchedAsync("EXPLAINED-TOO");

        var redeemed = await world.Owner.DoAsync("/v1/redemptions?explain=full", Body(code, 6000));
        using var request = JsonCalls.Request(HttpMethod.Post, "/v1/redemptions?explain=codes", Body(code, 4999));
        using var answer = await world.Owner.SendAsync(request);
        var refused = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        var redemption = redeemed["redemptions"]![0]!;
        Assert.Equal("PASSED", (string?)redemption["explanation"]!["rule"]!["verdict"]);
        Assert.Equal(redemption["explanation"]!.ToJsonString(), (await world.Owner.GetJsonAsync($"/v1/redemptions/{redemption["id"]}?explain=full"))["explanation"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("""{"change":"add_amount","amount":1}""", refused["explanation"]!["nearest_change"]!.ToJsonString());
        Assert.Equal(refused["explanation"]!.ToJsonString(), (await world.Owner.GetJsonAsync($"/v1/redemptions/{refused["resource_id"]}?explain=codes"))["explanation"]!.ToJsonString());
        Assert.Null((await world.Owner.GetJsonAsync($"/v1/redemptions/{redemption["id"]}"))["explanation"]);
    }

    [Fact]
    public async Task An_unknown_way_of_explaining_is_refused_and_nothing_is_redeemed()
    {
        var code = await LaunchedAsync("EXPLAINED-NOT");

        var (status, key, details) = await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/redemptions?explain=all", Body(code, 6000));

        Assert.Equal((400, "invalid_query_params", "Property .explain should be equal to one of none, codes, full"), (status, key, details));
        Assert.Equal(0, (int)(await world.Owner.GetJsonAsync($"/v1/vouchers/{code}"))["redemption"]!["redeemed_quantity"]!);
    }

    private static JsonNode Entry(JsonNode validation) => validation["redeemables"]![0]!;

    private static string Body(string code, long amount) => $$"""{"redeemables":[{"object":"voucher","id":"{{code}}"}],"order":{"amount":{{amount}} } }""";

    private async Task<string> LaunchedAsync(string code)
    {
        var campaigns = world.Host.Services.GetRequiredService<CampaignService>();
        var draft = Some.Of(await campaigns.CreateDraftAsync(new()
        {
            Name = code, Actor = "anna@example.com",
            Setup = new CampaignSetup
            {
                Codes = new() { Mode = CodeMode.Shared, SharedCode = code, RedemptionLimit = null },
                Discount = new PercentOff(10),
                Rule = When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1, Message = "Spend 50.00 or more." },
            },
        }));
        Some.Of(await campaigns.LaunchAsync(new(draft.Id, null, null, "anna@example.com")));
        return code;
    }
}
