using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Customers;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class ExportsApiTests(ApiWorld world)
{
    [Fact]
    public async Task An_export_is_scheduled_found_done_and_downloaded_with_its_token_alone()
    {
        var from = world.Time.GetUtcNow().AddSeconds(-1);
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"exp-1","name":"=1+1","email":"e1@example.com","metadata":{"a":1}}""");
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"exp-2","name":"Bo, Ann"}""");

        var made = await world.Owner.DoAsync("/v1/exports", """
            {"exported_object":"customer","parameters":{"order":"created_at","fields":["source_id","name","metadata"],"filters":{"junction":"and","created_at":{"conditions":{"$after":["FROM"]}}}}}
            """.Replace("FROM", from.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"), StringComparison.Ordinal));
        var found = await world.Owner.GetJsonAsync($"/v1/exports/{made["id"]}");
        using var nobody = world.ClientWith(null, null);
        var url = new Uri((string)found["result"]!["url"]!).PathAndQuery;
        var file = await nobody.GetStringAsync(url);

        Assert.Equal(("export", "SCHEDULED", "customer", "API"), ((string?)made["object"], (string?)made["status"], (string?)made["exported_object"], (string?)made["channel"]));
        Assert.Null(made["result"]);
        Assert.Equal("DONE", (string?)found["status"]);
        Assert.StartsWith("source_id,name,metadata\r\n", file, StringComparison.Ordinal);
        Assert.Contains("\r\nexp-1,\"'=1+1\",\"{\"\"a\"\":1}\"\r\n", file, StringComparison.Ordinal);
        Assert.Contains("\r\nexp-2,\"Bo, Ann\",\r\n", file, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await nobody.GetAsync(url[..^1] + (url[^1] == '0' ? '1' : '0'))).StatusCode); // another token gives nothing
        Assert.Equal(404, (await world.Owner.RefusedAsync(HttpMethod.Get, $"/v1/async-actions/{made["id"]}")).Status);
    }

    [Fact]
    public async Task Every_object_can_be_exported_with_all_its_fields()
    {
        await world.Host.Services.CampaignAsync("Exported", Launched.Setup, "EXPORTED-1");
        foreach (var (what, fields) in PromoConsole.Api.ExportColumns.All)
        {
            var made = await world.Owner.DoAsync("/v1/exports", new JsonObject
            {
                ["exported_object"] = what,
                ["parameters"] = new JsonObject { ["fields"] = new JsonArray([.. fields.Fields.Select(field => (JsonNode)field)]) },
            }.ToJsonString());

            var file = await FileAsync(made);

            Assert.StartsWith(string.Join(',', fields.Fields), file, StringComparison.Ordinal);
            if (what == "voucher") Assert.Contains("EXPORTED-1,DISCOUNT_VOUCHER,1000,,AMOUNT,Exported,", file, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_field_nobody_knows_is_refused_with_those_that_are_known()
    {
        var (status, key, details) = await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/exports", """{"exported_object":"order","parameters":{"fields":["id","colour"]}}""");

        Assert.Equal((400, "invalid_export_fields"), (status, key));
        Assert.Equal("Field colour is not one of id, source_id, created_at, updated_at, status, amount, discount_amount, items_discount_amount, total_discount_amount, total_amount, customer_id, referrer_id, metadata", details);
        Assert.Equal((400, "invalid_payload"), await KeyAsync("""{"exported_object":"colour"}"""));
        Assert.Equal((400, "invalid_payload"), await KeyAsync("{}"));
        Assert.Equal((400, "invalid_payload"), await KeyAsync("""{"exported_object":"order","parameters":{"filters":{"colour":{"conditions":{"$is":["PAID"]}}}}}"""));

        async Task<(int, string?)> KeyAsync(string body) => await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/exports", body) is var (code, word, _) ? (code, word) : default;
    }

    [Fact]
    public async Task Orders_and_transactions_have_exports_of_their_own_and_a_deleted_one_is_gone()
    {
        var campaign = await world.Host.Services.CampaignAsync("Transacted", Launched.Setup, "TRANSACTED");

        var orders = await world.Owner.DoAsync("/v1/orders/export", """{"order":"-created_at","fields":["source_id"]}""");
        var ofCode = await world.Owner.DoAsync("/v1/vouchers/TRANSACTED/transactions/export", """{"parameters":{"fields":["id","amount"]}}""");
        await world.Owner.DoAsync($"/v1/campaigns/{campaign}/transactions/export", "{}");

        Assert.StartsWith("source_id\r\n", await FileAsync(orders), StringComparison.Ordinal);
        Assert.Equal("id,amount\r\n", await FileAsync(ofCode));
        Assert.Equal("""{"data":[],"object":"list","data_ref":"data","has_more":false}""", (await world.Owner.GetJsonAsync("/v1/vouchers/TRANSACTED/transactions")).ToJsonString());
        Assert.Equal(404, (await world.Owner.RefusedAsync(HttpMethod.Get, "/v1/vouchers/NO-SUCH-CODE/transactions")).Status);
        Assert.Empty((await world.Owner.GetJsonAsync($"/v1/campaigns/{campaign}/transactions"))["data"]!.AsArray());
        Assert.Equal(HttpStatusCode.NoContent, (await world.Owner.DeleteAsync($"/v1/exports/{orders["id"]}")).StatusCode);
        Assert.Equal(404, (await world.Owner.RefusedAsync(HttpMethod.Get, $"/v1/exports/{orders["id"]}")).Status);
        Assert.Contains((await world.Owner.GetJsonAsync("/v1/exports?limit=100"))["exports"]!.AsArray(), export => (string?)export!["id"] == (string?)ofCode["id"]);
    }

    [Fact]
    public async Task Only_what_the_filters_fit_is_exported()
    {
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"expf-1","address":{"city":"Opole"},"metadata":{"tier":"gold"}}""");
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"expf-2","address":{"city":"Opole"}}""");
        await world.Owner.DoAsync("/v1/events", """{"event":"expf_seen","customer":{"source_id":"expf-2"}}""");
        await world.Owner.DoAsync("/v1/orders", """{"source_id":"expf-o1","status":"PAID","amount":1500,"metadata":{"till":7}}""");
        await world.Owner.DoAsync("/v1/orders", """{"source_id":"expf-o2","status":"CREATED","amount":900,"metadata":{"till":7}}""");
        await world.Owner.DoAsync("/v1/vouchers/EXPF-1", """{"discount":{"type":"AMOUNT","amount_off":100},"metadata":{"shelf":"a"}}""");

        Assert.Equal("source_id\r\nexpf-1\r\n", await OfAsync("customer", "source_id", """{"address.city":{"conditions":{"$is":["Opole"]}},"metadata.tier":{"conditions":{"$is":["gold"]}}}"""));
        Assert.Equal("source_id\r\nexpf-2\r\n", await OfAsync("customer", "source_id", """{"events.expf_seen.count":{"conditions":{"$more_than":[0]}}}"""));
        Assert.Equal("source_id\r\nexpf-o1\r\n", await OfAsync("order", "source_id", """{"metadata.till":{"conditions":{"$is":[7]}},"amount":{"conditions":{"$more_than":[1000]}},"source_id":{"conditions":{"$starts_with":["expf-"]}}}"""));
        Assert.Equal("source_id\r\nexpf-o2\r\nexpf-o1\r\n", await OfAsync("order", "source_id", """{"junction":"or","source_id":{"conditions":{"$is":["expf-o1"]}},"status":{"conditions":{"$is":["CREATED"]}},"$groups":[{"created_at":{"conditions":{"$before":["2001-01-01"]}}}]}""", "expf-"));
        Assert.Equal("code\r\nEXPF-1\r\n", await OfAsync("voucher", "code", """{"metadata.shelf":{"conditions":{"$is":["a"]}},"created_at":{"conditions":{"$after":["2020-01-01T00:00:00Z"]}}}"""));
        Assert.Equal("code\r\n", await OfAsync("voucher", "code", """{"metadata.shelf":{"conditions":{"$is":["a"]}},"created_at":{"conditions":{"$before":["2020-01-01T00:00:00Z"]}}}"""));

        // With a beginning: only the rows of this test.
        async Task<string> OfAsync(string what, string field, string filters, string beginning = "")
        {
            var file = await FileAsync(await world.Owner.DoAsync("/v1/exports", $$"""{"exported_object":"{{what}}","parameters":{"fields":["{{field}}"],"filters":{{filters}} } }"""));
            return string.Concat(file.Split("\r\n").Where((line, at) => at == 0 || (line.Length > 0 && line.StartsWith(beginning, StringComparison.Ordinal))).Select(line => line + "\r\n"));
        }
    }

    [Fact]
    public async Task Whoever_sees_contact_data_masked_exports_it_masked()
    {
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"exp-masked","name":"ola@poczta.example","email":"ola@poczta.example","phone":"+48 600 100 214"}""");
        using var analyst = await world.ClientAsync(Roles.Analyst);

        var file = await FileAsync(await analyst.DoAsync("/v1/exports", """{"exported_object":"customer","parameters":{"fields":["source_id","name","email","phone"]}}"""));

        Assert.Contains("\r\nexp-masked,o•••@poczta.example,o•••@poczta.example,••• 14\r\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_exports_what_they_may_not_read()
    {
        using var support = await world.ClientAsync(Roles.Support);

        Assert.Equal((403, "missing_required_permission"), await support.RefusedAsync(HttpMethod.Post, "/v1/exports", """{"exported_object":"customer"}""") is var (status, key, _) ? (status, key) : default);
    }

    [Fact]
    public async Task A_list_is_read_to_its_end_page_by_page()
    {
        var customers = world.Host.Services.GetRequiredService<CustomerService>();
        Some.Of(await customers.UpsertManyAsync([.. Enumerable.Range(0, 250).Select(i => new PromoConsole.Engine.Redemptions.CustomerInput { SourceId = $"paged-{i}", Name = "Pagedname Export" })], Launched.Agent));

        var seen = new List<string>();
        await foreach (var row in customers.AllAsync(new CustomerQuery { Text = "pagedname" })) seen.Add(row.SourceId!);

        Assert.Equal(Enumerable.Range(0, 250).Select(i => $"paged-{249 - i}"), seen);
        var byName = new CustomerQuery { Text = "pagedname", Sort = CustomerSort.Name, PageSize = 100 };
        var listed = new List<string>();
        for (var skip = 0; skip < 250; skip += 100) listed.AddRange((await customers.ListAsync(byName with { Skip = skip })).Items.Select(row => row.Id));
        Assert.Equal(listed, await customers.AllAsync(byName).Select(row => row.Id).ToListAsync());
    }

    private async Task<string> FileAsync(JsonNode made)
    {
        var found = await world.Owner.GetJsonAsync($"/v1/exports/{made["id"]}");
        using var nobody = world.ClientWith(null, null);
        return await nobody.GetStringAsync(new Uri((string)found["result"]!["url"]!).PathAndQuery);
    }
}
