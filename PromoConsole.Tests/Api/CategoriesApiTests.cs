using System.Net;
using System.Text.Json.Nodes;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class CategoriesApiTests(ApiWorld world)
{
    [Fact]
    public async Task Makes_a_category_and_changes_it()
    {
        var made = await world.Owner.DoAsync("/v1/categories", """{"name":"Eighth","hierarchy":8}""");
        var id = (string?)made["id"];
        world.Time.Advance(TimeSpan.FromMinutes(1));
        using var request = JsonCalls.Request(HttpMethod.Put, $"/v1/categories/{id}", """{"name":"Summer","hierarchy":"1"}""");
        var changed = JsonNode.Parse(await (await world.Owner.SendAsync(request)).Content.ReadAsStringAsync())!;

        Assert.StartsWith("cat_", id);
        Assert.Equal($$"""{"id":"{{id}}","name":"Eighth","hierarchy":8,"created_at":"{{made["created_at"]}}","object":"category"}""", made.ToJsonString());
        Assert.Equal(
            $$"""{"id":"{{id}}","name":"Summer","hierarchy":1,"created_at":"{{made["created_at"]}}","updated_at":"{{changed["updated_at"]}}","object":"category"}""",
            changed.ToJsonString());
        Assert.NotEqual((string?)made["created_at"], (string?)changed["updated_at"]);
        Assert.Equal(changed.ToJsonString(), (await world.Owner.GetJsonAsync($"/v1/categories/{id}")).ToJsonString());
    }

    [Fact]
    public async Task Lists_them_all_and_takes_1_for_the_rank_nobody_gave()
    {
        var made = await world.Owner.DoAsync("/v1/categories", """{"name":"Listed"}""");

        var list = await world.Owner.GetJsonAsync("/v1/categories");

        Assert.Equal(1, (int)made["hierarchy"]!);
        Assert.Equal(("list", "data"), ((string?)list["object"], (string?)list["data_ref"]));
        Assert.Equal(list["data"]!.AsArray().Count, (int)list["total"]!);
        Assert.Contains(list["data"]!.AsArray(), category => (string?)category!["name"] == "Listed");
    }

    [Fact]
    public async Task Deletes_one_that_nothing_belongs_to()
    {
        var made = await world.Owner.DoAsync("/v1/categories", """{"name":"Short-lived"}""");

        var deleted = await world.Owner.DeleteAsync($"/v1/categories/{made["id"]}");
        var again = await world.Owner.DeleteAsync($"/v1/categories/{made["id"]}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal($"Cannot find category with id {made["id"]}", (await again.ReadAsync()).GetProperty("details").GetString());
    }

    [Fact]
    public async Task Takes_a_campaign_by_id_or_by_name_and_shows_in_it_and_its_codes()
    {
        var made = await world.Owner.DoAsync("/v1/categories", """{"name":"Grouped","hierarchy":4}""");
        var byId = await world.Owner.DoAsync("/v1/campaigns", Campaign("Grouped by id", "GROUP-1", $"\"category_id\":\"{made["id"]}\""));
        var byName = await world.Owner.DoAsync("/v1/campaigns", Campaign("Grouped by name", "GROUP-2", "\"category\":\"Grouped\""));

        var code = await world.Owner.GetJsonAsync("/v1/vouchers/GROUP-2");
        var codes = await world.Owner.GetJsonAsync("/v1/vouchers?category=Grouped&order=created_at");
        var deleted = await world.Owner.DeleteAsync($"/v1/categories/{made["id"]}");

        foreach (var grouped in (JsonNode[])[byId, byName, code])
        {
            Assert.Equal(("Grouped", (string?)made["id"]), ((string?)grouped["category"], (string?)grouped["category_id"]));
            Assert.Equal($"[{made.ToJsonString()}]", grouped["categories"]!.ToJsonString());
        }

        Assert.Equal(["GROUP-1", "GROUP-2"], codes["vouchers"]!.AsArray().Select(voucher => (string?)voucher!["code"]));
        Assert.Equal(HttpStatusCode.BadRequest, deleted.StatusCode);
        Assert.Equal("resource_in_use", (await deleted.ReadAsync()).GetProperty("key").GetString());
    }

    [Theory]
    [InlineData("\"category\":\"No such category\"", 404, "not_found", "Cannot find category with id No such category")]
    [InlineData("\"category_id\":\"cat_none\"", 404, "not_found", "Cannot find category with id cat_none")]
    [InlineData("\"category_id\":\"CONTRA\",\"category\":\"Another\"", 400, "invalid_campaign", "category names another category than category_id: Contra")]
    public async Task Refuses_a_campaign_whose_category_is_not_there_or_not_the_same(string category, int status, string key, string details)
    {
        var made = await world.Owner.PostAsync("/v1/categories", """{"name":"Contra"}""");
        var id = made.IsSuccessStatusCode ? (await made.ReadAsync()).GetProperty("id").GetString() : (string?)(await world.Owner.GetJsonAsync("/v1/categories/Contra"))["id"];
        var before = await world.RowsAsync();

        var answer = await world.Owner.PostAsync("/v1/campaigns", Campaign("Lost", "LOST-1", category.Replace("CONTRA", id)));

        var error = await answer.ReadAsync();
        Assert.Equal((status, key, details), ((int)answer.StatusCode, error.GetProperty("key").GetString(), error.GetProperty("details").GetString()));
        Assert.Equal(before, await world.RowsAsync());
    }

    private static string Campaign(string name, string code, string category) => $$$"""
        {"name":"{{{name}}}","type":"STANDALONE",{{{category}}},
         "voucher":{"type":"DISCOUNT_VOUCHER","discount":{"type":"AMOUNT","amount_off":500},"code_config":{"pattern":"{{{code}}}"} } }
        """;
}
