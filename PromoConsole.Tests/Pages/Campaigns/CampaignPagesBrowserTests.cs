using Microsoft.Playwright;
using PromoConsole.Tests.Components.RuleBuilder;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Campaigns;

[Collection(BrowserTests.Name)]
public class CampaignPagesBrowserTests(BrowserHost browsers, CampaignPagesBrowserTests.ShopHost shop) : IClassFixture<CampaignPagesBrowserTests.ShopHost>
{
    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task Every_page_is_accessible_and_stays_within_the_window(Look look)
    {
        await shop.StartedAsync();
        var campaign = shop.Shop.LiveId;
        await using var browser = await browsers.OpenAsync(shop.Host, "/campaigns", look);
        await SeeAsync(browser, "/campaigns", $"campaigns-{look}", ".table tbody .name");
        await SeeAsync(browser, $"/campaigns?open={campaign}", $"campaigns-drawer-{look}", ".drawer .facts");
        await SeeAsync(browser, "/campaigns/new", $"campaign-new-{look}", ".sticky-foot");
        foreach (var step in new[] { "kind", "codes", "discount", "rules", "limits", "schedule", "review" })
            await SeeAsync(browser, $"/campaigns/{shop.Shop.DraftId}/edit?step={step}", $"wizard-{step}-{look}", ".wiz-form");
        await SeeAsync(browser, $"/campaigns/{campaign}/edit?step=rules", $"wizard-live-rules-{look}", ".rb-card");
        foreach (var tab in new[] { "overview", "codes", "rules", "redemptions", "attempts", "versions" })
            await SeeAsync(browser, $"/campaigns/{campaign}?tab={tab}", $"campaign-{tab}-{look}", ".tabs");
        await SeeAsync(browser, "/codes", $"codes-{look}", ".table tbody .name");
        await browser.Page.Locator(".table tbody .name").First.ClickAsync();
        await browser.Page.Locator(".drawer .qr").WaitForAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync($"codes-drawer-{look}");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_campaign_goes_through_the_wizard_to_its_codes()
    {
        await shop.StartedAsync();
        await using var browser = await browsers.OpenAsync(shop.Host, "/campaigns/new");
        var page = browser.Page;

        await page.GetByLabel("Campaign name").FillAsync("Spring mailing");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the draft" }).ClickAsync();
        await page.GetByLabel("How many codes").FillAsync("250");
        await page.GetByLabel("Pattern").FillAsync("SPRING-#####");
        await page.GetByLabel("Pattern").PressAsync("Tab");
        await page.GetByText("Hard to guess: strong").Or(page.GetByText("Hard to guess: fair")).Or(page.GetByText("Hard to guess: weak")).First.WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next: discount" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Percent" }).ClickAsync();
        await page.GetByLabel("Percent", new() { Exact = true }).Last.FillAsync("20");
        await page.GetByLabel("Percent", new() { Exact = true }).Last.PressAsync("Tab");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next: rules" }).ClickAsync();
        await BuilderPage.AddAsync(page, "Initial amount");
        await page.GetByLabel("Amount", new() { Exact = true }).FillAsync("50");
        await page.GetByLabel("Amount", new() { Exact = true }).PressAsync("Tab");
        await page.GetByText("Initial cart total is €50.00 or more.").First.WaitForAsync();
        await page.GetByText("Draft saved").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Launch and make 250 codes; works at once" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "Spring mailing" }).WaitForAsync();
        await page.GetByText("250 uses left in all.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Codes", Exact = true }).Last.ClickAsync();
        await page.Locator(".table tbody .name").First.WaitForAsync();
        Assert.StartsWith("SPRING-", await page.Locator(".table tbody .name").First.TextContentAsync(), StringComparison.Ordinal);
        await page.GetByText("1–50 of 250.").WaitForAsync();
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_campaign_whose_codes_are_made_on_demand_goes_from_the_wizard_to_its_first_customer()
    {
        await shop.StartedAsync();
        await using var browser = await browsers.OpenAsync(shop.Host, "/campaigns/new");
        var page = browser.Page;

        await page.GetByLabel("Campaign name").FillAsync("First order gift");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the draft" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make more whenever they run out" }).ClickAsync();
        await page.GetByLabel("Codes to begin with").FillAsync("0");
        await page.GetByLabel("Codes to begin with").PressAsync("Tab");
        await page.GetByLabel("One code per customer").CheckAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("wizard-codes-on-demand", fullPage: true);
        await page.GetByRole(AriaRole.Link, new() { Name = "Next: discount" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Percent" }).ClickAsync();
        await page.GetByLabel("Percent", new() { Exact = true }).Last.FillAsync("20");
        await page.GetByLabel("Percent", new() { Exact = true }).Last.PressAsync("Tab");
        await page.GetByText("Draft saved").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        await page.GetByText("Made when given").WaitForAsync();
        await browser.ScreenshotAsync("wizard-review-on-demand", fullPage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Launch with codes on demand; works at once" }).ClickAsync();
        await page.GetByText("A new one is made whenever one is to be given and none is left.").WaitForAsync();
        await browser.ScreenshotAsync("campaign-on-demand", fullPage: true);

        await browser.GoToAsync("/customers/marta");
        await page.GetByRole(AriaRole.Button, new() { Name = "Give a code" }).ClickAsync();
        await page.GetByLabel("Campaign").SelectOptionAsync(new SelectOptionValue { Label = "First order gift" });
        await Assertions.Expect(page.Locator("dialog.drawer")).ToContainTextAsync("No code is left, so one is made when you give it.");
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("wallet-give-on-demand");
        await page.GetByLabel("Reason").SelectOptionAsync(new SelectOptionValue { Label = "Late delivery" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Give the code" }).ClickAsync();
        await Assertions.Expect(page.Locator(".w-group").First).ToContainTextAsync("First order gift");

        await page.GetByRole(AriaRole.Button, new() { Name = "Give a code" }).ClickAsync();
        await page.GetByLabel("Campaign").SelectOptionAsync(new SelectOptionValue { Label = "First order gift" });
        await Assertions.Expect(page.Locator("dialog.drawer")).ToContainTextAsync("Each customer is given one code of this campaign, so there is nothing more to give.");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Give the code" })).ToBeDisabledAsync();
        await browser.AssertAccessibleAsync();
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Several_campaigns_are_paused_at_once_and_undone()
    {
        await shop.StartedAsync();
        await using var browser = await browsers.OpenAsync(shop.Host, "/campaigns?q=Welcome");
        var page = browser.Page;

        await page.GetByLabel("Select Welcome").CheckAsync();
        await page.GetByRole(AriaRole.Toolbar).GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("Stock is gone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause 1 campaign" }).ClickAsync();
        await page.GetByText("Stock is gone").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await page.GetByText("no end").First.WaitForAsync();
        Assert.Empty(browser.Complaints);
    }

    private static async Task SeeAsync(BrowserPage browser, string path, string name, string ready)
    {
        await browser.GoToAsync(path);
        await browser.Page.Locator(ready).First.WaitForAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync(name, fullPage: true);
        var beyond = await browser.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(beyond <= 0, $"{path} scrolls sideways by {beyond} px");
    }

    /// <summary>One host with a filled shop for all tests of the class.</summary>
    public sealed class ShopHost : IAsyncDisposable
    {
        private readonly SemaphoreSlim _once = new(1);
        private CampaignShop? _shop;

        public RunningHost Host { get; } = RunningHost.Start();

        internal CampaignShop Shop => _shop!;

        public async Task StartedAsync()
        {
            await _once.WaitAsync();
            _shop ??= await CampaignShop.FillAsync(Host);
            _once.Release();
        }

        public ValueTask DisposeAsync()
        {
            _once.Dispose();
            return Host.DisposeAsync();
        }
    }
}
