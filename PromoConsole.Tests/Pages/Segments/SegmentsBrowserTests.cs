using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PromoConsole.Tests.Pages.Segments;

/// <summary>Segments and collections as a marketer builds them, on a host of its own.</summary>
[Collection(BrowserTests.Name)]
public class SegmentsBrowserTests(BrowserHost browsers) : IAsyncLifetime
{
    private static readonly Caller s_anna = new(Caller.Dashboard, "anna@example.com");
    private readonly RunningHost _host = RunningHost.Start();

    private T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await _host.SignedInAsync();
        Some.Of(await Get<CustomerService>().UpsertManyAsync(
        [
            new() { SourceId = "crm-1", Name = "Ola Nowak", Address = new("Kraków", null, null, null, null, null), Metadata = Decisions.Bag("""{"plan":"family"}""") },
            new() { SourceId = "crm-2", Name = "Jan Lis", Address = new("Gdańsk", null, null, null, null, null), Metadata = Decisions.Bag("""{"plan":"single"}""") },
            new() { SourceId = "crm-3", Name = "Ewa Bąk", Address = new("Kraków", null, null, null, null, null) },
        ], s_anna));
        Some.Of(await Get<ProductService>().UpsertAsync(new ProductInput { Name = "Wool scarf", SourceId = "wool-1", PriceAmount = 39_00 }, s_anna));
        Some.Of(await Get<ProductService>().UpsertAsync(new ProductInput { Name = "Oak table", SourceId = "oak-1", PriceAmount = 900_00 }, s_anna));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_segment_is_built_with_a_live_count_edited_with_a_report_and_a_list_is_pasted()
    {
        await using var browser = await browsers.OpenAsync(_host, "/segments");
        var page = browser.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "New segment" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Kraków people");
        await page.Locator("[data-kind-word='address.city']").First.ClickAsync();
        await page.GetByLabel("Values, one on each line").FillAsync("Kraków");
        await page.GetByLabel("Values, one on each line").BlurAsync();
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Customers it fits now" });
        await Expect(panel.GetByText("2", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(panel.GetByText("Ola Nowak")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("segments-new", fullPage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the segment" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Kraków people" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ola Nowak" })).ToBeVisibleAsync();
        await browser.ScreenshotAsync("segments-members");

        await page.GetByRole(AriaRole.Link, new() { Name = "Rules", Exact = true }).Last.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Recently used" })).ToBeVisibleAsync(); // it moves what stands below
        await page.Locator("[data-kind-word='metadata.']").First.ClickAsync();
        await page.GetByLabel("Attribute", new() { Exact = true }).FillAsync("plan");
        await page.GetByLabel("Attribute", new() { Exact = true }).BlurAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Values it has had" }).GetByRole(AriaRole.Button, new() { Name = "family" }).ClickAsync();
        await Expect(panel.GetByText("1", new() { Exact = true })).ToBeVisibleAsync();
        await browser.ScreenshotAsync("segments-rules", fullPage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Review and save" }).ClickAsync();
        var review = page.GetByRole(AriaRole.Dialog);
        await Expect(review.GetByText("1 leaves")).ToBeVisibleAsync();
        await Expect(review.GetByText("Ewa Bąk")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("segments-review");
        await review.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("The segment is saved")).ToBeVisibleAsync();

        await browser.GoToAsync("/segments/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Pasted");
        await page.GetByRole(AriaRole.Group, new() { Name = "Kind of segment" }).GetByText("Fixed list").ClickAsync();
        await page.GetByLabel("Or paste e-mails or ids").FillAsync("crm-1\ncrm-2\ncrm-9");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put them on the list" }).ClickAsync();
        await Expect(page.GetByText("No customer has the e-mail or id crm-9")).ToBeVisibleAsync();
        await page.GetByLabel("Or paste e-mails or ids").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the segment" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Jan Lis" })).ToBeVisibleAsync();
        await browser.GoToAsync("/segments");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Pasted" })).ToContainTextAsync("Fixed list");
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("segments-list");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_collection_is_built_with_a_live_count_and_another_one_picked()
    {
        await using var browser = await browsers.OpenAsync(_host, "/collections/new", Look.Dark | Look.Phone);
        var page = browser.Page;
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Affordable");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add rule" }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).Locator("[data-kind-word='price']").ClickAsync();
        await page.GetByLabel("How it is compared").SelectOptionAsync("is less than");
        await page.GetByLabel("Amount").FillAsync("50");
        await page.GetByLabel("Amount").BlurAsync();
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Products it fits now" });
        await Expect(panel.GetByText("Wool scarf")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("collections-new", fullPage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the collection" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Affordable" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Wool scarf")).ToBeVisibleAsync();
        await browser.ScreenshotAsync("collections-items", fullPage: true);

        await browser.GoToAsync("/collections/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Picked");
        await page.GetByRole(AriaRole.Group, new() { Name = "Kind of collection" }).GetByText("Fixed list").ClickAsync();
        await page.GetByLabel("Find products and variants").FillAsync("oak");
        await page.GetByRole(AriaRole.Button, new() { Name = "Oak table" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the collection" }).ClickAsync();
        await Expect(page.GetByText("Oak table")).ToBeVisibleAsync();
        await browser.GoToAsync("/collections");
        await Expect(page.GetByText("Picked")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        Assert.Empty(browser.Complaints);
    }
}
