using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Tests.Api;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.ApiReference;

/// <summary>What shops send is text on every page that shows it, never markup.</summary>
[Collection(BrowserTests.Name)]
public class TypedTextBrowserTests(BrowserHost host)
{
    private const string Script = "<script>document.title='taken'</script>";
    private const string Image = "<img src=x onerror=\"document.title='taken'\">";

    [Fact]
    public async Task Script_in_names_codes_and_metadata_is_shown_and_not_run()
    {
        var running = await host.HostAsync();
        var key = (await running.Services.GetRequiredService<ApiKeyService>()
            .CreateAsync(new() { Name = Script, Role = Roles.Owner, Caller = new Caller(Caller.Dashboard, "owner@example.com") })).Value!;
        using var shop = running.Client();
        shop.DefaultRequestHeaders.Add("X-App-Id", key.Key.Id);
        shop.DefaultRequestHeaders.Add("X-App-Token", key.Secret);
        var voucher = """{"discount":{"type":"AMOUNT","amount_off":100},"code_config":{"pattern":"<b>SAFE"}}""";
        await shop.DoAsync("/v1/categories", $$"""{"name":{{Json(Image)}}}""");
        var campaign = await shop.DoAsync("/v1/campaigns", $$$"""
            {"name":{{{Json(Script)}}},"description":{{{Json(Image)}}},"category":{{{Json(Image)}}},"type":"STANDALONE","metadata":{"note":{{{Json(Script)}}} },"voucher":{{{voucher}}} }
            """);
        var redeemed = await shop.DoAsync("/v1/redemptions", $$$"""
            {"redeemables":[{"object":"voucher","id":"<b>SAFE"}],"order":{"amount":500,"source_id":{{{Json(Image)}}}},
             "customer":{"source_id":{{{Json(Script)}}},"name":{{{Json(Image)}}},"email":{{{Json(Script)}}},"metadata":{"note":{{{Json(Script)}}} } } }
            """);

        string[] pages = ["/campaigns", $"/campaigns/{campaign["id"]}", "/codes", "/customers", $"/customers/{redeemed["redemptions"]![0]!["customer_id"]}", "/reports", "/settings/keys", "/"];
        await using var browser = await host.OpenAsync("/");
        foreach (var path in pages)
        {
            await browser.GoToAsync(path);
            await browser.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

            Assert.NotEqual("taken", await browser.Page.TitleAsync());
            Assert.Equal(0, await browser.Page.Locator("main img[src=x], main script, main b:text-is('SAFE')").CountAsync());
        }

        await browser.GoToAsync("/campaigns");
        await Assertions.Expect(browser.Page.GetByText(Script).First).ToBeVisibleAsync();
    }

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
