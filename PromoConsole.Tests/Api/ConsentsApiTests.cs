using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class ConsentsApiTests(ApiWorld world)
{
    /// <summary>Defines one more consent.</summary>
    internal static async Task DefineAsync(ApiWorld world, string id)
    {
        var consents = world.Host.Services.GetRequiredService<ConsentService>();
        var there = (await consents.GetAsync()).Consents.Select(one => new ConsentDraft(one.Id, one.Name, one.Description, one.Category));
        Some.Of(await consents.SaveAsync([.. there, new(id, $"Accepts {id}", "What it is about.", "marketing")], null, Launched.Agent));
    }

    /// <summary>The status of telling what somebody said.</summary>
    internal static async Task<int> SayAsync(HttpClient client, string path, string json)
    {
        using var answer = await client.PutAsync(path, JsonContent.Create(JsonNode.Parse(json)));
        return (int)answer.StatusCode;
    }

    [Fact]
    public async Task Consents_are_listed_in_two_lists_as_the_field_has_them()
    {
        await DefineAsync(world, "listed");

        var all = await world.Owner.GetJsonAsync("/v1/consents");

        Assert.Equal("""{"object":"list","total":0,"data_ref":"data","data":[]}""", all["groups"]!.ToJsonString());
        var list = all["consents"]!;
        Assert.Equal(("list", "data", list["data"]!.AsArray().Count), ((string?)list["object"], (string?)list["data_ref"], (int)list["total"]!));
        Assert.Equal(
            world.Expected("""{"id":"listed","name":"Accepts listed","description":"What it is about.","category":"marketing","created_at":"NOW","updated_at":null,"object":"consent"}"""),
            ApiWorld.Plain(list["data"]!.AsArray().Single(one => (string?)one!["id"] == "listed")!.ToJsonString()));
    }

    [Fact]
    public async Task What_a_customer_said_is_kept_and_merged_by_consent()
    {
        await DefineAsync(world, "mail");
        await DefineAsync(world, "sms");
        var customer = (string)(await world.Owner.DoAsync("/v1/customers", """{"source_id":"says/1"}"""))["id"]!;

        Assert.Equal(204, await SayAsync(world.Owner, "/v1/customers/says%2F1/consents", """{"mail":true}"""));
        Assert.Equal(204, await SayAsync(world.Owner, $"/v1/customers/{customer}/consents", """{"sms":false}"""));

        await using var db = world.Db();
        var said = (await db.Customers.SingleAsync(c => c.Id == customer)).Consents!;
        Assert.Equal([("mail", true), ("sms", false)], said.Select(one => (one.Key, one.Value.Given)));
        var activity = await world.Owner.GetJsonAsync($"/v1/customers/{customer}/activity?type=customer.updated");
        Assert.Equal(2, activity["data"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("says-bad", """{"never_defined":true}""", 400, "Consent never_defined is not defined")]
    [InlineData("says-bad", """{"bad":"yes"}""", 400, "Property .bad should be a boolean")]
    [InlineData("says-bad", """{"bad":null}""", 400, "Property .bad should be a boolean")]
    [InlineData("says-bad", "{}", 400, "should name 1 to 50 consents")]
    [InlineData("says-nobody", """{"bad":true}""", 404, "Cannot find customer with id says-nobody")]
    public async Task What_cannot_be_said_is_refused_with_its_reason(string customer, string json, int status, string details)
    {
        if ((await world.Host.Services.GetRequiredService<ConsentService>().GetAsync()).Consents.All(one => one.Id != "bad")) await DefineAsync(world, "bad");
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"says-bad"}""");

        var refused = await world.Owner.RefusedAsync(HttpMethod.Put, $"/v1/customers/{customer}/consents", json);

        Assert.Equal(status, refused.Status);
        Assert.Contains(details, refused.Details, StringComparison.Ordinal);
    }
}
