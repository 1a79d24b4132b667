using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Home;

[Collection(BrowserTests.Name)]
public class HomePageBrowserTests(BrowserHost host)
{
    [Fact]
    public async Task Becomes_interactive_without_complaints()
    {
        await using var browser = await host.OpenAsync("/");

        Assert.Equal("Home", (await browser.Page.Locator("h1").TextContentAsync())?.Trim());
        Assert.Equal("true", await browser.Page.Locator("[data-interactive]").GetAttributeAsync("data-interactive"));
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task Is_accessible(Look look)
    {
        await using var browser = await host.OpenAsync("/", look);

        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync($"home-{look}");
    }

    [Fact]
    public async Task A_page_with_a_button_without_a_name_is_not()
    {
        await using var browser = await host.OpenAsync("/");
        await browser.Page.EvaluateAsync("document.querySelector('h1').after(document.createElement('button'))");

        var failure = await Assert.ThrowsAnyAsync<Exception>(browser.AssertAccessibleAsync);

        Assert.Contains("button-name (critical)", failure.Message, StringComparison.Ordinal);
    }
}
