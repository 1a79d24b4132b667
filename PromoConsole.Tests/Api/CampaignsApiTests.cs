using System.Net;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class CampaignsApiTests(ApiWorld world)
{
    [Fact]
    public async Task Makes_and_launches_a_campaign_whose_code_works()
    {
        var category = await world.Owner.DoAsync("/v1/categories", """{"name":"Season"}""");
        var made = await world.Owner.DoAsync("/v1/campaigns", """
            {"name":"Black week","campaign_type":"DISCOUNT_COUPONS","type":"STANDALONE","description":"Everything off","category":"Season","metadata":{"season":"autumn"},
             "voucher":{"type":"DISCOUNT_VOUCHER","discount":{"type":"PERCENT","percent_off":20},"redemption":{"quantity":null},"code_config":{"pattern":"BLCKFRDY"}}}
            """);

        Assert.Equal(
            world.Expected("""
                {"id":"camp_","name":"Black week","description":"Everything off","campaign_type":"DISCOUNT_COUPONS","type":"STANDALONE",
                 "voucher":{"type":"DISCOUNT_VOUCHER","discount":{"type":"PERCENT","percent_off":20,"effect":"APPLY_TO_ORDER","is_dynamic":false},"redemption":{"quantity":null},
                   "code_config":{"length":8,"charset":"23456789ABCDEFGHJKMNPQRSTUVWXYZ","pattern":"BLCKFRDY"},"is_referral_code":false},
                 "auto_join":false,"join_once":false,"use_voucher_metadata_schema":false,"start_date":null,"expiration_date":null,"validity_timeframe":null,
                 "validity_day_of_week":null,"validity_hours":null,"activity_duration_after_publishing":null,"vouchers_count":1,"active":true,"metadata":{"season":"autumn"},
                 "created_at":"NOW","updated_at":null,"category":"Season","category_id":"cat_","categories":[CATEGORY],"creation_status":"DONE",
                 "vouchers_generation_status":"DONE","readonly":false,"protected":false,
                 "validation_rules_assignments":{"data":[],"object":"list","data_ref":"data","total":0},"object":"campaign"}
                """.Replace("CATEGORY", category.ToJsonString(), StringComparison.Ordinal)),
            ApiWorld.Plain(made.ToJsonString()));
        var redeemed = await world.Owner.DoAsync("/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"BLCKFRDY"}],"order":{"amount":10000}}""");
        Assert.Equal(8000, (int)redeemed["order"]!["total_amount"]!);
        Assert.Equal("Black week", (string?)redeemed["redemptions"]![0]!["voucher"]!["campaign"]);
    }

    [Fact]
    public async Task Finds_a_campaign_by_id_and_by_name_and_lists_it()
    {
        var made = await world.Owner.DoAsync("/v1/campaigns", Unique("Found / both ways", 0));

        var byId = await world.Owner.GetJsonAsync($"/v1/campaigns/{made["id"]}");
        var byName = await world.Owner.GetJsonAsync("/v1/campaigns/Found%20%2F%20both%20ways");
        var list = await world.Owner.GetJsonAsync("/v1/campaigns?campaign_type=DISCOUNT_COUPONS");

        Assert.Equal(byId.ToJsonString(), byName.ToJsonString());
        Assert.Contains(list["campaigns"]!.AsArray(), campaign => (string?)campaign!["id"] == (string?)made["id"]);
        Assert.Equal("campaigns", (string?)list["data_ref"]);
    }

    [Fact]
    public async Task Adds_one_code_at_once_and_many_afterwards()
    {
        var made = await world.Owner.DoAsync("/v1/campaigns", Unique("Grows", 0));

        var one = await world.Owner.PostAsync($"/v1/campaigns/{made["id"]}/vouchers", null);
        var chosen = await world.Owner.DoAsync("/v1/campaigns/Grows/vouchers/GROWN-1", "{}");
        var many = await world.Owner.PostAsync("/v1/campaigns/Grows/vouchers?vouchers_count=20", null);

        var voucher = await one.ReadAsync();
        Assert.Matches("^GR-.{8}$", voucher.GetProperty("code").GetString());
        Assert.Equal("Grows", voucher.GetProperty("campaign").GetString());
        Assert.Equal("GROWN-1", (string?)chosen["code"]);
        Assert.Equal(HttpStatusCode.Accepted, many.StatusCode);
        Assert.StartsWith("aa_", (await many.ReadAsync()).GetProperty("async_action_id").GetString());
    }

    [Fact]
    public async Task Refuses_a_name_that_exists()
    {
        await world.Owner.DoAsync("/v1/campaigns", Unique("Only one", 0));

        var again = await world.Owner.PostAsync("/v1/campaigns", Unique("Only one", 0));

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("Duplicated campaign exists with name Only one", (await again.ReadAsync()).GetProperty("details").GetString());
    }

    [Fact]
    public async Task Leaves_nothing_behind_of_a_campaign_that_cannot_be_launched()
    {
        var before = await world.RowsAsync();

        var guessable = await world.Owner.PostAsync("/v1/campaigns", Unique("Guess me", 1000).Replace("########", "##"));

        Assert.Equal(HttpStatusCode.BadRequest, guessable.StatusCode);
        Assert.Equal("invalid_code_config", (await guessable.ReadAsync()).GetProperty("key").GetString());
        Assert.Equal(before, await world.RowsAsync());
    }

    private static string Unique(string name, int count) => $$$"""
        {"name":"{{{name}}}","type":"STATIC","vouchers_count":{{{count}}},
         "voucher":{"type":"DISCOUNT_VOUCHER","discount":{"type":"AMOUNT","amount_off":500},"redemption":{"quantity":1},"code_config":{"pattern":"GR-########"} } }
        """;
}
