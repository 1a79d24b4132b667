using System.Net;
using System.Text.Json.Nodes;
using PromoConsole.Identity;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class ProductsApiTests(ApiWorld world)
{
    [Fact]
    public async Task Makes_a_product_and_finds_it_by_either_id()
    {
        var made = await world.Owner.DoAsync("/v1/products", """
            {"source_id":"linen-shirt","name":"Linen shirt","price":"5900","attributes":["size"],"metadata":{"colour":"white"},"image_url":"https://shop.example/shirt.png"}
            """);

        Assert.Equal(
            world.Expected("""
                {"id":"prod_","source_id":"linen-shirt","name":"Linen shirt","price":5900,"attributes":["size"],"metadata":{"colour":"white"},
                 "image_url":"https://shop.example/shirt.png","created_at":"NOW","updated_at":null,"object":"product",
                 "skus":{"data":[],"total":0,"object":"list","data_ref":"data"} }
                """),
            ApiWorld.Plain(made.ToJsonString()));
        Assert.Equal(made.ToJsonString(), (await world.Owner.GetJsonAsync($"/v1/products/{made["id"]}")).ToJsonString());
        Assert.Equal(made.ToJsonString(), (await world.Owner.GetJsonAsync("/v1/products/linen-shirt")).ToJsonString());
    }

    [Fact]
    public async Task Takes_an_empty_product()
    {
        var made = await world.Owner.DoAsync("/v1/products", "{}");

        Assert.Equal((null, null, null), ((string?)made["name"], (string?)made["source_id"], (long?)made["price"]));
    }

    [Fact]
    public async Task Creating_with_a_known_source_id_changes_that_product_and_keeps_what_is_not_said()
    {
        var first = await world.Owner.DoAsync("/v1/products", """{"source_id":"upsert","name":"Old","price":100,"metadata":{"a":1,"b":1}}""");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await world.Owner.DoAsync("/v1/products", """{"source_id":"upsert","name":"New","price":null,"metadata":{"b":2}}""");

        Assert.Equal((string?)first["id"], (string?)second["id"]);
        Assert.Equal(("New", 100), ((string?)second["name"], (int)second["price"]!));
        Assert.Equal("""{"a":1,"b":2}""", second["metadata"]!.ToJsonString());
        Assert.NotNull((string?)second["updated_at"]);
    }

    [Fact]
    public async Task A_change_merges_and_null_takes_away()
    {
        await world.Owner.DoAsync("/v1/products", """{"source_id":"change/me","name":"Mug","price":100,"metadata":{"a":1},"image_url":"https://x.example/m.png"}""");

        var changed = await world.Owner.ChangeAsync("/v1/products/change%2Fme", """{"price":null,"image_url":null,"metadata":{"b":2}}""");

        Assert.Equal(("Mug", null, null), ((string?)changed["name"], (long?)changed["price"], (string?)changed["image_url"]));
        Assert.Equal("""{"a":1,"b":2}""", changed["metadata"]!.ToJsonString());
    }

    [Fact]
    public async Task Lists_products_in_the_order_asked()
    {
        foreach (var name in (string[])["zzz-1", "zzz-3", "zzz-2"]) await world.Owner.DoAsync("/v1/products", $$"""{"name":"{{name}}","price":1}""");

        var newest = await world.Owner.GetJsonAsync("/v1/products?limit=3");
        var byName = await world.Owner.GetJsonAsync("/v1/products?limit=3&order=-name");

        Assert.Equal(["zzz-2", "zzz-3", "zzz-1"], newest["products"]!.AsArray().Select(product => (string?)product!["name"]));
        Assert.Equal(["zzz-3", "zzz-2", "zzz-1"], byName["products"]!.AsArray().Select(product => (string?)product!["name"]));
        Assert.Equal(("list", "products"), ((string?)newest["object"], (string?)newest["data_ref"]));
    }

    [Fact]
    public async Task Makes_changes_lists_and_deletes_SKUs()
    {
        var product = await world.Owner.DoAsync("/v1/products", """{"source_id":"boots","name":"Boots","price":9000}""");
        var made = await world.Owner.DoAsync("/v1/products/boots/skus", """
            {"source_id":"boots-42","sku":"Boots 42","price":9500,"currency":"EUR","attributes":{"size":"42"},"metadata":{"stock":3}}
            """);
        var again = await world.Owner.DoAsync("/v1/products/boots/skus", """{"source_id":"boots-42","metadata":{"shelf":"B"}}""");
        var changed = await world.Owner.ChangeAsync("/v1/products/boots/skus/boots-42", """{"price":null}""");

        Assert.Equal(
            world.Expected("""
                {"id":"sku_","source_id":"boots-42","product_id":"prod_","sku":"Boots 42","price":9500,"currency":"EUR","attributes":{"size":"42"},"image_url":null,
                 "metadata":{"stock":3},"created_at":"NOW","updated_at":null,"object":"sku"}
                """),
            ApiWorld.Plain(made.ToJsonString()));
        Assert.Equal(((string?)made["id"], """{"stock":3,"shelf":"B"}"""), ((string?)again["id"], again["metadata"]!.ToJsonString()));
        Assert.Null((long?)changed["price"]);
        Assert.Equal(changed.ToJsonString(), (await world.Owner.GetJsonAsync("/v1/skus/boots-42")).ToJsonString());
        var list = await world.Owner.GetJsonAsync($"/v1/products/{product["id"]}/skus");
        Assert.Equal(changed.ToJsonString(), Assert.Single(list["skus"]!.AsArray())!.ToJsonString());
        Assert.Equal(1, (int)(await world.Owner.GetJsonAsync("/v1/products/boots"))["skus"]!["total"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await world.Owner.DeleteAsync("/v1/products/boots/skus/boots-42")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Owner.GetAsync("/v1/skus/boots-42")).StatusCode);
    }

    [Fact]
    public async Task Deleting_a_product_deletes_its_SKUs_and_takes_it_off_its_collections()
    {
        var product = await world.Owner.DoAsync("/v1/products", """{"source_id":"gone","name":"Gone"}""");
        await world.Owner.DoAsync("/v1/products/gone/skus", """{"source_id":"gone-1"}""");
        var collection = await world.Owner.DoAsync("/v1/product-collections", $$"""{"name":"Going","type":"STATIC","products":[{"id":"{{product["id"]}}","object":"product"}]}""");

        Assert.Equal(HttpStatusCode.NoContent, (await world.Owner.DeleteAsync("/v1/products/gone?force=true")).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await world.Owner.GetAsync("/v1/skus/gone-1")).StatusCode);
        Assert.Empty((await world.Owner.GetJsonAsync($"/v1/product-collections/{collection["id"]}"))["products"]!.AsArray());
    }

    [Theory]
    [InlineData("GET", "/v1/products/nothing", null, 404, "not_found", "Cannot find product with id nothing")]
    [InlineData("PUT", "/v1/products/nothing", "{}", 404, "not_found", "Cannot find product with id nothing")]
    [InlineData("DELETE", "/v1/products/nothing", null, 404, "not_found", "Cannot find product with id nothing")]
    [InlineData("GET", "/v1/skus/nothing", null, 404, "not_found", "Cannot find sku with id nothing")]
    [InlineData("POST", "/v1/products/nothing/skus", "{}", 404, "not_found", "Cannot find product with id nothing")]
    [InlineData("POST", "/v1/products", """{"price":-1}""", 400, "invalid_payload", "Property .price should be >= 0")]
    [InlineData("POST", "/v1/products", """{"price":"much"}""", 400, "invalid_payload", "Property .price should be an integer")]
    [InlineData("POST", "/v1/products", """{"name":5,"attributes":"size"}""", 400, "invalid_payload", "Property .name should be a string\nProperty .attributes should be an array")]
    [InlineData("POST", "/v1/products", """{"metadata":[]}""", 400, "invalid_payload", "Property .metadata should be an object")]
    [InlineData("GET", "/v1/products?order=colour", null, 400, "invalid_query_params", "Property .order should be equal to one of -created_at, created_at, -updated_at, updated_at, name, -name, type, -type, code, -code, campaign, -campaign, category, -category, price, -price")]
    [InlineData("DELETE", "/v1/products/nothing?force=maybe", null, 400, "invalid_query_params", "Property .force should be equal to one of true, false")]
    public async Task Refuses_what_is_unknown_or_malformed(string method, string path, string? body, int status, string key, string details)
    {
        var before = await world.RowsAsync();

        Assert.Equal((status, key, details), await world.Owner.RefusedAsync(new HttpMethod(method), path, body));
        Assert.Equal(before, await world.RowsAsync());
    }

    [Fact]
    public async Task A_SKU_stays_with_its_product()
    {
        await world.Owner.DoAsync("/v1/products", """{"source_id":"one"}""");
        await world.Owner.DoAsync("/v1/products", """{"source_id":"two"}""");
        await world.Owner.DoAsync("/v1/products/one/skus", """{"source_id":"one-s"}""");

        Assert.Equal(
            (409, "duplicate_found", "Duplicated sku exists with source_id one-s"),
            await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/products/two/skus", """{"source_id":"one-s"}"""));
        Assert.Equal((404, "not_found", "Cannot find sku with id one-s"), await world.Owner.RefusedAsync(HttpMethod.Put, "/v1/products/two/skus/one-s", "{}"));
    }

    [Fact]
    public async Task An_analyst_reads_products_and_changes_none()
    {
        using var analyst = await world.ClientAsync(Roles.Analyst);

        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync("/v1/products")).StatusCode);
        Assert.Equal((403, "missing_required_permission"), await Refused(HttpMethod.Post, "/v1/products", "{}"));
        Assert.Equal((403, "missing_required_permission"), await Refused(HttpMethod.Post, "/v1/product-collections", "{}"));

        async Task<(int, string?)> Refused(HttpMethod method, string path, string body)
        {
            var (status, key, _) = await analyst.RefusedAsync(method, path, body);
            return (status, key);
        }
    }
}
