using System.Net;
using PromoConsole.Identity;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class BinApiTests(ApiWorld world)
{
    [Fact]
    public async Task A_deleted_code_waits_in_the_bin_until_it_is_removed()
    {
        var made = await world.Owner.DoAsync("/v1/vouchers/BIN-ME", """{"discount":{"type":"AMOUNT","amount_off":100}}""");

        Assert.Equal(HttpStatusCode.NoContent, (await world.Owner.DeleteAsync("/v1/vouchers/bin-me")).StatusCode);
        var list = await world.Owner.GetJsonAsync("/v1/trash-bin?limit=1");
        var entry = Assert.Single(list["data"]!.AsArray())!;
        Assert.Equal(HttpStatusCode.NoContent, (await world.Owner.DeleteAsync($"/v1/trash-bin/{entry["id"]}")).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await world.Owner.GetAsync("/v1/vouchers/BIN-ME")).StatusCode);
        Assert.Equal(("voucher", "BIN-ME", (string?)made["id"]), ((string?)entry["resource_type"], (string?)entry["resource_name"], (string?)entry["resource_id"]));
        Assert.Equal((404, "not_found"), Refusal(await world.Owner.RefusedAsync(HttpMethod.Delete, $"/v1/trash-bin/{entry["id"]}")));
    }

    [Fact]
    public async Task Goes_through_the_bin_with_a_cursor()
    {
        foreach (var code in (string[])["BIN-1", "BIN-2", "BIN-3"])
        {
            await world.Owner.DoAsync($"/v1/vouchers/{code}", """{"discount":{"type":"AMOUNT","amount_off":100}}""");
            await world.Owner.DeleteAsync($"/v1/vouchers/{code}");
        }

        var first = await world.Owner.GetJsonAsync("/v1/trash-bin?limit=2");
        var second = await world.Owner.GetJsonAsync($"/v1/trash-bin?limit=1&starting_after_id={first["more_starting_after"]}");

        Assert.Equal(["BIN-3", "BIN-2"], first["data"]!.AsArray().Select(entry => (string?)entry!["resource_name"]));
        Assert.True((bool)first["has_more"]!);
        Assert.Equal("BIN-1", (string?)second["data"]![0]!["resource_name"]);
    }

    [Fact]
    public async Task Deletes_a_code_for_good_when_forced()
    {
        await world.Owner.DoAsync("/v1/vouchers/FORCED", """{"discount":{"type":"AMOUNT","amount_off":100}}""");

        await world.Owner.DeleteAsync("/v1/vouchers/FORCED?force=true");

        var list = await world.Owner.GetJsonAsync("/v1/trash-bin?limit=100");
        Assert.DoesNotContain(list["data"]!.AsArray(), entry => (string?)entry!["resource_name"] == "FORCED");
    }

    [Fact]
    public async Task Shows_the_bin_only_to_who_manages_the_project()
    {
        using var marketer = await world.ClientAsync(Roles.Marketer);

        Assert.Equal(HttpStatusCode.Forbidden, (await marketer.GetAsync("/v1/trash-bin")).StatusCode);
    }

    private static (int, string?) Refusal((int Status, string? Key, string? Details) answer) => (answer.Status, answer.Key);
}
