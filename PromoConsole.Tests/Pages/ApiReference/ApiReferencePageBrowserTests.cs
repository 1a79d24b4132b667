using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.ApiReference;

[Collection(BrowserTests.Name)]
public class ApiReferencePageBrowserTests(BrowserHost host)
{
    [Fact]
    public async Task Sends_a_request_with_the_key_typed_in_and_shows_the_answer_as_text()
    {
        var key = (await (await host.HostAsync()).Services.GetRequiredService<ApiKeyService>()
            .CreateAsync(new() { Name = "<script>alert(1)</script>", Role = Roles.Owner, Caller = new Caller(Caller.Dashboard, "owner@example.com") })).Value!;
        await using var browser = await host.OpenAsync("/openapi");
        var page = browser.Page;
        await page.Locator(".api[data-ready]").WaitForAsync();
        await page.GetByLabel("Application id").FillAsync(key.Key.Id);
        await page.GetByLabel("Secret token").FillAsync(key.Secret);

        await page.Locator("summary", new() { HasText = "Create a chosen code" }).ClickAsync();
        var form = page.GetByRole(Microsoft.Playwright.AriaRole.Form, new() { Name = "Create a chosen code" });
        await form.GetByLabel("code").First.FillAsync("TRY-<b>-OUT");
        await form.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Send request" }).ClickAsync();

        await Microsoft.Playwright.Assertions.Expect(form.Locator("[data-status]")).ToHaveTextAsync("200 OK");
        await Microsoft.Playwright.Assertions.Expect(form.Locator("[data-answer]")).ToContainTextAsync("\"code\": \"TRY-<b>-OUT\"");
        await Microsoft.Playwright.Assertions.Expect(form.Locator("[data-headers]")).ToContainTextAsync("x-rate-limit-remaining");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Shows_what_a_missing_key_answers()
    {
        await using var browser = await host.OpenAsync("/openapi");
        var page = browser.Page;
        await page.Locator(".api[data-ready]").WaitForAsync();

        await page.Locator("summary", new() { HasText = "List campaigns" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var form = page.GetByRole(Microsoft.Playwright.AriaRole.Form, new() { Name = "List campaigns" });
        await form.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Send request" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Microsoft.Playwright.Assertions.Expect(form.Locator("[data-status]")).ToHaveTextAsync("401 Unauthorized");
        await Microsoft.Playwright.Assertions.Expect(form.Locator("[data-answer]")).ToContainTextAsync("\"key\": \"unauthorized\"");
    }

    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task Is_accessible(Look look)
    {
        await using var browser = await host.OpenAsync("/openapi", look);
        await browser.Page.Locator("summary", new() { HasText = "List redemptions" }).First.ClickAsync();
        await browser.Page.Locator("summary", new() { HasText = "Redeem a code" }).First.ClickAsync();

        await browser.AssertAccessibleAsync();
        Assert.True(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await browser.ScreenshotAsync($"api-{look}", fullPage: true);
    }

    [Fact]
    public async Task Is_for_members_only()
    {
        using var client = (await host.HostAsync()).Client();

        var answer = await client.GetAsync("/openapi");

        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
    }
}
