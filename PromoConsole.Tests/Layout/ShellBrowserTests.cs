using Microsoft.Playwright;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Layout;

[Collection(BrowserTests.Name)]
public class ShellBrowserTests(BrowserHost host)
{
    [Fact]
    public async Task Opens_search_with_ctrl_k_and_gives_the_focus_back()
    {
        await using var browser = await host.OpenAsync();
        await browser.Page.Locator(".search[aria-keyshortcuts]").FocusAsync();

        await browser.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await browser.AssertAccessibleAsync();
        await browser.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(browser.Page.Locator(".search")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Hands_the_focus_to_the_heading_after_a_move_but_never_takes_it_from_who_types()
    {
        await using var browser = await host.OpenAsync("/segments");
        var page = browser.Page;
        await Assertions.Expect(page.Locator("body")).ToBeFocusedAsync(); // nobody moved: the browser reads out the title itself

        await page.Locator("#nav").GetByRole(AriaRole.Link, new() { Name = "Collections" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();

        await page.GetByRole(AriaRole.Searchbox).First.FocusAsync();
        await page.EvaluateAsync("async () => (await import('/app.js')).focusHeading()");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox).First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Remembers_the_chosen_theme()
    {
        await using var browser = await host.OpenAsync("/", Look.Light);
        var root = browser.Page.Locator("html");
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "light");

        await browser.Page.GetByLabel("Switch between light and dark").ClickAsync();
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await browser.GoToAsync("/");

        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task Turns_the_navigation_into_a_drawer_on_a_phone()
    {
        await using var browser = await host.OpenAsync("/", Look.Phone);
        var nav = browser.Page.Locator("#nav");
        await Assertions.Expect(nav).ToBeHiddenAsync();

        await browser.Page.GetByLabel("Open navigation").ClickAsync();
        await Assertions.Expect(nav).ToBeFocusedAsync();
        await browser.AssertAccessibleAsync();
        await browser.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(nav).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Answers_an_unknown_address_with_a_page_and_404()
    {
        await using var browser = await host.OpenAsync();

        var answer = await browser.Page.GotoAsync("/nothing-of-this-name");

        Assert.Equal(404, answer!.Status);
        Assert.Equal("There is nothing here", (await browser.Page.Locator("h1").TextContentAsync())!.Trim());
    }
}
