using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Customers;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PromoConsole.Tests.Pages.Customers;

[Collection(BrowserTests.Name)]
public class IdentityBrowserTests(BrowserHost browsers)
{
    [Fact]
    public async Task Support_gives_another_id_is_told_of_a_colleagues_edit_merges_a_duplicate_and_parts_them_again()
    {
        var host = await browsers.HostAsync();
        await host.SignedInAsync();
        var customers = host.Services.GetRequiredService<CustomerService>();
        var ola = Some.Of(await customers.UpsertAsync(new() { SourceId = "merge-ola", Name = "Ola Merge", Email = "ola.merge@poczta.example" }, Launched.Agent));
        Some.Of(await customers.UpsertAsync(new() { SourceId = "merge-guest", Name = "O. Merge", Email = "guest.merge@poczta.example", Phone = "600 100 200" }, Launched.Agent));
        await using var browser = await browsers.OpenAsync($"/customers/{ola.Id}", role: Roles.Support);
        var page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        await page.GetByLabel("Source id").FillAsync("merge-ola-2");
        await page.GetByLabel("City").FillAsync("Kraków");
        Some.Of(await customers.UpsertAsync(new() { SourceId = "merge-ola", Phone = "600 999" }, Launched.Agent));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(page.Locator("dialog.drawer footer [role=alert]")).ToContainTextAsync("Phone is “600 999” now.");
        await browser.ScreenshotAsync("customer-conflict");
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save mine over it" }).ClickAsync();
        await Expect(page.Locator(".who-facts")).ToContainTextAsync("merge-ola-2");
        await page.GetByText("1 earlier id").ClickAsync();
        await Expect(page.Locator("section.who")).ToContainTextAsync("merge-ola until");

        await page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Merge a duplicate…" }).ClickAsync();
        await page.GetByLabel("Find the duplicate").PressSequentiallyAsync("guest.merge");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("O. Merge") }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "guest.merge@poczta.example" }).CheckAsync();
        await page.GetByLabel("Reason").FillAsync("Bought as a guest");
        await browser.ScreenshotAsync("customer-merge", fullPage: true);
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Merge into Ola Merge" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Ola Merge");
        await Expect(page.Locator("section.who")).ToContainTextAsync("guest.merge@poczta.example");

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the merge" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Part them again" }).ClickAsync();
        await Expect(page.Locator("section.who")).ToContainTextAsync("ola.merge@poczta.example");
        Assert.Equal("O. Merge", Some.Of(await customers.GetAsync("merge-guest")).Name);

        await page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase…" }).ClickAsync();
        await page.GetByLabel("To go on, type ERASE").FillAsync("ERASE");
        await browser.ScreenshotAsync("customer-erase");
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/customers$"));
        Assert.False((await customers.GetAsync(ola.Id)).IsOk);
        Assert.Empty(browser.Complaints);
    }
}
