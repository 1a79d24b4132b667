using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

/// <summary>From where a public key works, and what somebody who guesses codes with it may not learn.</summary>
[Collection(ApiTests.Name)]
public class ClientAccessApiTests(ApiWorld world) : ClientPages(world)
{
    [Fact]
    public async Task A_browser_may_ask_only_from_the_pages_of_a_key()
    {
        using var client = World.Host.Client();
        using var before = await client.SendAsync(Preflight("https://new.example"));
        var key = await KeyAsync("https://New.example/", "http://localhost:3000");

        using var allowed = await client.SendAsync(Preflight("https://new.example"));
        using var other = await client.SendAsync(Preflight("https://evil.example"));
        await World.Host.Services.GetRequiredService<ApiKeyService>().RevokeAsync(key.Key.Id, Dashboard);
        using var revoked = await client.SendAsync(Preflight("https://new.example"));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NoContent, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (before.StatusCode, allowed.StatusCode, other.StatusCode, revoked.StatusCode));
        Assert.Equal("https://new.example", Header(allowed, "Access-Control-Allow-Origin"));
        Assert.Contains("X-Client-Token", Header(allowed, "Access-Control-Allow-Headers"));
        Assert.Equal(["Idempotency-Key"], Header(allowed, "Access-Control-Allow-Headers")!.Split(", ").Where(name => name.Contains("Idempotency", StringComparison.Ordinal))); // the one that is read
        Assert.Contains("POST", Header(allowed, "Access-Control-Allow-Methods"));
        Assert.Equal("Origin", Header(allowed, "Vary"));
        Assert.Null(Header(other, "Access-Control-Allow-Origin"));
        Assert.Null(Header(allowed, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_public_key_works_on_its_own_pages_only()
    {
        await VoucherAsync("PAGE-OWN");
        var key = await KeyAsync();
        using var own = PageWith(key);
        using var other = PageWith(key, "https://evil.example");
        using var none = PageWith(key, null);

        using var answer = await own.PostAsync("/client/v1/validations", Body("PAGE-OWN"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Shop, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Contains("X-Rate-Limit-Remaining", Header(answer, "Access-Control-Expose-Headers"));
        Assert.Equal("60", Header(answer, "X-Rate-Limit-Limit"));
        using var ours = PageWith(await KeyAsync(World.Host.Address.GetLeftPart(UriPartial.Authority)), null);
        ours.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal(HttpStatusCode.OK, (await ours.GetAsync("/client/v1/promotions/tiers")).StatusCode);
        Assert.Equal(401, (await other.RefusedAsync(HttpMethod.Post, "/client/v1/validations", Body("PAGE-OWN"))).Status);
        Assert.Equal(401, (await none.RefusedAsync(HttpMethod.Post, "/client/v1/validations", Body("PAGE-OWN"))).Status);
    }

    [Fact]
    public async Task Keys_of_servers_and_pages_do_not_stand_in_for_each_other()
    {
        var page = await KeyAsync();
        var server = await World.KeyAsync(Roles.Owner);
        using var pageOnServer = World.ClientWith(page.Key.Id, page.Secret);
        using var serverOnPage = PageWith(server);
        using var serverInBrowser = World.ClientWith(server.Key.Id, server.Secret);
        serverInBrowser.DefaultRequestHeaders.Add("Origin", Shop);
        using var ourOwnPage = World.ClientWith(server.Key.Id, server.Secret);
        ourOwnPage.DefaultRequestHeaders.Add("Origin", World.Host.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal(401, (await pageOnServer.RefusedAsync(HttpMethod.Get, "/v1/campaigns")).Status);
        Assert.Equal(401, (await serverOnPage.RefusedAsync(HttpMethod.Post, "/client/v1/validations", Body("ANY"))).Status);
        Assert.Equal((403, "server_key_in_browser"), ((await serverInBrowser.RefusedAsync(HttpMethod.Get, "/v1/campaigns")) is var (status, key, _) ? (status, key) : default));
        Assert.Equal(HttpStatusCode.OK, (await ourOwnPage.GetAsync("/v1/campaigns")).StatusCode);
    }

    /// <summary>Status and body without the code and what is made up for each answer.</summary>
    private static async Task<(HttpStatusCode, string)> SeenAsync(HttpResponseMessage answer, string code)
    {
        var json = ApiWorld.Plain(await answer.Content.ReadAsStringAsync()).Replace(code, "CODE", StringComparison.OrdinalIgnoreCase);
        return (answer.StatusCode, System.Text.RegularExpressions.Regex.Replace(json, "\"(v-|valid_)[^\"]*\"", "\"id\""));
    }

    [Theory]
    [InlineData("/client/v1/validations")]
    [InlineData("/client/v1/redemptions")]
    [InlineData("/client/v1/redeem")]
    [InlineData("/client/v1/validate")]
    public async Task A_code_that_cannot_be_used_looks_like_one_that_does_not_exist(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..].ToUpperInvariant();
        await VoucherAsync($"{name}-OVER", ",\"expiration_date\":\"2020-01-01\",\"additional_info\":\"x\"");
        await VoucherAsync($"{name}-OFF", ",\"active\":false");
        await VoucherAsync($"{name}-USED", ",\"redemption\":{\"quantity\":1}");
        await World.Owner.DoAsync("/v1/redemptions", Body($"{name}-USED"));
        using var page = await PageAsync();
        async Task<(HttpStatusCode, string)> AskAsync(string code) => await SeenAsync(path switch
        {
            "/client/v1/validate" => await page.GetAsync($"{path}?code={code}&amount=10000"),
            "/client/v1/redeem" => await page.PostAsync($"{path}?code={code}", """{"order":{"amount":10000}}"""),
            _ => await page.PostAsync(path, Body(code)),
        }, code);

        var unknown = await AskAsync($"{name}-NONE");

        Assert.Equal(unknown, await AskAsync($"{name}-OVER"));
        Assert.Equal(unknown, await AskAsync($"{name}-OFF"));
        Assert.Equal(unknown, await AskAsync($"{name.ToLowerInvariant()}-used"));
        Assert.Contains("not_found", unknown.Item2);
    }

    [Fact]
    public async Task Beside_others_it_looks_unknown_too()
    {
        await VoucherAsync("BESIDE-OVER", ",\"expiration_date\":\"2020-01-01\"");
        using var page = await PageAsync();
        string Two(string first, string second) => $$$"""{"redeemables":[{"object":"voucher","id":"{{{first}}}"},{"object":"voucher","id":"{{{second}}}"}],"order":{"amount":10000} }""";
        async Task<(HttpStatusCode, string)> AskAsync(string path, string code, bool last) =>
            await SeenAsync(await page.PostAsync(path, last ? Two("BESIDE-NO", code) : Two(code, "BESIDE-NO")), code);

        foreach (var path in (string[])["/client/v1/validations", "/client/v1/redemptions"])
        {
            World.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(await AskAsync(path, "BESIDE-NONE", last: false), await AskAsync(path, "BESIDE-OVER", last: false));
            Assert.Equal(await AskAsync(path, "BESIDE-NONE", last: true), await AskAsync(path, "BESIDE-OVER", last: true));
        }
    }

    [Fact]
    public async Task Wrong_codes_run_out_and_right_ones_do_not_count()
    {
        await VoucherAsync("GUESS-RIGHT");
        using var page = await PageAsync();
        for (var n = 0; n < 20; n++) Assert.True((await page.DoAsync("/client/v1/validations", Body("GUESS-RIGHT")))["valid"]!.GetValue<bool>());
        for (var n = 0; n < 10; n++) Assert.False((await page.DoAsync("/client/v1/validations", Body($"GUESS-{n}")))["valid"]!.GetValue<bool>());

        using var wrong = await page.PostAsync("/client/v1/validations", Body("GUESS-10"));
        using var right = await page.PostAsync("/client/v1/redemptions", Body("GUESS-RIGHT")); // else the answers would still tell

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (wrong.StatusCode, right.StatusCode));
        Assert.InRange(int.Parse(Header(wrong, "Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(Shop, Header(wrong, "Access-Control-Allow-Origin")); // the page can read why
        World.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await page.DoAsync("/client/v1/validations", Body("GUESS-RIGHT")))["valid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Fifty_who_guess_at_once_get_no_more_answers_than_one_after_another()
    {
        using var page = await PageAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => page.PostAsync("/client/v1/validations", Body($"RACE-{n}"))));

        Assert.Equal(10, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(40, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        foreach (var answer in answers) answer.Dispose();
    }
}
