using PromoConsole.Identity;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class EventSchemasApiTests(ApiWorld world)
{
    private const string Schemas = "/management/v1/projects/proj_1/custom-event-schemas";

    [Fact]
    public async Task What_comes_with_an_event_is_defined_changed_and_forgotten()
    {
        var made = await world.Owner.DoAsync(Schemas, """{"name":"sch-review","schema":{"properties":{"stars":{"type":"number","optional":false},"text":{"type":"string","optional":true}}}}""");
        var path = $"{Schemas}/{made["id"]}";

        Assert.Equal(("sch-review", "custom-event-schema", "number"), ((string?)made["name"], (string?)made["object"], (string?)made["schema"]!["properties"]!["stars"]!["type"]));
        Assert.StartsWith("ms_", (string?)made["id"], StringComparison.Ordinal);
        Assert.Equal((409, "duplicate_found"), Told(await world.Owner.RefusedAsync(HttpMethod.Post, Schemas, """{"name":"sch-review","schema":{"properties":{}}}""")));
        Assert.Equal((400, "metadata_validation_failed"), Told(await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/events", """{"event":"sch-review","customer":{"source_id":"sch-1"}}""")));
        await world.Owner.DoAsync("/v1/events", """{"event":"sch-review","customer":{"source_id":"sch-1"},"metadata":{"stars":5}}""");

        var changed = await world.Owner.ChangeAsync(path, """{"schema":{"properties":{"stars":{"type":"number","optional":true}}}}""");
        Assert.Equal((true, "string"), ((bool)changed["schema"]!["properties"]!["stars"]!["optional"]!, (string?)changed["schema"]!["properties"]!["text"]!["type"]));
        await world.Owner.DoAsync("/v1/events", """{"event":"sch-review","customer":{"source_id":"sch-1"}}""");
        Assert.Equal(changed.ToJsonString(), (await world.Owner.GetJsonAsync(path)).ToJsonString());
        var list = await world.Owner.GetJsonAsync(Schemas);
        Assert.Contains("sch-review", list["data"]!.AsArray().Select(one => (string?)one!["name"]));
        Assert.Equal((int)list["total"]!, list["data"]!.AsArray().Count);

        Assert.True((await world.Owner.DeleteAsync(path)).IsSuccessStatusCode);
        Assert.Equal((404, "not_found"), Told(await world.Owner.RefusedAsync(HttpMethod.Get, path)));
    }

    [Theory]
    [InlineData("""{"schema":{"properties":{}}}""", "Body should have required property 'name'")]
    [InlineData("""{"name":"sch-bad"}""", "Body should have required property 'schema'")]
    [InlineData("""{"name":"sch-bad","schema":{}}""", "Property .schema should have required property 'properties'")]
    [InlineData("""{"name":"two words","schema":{"properties":{}}}""", "Property .name: ")]
    [InlineData("""{"name":"sch-bad","schema":{"properties":{"a":{"type":"colour"}}}}""", "Property .schema.properties.a.type should be equal to one of string, ")]
    public async Task What_is_malformed_is_named(string body, string details)
    {
        var refused = await world.Owner.RefusedAsync(HttpMethod.Post, Schemas, body);

        Assert.Equal((400, "invalid_payload"), Told(refused));
        Assert.StartsWith(details, refused.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_manages_the_project_may_and_there_is_one_project()
    {
        using var manager = await world.ClientAsync(Roles.Analyst);

        Assert.Equal(403, (await manager.RefusedAsync(HttpMethod.Get, Schemas)).Status);
        Assert.Equal(404, (await world.Owner.RefusedAsync(HttpMethod.Get, Schemas.Replace("proj_1", "proj_2", StringComparison.Ordinal))).Status);
    }

    private static (int, string?) Told((int Status, string? Key, string? Details) refused) => (refused.Status, refused.Key);
}
