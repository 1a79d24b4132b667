using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class ImportsApiTests(ApiWorld world)
{
    [Fact]
    public async Task A_file_of_customers_is_stored_row_by_row_and_what_failed_is_told()
    {
        var action = await DoneAsync(await SendAsync("/v1/customers/importCSV", "Name,Source_id,Birthdate,tier\nIda,impcsv-1,1990-04-03,gold\nNobody,,03/04/1990,\nBo,impcsv-2,,\n"));

        Assert.Equal(("CUSTOMERS.IMPORT_CSV", "DONE", "SUCCESS", 100), ((string?)action["type"], (string?)action["status"], (string?)action["operation_status"], (int)action["progress"]!));
        Assert.Equal(
            """{"message":"2 customers done, 1 failed","done_count":2,"failed_count":1,"failed":[{"row":3,"reason":"Birthdate: This may be 3 April 1990 or 4 March 1990. Say for the whole file whether the day or the month stands first, or write 1990-04-03."}],"reports":[]}""",
            action["result"]!.ToJsonString());
        var ida = await world.Owner.GetJsonAsync("/v1/customers/impcsv-1");
        Assert.Equal(("Ida", "1990-04-03", "gold"), ((string?)ida["name"], (string?)ida["birthdate"], (string?)ida["metadata"]!["tier"]));
    }

    [Fact]
    public async Task Files_of_products_SKUs_and_codes_are_taken()
    {
        var campaign = await world.Host.Services.CampaignAsync("Imported codes", Launched.Setup);

        var products = await DoneAsync(await SendAsync("/v1/products/importCSV", "name,source_id,price\nImported mug,impcsv-mug,12.50\n"));
        var skus = await DoneAsync(await SendAsync("/v1/skus/importCSV", "product_id,sku,source_id,price\nimpcsv-mug,Large,impcsv-mug-l,15\nimpcsv-nothing,Small,impcsv-x,1\n"));
        var vouchers = await DoneAsync(await SendAsync("/v1/vouchers/importCSV", "Code,Voucher Type,Value,Discount Type,Redemption Limit\nIMPCSV-1,DISCOUNT_VOUCHER,15,PERCENT,1\nIMPCSV-2,GIFT_VOUCHER,10,,\n"));
        var codes = await DoneAsync(await SendAsync($"/v1/campaigns/{campaign}/importCSV", "Code,Active\nIMPCSV-C1,true\n"));

        Assert.Equal(["PRODUCTS.IMPORT_CSV 1 0", "SKUS.IMPORT_CSV 1 1", "VOUCHERS.IMPORT_CSV 1 1", "CAMPAIGN.VOUCHERS_IMPORT_CSV 1 0"], ((JsonNode[])[products, skus, vouchers, codes]).Select(Counted));
        Assert.Equal(1250, (int)(await world.Owner.GetJsonAsync("/v1/products/impcsv-mug"))["price"]!);
        Assert.Equal(15, (int)(await world.Owner.GetJsonAsync("/v1/vouchers/IMPCSV-1"))["discount"]!["percent_off"]!);
        Assert.Equal(campaign, (string?)(await world.Owner.GetJsonAsync("/v1/vouchers/IMPCSV-C1"))["campaign_id"]);
    }

    [Fact]
    public async Task Records_are_stored_in_bulk_and_one_bad_one_does_not_stop_the_others()
    {
        var customers = await StartedAsync("/v1/customers/bulk/async", """[{"source_id":"bulk-1","name":"Ann","metadata":{"a":1}},{"name":7},{"source_id":"bulk-2","email":"b@example.com"}]""");
        var metadata = await StartedAsync("/v1/customers/metadata/async", """{"source_ids":["bulk-1","bulk-3"],"metadata":{"b":null,"c":"x"}}""");
        var products = await StartedAsync("/v1/products/bulk/async", """[{"source_id":"bulk-mug","name":"Mug","price":1200},{"name":"No id"}]""");
        var marked = await StartedAsync("/v1/products/metadata/async", """{"source_ids":["bulk-mug"],"metadata":{"line":"kitchen"}}""");

        Assert.Equal("CUSTOMERS.BULK_UPDATE 2 1", Counted(customers));
        Assert.Contains("Property .name should be a string", (string?)customers["result"]!["failed"]![0]!["reason"]);
        Assert.Equal(["CUSTOMERS.METADATA_UPDATE 2 0", "PRODUCTS.BULK_UPDATE 1 1", "PRODUCTS.METADATA_UPDATE 1 0"], ((JsonNode[])[metadata, products, marked]).Select(Counted));
        Assert.Equal("""{"a":1,"b":null,"c":"x"}""", (await world.Owner.GetJsonAsync("/v1/customers/bulk-1"))["metadata"]!.ToJsonString());
        Assert.Equal("""{"line":"kitchen"}""", (await world.Owner.GetJsonAsync("/v1/products/bulk-mug"))["metadata"]!.ToJsonString());
    }

    [Fact]
    public async Task Codes_are_imported_and_marked_in_bulk()
    {
        var campaign = await world.Host.Services.CampaignAsync("Bulk codes", Launched.Setup, "BULK-TAKEN");

        var own = await StartedAsync("/v1/vouchers/import", """
            [{"code":"BULK-A","type":"DISCOUNT_VOUCHER","discount":{"type":"AMOUNT","amount_off":500},"redemption":{"quantity":2}},
             {"code":"BULK-B","type":"GIFT_VOUCHER","gift":{"amount":100}},{"discount":{"type":"AMOUNT","amount_off":500}},{"code":"BULK-A","discount":{"type":"AMOUNT","amount_off":1}}]
            """);
        var into = await StartedAsync($"/v1/campaigns/{campaign}/import", """[{"code":"BULK-C"},{"code":"bulk-taken"}]""");
        var marked = await StartedAsync("/v1/vouchers/bulk/async", """[{"code":"BULK-A","metadata":{"shelf":1}},{"code":"BULK-UNKNOWN","metadata":{"shelf":2}}]""");
        var all = await StartedAsync("/v1/vouchers/metadata/async", """{"codes":["BULK-A","BULK-C"],"metadata":{"seen":true}}""");

        Assert.Equal(["VOUCHERS.IMPORT 1 3", "CAMPAIGN.VOUCHERS_IMPORT 1 1", "VOUCHERS.BULK_UPDATE 1 1", "VOUCHERS.METADATA_UPDATE 2 0"], ((JsonNode[])[own, into, marked, all]).Select(Counted));
        Assert.Equal("""[{"code":"BULK-UNKNOWN","reason":"There is no voucher \u201CBULK-UNKNOWN\u201D."}]""", marked["result"]!["failed"]!.ToJsonString());
        var voucher = await world.Owner.GetJsonAsync("/v1/vouchers/BULK-A");
        Assert.Equal((500, 2, """{"shelf":1,"seen":true}"""), ((int)voucher["discount"]!["amount_off"]!, (int)voucher["redemption"]!["quantity"]!, voucher["metadata"]!.ToJsonString()));
    }

    [Fact]
    public async Task Imported_codes_stand_behind_the_rule_they_name()
    {
        var campaign = await world.Host.Services.CampaignAsync("Ruled imports", Launched.Setup, "RULED-TAKEN");
        var rule = (string)(await world.Owner.DoAsync("/v1/validation-rules", """{"name":"Imported codes","rules":{"1":{"name":"order.amount","conditions":{"$more_than":[10000]}},"logic":"1"}}"""))["id"]!;

        var own = await StartedAsync("/v1/vouchers/import", $$"""
            [{"code":"RULED-A","discount":{"type":"AMOUNT","amount_off":500},"validation_rules":["{{rule}}"]},{"code":"RULED-B","discount":{"type":"AMOUNT","amount_off":500},"validation_rules":["val_unknown"]}]
            """);
        var into = await StartedAsync($"/v1/campaigns/{campaign}/import", $$"""[{"code":"RULED-C","validation_rules":["{{rule}}"]}]""");

        Assert.Equal(["VOUCHERS.IMPORT 1 1", "CAMPAIGN.VOUCHERS_IMPORT 1 0"], ((JsonNode[])[own, into]).Select(Counted));
        Assert.Contains("val_unknown", own["result"]!["failed"]!.ToJsonString());
        Assert.Equal((404, "not_found"), (await world.Owner.RefusedAsync(HttpMethod.Get, "/v1/vouchers/RULED-B")) is var (status, key, _) ? (status, key) : default); // nothing of it is left
        foreach (var code in (string[])["RULED-A", "RULED-C"])
        {
            var small = await world.Owner.DoAsync($"/v1/vouchers/{code}/validate", """{"order":{"amount":9900}}""");
            Assert.Equal((false, "order_rules_violated"), ((bool)small["valid"]!, (string?)small["error"]?["key"]));
            Assert.True((bool)(await world.Owner.DoAsync($"/v1/vouchers/{code}/validate", """{"order":{"amount":10100}}"""))["valid"]!);
        }
    }

    [Fact]
    public async Task Orders_are_imported_with_their_customers()
    {
        var action = await StartedAsync("/v1/orders/import", """
            [{"source_id":"bulk-o-1","status":"PAID","customer":{"source_id":"bulk-o-c","name":"Cy"},"referrer":{"source_id":"bulk-o-r"},"items":[{"quantity":2,"price":500}]},
             {"source_id":"bulk-o-1","status":"FULFILLED"},{"source_id":"bulk-o-2","amount":-1}]
            """);

        Assert.Equal("ORDERS.IMPORT 2 1", Counted(action));
        var order = await world.Owner.GetJsonAsync("/v1/orders/bulk-o-1");
        Assert.Equal(("FULFILLED", 1000), ((string?)order["status"], (int)order["amount"]!));
        Assert.Equal("Cy", (string?)(await world.Owner.GetJsonAsync("/v1/customers/bulk-o-c"))["name"]);
        Assert.Equal((string?)order["referrer_id"], (string?)(await world.Owner.GetJsonAsync("/v1/customers/bulk-o-r"))["id"]);
    }

    [Fact]
    public async Task Actions_are_listed_newest_first()
    {
        await StartedAsync("/v1/customers/bulk/async", """[{"source_id":"list-1"}]""");

        var list = await world.Owner.GetJsonAsync("/v1/async-actions?limit=1");

        Assert.Equal(("list", "async_actions"), ((string?)list["object"], (string?)list["data_ref"]));
        Assert.Equal("CUSTOMERS.BULK_UPDATE", (string?)Assert.Single(list["async_actions"]!.AsArray())!["type"]);
        Assert.Equal((404, "not_found"), (await world.Owner.RefusedAsync(HttpMethod.Get, "/v1/async-actions/aa_unknown")) is var (status, key, _) ? (status, key) : default);
    }

    [Fact]
    public async Task What_is_no_file_or_no_list_is_refused_before_anything_starts()
    {
        using var analyst = await world.ClientAsync(Roles.Analyst);

        Assert.Equal((415, "unsupported_media_type"), await RefusedAsync(world.Owner, "/v1/customers/importCSV", new StringContent("name\nA\n", Encoding.UTF8, "text/csv")));
        Assert.Equal((400, "invalid_payload"), await RefusedAsync(world.Owner, "/v1/customers/importCSV", new MultipartFormDataContent { { new StringContent("x"), "other" } }));
        Assert.Equal((400, "invalid_csv"), await RefusedAsync(world.Owner, "/v1/customers/importCSV", File("")));
        Assert.Equal((400, "invalid_import_mapping"), await RefusedAsync(world.Owner, "/v1/products/importCSV", File("price,colour\n1,red\n")));
        Assert.Equal((404, "not_found"), await RefusedAsync(world.Owner, "/v1/campaigns/camp_unknown/importCSV", File("Code\nA\n")));
        Assert.Equal((413, "payload_too_large"), await RefusedAsync(world.Owner, "/v1/customers/importCSV", File("name\n" + new string('x', 200) + "\n" + string.Join('\n', Enumerable.Repeat(new string('y', 1000), 10_600)))));
        Assert.Equal((400, "invalid_payload"), await RefusedAsync(world.Owner, "/v1/customers/bulk/async", new StringContent("{}", Encoding.UTF8, "application/json")));
        Assert.Equal((400, "invalid_payload"), await RefusedAsync(world.Owner, "/v1/customers/bulk/async", new StringContent("[]", Encoding.UTF8, "application/json")));
        Assert.Equal((400, "invalid_payload"), await RefusedAsync(world.Owner, "/v1/vouchers/metadata/async", new StringContent("""{"codes":[]}""", Encoding.UTF8, "application/json")));
        Assert.Equal((403, "missing_required_permission"), await RefusedAsync(analyst, "/v1/customers/importCSV", File("name\nA\n")));
    }

    private static string Counted(JsonNode action) => $"{action["type"]} {action["result"]!["done_count"]} {action["result"]!["failed_count"]}";

    private static MultipartFormDataContent File(string text) => new() { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "shop.csv" } };

    private static async Task<(int Status, string? Key)> RefusedAsync(HttpClient client, string path, HttpContent content)
    {
        using var answer = await client.PostAsync(path, content);
        return ((int)answer.StatusCode, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["key"]);
    }

    private async Task<string> SendAsync(string path, string file)
    {
        using var answer = await world.Owner.PostAsync(path, File(file));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);
        return (string)JsonNode.Parse(text)!["async_action_id"]!;
    }

    private async Task<JsonNode> StartedAsync(string path, string json) => await DoneAsync((string)(await world.Owner.DoAsync(path, json))["async_action_id"]!);

    // The host's own runner works on it.
    private async Task<JsonNode> DoneAsync(string actionId)
    {
        await using (var db = world.Db())
            while (await db.Jobs.AnyAsync(job => job.Id == actionId && (job.Status == JobStatus.Waiting || job.Status == JobStatus.Running))) await Task.Yield();
        return await world.Owner.GetJsonAsync($"/v1/async-actions/{actionId}");
    }
}
