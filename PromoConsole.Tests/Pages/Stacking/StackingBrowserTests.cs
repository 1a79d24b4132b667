using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PromoConsole.Tests.Pages.Stacking;

/// <summary>The stacking board on a cart of 200.00: two codes of 10.00 and 20 %, in categories of their own.</summary>
[Collection(BrowserTests.Name)]
public class StackingBrowserTests(BrowserHost browsers) : IAsyncLifetime
{
    private static readonly Caller s_anna = new(Caller.Dashboard, "anna@example.com");
    private readonly RunningHost _host = RunningHost.Start();
    private Category _seasonal = null!;
    private Category _welcome = null!;
    private Campaign _ten = null!;

    private T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await _host.SignedInAsync();
        Some.Of(await Get<ProductService>().UpsertAsync(new ProductInput { SourceId = "lamp", Name = "Desk lamp", PriceAmount = 200_00 }, s_anna));
        _seasonal = Some.Of(await Get<CategoryService>().CreateAsync(new("Seasonal", 1, s_anna)));
        _welcome = Some.Of(await Get<CategoryService>().CreateAsync(new("Welcome", 2, s_anna)));
        await LaunchAsync("A fifth off", "FIFTH", new PercentOff(20), _seasonal.Id);
        _ten = await LaunchAsync("Ten off", "TEN", new AmountOff(10_00), _welcome.Id);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Campaigns_are_dragged_between_categories_and_the_example_follows_in_numbers()
    {
        await using var browser = await browsers.OpenAsync(_host, "/stacking");
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accepted: €50.00 off together" })).ToBeVisibleAsync(); // 40.00 and 10.00

        await DragAsync(page, page.Locator($"[data-campaign='{_ten.Id}'] [data-grip]"), page.Locator($"[data-column='{_seasonal.Id}']"));
        await Expect(page.GetByText("Ten off is now in Seasonal")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accepted: €40.00 off with 1 of 2" })).ToBeVisibleAsync(); // one of a category
        await Expect(page.GetByText("Enough of its category were applied already")).ToBeVisibleAsync();
        Assert.Equal(_seasonal.Id, Some.Of(await Get<CampaignList>().GetAsync(_ten.Id)).Campaign.CategoryId);

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accepted: €50.00 off together" })).ToBeVisibleAsync();
        Assert.Equal(_welcome.Id, Some.Of(await Get<CampaignList>().GetAsync(_ten.Id)).Campaign.CategoryId);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Rules_are_tried_on_the_example_before_they_are_saved()
    {
        await using var browser = await browsers.OpenAsync(_host, "/stacking");
        var page = browser.Page;

        await page.GetByLabel("How Seasonal stacks").SelectOptionAsync("Never with common ones");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accepted: €40.00 off with 1 of 2" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Seasonal only").First).ToBeVisibleAsync();
        Assert.Empty((await Get<StackingService>().GetAsync()).ExclusiveCategories);

        await page.GetByLabel("At least this is left to pay").FillAsync("190");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("Minimum to pay cut €30.00")).ToBeVisibleAsync(); // of 40.00 only 10.00 is left
        await page.GetByRole(AriaRole.Button, new() { Name = "Save stacking rules" }).ClickAsync();
        await Expect(page.GetByText("Stacking rules saved")).ToBeVisibleAsync();
        var saved = await Get<StackingService>().GetAsync();
        Assert.Equal([_seasonal.Id], saved.ExclusiveCategories);
        Assert.Equal(190_00, saved.Guards.MinimumTotalAmount);

        await page.GetByLabel("Most that apply to one cart").FillAsync("2");
        await page.GetByLabel("Most of one category", new() { Exact = true }).FillAsync("7");
        await page.Keyboard.PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save stacking rules" }).ClickAsync();
        await Expect(page.GetByText("must be between 1 and the number that may apply")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Most of one category", new() { Exact = true })).ToHaveValueAsync("7"); // what was typed survives
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(page.GetByLabel("Most of one category", new() { Exact = true })).ToHaveValueAsync("1");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Everything_can_be_done_without_a_mouse_and_categories_are_made_ranked_renamed_and_deleted()
    {
        await using var browser = await browsers.OpenAsync(_host, "/stacking");
        var page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Move Ten off to another category" }).PressAsync("Enter");
        await page.GetByLabel("Category of Ten off").SelectOptionAsync("No category");
        await Expect(page.GetByText("Ten off is now in No category")).ToBeVisibleAsync();
        Assert.Null(Some.Of(await Get<CampaignList>().GetAsync(_ten.Id)).Campaign.CategoryId);

        await page.GetByRole(AriaRole.Button, new() { Name = "Apply Seasonal later" }).PressAsync("Enter");
        await Expect(page.Locator("[data-column]").First).ToHaveAttributeAsync("data-column", _welcome.Id);
        await page.GetByRole(AriaRole.Button, new() { Name = "New category" }).PressAsync("Enter");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Staff");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create category" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename or delete Staff" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Colleagues");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename or delete Seasonal" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(page.GetByText("1 campaign")).ToBeVisibleAsync(); // it still has one
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename or delete Colleagues" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Category Colleagues deleted")).ToBeVisibleAsync();

        Assert.Equal(["Welcome", "Seasonal"], (await Get<CategoryService>().ListAsync()).Select(category => category.Name));
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Marketers_move_campaigns_and_only_owners_change_the_rules()
    {
        await using var browser = await browsers.OpenAsync(_host, "/stacking", role: Roles.Marketer);
        await Expect(browser.Page.GetByText("Only owners change these rules.")).ToBeVisibleAsync();

        await Expect(browser.Page.GetByLabel("Most that apply to one cart")).ToBeDisabledAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Move Ten off to another category" })).ToBeEnabledAsync();
    }

    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task Is_accessible_and_stays_within_the_window(Look look)
    {
        await using var browser = await browsers.OpenAsync(_host, "/stacking", look);
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Accepted: €50.00 off together" })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync($"stacking-{look}", fullPage: true);
        Assert.True(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways");
    }

    private static async Task DragAsync(IPage page, ILocator from, ILocator to)
    {
        await page.Locator(".board[data-ready]").WaitForAsync();
        var (start, end) = (await from.BoundingBoxAsync(), await to.BoundingBoxAsync());
        await page.Mouse.MoveAsync(start!.X + 8, start.Y + 8);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(start.X + 20, start.Y + 12, new() { Steps = 3 });
        await page.Mouse.MoveAsync(end!.X + (end.Width / 2), end.Y + end.Height - 20, new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }

    private async Task<Campaign> LaunchAsync(string name, string code, Discount discount, string category)
    {
        var setup = new CampaignSetup { Codes = new() { Mode = CodeMode.Shared, SharedCode = code, RedemptionLimit = null }, Discount = discount };
        var draft = Some.Of(await Get<CampaignService>().CreateDraftAsync(new() { Name = name, Setup = setup, CategoryId = category, Actor = s_anna.Name }));
        return Some.Of(await Get<CampaignService>().LaunchAsync(new(draft.Id, null, null, s_anna.Name)));
    }
}
