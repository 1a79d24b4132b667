using PromoConsole.Tests.Engine.Metadata;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class MetadataSchemasApiTests(ApiWorld world)
{
    private const string Managed = "/management/v1/projects/proj_1/metadata-schemas";

    private static int s_keys;

    [Theory]
    [MemberData(nameof(MetadataCases.All), MemberType = typeof(MetadataCases))]
    public async Task Takes_what_fits_and_says_what_does_not(string definition, string value, string? refused)
    {
        var key = $"case{Interlocked.Increment(ref s_keys)}";
        var definitions = definition.Replace("\"optional\":false", "\"optional\":true", StringComparison.Ordinal); // other tests make products, too
        var id = await SchemaAsync("product");
        await world.Owner.ChangeAsync($"{Managed}/{id}", $$$"""{"properties":{"{{{key}}}":{{{definitions}}}}}""");
        var body = $$$"""{"name":"Checked","metadata":{"{{{key}}}":{{{value}}}}}""";

        if (refused is null) await world.Owner.DoAsync("/v1/products", body);
        else Assert.Equal((400, "metadata_validation_failed", $"{key}: {refused.Replace(", property is required", "", StringComparison.Ordinal).Replace("property is required, ", "", StringComparison.Ordinal)}"), await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/products", body));
        await world.Owner.ChangeAsync($"{Managed}/{id}", $$$"""{"properties":{"{{{key}}}":{{{definitions.Replace("{\"type\"", "{\"deleted\":true,\"type\"", StringComparison.Ordinal)}}}}}""");
    }

    [Fact]
    public async Task Spells_lengths_in_camel_case_for_shops_and_with_underscores_where_they_are_managed()
    {
        var made = await world.Owner.DoAsync(Managed, """{"related_object":"shipping","allow_defined_only":true,"properties":{"street":{"type":"string","min_length":2,"max_length":50},"floors":{"type":"number","array":true,"optional":false,"eq":[1,2]}}}""");
        var shop = await world.Owner.GetJsonAsync("/v1/metadata-schemas/shipping");
        var list = await world.Owner.GetJsonAsync("/v1/metadata-schemas");

        Assert.Equal("""{"street":{"type":"string","array":false,"optional":true,"deleted":false,"object_type":null,"min_length":2,"max_length":50},"floors":{"type":"number","array":true,"optional":false,"deleted":false,"object_type":null,"eq":[1,2]}}""", made["properties"]!.ToJsonString());
        Assert.Equal("""{"type":"string","array":false,"optional":true,"deleted":false,"objectType":null,"minLength":2,"maxLength":50}""", shop["properties"]!["street"]!.ToJsonString());
        Assert.Equal(("shipping", "metadata_schema", true), ((string?)shop["related_object"], (string?)shop["object"], (bool)shop["allow_defined_only"]!));
        Assert.Equal(("list", "schemas"), ((string?)list["object"], (string?)list["data_ref"]));
        Assert.Contains(list["schemas"]!.AsArray(), schema => (string?)schema!["id"] == (string?)made["id"]);
        Assert.Equal((409, "duplicate_found"), (await world.Owner.RefusedAsync(HttpMethod.Post, Managed, """{"related_object":"shipping","properties":{}}""")) is var (status, key, _) ? (status, key) : default);
        Assert.Equal((400, "invalid_payload", "Property .street.type: The type of a definition cannot change. Take it out, purge it, and define it anew."),
            await world.Owner.RefusedAsync(HttpMethod.Put, $"{Managed}/{made["id"]}", """{"properties":{"street":{"type":"number"}}}"""));
        Assert.True((await world.Owner.DeleteAsync($"{Managed}/{made["id"]}")).IsSuccessStatusCode);
        Assert.Equal((404, "not_found", "Cannot find metadata schema with id shipping"), await world.Owner.RefusedAsync(HttpMethod.Get, "/v1/metadata-schemas/shipping"));
    }

    private async Task<string?> SchemaAsync(string resource)
    {
        var listed = (await world.Owner.GetJsonAsync(Managed))["data"]!.AsArray().FirstOrDefault(schema => (string?)schema!["related_object"] == resource);
        return (string?)(listed ?? await world.Owner.DoAsync(Managed, $$$"""{"related_object":"{{{resource}}}","properties":{}}"""))["id"];
    }
}
