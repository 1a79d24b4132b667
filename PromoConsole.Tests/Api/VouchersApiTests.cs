using System.Net;
using System.Text.Json.Nodes;
using PromoConsole.Identity;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class VouchersApiTests(ApiWorld world)
{
    [Fact]
    public async Task Makes_a_chosen_code_and_finds_it_by_code_and_id()
    {
        var made = await world.Owner.DoAsync("/v1/vouchers/SUMMER%2F26", """
            {"type":"DISCOUNT_VOUCHER","discount":{"type":"PERCENT","percent_off":12.5,"amount_limit":"2000"},"redemption":{"quantity":3},
             "start_date":"2026-06-01T00:00:00Z","expiration_date":"2026-08-31","metadata":{"channel":"mail"},"additional_info":"For subscribers","validity_day_of_week":[1,5]}
            """);

        Assert.Equal("SUMMER/26", (string?)made["code"]);
        Assert.Equal(12.5, (double)made["discount"]!["percent_off"]!);
        Assert.Equal(2000, (int)made["discount"]!["amount_limit"]!);
        Assert.Equal(3, (int)made["redemption"]!["quantity"]!);
        Assert.Equal("2026-06-01T00:00:00.000Z", (string?)made["start_date"]);
        Assert.Equal("2026-08-31T22:00:00.000Z", (string?)made["expiration_date"]); // the end of that day in Warsaw
        Assert.Equal([1, 5], made["validity_day_of_week"]!.AsArray().Select(day => (int)day!));
        Assert.Equal("mail", (string?)made["metadata"]!["channel"]);
        Assert.Equal("/v1/vouchers/SUMMER%2F26/redemptions?page=1&limit=10", (string?)made["redemption"]!["url"]);
        var byCode = await world.Owner.GetJsonAsync("/v1/vouchers/SUMMER%2F26");
        var byId = await world.Owner.GetJsonAsync($"/v1/vouchers/{made["id"]}");
        foreach (var voucher in (JsonNode[])[made, byCode, byId]) voucher.AsObject().Remove("assets"); // sealed anew each time
        Assert.Equal(made.ToJsonString(), byCode.ToJsonString());
        Assert.Equal(made.ToJsonString(), byId.ToJsonString());
    }

    [Theory]
    [InlineData("/v1/vouchers")]
    [InlineData("/v1/vouchers/")]
    public async Task Draws_a_code_when_none_is_chosen(string path)
    {
        var made = await world.Owner.DoAsync(path, """{"discount":{"type":"AMOUNT","amount_off":100},"code_config":{"pattern":"HI-########"}}""");

        Assert.Matches("^HI-.{8}$", (string)made["code"]!);
    }

    [Fact]
    public async Task Links_to_pictures_that_do_not_tell_the_code()
    {
        var made = await world.Owner.DoAsync("/v1/vouchers/PICTURED", """{"discount":{"type":"AMOUNT","amount_off":100}}""");
        using var nobody = world.ClientWith(null, null);

        foreach (var picture in (string[])["qr", "barcode"])
        {
            var url = (string)made["assets"]![picture]!["url"]!;
            Assert.DoesNotContain("PICTURED", url);
            Assert.Equal("image/svg+xml", (await nobody.GetAsync(url)).Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Refuses_a_code_that_exists()
    {
        await world.Owner.DoAsync("/v1/vouchers/TWICE", """{"discount":{"type":"AMOUNT","amount_off":100}}""");

        var again = await world.Owner.PostAsync("/v1/vouchers/twice", """{"discount":{"type":"AMOUNT","amount_off":100}}""");

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("Duplicated voucher exists with id twice", (await again.ReadAsync()).GetProperty("details").GetString());
    }

    [Fact]
    public async Task Lists_codes_newest_first()
    {
        foreach (var code in (string[])["LIST-A", "LIST-B", "LIST-C"])
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            await world.Owner.DoAsync($"/v1/vouchers/{code}", """{"discount":{"type":"AMOUNT","amount_off":100}}""");
        }

        var list = await world.Owner.GetJsonAsync("/v1/vouchers?limit=2");
        var one = await world.Owner.GetJsonAsync("/v1/vouchers?code=list-b");

        Assert.Equal(["LIST-C", "LIST-B"], list["vouchers"]!.AsArray().Select(voucher => (string)voucher!["code"]!));
        Assert.Equal("list", (string?)list["object"]);
        Assert.Equal("vouchers", (string?)list["data_ref"]);
        Assert.Equal("LIST-B", (string?)Assert.Single(one["vouchers"]!.AsArray())!["code"]);
    }

    [Fact]
    public async Task Lets_a_cashier_redeem_and_nothing_else()
    {
        await world.Owner.DoAsync("/v1/vouchers/TILL", """{"discount":{"type":"AMOUNT","amount_off":100}}""");
        using var cashier = await world.ClientAsync(Roles.Cashier);

        var redeem = await cashier.PostAsync("/v1/redemptions", """{"redeemables":[{"object":"voucher","id":"TILL"}],"order":{"amount":500}}""");
        var look = await cashier.GetAsync("/v1/vouchers/TILL");

        Assert.Equal(HttpStatusCode.OK, redeem.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, look.StatusCode);
        var error = await look.ReadAsync();
        Assert.Equal("missing_required_permission", error.GetProperty("key").GetString());
        Assert.Contains("codes.read", error.GetProperty("details").GetString());
    }

    [Fact]
    public async Task Says_on_every_answer_what_is_left_of_the_limit()
    {
        using var nobody = world.ClientWith(null, null);

        foreach (var answer in (HttpResponseMessage[])
            [await world.Owner.GetAsync("/v1/vouchers"), await world.Owner.GetAsync("/v1/nothing"), await nobody.GetAsync("/v1/vouchers")])
        {
            Assert.NotEmpty(answer.Headers.GetValues("X-Rate-Limit-Limit").Single());
            Assert.NotEmpty(answer.Headers.GetValues("X-Rate-Limit-Remaining").Single());
            Assert.NotEmpty(answer.Headers.GetValues("X-Rate-Limit-Retry").Single());
            Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        }
    }
}
