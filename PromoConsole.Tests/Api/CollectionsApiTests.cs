using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class CollectionsApiTests(ApiWorld world)
{
    [Fact]
    public async Task Makes_a_fixed_list_of_products_and_SKUs()
    {
        var mug = await world.Owner.DoAsync("/v1/products", """{"source_id":"col-mug","name":"Mug","price":1200}""");
        var shirt = await world.Owner.DoAsync("/v1/products", """{"source_id":"col-shirt","name":"Shirt"}""");
        var large = await world.Owner.DoAsync("/v1/products/col-shirt/skus", """{"source_id":"col-shirt-l","sku":"Large"}""");

        var made = await world.Owner.DoAsync("/v1/product-collections", $$"""
            {"name":"Picked","type":"STATIC","products":[{"id":"{{mug["id"]}}","object":"product"},{"id":"{{large["id"]}}","object":"sku","product_id":"{{shirt["id"]}}"}]}
            """);
        var items = await world.Owner.GetJsonAsync($"/v1/product-collections/{made["id"]}/products");

        Assert.Equal(
            world.Expected($$"""
                {"id":"pc_","name":"Picked","type":"STATIC","products":[{"id":"prod_","object":"product"},{"id":"sku_","object":"sku","product_id":"prod_"}],
                 "created_at":"NOW","object":"products_collection"}
                """),
            ApiWorld.Plain(made.ToJsonString()));
        Assert.Equal(["product", "sku"], items["data"]!.AsArray().Select(item => (string?)item!["object"]));
        Assert.Equal("Shirt", (string?)items["data"]![1]!["product"]!["name"]);
        Assert.Equal(2, (int)items["total"]!);
        Assert.Equal(made.ToJsonString(), (await world.Owner.GetJsonAsync($"/v1/product-collections/{made["id"]}")).ToJsonString());
    }

    [Fact]
    public async Task Makes_a_filter_that_stored_products_come_into_and_leave_by_themselves()
    {
        await world.Owner.DoAsync("/v1/products", """{"source_id":"dyn-1","name":"Dyn one","metadata":{"line":"dyn"}}""");
        await world.Owner.DoAsync("/v1/products", """{"source_id":"dyn-2","name":"Dyn two"}""");
        var made = await world.Owner.DoAsync("/v1/product-collections", """
            {"name":"Dynamic","type":"AUTO_UPDATE","filter":{"junction":"and","metadata.line":{"conditions":{"$is":["dyn"]}},"price":{"conditions":{"$is_not":["1",2]}}}}
            """);

        var before = await NamesAsync(made);
        await world.Owner.ChangeAsync("/v1/products/dyn-2", """{"metadata":{"line":"dyn"}}""");
        await world.Owner.ChangeAsync("/v1/products/dyn-1", """{"metadata":{"line":null}}""");
        var after = await NamesAsync(made);

        Assert.Equal(
            """{"junction":"and","metadata.line":{"conditions":{"$is":["dyn"]}},"price":{"conditions":{"$is_not":["1",2]}}}""",
            made["filter"]!.ToJsonString());
        Assert.Equal("AUTO_UPDATE", (string?)made["type"]);
        Assert.False(made.AsObject().ContainsKey("products"));
        Assert.Equal(["Dyn one"], before);
        Assert.Equal(["Dyn two"], after);
    }

    [Fact]
    public async Task Renames_a_list_and_puts_other_things_on_it()
    {
        var mug = await world.Owner.DoAsync("/v1/products", """{"source_id":"re-mug"}""");
        var made = await world.Owner.DoAsync("/v1/product-collections", """{"name":"Re 1","type":"STATIC"}""");

        var changed = await world.Owner.ChangeAsync($"/v1/product-collections/{made["id"]}", """{"name":"Re 2","products":[{"id":"re-mug","object":"product"}]}""");

        Assert.Equal(("Re 2", (string?)mug["id"]), ((string?)changed["name"], (string?)changed["products"]![0]!["id"]));
        Assert.Equal(HttpStatusCode.NoContent, (await world.Owner.DeleteAsync($"/v1/product-collections/{made["id"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Owner.GetAsync($"/v1/product-collections/{made["id"]}")).StatusCode);
    }

    [Fact]
    public async Task A_collection_that_a_rule_names_is_not_deleted_but_may_be_renamed()
    {
        var made = await world.Owner.DoAsync("/v1/product-collections", """{"name":"Named","type":"STATIC"}""");
        var campaign = await CampaignAsync("Names a collection", When.AnyItem([new ItemReference(ItemKind.Collection, (string)made["id"]!)]) with { Number = 1 });

        var answer = await world.Owner.DeleteAsync($"/v1/product-collections/{made["id"]}");
        await world.Owner.ChangeAsync($"/v1/product-collections/{made["id"]}", """{"name":"Named otherwise"}""");

        var error = await answer.ReadAsync();
        Assert.Equal((400, "resource_in_use"), ((int)answer.StatusCode, error.GetProperty("key").GetString()));
        Assert.Equal([campaign], error.GetProperty("related_object_ids").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(("campaign", 1), (error.GetProperty("related_object_type").GetString(), error.GetProperty("related_object_total").GetInt32()));
    }

    [Fact]
    public async Task A_product_that_a_rule_names_is_only_deleted_by_force()
    {
        var made = await world.Owner.DoAsync("/v1/products", """{"source_id":"ruled","name":"Ruled"}""");
        await CampaignAsync("Names a product", When.AnyItem([new ItemReference(ItemKind.Product, (string)made["id"]!)]) with { Number = 1 });

        Assert.Equal("resource_in_use", (await world.Owner.RefusedAsync(HttpMethod.Delete, "/v1/products/ruled")).Key);
        Assert.Equal(HttpStatusCode.NoContent, (await world.Owner.DeleteAsync("/v1/products/ruled?force=true")).StatusCode);
    }

    [Theory]
    [InlineData("""{"name":"X"}""", 400, "invalid_payload", "Body should have required property 'type'")]
    [InlineData("""{"type":"STATIC"}""", 400, "invalid_payload", "Body should have required property 'name'")]
    [InlineData("""{"name":"X","type":"AUTO_UPDATE"}""", 400, "invalid_payload", "Body should have required property 'filter'")]
    [InlineData("""{"name":"X","type":"AUTO_UPDATE","filter":{"name":{"conditions":{"$is":"a"}}}}""", 400, "invalid_payload", "Property .filter should have required property 'junction'")]
    [InlineData("""{"name":"X","type":"AUTO_UPDATE","filter":{"junction":"xor"}}""", 400, "invalid_payload", "Property .filter.junction should be equal to one of and, or, AND, OR")]
    [InlineData("""{"name":"X","type":"AUTO_UPDATE","filter":{"junction":"and","name":{}}}""", 400, "invalid_payload", "Property .filter.name should have required property 'conditions'")]
    [InlineData("""{"name":"X","type":"AUTO_UPDATE","filter":{"junction":"and","name":{"conditions":{"$is":[{}]}}}}""", 400, "invalid_payload", "Property .filter.name.conditions.$is[0] should be a text, a number, true or false")]
    [InlineData("""{"name":"X","type":"AUTO_UPDATE","filter":{"junction":"and"}}""", 400, "invalid_payload", "The filter should name at least one attribute of a product")]
    [InlineData("""{"name":"X","type":"AUTO_UPDATE","filter":{"junction":"and","price":{"conditions":{"$starts_with":"1"}}}}""", 400, "invalid_payload", "price: starts with does not fit it")]
    [InlineData("""{"name":"X","type":"AUTO_UPDATE","filter":{"junction":"and","price":{"conditions":{"$more_than":"much"}}}}""", 400, "invalid_payload", "price: more than compares with a number")]
    [InlineData("""{"name":"X","type":"AUTO_UPDATE","filter":{"junction":"and","skus":{"conditions":{"$is":"a"}}}}""", 400, "invalid_payload", "skus is not kept in this release, so a product cannot be filtered by it")]
    [InlineData("""{"name":"X","type":"STATIC","products":[{"id":"prod_none","object":"product"}]}""", 404, "not_found", "Cannot find product with id prod_none")]
    [InlineData("""{"name":"X","type":"STATIC","products":[{"object":"sku"}]}""", 400, "invalid_payload", "Property .products[0] should have required property 'id'")]
    public async Task Refuses_what_makes_no_collection(string body, int status, string key, string details)
    {
        var before = await world.RowsAsync();

        Assert.Equal((status, key, details), await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/product-collections", body));
        Assert.Equal(before, await world.RowsAsync());
    }

    [Fact]
    public async Task Refuses_a_name_that_exists_and_an_operator_that_does_not()
    {
        await world.Owner.DoAsync("/v1/product-collections", """{"name":"Only one","type":"STATIC"}""");

        Assert.Equal(
            (409, "duplicate_found", "Duplicated collection exists with name Only one"),
            await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/product-collections", """{"name":"Only one","type":"STATIC"}"""));
        Assert.StartsWith("Property .filter.name.conditions.$like is no operator", (await world.Owner.RefusedAsync(
            HttpMethod.Post, "/v1/product-collections", """{"name":"Y","type":"AUTO_UPDATE","filter":{"junction":"and","name":{"conditions":{"$like":"a"}}}}""")).Details);
    }

    private async Task<IEnumerable<string?>> NamesAsync(JsonNode collection) =>
        (await world.Owner.GetJsonAsync($"/v1/product-collections/{collection["id"]}/products"))["data"]!.AsArray().Select(item => (string?)item!["name"]);

    private async Task<string> CampaignAsync(string name, Rule rule)
    {
        var now = world.Time.GetUtcNow();
        return Some.Of(await world.Host.Services.GetRequiredService<IWrites>().ExclusiveAsync<string>((db, _) =>
        {
            var campaign = new Campaign { Id = Ids.New("camp_", now), Name = name, Version = 1, CreatedAt = now };
            db.Campaigns.Add(campaign);
            db.CampaignVersions.Add(new CampaignVersion
            {
                CampaignId = campaign.Id, Number = 1, Setup = new CampaignSetup { Discount = new AmountOff(1_00), Rule = rule }, CreatedBy = "test", CreatedAt = now,
            });
            return Task.FromResult<Result<string>>(campaign.Id);
        }));
    }
}
