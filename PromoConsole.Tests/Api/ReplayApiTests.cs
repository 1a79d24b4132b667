using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

/// <summary>Stored attempts decided again over HTTP.</summary>
[Collection(ApiTests.Name)]
public class ReplayApiTests(ApiWorld world)
{
    [Fact]
    public async Task A_redemption_is_decided_again_with_its_explanation_and_so_is_a_refusal()
    {
        var code = await LaunchedAsync("REPLAYED");
        var redeemed = await world.Owner.DoAsync("/v1/redemptions?explain=full", Body(code, 6000));
        var redemption = redeemed["redemptions"]![0]!;
        var refused = (await world.Owner.DoAsync("/v1/validations", Body(code, 4200)))["id"]!;
        await world.Host.Services.GetRequiredService<AttemptRecorder>().FlushAsync();

        var again = await world.Owner.GetJsonAsync($"/v1/redemptions/{redemption["id"]}/replay");
        var attempt = await world.Owner.GetJsonAsync($"/v1/redemptions/{refused}/replay");

        Assert.Equal(("replay", (string?)redemption["id"], true, 0), ((string?)again["object"], (string?)again["redemption_id"], (bool)again["same"]!, again["differences"]!.AsArray().Count));
        Assert.Equal(redemption["explanation"]!.ToJsonString(), again["explanation"]!.ToJsonString());
        Assert.True((bool)attempt["same"]!);
        Assert.Equal("""{"change":"add_amount","amount":800}""", attempt["explanation"]!["nearest_change"]!.ToJsonString());
    }

    [Fact]
    public async Task What_differs_is_named()
    {
        var code = await LaunchedAsync("REPLAY-FORGED");
        var id = (string)(await world.Owner.DoAsync("/v1/redemptions", Body(code, 6000)))["redemptions"]![0]!["id"]!;
        await ForgeAsync(id, detail => detail with { Proof = detail.Proof! with { OrderAmount = 1 } });

        var again = await world.Owner.GetJsonAsync($"/v1/redemptions/{id}/replay");

        Assert.False((bool)again["same"]!);
        Assert.Equal(
            $$"""[{"redemption_id":"{{id}}","path":"proof.order_amount","stored":"1","decided_again":"6000"}]""", again["differences"]!.ToJsonString());
    }

    [Fact]
    public async Task A_combined_redemption_tells_of_each_it_stands_for()
    {
        var (one, two) = (await LaunchedAsync("REPLAY-ONE"), await LaunchedAsync("REPLAY-TWO"));
        var redeemed = await world.Owner.DoAsync("/v1/redemptions", $$"""{"redeemables":[{"object":"voucher","id":"{{one}}"},{"object":"voucher","id":"{{two}}"}],"order":{"amount":9000} }""");

        var again = await world.Owner.GetJsonAsync($"/v1/redemptions/{redeemed["parent_redemption"]!["id"]}/replay");

        Assert.True((bool)again["same"]!);
        Assert.Null(again["explanation"]);
        Assert.Equal(redeemed["redemptions"]!.AsArray().Select(part => (string?)part!["id"]), again["redemptions"]!.AsArray().Select(part => (string?)part!["redemption_id"]));
        Assert.All(again["redemptions"]!.AsArray(), part => Assert.Equal("PASSED", (string?)part!["explanation"]!["rule"]!["verdict"]));
    }

    [Fact]
    public async Task Rollbacks_and_what_was_stored_before_are_refused_and_unknown_ids_not_found()
    {
        var code = await LaunchedAsync("REPLAY-NOT");
        var id = (string)(await world.Owner.DoAsync("/v1/redemptions", Body(code, 6000)))["redemptions"]![0]!["id"]!;
        var rollback = (string?)(await world.Owner.DoAsync($"/v1/redemptions/{id}/rollback", "{}"))["id"];
        var old = (string)(await world.Owner.DoAsync("/v1/redemptions", Body(code, 6000)))["redemptions"]![0]!["id"]!;
        await ForgeAsync(old, detail => detail with { Inputs = null });

        Assert.Equal((400, "not_replayable", $"{rollback} is a rollback"), await world.Owner.RefusedAsync(HttpMethod.Get, $"/v1/redemptions/{rollback}/replay", null));
        Assert.Equal((400, "not_replayable", $"Nothing is kept of what {old} was decided on"), await world.Owner.RefusedAsync(HttpMethod.Get, $"/v1/redemptions/{old}/replay", null));
        Assert.Equal((404, "not_found", "Cannot find redemption with id r_none"), await world.Owner.RefusedAsync(HttpMethod.Get, "/v1/redemptions/r_none/replay", null));
    }

    private static string Body(string code, long amount) => $$"""{"redeemables":[{"object":"voucher","id":"{{code}}"}],"order":{"amount":{{amount}} } }""";

    private async Task ForgeAsync(string id, Func<RedemptionDetail, RedemptionDetail> change)
    {
        await using var db = world.Db();
        await db.ForgeAsync(id, change);
    }

    private async Task<string> LaunchedAsync(string code)
    {
        await world.Host.Services.CampaignAsync(code, new CampaignSetup
        {
            Codes = new() { RedemptionLimit = null }, Discount = new PercentOff(10), Rule = When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 },
        }, code);
        return code;
    }
}
