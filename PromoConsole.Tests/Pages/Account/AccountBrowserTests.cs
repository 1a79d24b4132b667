using Microsoft.Playwright;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Account;

[Collection(BrowserTests.Name)]
public class AccountBrowserTests(BrowserHost hosts)
{
    [Fact]
    public async Task First_run_in_a_browser_ends_on_the_home_page_and_signing_out_on_the_sign_in_page()
    {
        await using var host = RunningHost.Start();
        await using var browser = await hosts.OpenAsync(host, "/", role: null);
        var page = browser.Page;
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("setup", fullPage: true);
        await page.GetByLabel("Your name").FillAsync("Olga");
        await page.GetByLabel("E-mail").FillAsync("olga@example.com");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse battery");
        await page.GetByLabel("Password once more").FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create owner and project" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "How do you want to start?" }).WaitForAsync();
        await browser.InteractiveAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("setup-start");
        await page.GetByRole(AriaRole.Link, new() { Name = "Start empty" }).ClickAsync();
        await page.WaitForURLAsync(host.Address.ToString());
        await browser.InteractiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Signed in as Olga, Owner" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" }).WaitForAsync();
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData("/account/sign-in", null, Look.Light)]
    [InlineData("/account/sign-in", null, Look.Dark)]
    [InlineData("/account/sign-in", null, Look.Phone)]
    [InlineData("/account/forgotten", null, Look.Light)]
    [InlineData("/account/join/none", null, Look.Light)]
    [InlineData("/account", Roles.Owner, Look.Light)]
    [InlineData("/account", Roles.Owner, Look.Dark)]
    [InlineData("/account/password", Roles.Owner, Look.Light)]
    [InlineData("/account/authenticator", Roles.Owner, Look.Light)]
    [InlineData("/account/authenticator", Roles.Owner, Look.Dark)]
    public async Task Is_accessible(string path, string? role, Look look)
    {
        var host = await hosts.HostAsync();
        await host.SignedInAsync();
        await using var browser = await hosts.OpenAsync(path, look, role);

        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync($"{path.Replace('/', '-').Trim('-')}-{look}");
        Assert.Empty(browser.Complaints);
    }
}
