using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using PromoConsole.Tests.Components.RuleBuilder;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages;

/// <summary>The main job from end to end: a marketer's campaign, the shop's redemption, support's wallet, the marketer's report.</summary>
[Collection(BrowserTests.Name)]
public class MainJobBrowserTests(BrowserHost hosts)
{
    [Fact]
    public async Task A_campaign_built_in_the_browser_is_redeemed_over_HTTP_and_explained_in_wallet_and_report()
    {
        await using var host = RunningHost.Start();
        await using var browser = await hosts.OpenAsync(host, "/", role: null);
        var page = browser.Page;

        await NewShop.SetUpAsync(page);
        await browser.InteractiveAsync();
        await LaunchAsync(browser);
        var code = (await page.Locator(".table tbody .name").First.TextContentAsync())!.Trim();
        using var shop = await NewShop.ClientAsync(host, browser);

        var refused = await RedeemAsync(shop, code, 42_00);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("order_rules_violated", refused.Body.GetProperty("key").GetString());
        Assert.Equal("Spend 50.00 or more.", refused.Body.GetProperty("error").GetProperty("message").GetString());

        var redeemed = await RedeemAsync(shop, code, 80_00);
        Assert.Equal(HttpStatusCode.OK, redeemed.Status);
        Assert.Equal(16_00, redeemed.Body.GetProperty("order").GetProperty("total_discount_amount").GetInt64());
        Assert.Equal(64_00, redeemed.Body.GetProperty("order").GetProperty("total_amount").GetInt64());

        var again = await RedeemAsync(shop, code, 80_00);
        Assert.Equal("quantity_exceeded", again.Body.GetProperty("key").GetString());

        await SupportSeesWhyAsync(browser, code);
        await ReportShowsItAsync(browser);
        Assert.Empty(browser.Complaints);

        foreach (var look in new[] { Look.Light, Look.Dark, Look.Phone })
        {
            await using var looked = await hosts.OpenAsync(host, "/reports", look);
            foreach (var path in new[] { "/reports", "/" })
            {
                await looked.GoToAsync(path);
                await looked.Page.Locator(".kpi").First.WaitForAsync();
                await looked.AssertAccessibleAsync();
                await looked.ScreenshotAsync($"main-job{path.Replace('/', '-')}-{look}", fullPage: true);
                Assert.True(await looked.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, $"{path} scrolls sideways");
            }
        }
    }

    private static async Task LaunchAsync(BrowserPage browser)
    {
        var page = browser.Page;
        await browser.GoToAsync("/campaigns/new");
        await page.GetByLabel("Campaign name").FillAsync("Spring mailing");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the draft" }).ClickAsync();
        await page.GetByLabel("How many codes").FillAsync("25");
        await page.GetByLabel("How many codes").PressAsync("Tab");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next: discount" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Percent" }).ClickAsync();
        await page.GetByLabel("Percent", new() { Exact = true }).Last.FillAsync("20");
        await page.GetByLabel("Percent", new() { Exact = true }).Last.PressAsync("Tab");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next: rules" }).ClickAsync();
        await BuilderPage.AddAsync(page, "Initial amount");
        await page.GetByLabel("Amount", new() { Exact = true }).FillAsync("50");
        await page.GetByLabel("Amount", new() { Exact = true }).PressAsync("Tab");
        await page.Locator("[data-editor] summary").ClickAsync();
        await page.GetByLabel("Message for the customer").FillAsync("Spend 50.00 or more.");
        await page.GetByLabel("Message for the customer").PressAsync("Tab");
        await page.GetByText("Draft saved").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Launch and make 25 codes; works at once" }).ClickAsync();
        await page.GetByText("25 uses left in all.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Codes", Exact = true }).Last.ClickAsync();
        await page.GetByText("25 in this view.").WaitForAsync();
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> RedeemAsync(HttpClient shop, string code, long amount)
    {
        using var answer = await shop.PostAsJsonAsync("/v1/redemptions", new
        {
            redeemables = new[] { new { @object = "voucher", id = code } },
            customer = new { source_id = "C-1", name = "Marta Kowalczyk" },
            order = new { source_id = $"order-{amount}", amount },
        }, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    private static async Task SupportSeesWhyAsync(BrowserPage browser, string code)
    {
        var page = browser.Page;
        await browser.GoToAsync("/");
        await page.Locator(".search[aria-keyshortcuts]").WaitForAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync("marta");
        await page.GetByRole(AriaRole.Option).Filter(new() { HasText = "Marta Kowalczyk" }).First.ClickAsync();
        await page.Locator("h1").Filter(new() { HasText = "Marta Kowalczyk" }).WaitForAsync();
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Refused", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Open proof") }).Last.ClickAsync();
        await Assertions.Expect(page.Locator("dialog.drawer")).ToContainTextAsync("€8.00 short");
        await browser.ScreenshotAsync("main-job-wallet");
    }

    private static async Task ReportShowsItAsync(BrowserPage browser)
    {
        var page = browser.Page;
        await browser.GoToAsync("/reports");
        await Assertions.Expect(page.Locator(".kpis")).ToContainTextAsync("€16.00");
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Attempts" })).ToContainTextAsync("Cart does not match");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Export 3 rows" })).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export 3 rows" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Equal(4, lines.Length);
        Assert.Contains(",80.00,16.00,order-8000,", lines.Single(l => l.Contains(",Redeemed,", StringComparison.Ordinal)));
    }
}
