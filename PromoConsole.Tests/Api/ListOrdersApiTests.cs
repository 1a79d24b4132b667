using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Orders;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class ListOrdersApiTests(ApiWorld world)
{
    [Fact]
    public async Task Redemptions_go_by_code_tracking_id_and_customer()
    {
        var campaign = await world.Host.Services.CampaignAsync("Ordered uses", Launched.Setup, "ORDUSE-B", "ORDUSE-A", "ORDUSE-C");
        var used = new Dictionary<string, string>();
        foreach (var (code, customer) in new[] { ("ORDUSE-B", "ord-cid"), ("ORDUSE-A", "ord-bob"), ("ORDUSE-C", "ord-ann") })
        {
            var answer = await world.Owner.DoAsync("/v1/redemptions", $$"""{"redeemables":[{"object":"voucher","id":"{{code}}"}],"order":{"amount":5000},"customer":{"source_id":"{{customer}}"} }""");
            used[code] = (string)answer["redemptions"]![0]!["id"]!;
        }

        await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"ORDUSE-A"}],"order":{"amount":5000},"customer":{"source_id":"ord-bob"} }""");
        var again = (await AllAsync("redemptions", $"campaign={campaign}&result=FAILURE")).Single();

        Assert.Equal([used["ORDUSE-A"], again, used["ORDUSE-B"], used["ORDUSE-C"]], await AllAsync("redemptions", $"campaign={campaign}&order=voucher_code"));
        Assert.Equal([used["ORDUSE-C"], used["ORDUSE-A"], again, used["ORDUSE-B"]], await AllAsync("redemptions", $"campaign={campaign}&order=tracking_id"));
        Assert.Equal([used["ORDUSE-B"], used["ORDUSE-A"], again, used["ORDUSE-C"]], await AllAsync("redemptions", $"campaign={campaign}&order=customer_id"));
        Assert.Equal([used["ORDUSE-B"], used["ORDUSE-A"], used["ORDUSE-C"], again], await AllAsync("redemptions", $"campaign={campaign}&order=id"));
        foreach (var order in (string[])["voucher_code", "tracking_id", "customer_id", "created_at", "id"]) await TurnsRoundAsync("redemptions", $"campaign={campaign}", order);
    }

    [Fact]
    public async Task Publications_go_by_code_tracking_id_customer_and_channel_those_that_failed_among_them()
    {
        var campaign = await world.Host.Services.CampaignAsync("Ordered gifts", Launched.Setup, "ORDPUB-B", "ORDPUB-A", "ORDPUB-C");
        var given = new List<string>();
        foreach (var (code, customer, channel) in new[] { ("ORDPUB-B", "ordp-cid", "till"), ("ORDPUB-A", "ordp-bob", "mail"), ("ORDPUB-C", "ordp-ann", "till") })
            given.Add((string)(await world.Owner.DoAsync("/v1/publications", $$"""{"voucher":"{{code}}","customer":{"source_id":"{{customer}}"},"channel":"{{channel}}"}"""))["id"]!);
        await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/publications", """{"voucher":"ORDPUB-B","customer":{"source_id":"ordp-bob"},"channel":"app"}""");
        var failed = (await AllAsync("publications", $"campaign={campaign}&result=FAILURE")).Single();

        Assert.Equal([given[1], given[0], failed, given[2]], await AllAsync("publications", $"campaign={campaign}&order=voucher_code"));
        Assert.Equal([given[2], given[1], failed, given[0]], await AllAsync("publications", $"campaign={campaign}&order=tracking_id"));
        Assert.Equal([given[0], given[1], failed, given[2]], await AllAsync("publications", $"campaign={campaign}&order=customer_id"));
        Assert.Equal([failed, given[1], given[0], given[2]], await AllAsync("publications", $"campaign={campaign}&order=channel"));
        foreach (var order in (string[])["voucher_code", "tracking_id", "customer_id", "channel", "created_at", "id"]) await TurnsRoundAsync("publications", $"campaign={campaign}", order);
    }

    [Fact]
    public async Task Products_and_SKUs_of_a_collection_go_together_by_every_order()
    {
        var ids = new Dictionary<string, string>();
        foreach (var (name, price) in new[] { ("Ordered B", 300), ("Ordered A", 200), ("Ordered C", 100) })
        {
            ids[name] = (string)(await world.Owner.DoAsync("/v1/products", $$"""{"name":"{{name}}","source_id":"{{name}}","price":{{price}} }"""))["id"]!;
            world.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        ids["Ordered BB"] = (string)(await world.Owner.DoAsync($"/v1/products/{ids["Ordered B"]}/skus", """{"sku":"Ordered BB","source_id":"Ordered BB","price":250}"""))["id"]!;
        world.Time.Advance(TimeSpan.FromMilliseconds(1));
        await world.Owner.ChangeAsync($"/v1/products/{ids["Ordered A"]}", """{"price":201}""");
        var made = await world.Owner.DoAsync("/v1/product-collections", $$"""
            {"type":"STATIC","name":"Ordered list","products":[{"id":"{{ids["Ordered A"]}}","object":"product"},{"id":"{{ids["Ordered B"]}}","object":"product"},{"id":"{{ids["Ordered C"]}}","object":"product"},{"id":"{{ids["Ordered BB"]}}","object":"sku"}]}
            """);
        var filter = await world.Owner.DoAsync("/v1/product-collections", """{"type":"AUTO_UPDATE","name":"Ordered filter","filter":{"junction":"and","name":{"conditions":{"$starts_with":["Ordered "]}},"sku.sku":{"conditions":{"$is_not":["none"]}} } }""");

        foreach (var collection in (string[])[(string)made["id"]!, (string)filter["id"]!])
        {
            var path = $"product-collections/{collection}/products";
            Assert.Equal(Of("Ordered B", "Ordered A", "Ordered C", "Ordered BB"), await AllAsync(path, ""));
            Assert.Equal(Of("Ordered B", "Ordered A", "Ordered C", "Ordered BB"), await AllAsync(path, "order=created_at"));
            Assert.Equal(Of("Ordered B", "Ordered C", "Ordered BB", "Ordered A"), await AllAsync(path, "order=updated_at"));
            Assert.Equal(Of("Ordered A", "Ordered B", "Ordered BB", "Ordered C"), await AllAsync(path, "order=name"));
            Assert.Equal(Of("Ordered C", "Ordered A", "Ordered BB", "Ordered B"), await AllAsync(path, "order=price"));
            Assert.Equal(Of("Ordered B", "Ordered A", "Ordered C", "Ordered BB"), await AllAsync(path, "order=type"));
            foreach (var order in (string[])["created_at", "updated_at", "name", "price", "type", "code", "campaign", "category"]) await TurnsRoundAsync(path, "", order);
        }

        string[] Of(params string[] names) => [.. names.Select(name => ids[name])];
    }

    [Fact]
    public async Task What_is_in_a_collection_is_gone_through_by_when_it_was_created_without_parting_a_millisecond()
    {
        // Three of one import share their instant.
        var products = world.Host.Services.GetRequiredService<ProductService>();
        var together = (await products.UpsertManyAsync([.. Enumerable.Range(1, 3).Select(at => new ProductInput { Name = $"Scrolled {at}", SourceId = $"scrolled-{at}" })], Launched.Agent)).Value!;
        world.Time.Advance(TimeSpan.FromMilliseconds(1));
        var later = (string)(await world.Owner.DoAsync("/v1/products", """{"name":"Scrolled 4"}"""))["id"]!;
        string[] ids = [.. together.Select(one => one.Id)];
        var items = string.Join(',', ids.Append(later).Select(id => $$"""{"id":"{{id}}","object":"product"}"""));
        var made = await world.Owner.DoAsync("/v1/product-collections", $$"""{"type":"STATIC","name":"Scrolled list","products":[{{items}}]}""");
        var filter = await world.Owner.DoAsync("/v1/product-collections", """{"type":"AUTO_UPDATE","name":"Scrolled filter","filter":{"junction":"and","name":{"conditions":{"$starts_with":["Scrolled "]}} } }""");

        foreach (var collection in (string[])[(string)made["id"]!, (string)filter["id"]!])
        {
            var path = $"/v1/product-collections/{collection}/products?limit=1&starting_after=";
            var newest = await world.Owner.GetJsonAsync(path + "2099-01-01");
            var rest = await world.Owner.GetJsonAsync(path + (string)newest["data"]![0]!["created_at"]!);
            var none = await world.Owner.GetJsonAsync(path + (string)rest["data"]!.AsArray()[^1]!["created_at"]!);
            var oldest = await world.Owner.GetJsonAsync(path + "2000-01-01&order=created_at");

            Assert.Equal([later], Ids(newest));
            Assert.Equal(ids.Reverse(), Ids(rest));
            Assert.Empty(Ids(none));
            Assert.Equal(ids, Ids(oldest));
            Assert.All((JsonNode[])[newest, rest, none, oldest], page => Assert.Equal(4, (int)page["total"]!));
        }

        static string[] Ids(JsonNode page) => [.. page["data"]!.AsArray().Select(one => (string)one!["id"]!)];
    }

    [Fact]
    public async Task Collections_go_by_change_and_type()
    {
        var first = (string)(await world.Owner.DoAsync("/v1/product-collections", """{"type":"STATIC","name":"Sorted 1"}"""))["id"]!;
        var second = (string)(await world.Owner.DoAsync("/v1/product-collections", """{"type":"AUTO_UPDATE","name":"Sorted 2","filter":{"junction":"and","name":{"conditions":{"$is":["x"]}} } }"""))["id"]!;
        world.Time.Advance(TimeSpan.FromMilliseconds(1));
        await world.Owner.ChangeAsync($"/v1/product-collections/{first}", """{"name":"Sorted 1 again"}""");

        Assert.Equal([first, second], await OursAsync("-updated_at"));
        Assert.Equal([second, first], await OursAsync("type"));
        Assert.Equal([first, second], await OursAsync("code"));
        foreach (var order in (string[])["created_at", "updated_at", "name", "type", "code"]) await TurnsRoundAsync("product-collections", "", order);

        async Task<string[]> OursAsync(string order) => [.. (await AllAsync("product-collections", $"order={order}")).Where(id => id == first || id == second)];
    }

    [Theory]
    [InlineData("/v1/redemptions?order=channel", "Property .order should be equal to one of -created_at, created_at, -id, id, voucher_code, ")]
    [InlineData("/v1/publications?order=name", "Property .order should be equal to one of -created_at, created_at, -id, id, voucher_code, ")]
    [InlineData("/v1/product-collections?order=price", "Property .order should be equal to one of -created_at, created_at, -updated_at, updated_at, name, ")]
    [InlineData("/v1/product-collections/pc_a11pr0dUc75/products?order=name&starting_after=2026-01-01", "Property .starting_after goes with order created_at or -created_at only")]
    [InlineData("/v1/product-collections/pc_a11pr0dUc75/products?starting_after=prod_1", "Property .starting_after cannot be recognized as a ISO-8601 compliant date")]
    public async Task What_cannot_be_sorted_by_is_refused(string path, string details)
    {
        var refused = await world.Owner.RefusedAsync(HttpMethod.Get, path);

        Assert.Equal((400, "invalid_query_params"), (refused.Status, refused.Key));
        Assert.StartsWith(details, refused.Details, StringComparison.Ordinal);
    }

    // Both ways the pages hold each row once, and one way is the other turned round.
    private async Task TurnsRoundAsync(string list, string query, string order)
    {
        var up = await AllAsync(list, $"{query}&order={order}");
        var down = await AllAsync(list, $"{query}&order=-{order}");

        Assert.NotEmpty(up);
        Assert.Equal(up.Length, up.Distinct().Count());
        Assert.Equal(up.Reverse(), down);
    }

    private async Task<string[]> AllAsync(string list, string query)
    {
        var found = new List<string>();
        for (var page = 1; ; page++)
        {
            var answer = await world.Owner.GetJsonAsync($"/v1/{list}?{query}&limit=2&page={page}");
            var rows = answer[(string)answer["data_ref"]!]!.AsArray();
            found.AddRange(rows.Select(one => (string)one!["id"]!));
            if (rows.Count < 2)
            {
                Assert.Equal((int)answer["total"]!, found.Count);
                return [.. found];
            }
        }
    }
}
