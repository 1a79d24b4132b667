using Microsoft.Playwright;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages;

/// <summary>What everybody does who starts with an empty instance.</summary>
internal static class NewShop
{
    /// <summary>Answers the questions of the first run and starts empty.</summary>
    public static async Task SetUpAsync(IPage page)
    {
        await page.GetByLabel("Your name").FillAsync("Anna Zielińska");
        await page.GetByLabel("E-mail").FillAsync("anna@shop.example");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse battery");
        await page.GetByLabel("Password once more").FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create owner and project" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Start empty" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Nothing runs yet" }).WaitForAsync();
    }

    /// <summary>Makes a key in the settings and gives a client that sends it.</summary>
    public static async Task<HttpClient> ClientAsync(RunningHost host, BrowserPage browser)
    {
        var page = browser.Page;
        await browser.GoToAsync("/settings/keys");
        await page.GetByRole(AriaRole.Button, new() { Name = "New API key" }).First.ClickAsync();
        await page.GetByLabel("Name").FillAsync("Web shop");
        await page.GetByLabel("Role").SelectOptionAsync("Owner");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make key" }).ClickAsync();
        var client = host.Client();
        client.DefaultRequestHeaders.Add("X-App-Id", await page.Locator("[data-key-id]").TextContentAsync());
        client.DefaultRequestHeaders.Add("X-App-Token", await page.Locator("[data-key-secret]").TextContentAsync());
        return client;
    }
}
