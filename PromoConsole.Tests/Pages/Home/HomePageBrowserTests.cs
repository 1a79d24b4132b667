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
}
