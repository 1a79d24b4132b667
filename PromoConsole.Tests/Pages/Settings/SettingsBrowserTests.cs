using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Settings;

[Collection(BrowserTests.Name)]
public class SettingsBrowserTests(BrowserHost hosts)
{
    [Fact]
    public async Task A_key_made_here_opens_the_api_until_it_is_revoked_here()
    {
        await using var browser = await hosts.OpenAsync("/settings/keys");
        var page = browser.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "New API key" }).First.ClickAsync();
        await page.GetByLabel("Name").FillAsync("Till <b>3</b>");
        await page.GetByLabel("Role").SelectOptionAsync("Analyst");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make key" }).ClickAsync();
        var id = await page.Locator("[data-key-id]").TextContentAsync();
        var secret = await page.Locator("[data-key-secret]").TextContentAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("settings-key-made");
        using var client = (await hosts.HostAsync()).Client();
        client.DefaultRequestHeaders.Add("X-App-Id", id);
        client.DefaultRequestHeaders.Add("X-App-Token", secret);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/redemptions")).StatusCode);

        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke Till" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke key" }).ClickAsync();
        await page.GetByText("is revoked").WaitForAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/redemptions")).StatusCode);
        Assert.Equal(0, await page.Locator("td b").CountAsync()); // what was typed is text
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_public_key_is_made_for_named_pages_and_shown_with_them(bool phone)
    {
        await using var browser = await hosts.OpenAsync("/settings/keys");
        var page = browser.Page;
        if (phone) await page.SetViewportSizeAsync(390, 844);
        var name = phone ? "App on a phone" : "Shop pages";
        await page.GetByRole(AriaRole.Button, new() { Name = "New API key" }).First.ClickAsync();
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Pages and apps" }).ClickAsync();
        await page.GetByLabel("Pages that may use it").FillAsync("https://shop.example/cart");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make key" }).ClickAsync();
        await page.GetByText("is no origin").WaitForAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync(phone ? "settings-public-key-phone" : "settings-public-key");
        Assert.Equal(name, await page.GetByLabel("Name").InputValueAsync()); // what was typed stays
        await page.GetByLabel("Pages that may use it").FillAsync("https://shop.example\nhttps://www.shop.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make key" }).ClickAsync();
        var id = await page.Locator("[data-key-id]").TextContentAsync();
        var secret = await page.Locator("[data-key-secret]").TextContentAsync();
        await page.GetByText("X-Client-Application-Id").WaitForAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync(phone ? "settings-public-key-made-phone" : "settings-public-key-made");
        using var client = (await hosts.HostAsync()).Client();
        client.DefaultRequestHeaders.Add("X-Client-Application-Id", id);
        client.DefaultRequestHeaders.Add("X-Client-Token", secret);
        client.DefaultRequestHeaders.Add("Origin", "https://www.shop.example");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/client/v1/promotions/tiers")).StatusCode);

        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept it" }).ClickAsync();
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = name }).GetByText("https://www.shop.example").WaitForAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync(phone ? "settings-keys-phone" : "settings-keys");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Revoke {name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke key" }).ClickAsync();
        await page.GetByText("is revoked").WaitForAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/client/v1/promotions/tiers")).StatusCode);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_member_is_invited_with_a_link_that_shows_once_and_gets_another_role()
    {
        await using var browser = await hosts.OpenAsync("/settings/members");
        var page = browser.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite member" }).ClickAsync();
        await page.GetByLabel("E-mail").FillAsync("invited.here@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make link" }).ClickAsync();
        var link = await page.Locator("[data-link]").TextContentAsync();
        Assert.Contains("/account/join/", link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Manage invited.here@example.com" }).ClickAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("settings-member");
        await page.GetByLabel("Role").SelectOptionAsync("Support");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change role" }).ClickAsync();
        await page.GetByText("invited.here@example.com is Support now").WaitForAsync();

        await browser.GoToAsync("/settings/audit?area=member");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Member invited" }).Filter(new() { HasText = "invited.here@example.com" });
        await row.First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Link, new() { Name = "invited.here@example.com" }).WaitForAsync();
        await browser.ScreenshotAsync("settings-audit-member");

        await using var stranger = await hosts.OpenAsync(new Uri(link!).AbsolutePath, role: null);
        Assert.Equal("Welcome to PromoConsole", (await stranger.Page.Locator("h1").TextContentAsync())?.Trim());
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_changed_project_name_shows_in_the_shell_and_in_the_audit_log()
    {
        await using var host = RunningHost.Start();
        await using var browser = await hosts.OpenAsync(host, "/settings");
        var page = browser.Page;
        await page.GetByLabel("Name").FillAsync("Kawa i ciastka");
        await page.GetByLabel("Currency").SelectOptionAsync("PLN · Polish złoty");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save project" }).ClickAsync();

        await page.Locator("nav .project", new() { HasText = "Kawa i ciastka" }).WaitForAsync();
        Assert.Equal("PLN", (await host.Services.GetRequiredService<ProjectService>().GetAsync()).Currency);
        await browser.GoToAsync("/settings/audit?area=project");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Project changed" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Cell, new() { Name = "Kawa i ciastka" }).WaitForAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("settings-audit-entry");
    }

    [Theory]
    [InlineData("/settings", Look.Light)]
    [InlineData("/settings", Look.Dark)]
    [InlineData("/settings/members", Look.Light)]
    [InlineData("/settings/members", Look.Dark)]
    [InlineData("/settings/members", Look.Phone)]
    [InlineData("/settings/keys", Look.Light)]
    [InlineData("/settings/keys", Look.Dark)]
    [InlineData("/settings/audit", Look.Light)]
    [InlineData("/settings/audit", Look.Dark)]
    [InlineData("/settings/audit", Look.Phone)]
    [InlineData("/settings/demo", Look.Light)]
    public async Task Is_accessible(string path, Look look)
    {
        await using var browser = await hosts.OpenAsync(path, look);
        await browser.Page.Locator(".skel").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync($"{path.Replace('/', '-').Trim('-')}-{look}");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Who_may_not_see_a_page_is_told_so_and_does_not_see_its_entry()
    {
        await using var browser = await hosts.OpenAsync("/settings", role: Roles.Analyst);

        Assert.Equal("You may not see this", await browser.Page.Locator("h1").TextContentAsync());
        await browser.GoToAsync("/");
        Assert.Equal(0, await browser.Page.Locator("nav a[href='/settings']").CountAsync());
        Assert.Equal(1, await browser.Page.Locator("nav a[href='/reports']").CountAsync());
    }
}
