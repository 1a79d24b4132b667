using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PromoConsole.Tests.Components.RuleBuilder;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PromoConsole.Tests.Pages;

/// <summary>A new shop's first day: its files come in, a segment and a collection are built of them, a campaign uses both, and support explains a refusal.</summary>
[Collection(BrowserTests.Name)]
public class StoreDataBrowserTests(BrowserHost hosts)
{
    [Fact]
    public async Task A_shop_brings_its_files_builds_a_segment_and_a_collection_uses_them_and_explains_a_refusal()
    {
        await using var host = RunningHost.Start();
        await using var browser = await hosts.OpenAsync(host, "/", role: null);
        var page = browser.Page;
        await NewShop.SetUpAsync(page);
        await browser.InteractiveAsync();

        await ImportAsync(browser, "customers", "Customers", ShopFiles.Customers, good: 4, bad: ["31.02.1991", "Line 3"], async () =>
            await page.GetByLabel("Dates", new() { Exact = true }).SelectOptionAsync("Day first: 30.11.2026"));
        await ImportAsync(browser, "products", "Products", ShopFiles.Products, good: 3, bad: ["ask us", "it is needed"]);
        await ImportAsync(browser, "orders", "Orders", ShopFiles.Orders, good: 3, bad: ["SHIPPED", "P-99", "two"]);

        await BuildSegmentAsync(browser);
        await BuildCollectionAsync(browser);
        var code = await LaunchAsync(browser);

        using var shop = await NewShop.ClientAsync(host, browser);
        Assert.Equal((HttpStatusCode.BadRequest, "customer_rules_violated"), await RedeemAsync(shop, code, "C-1002", "P-1"));
        Assert.Equal((HttpStatusCode.BadRequest, "order_rules_violated"), await RedeemAsync(shop, code, "C-1005", "P-4"));
        Assert.Equal((HttpStatusCode.OK, null), await RedeemAsync(shop, code, "C-1001", "P-1"));

        await ExplainAsync(browser);
        Assert.Empty(browser.Complaints);
    }

    private static async Task ImportAsync(BrowserPage browser, string kind, string title, byte[] file, int good, string[] bad, Func<Task>? map = null)
    {
        var page = browser.Page;
        await browser.GoToAsync("/imports/new");
        await page.GetByLabel("What is in the file?").SelectOptionAsync(title);
        await page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload { Name = $"{kind}.csv", MimeType = "text/csv", Buffer = file });
        var check = page.GetByRole(AriaRole.Button, new() { Name = "Check all rows" });
        await check.WaitForAsync();
        if (map is not null) await map();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync($"store-import-{kind}-mapping", fullPage: true);
        await check.ClickAsync();
        var load = page.GetByRole(AriaRole.Button, new() { Name = $"Import the {good} rows that are good" });
        await load.WaitForAsync();
        var problems = page.GetByRole(AriaRole.Table, new() { Name = "Bad rows" });
        foreach (var text in bad) await Expect(problems).ToContainTextAsync(text);
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync($"store-import-{kind}-report", fullPage: true);
        await load.ClickAsync();
        await Expect(page.Locator(".kpis")).ToContainTextAsync(new Regex($"Imported\\s+{good}\\s"));
    }

    private static async Task BuildSegmentAsync(BrowserPage browser)
    {
        var page = browser.Page;
        await browser.GoToAsync("/segments/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Kraków regulars");
        await page.Locator("[data-kind-word='address.city']").First.ClickAsync();
        await page.GetByLabel("Values, one on each line").FillAsync("Kraków");
        await page.GetByLabel("Values, one on each line").BlurAsync();
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Customers it fits now" });
        await Expect(panel.GetByText("2", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(panel.GetByText("Zofia Wilk")).ToBeVisibleAsync();
        await browser.ScreenshotAsync("store-segment", fullPage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the segment" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ola Nowak" })).ToBeVisibleAsync();
    }

    private static async Task BuildCollectionAsync(BrowserPage browser)
    {
        var page = browser.Page;
        await browser.GoToAsync("/collections/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Coffee");
        await page.Locator("[data-kind-word='metadata.']").First.ClickAsync();
        await page.GetByLabel("Attribute", new() { Exact = true }).FillAsync("roast");
        await page.GetByLabel("Attribute", new() { Exact = true }).BlurAsync();
        await page.GetByLabel("How it is compared").SelectOptionAsync("is known");
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Products it fits now" });
        await Expect(panel.GetByText("2", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(panel.GetByText("Single origin Ethiopia")).ToBeVisibleAsync();
        await browser.ScreenshotAsync("store-collection", fullPage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the collection" }).ClickAsync();
        await Expect(page.GetByText("House espresso 1 kg")).ToBeVisibleAsync();
    }

    /// <returns>The code customers type.</returns>
    private static async Task<string> LaunchAsync(BrowserPage browser)
    {
        var page = browser.Page;
        await browser.GoToAsync("/campaigns/new");
        await page.GetByLabel("Campaign name").FillAsync("Coffee club");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the draft" }).ClickAsync();
        await page.GetByLabel("How many codes").FillAsync("3");
        await page.GetByLabel("How many codes").PressAsync("Tab");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next: discount" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Percent" }).ClickAsync();
        await page.GetByLabel("Percent", new() { Exact = true }).Last.FillAsync("20");
        await page.GetByLabel("Percent", new() { Exact = true }).Last.PressAsync("Tab");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next: rules" }).ClickAsync();
        await NameAsync(page, "Customer segment", "Segments", "Kraków regulars");
        await NameAsync(page, "Any order item", "Products and collections", "Coffee");
        await page.GetByText("Draft saved").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        await browser.ScreenshotAsync("store-campaign", fullPage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Launch and make 3 codes; works at once" }).ClickAsync();
        await page.GetByText("3 uses left in all.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Codes", Exact = true }).Last.ClickAsync();
        await page.GetByText("3 in this view.").WaitForAsync();
        return (await page.Locator(".table tbody .name").First.TextContentAsync())!.Trim();
    }

    private static async Task NameAsync(IPage page, string rule, string picker, string thing)
    {
        await BuilderPage.AddAsync(page, rule);
        await page.GetByRole(AriaRole.Combobox, new() { Name = picker }).FillAsync(thing);
        await page.Locator(".found").GetByRole(AriaRole.Button, new() { Name = thing }).First.ClickAsync();
        await Expect(page.Locator(".picker .chip.on").Filter(new() { HasText = thing })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
    }

    private static async Task<(HttpStatusCode Status, string? Key)> RedeemAsync(HttpClient shop, string code, string customer, string product)
    {
        using var answer = await shop.PostAsJsonAsync("/v1/redemptions", new
        {
            redeemables = new[] { new { @object = "voucher", id = code } },
            customer = new { source_id = customer },
            order = new { items = new[] { new { source_id = product, related_object = "product", quantity = 1 } } },
        }, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (answer.StatusCode, body.TryGetProperty("key", out var key) ? key.GetString() : null);
    }

    private static async Task ExplainAsync(BrowserPage browser)
    {
        var page = browser.Page;
        await browser.GoToAsync("/customers");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Download" }).WaitForAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Searchbox).First.FillAsync("jan.lis@");
        await Expect(page.GetByText("1 in this view.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Jan Lis" }).First.ClickAsync();
        await page.Locator("h1").Filter(new() { HasText = "Jan Lis" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Open proof") }).First.ClickAsync();
        await Expect(page.Locator("dialog.drawer")).ToContainTextAsync("Kraków regulars");
        await browser.ScreenshotAsync("store-explained");
        await browser.AssertAccessibleAsync();
    }
}
