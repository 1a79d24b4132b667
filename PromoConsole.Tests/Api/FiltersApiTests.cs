using System.Text.Json.Nodes;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class FiltersApiTests(ApiWorld world)
{
    [Fact]
    public async Task Codes_are_found_by_what_filters_and_parameters_say()
    {
        var campaign = await world.Host.Services.CampaignAsync("Filtered codes", Launched.Setup, "FILT-A1", "FILT-A2", "FILT-B1");
        await world.Owner.DoAsync("/v1/vouchers/FILT-OWN", """{"discount":{"type":"AMOUNT","amount_off":100},"expiration_date":"2031-05-01T00:00:00Z"}""");
        var changed = await world.Owner.ChangeAsync("/v1/vouchers/FILT-A2", """{"metadata":{"seen":1},"active":false}""");
        var given = await world.Owner.DoAsync("/v1/publications", """{"voucher":"FILT-B1","customer":{"source_id":"filt-ola"}}""");

        Assert.Equal(["FILT-A1", "FILT-A2"], await CodesAsync("filters[code][conditions][$starts_with]=filt-a"));
        Assert.Equal(["FILT-A1", "FILT-OWN"], await CodesAsync("filters[code][conditions][$in][1]=FILT-OWN&filters[code][conditions][$in][0]=filt-a1"));
        Assert.Equal(["FILT-B1"], await CodesAsync($"filters[customer_id][conditions][$is]={given["customer_id"]}"));
        Assert.Equal(["FILT-A2"], await CodesAsync($"filters[active][conditions][$is][0]=false&filters[campaign_ids][conditions][$is]={campaign}"));
        Assert.Equal(["FILT-A1", "FILT-A2", "FILT-B1"], await CodesAsync("filters[campaign][conditions][$is]=Filtered codes"));
        Assert.Equal(["FILT-OWN"], await CodesAsync("filters[code][conditions][$starts_with]=FILT-&filters[campaign_id][conditions][$is_unknown]="));
        Assert.Equal(["FILT-OWN"], await CodesAsync("filters[expiration_date][conditions][$after]=2031-04-30&filters[expiration_date][conditions][$before]=2031-05-02"));
        Assert.Equal(["FILT-A2", "FILT-OWN"], await CodesAsync("filters[junction]=OR&filters[code][conditions][$is]=FILT-OWN&filters[updated_at][conditions][$has_value]=&campaign=&ids[0]=" + changed["id"] + "&ids[1]=" + await IdAsync("FILT-OWN")));
        Assert.Equal(["FILT-A2"], await CodesAsync($"campaign_id={campaign}&updated_at[after]=2020-01-01"));
        Assert.Empty(await CodesAsync($"campaign_id={campaign}&updated_at[before]=2020-01-01"));
        Assert.Equal(["FILT-A1"], await CodesAsync("code_query=filt a1"));
        Assert.Equal(["FILT-B1", "FILT-A2", "FILT-A1"], await InOrderAsync($"campaign_id={campaign}&order=-code"));
        Assert.Equal("FILT-A2", (await InOrderAsync($"campaign_id={campaign}&order=-updated_at"))[0]);
        Assert.Empty(await CodesAsync("filters[voucher_type][conditions][$is]=GIFT_VOUCHER"));
        Assert.Equal(["FILT-A1", "FILT-A2", "FILT-B1"], await CodesAsync($"campaign_id={campaign}&filters[voucher_type][conditions][$is_not]=GIFT_VOUCHER"));
        Assert.Equal(["FILT-A1", "FILT-A2", "FILT-B1"], await CodesAsync($"campaign_id={campaign}&filters[created_at][conditions][$less_than]=1"));
        Assert.Empty(await CodesAsync($"campaign_id={campaign}&filters[created_at][conditions][$more_than]=0"));

        async Task<string?> IdAsync(string code) => (string?)(await world.Owner.GetJsonAsync($"/v1/vouchers/{code}"))["id"];
        async Task<string[]> CodesAsync(string query) => [.. (await InOrderAsync(query)).Order(StringComparer.Ordinal)];
        Task<string[]> InOrderAsync(string query) => ListAsync("vouchers", query, one => (string?)one["code"]);
    }

    [Fact]
    public async Task Campaigns_are_found_by_state_kind_and_category()
    {
        await world.Owner.DoAsync("/v1/categories", """{"name":"Filtered category"}""");
        await MakeAsync("Kinds shared", """ "type":"STANDALONE","category":"Filtered category","expiration_date":"2020-06-01T00:00:00Z","voucher":{"discount":{"type":"AMOUNT","amount_off":100},"code_config":{"pattern":"FILTSHARED"} }""");
        await MakeAsync("Kinds unique", """ "type":"STATIC","start_date":"2040-01-01T00:00:00Z","voucher":{"discount":{"type":"AMOUNT","amount_off":100},"code_config":{"pattern":"FILTU-####"} }""");
        await MakeAsync("Kinds tiers", """ "campaign_type":"PROMOTION","promotion":{"tiers":[{"name":"One","action":{"discount":{"type":"AMOUNT","amount_off":100} } }] }""");
        await world.Owner.DoAsync("/v1/campaigns/Kinds%20tiers/disable", "{}");

        Assert.Equal(["Kinds shared", "Kinds tiers", "Kinds unique"], await NamesAsync("campaign_status=done"));
        Assert.Empty(await NamesAsync("campaign_status=DRAFT"));
        Assert.Equal(["Kinds shared"], await NamesAsync("filters[type][conditions][$in][0]=STANDALONE"));
        Assert.Equal(["Kinds tiers", "Kinds unique"], await NamesAsync("filters[type][conditions][$in][0]=BULK"));
        Assert.Equal(["Kinds shared", "Kinds unique"], await NamesAsync("filters[voucher_type][conditions][$is]=DISCOUNT_VOUCHER"));
        Assert.Equal(["Kinds shared"], await NamesAsync("filters[categories][conditions][$is]=Filtered category"));
        Assert.Equal(["Kinds tiers", "Kinds unique"], await NamesAsync("filters[categories][conditions][$is_not]=Filtered category"));
        Assert.Equal(["Kinds tiers"], await NamesAsync("filters[active][conditions][$disabled]="));
        Assert.Equal(["Kinds shared"], await NamesAsync("filters[active][conditions][$expired]="));
        Assert.Equal(["Kinds unique"], await NamesAsync("filters[status][conditions][before_start]="));
        Assert.Equal(["Kinds unique"], await NamesAsync("filters[start_date][conditions][$after]=2039-12-31"));
        Assert.Empty(await NamesAsync("filters[campaign_status][conditions][$is]=FAILED"));
        Assert.Empty(await NamesAsync("is_referral_code=true"));
        Assert.Equal(3, (await NamesAsync("is_referral_code=false&expand=category")).Length);

        Task<JsonNode> MakeAsync(string name, string rest) => world.Owner.DoAsync("/v1/campaigns", $$"""{"name":"{{name}}",{{rest}} }""");
        async Task<string[]> NamesAsync(string query) => [.. (await ListAsync("campaigns", query + "&filters[campaigns][conditions][$starts_with]=Kinds", one => (string?)one["name"])).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Redemptions_publications_what_is_held_and_the_bin_have_filters_of_their_own()
    {
        var campaign = await world.Host.Services.CampaignAsync("Filter uses", Launched.Setup, "FILTUSE-1", "FILTUSE-2", "FILTUSE-3");
        var given = await world.Owner.DoAsync("/v1/publications", """{"voucher":"FILTUSE-1","customer":{"source_id":"filt-user"},"source_id":"filt-pub"}""");
        await world.Owner.DoAsync("/v1/publications", """{"voucher":"FILTUSE-3","customer":{"source_id":"filt-user"}}""");
        var used = await world.Owner.DoAsync("/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"FILTUSE-1"}],"order":{"amount":5000},"customer":{"source_id":"filt-user"} }""");
        var id = (string)used["redemptions"]![0]!["id"]!;
        await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"FILTUSE-1"}],"order":{"amount":5000},"customer":{"source_id":"filt-user"} }""");
        var back = await world.Owner.DoAsync($"/v1/redemptions/{id}/rollback", "{}");
        await world.Owner.DeleteAsync("/v1/vouchers/FILTUSE-2");

        Assert.Equal(3, (await RedeemedAsync("filters[voucher_code][conditions][$is]=filtuse-1")).Length);
        Assert.Equal([(string)back["id"]!], await RedeemedAsync("filters[object][conditions][$is]=redemption_rollback"));
        Assert.Single(await RedeemedAsync("filters[failure_code][conditions][$has_value]="));
        Assert.Equal([id], await RedeemedAsync("filters[object][conditions][$is]=redemption&filters[result][conditions][$is]=SUCCESS"));
        Assert.Equal(3, (await RedeemedAsync($"filters[campaign_name][conditions][$is]=Filter uses&filters[related_object_id][conditions][$is]={given["voucher"]!["id"]}&filters[related_object_parent_id][conditions][$is]={campaign}")).Length);
        Assert.Empty(await RedeemedAsync("filters[campaign_name][conditions][$is_not]=Filter uses"));

        Assert.Equal(["filt-pub"], await ListAsync("publications", "filters[source_id][conditions][$is]=filt-pub", one => (string?)one["source_id"]));
        Assert.Equal(2, (await ListAsync("publications", "filters[campaign_name][conditions][$is]=Filter uses&filters[result][conditions][$is]=SUCCESS", one => (string?)one["id"])).Length);
        Assert.Empty(await ListAsync("publications", "filters[campaign_name][conditions][$is]=Filter uses&filters[failure_code][conditions][$has_value]=", one => (string?)one["id"]));

        var held = await ListAsync("data", $"filters[redeemable_id][conditions][$is]={given["voucher"]!["id"]}", one => (string?)one["id"], "customers/filt-user/redeemables");
        Assert.Equal(held, await ListAsync("data", $"filters[id][conditions][$is]={held.Single()}&filters[holder_role][conditions][$is]=OWNER", one => (string?)one["id"], "customers/filt-user/redeemables"));

        Assert.Equal(["FILTUSE-2"], await ListAsync("data", "filters[resource_name][conditions][$starts_with]=FILTUSE&filters[resource_type][conditions][$is]=voucher", one => (string?)one["resource_name"], "trash-bin"));
        Assert.Empty(await ListAsync("data", "filters[resource_name][conditions][$starts_with]=FILTUSE&filters[resource_type][conditions][$is]=campaign", one => (string?)one["resource_name"], "trash-bin"));

        Assert.Empty(await ListAsync("data", $"filters[voucher_id][conditions][$is]={given["voucher"]!["id"]}", one => (string?)one["id"], $"campaigns/{campaign}/transactions"));

        Task<string[]> RedeemedAsync(string query) => ListAsync("redemptions", $"campaign={campaign}&{query}", one => (string?)one["id"]);
    }

    [Fact]
    public async Task Custom_attributes_are_asked_of_everything_that_has_them()
    {
        var campaign = await world.Host.Services.CampaignAsync("Filter attributes", Launched.Setup, "FILTMETA-1", "FILTMETA-2");
        await world.Owner.ChangeAsync($"/v1/campaigns/{campaign}", """{"metadata":{"region":"north","rank":7,"team":{"lead":"Ola"} } }""");
        await world.Owner.ChangeAsync("/v1/vouchers/FILTMETA-1", """{"metadata":{"colour":"red","a.b":"dot","it's [a] \"key\"":"x & y","sizes":[1,"2"],"since":"2026-03-01"} }""");
        await world.Owner.ChangeAsync("/v1/vouchers/FILTMETA-2", """{"metadata":{"colour":"blue","sizes":[3],"rank":"12.50"} }""");
        await world.Owner.DoAsync("/v1/publications", """{"voucher":"FILTMETA-1","customer":{"source_id":"filt-meta"},"metadata":{"via":"mail"} }""");
        await world.Owner.DoAsync("/v1/customers", """{"source_id":"filt-meta-2"}""");
        await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/publications", """{"voucher":"FILTMETA-1","customer":{"source_id":"filt-meta-2"},"metadata":{"via":"mail"} }""");
        var used = await world.Owner.DoAsync("/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"FILTMETA-1"}],"order":{"amount":5000},"customer":{"source_id":"filt-meta"},"metadata":{"till":4} }""");
        await world.Owner.DoAsync("/v1/templates/campaigns", $$"""{"name":"Filter attributes","campaign_id":"{{campaign}}"}""");

        Assert.Equal(["FILTMETA-1"], await CodesAsync("filters[metadata.colour][conditions][$is]=red"));
        Assert.Equal(["FILTMETA-1"], await CodesAsync("filters[metadata.colour][conditions][$in][0]=green&filters[metadata.colour][conditions][$in][1]=red"));
        Assert.Equal(["FILTMETA-2"], await CodesAsync("filters[metadata.colour][conditions][$is_not]=red"));
        Assert.Equal(["FILTMETA-1", "FILTMETA-2"], await CodesAsync("filters[metadata.shade][conditions][$is_unknown]="));
        Assert.Equal(["FILTMETA-1"], await CodesAsync("filters[metadata.a.b][conditions][$starts_with]=d"));
        Assert.Equal(["FILTMETA-1"], await CodesAsync($"filters[{Uri.EscapeDataString("metadata.it's [a] \"key\"")}][conditions][$is]={Uri.EscapeDataString("x & y")}"));
        Assert.Empty(await CodesAsync($"filters[{Uri.EscapeDataString("metadata.colour\" OR 1=1 --")}][conditions][$is]=red"));
        Assert.Equal(["FILTMETA-1"], await CodesAsync("filters[metadata.sizes][conditions][$contains]=2"));
        Assert.Equal(["FILTMETA-1"], await CodesAsync("filters[metadata.since][conditions][$before]=2026-03-02&filters[metadata.since][conditions][$after]=2026-02-28"));
        Assert.Equal(["FILTMETA-1"], await CodesAsync($"filters[metadata.colour][conditions][$is]=red&filters[metadata.{string.Join('.', Enumerable.Repeat("a", 15))}][conditions][$is_unknown]="));
        Assert.Empty(await CodesAsync($"filters[metadata.{string.Join('.', Enumerable.Repeat("a", 90))}][conditions][$is]=red"));
        Assert.Equal(["FILTMETA-2"], await CodesAsync(string.Join('&', Enumerable.Range(0, 150).Select(at => $"filters[metadata.rank][conditions][$is][{at}]=12.{at}"))));
        Assert.Equal(["FILTMETA-2"], await CodesAsync("filters[metadata.rank][conditions][$more_than]=12.4&filters[metadata.rank][conditions][$less_than]=12.6"));
        Assert.Equal(["FILTMETA-1", "FILTMETA-2"], await CodesAsync("filters[junction]=or&filters[metadata.colour][conditions][$is]=red&filters[metadata.rank][conditions][$is]=12.5"));

        Assert.Equal(["Filter attributes"], await ListAsync("campaigns", "filters[metadata.team.lead][conditions][$is]=Ola&filters[metadata.rank][conditions][$more_than_or_equal]=7", one => (string?)one["name"]));
        Assert.Equal([(string)used["redemptions"]![0]!["id"]!], await ListAsync("redemptions", "filters[metadata.till][conditions][$is]=4", one => (string?)one["id"]));
        Assert.Equal(["SUCCESS", "FAILURE"], (await ListAsync("publications", "order=created_at&filters[metadata.via][conditions][$is]=mail", one => (string?)one["result"])));
        Assert.Single(await ListAsync("data", "filters[metadata.colour][conditions][$is]=red", one => (string?)one["id"], "customers/filt-meta/redeemables"));
        Assert.Empty(await ListAsync("data", "filters[metadata.colour][conditions][$is_not]=red", one => (string?)one["id"], "customers/filt-meta/redeemables"));
        Assert.Equal(["Filter attributes"], await ListAsync("data", "filters[metadata.region][conditions][$is]=north", one => (string?)one["name"], "templates/campaigns"));

        async Task<string[]> CodesAsync(string query) => [.. (await ListAsync("vouchers", $"campaign_id={campaign}&{query}", one => (string?)one["code"])).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Campaigns_are_found_by_the_days_they_work_on_and_by_having_a_window_that_repeats()
    {
        await MakeAsync("Days weekend", """ "validity_day_of_week":[0,6], """);
        await MakeAsync("Days monday", """ "start_date":"2026-01-05T08:00:00Z","validity_day_of_week":[1],"validity_timeframe":{"interval":"P1D","duration":"PT2H"}, """);
        await MakeAsync("Days any", "");

        Assert.Equal(["Days any", "Days weekend"], await NamesAsync("filters[validity_day_of_week][conditions][$is][0]=6"));
        Assert.Equal(["Days any", "Days monday", "Days weekend"], await NamesAsync("filters[validity_day_of_week][conditions][$is][0]=1&filters[validity_day_of_week][conditions][$is][1]=0"));
        Assert.Equal(["Days monday"], await NamesAsync("filters[validity_day_of_week][conditions][$is_not][0]=0"));
        Assert.Equal(["Days monday"], await NamesAsync("filters[validity_timeframe][conditions][$has_value]="));
        Assert.Equal(["Days any", "Days weekend"], await NamesAsync("filters[validity_timeframe][conditions][$is_unknown]="));

        Task<JsonNode> MakeAsync(string name, string rest) =>
            world.Owner.DoAsync("/v1/campaigns", $$"""{"name":"{{name}}",{{rest}}"type":"STATIC","voucher":{"discount":{"type":"AMOUNT","amount_off":100},"code_config":{"pattern":"FILTDAY-####"} } }""");
        async Task<string[]> NamesAsync(string query) => [.. (await ListAsync("campaigns", query + "&filters[campaigns][conditions][$starts_with]=Days", one => (string?)one["name"])).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("/v1/vouchers?filters[colour][conditions][$is]=red", "Property .filters: colour is no attribute of a code; there are id, code, ")]
    [InlineData("/v1/vouchers?filters[code][conditions][$like]=red", "Property .filters.code.conditions.$like is no operator: use one of $is, ")]
    [InlineData("/v1/vouchers?filters[code][conditions][$more_than]=3", "Property .filters: code: more than does not fit it")]
    [InlineData("/v1/vouchers?filters[code]=3", "Property .filters[code] should be written filters[field][conditions][operator]")]
    [InlineData("/v1/vouchers?filters[created_at][conditions][$after]=soon", "Property .filters: created_at: after compares with a date (2026-03-01) or an instant in ISO 8601")]
    [InlineData("/v1/vouchers?filters[created_at][conditions][$current_month]=", "Property .filters: created_at: current month does not fit it")]
    [InlineData("/v1/vouchers?filters[junction]=xor&filters[code][conditions][$is]=A", "Property .filters.junction should be equal to one of and, or, AND, OR")]
    [InlineData("/v1/campaigns?filters[validity_timeframe][conditions][$is]=P1D", "Property .filters: validity_timeframe: is does not fit it")]
    [InlineData("/v1/campaigns?filters[validity_day_of_week][conditions][$is]=monday", "Property .filters: validity_day_of_week: is compares with a number")]
    [InlineData("/v1/vouchers?filters[metadata.colour][conditions][$like]=red", "Property .filters.metadata.colour.conditions.$like is no operator: use one of $is, ")]
    [InlineData("/v1/vouchers?filters[metadata.][conditions][$is]=red", "Property .filters: metadata. is no attribute of a code; there are id, code, ")]
    [InlineData("/v1/vouchers?filters[metadata.since][conditions][$before]=soon", "Property .filters: metadata.since: before compares with a date (2026-03-01) or an instant in ISO 8601")]
    [InlineData("/v1/vouchers?filters[metadata.since][conditions][$next_month]=", "Property .filters: metadata.since: next month does not fit it")]
    [InlineData("/v1/trash-bin?filters[metadata.colour][conditions][$is]=red", "Property .filters: metadata.colour is no attribute of a bin entry; there are id, ")]
    [InlineData("/v1/orders?filters[status][conditions][$is]=PAID", "Property .filters is not offered by this list")]
    public async Task What_cannot_be_asked_is_refused(string path, string details)
    {
        var refused = await world.Owner.RefusedAsync(HttpMethod.Get, path);

        Assert.Equal((400, "invalid_query_params"), (refused.Status, refused.Key));
        Assert.StartsWith(details, refused.Details, StringComparison.Ordinal);
    }

    private async Task<string[]> ListAsync(string list, string query, Func<JsonNode, string?> what, string? path = null) =>
        [.. (await world.Owner.GetJsonAsync($"/v1/{path ?? list}?limit=100&{query}"))[list]!.AsArray().Select(one => what(one!)!)];
}
