using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Campaigns.Listing;

[Collection(BrowserTests.Name)]
public class CampaignListBrowserTests(BrowserHost browsers, CampaignListBrowserTests.LongList lists) : IClassFixture<CampaignListBrowserTests.LongList>
{
    [Fact]
    public async Task All_that_match_are_moved_to_a_category_made_on_the_spot()
    {
        await lists.StartedAsync();
        await using var browser = await browsers.OpenAsync(lists.Host, "/campaigns?view=all&q=bulk");
        var page = browser.Page;
        var bulk = page.GetByRole(AriaRole.Toolbar);

        await page.GetByLabel("Select all on this page").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Select all 60 that match" }).ClickAsync();
        await bulk.GetByText("All 60 that match selected").WaitForAsync();
        await bulk.GetByRole(AriaRole.Button, new() { Name = "Category" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New", Exact = true }).ClickAsync();
        await page.GetByLabel("Name of the category").FillAsync("Clearance");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create category" }).ClickAsync();
        await Assertions.Expect(page.Locator(".category-pick option:checked")).ToHaveTextAsync("Clearance");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change category of 60 campaigns" }).ClickAsync();
        await page.GetByText("60 campaigns moved to another category").WaitForAsync();

        var category = Assert.Single(await lists.Get<CategoryService>().ListAsync(), category => category.Name == "Clearance");
        Assert.Equal(60, (await lists.Get<CampaignList>().ListAsync(new() { CategoryId = category.Id })).Total);
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        await page.GetByLabel("Category", new() { Exact = true }).SelectOptionAsync("Clearance");
        await page.GetByText("Category is Clearance").WaitForAsync();
        Assert.Contains($"category={category.Id}", page.Url, StringComparison.Ordinal);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task The_campaigns_whose_rule_names_a_product_are_found_by_it()
    {
        await lists.StartedAsync();
        var throws = Assert.Single((await lists.Get<ProductService>().SearchAsync("Wool throw")).Items);
        var setup = new CampaignSetup { Rule = When.AnyItem([new ItemReference(ItemKind.Product, throws.Id)]) with { Number = 1 } };
        Some.Of(await lists.Get<CampaignService>().CreateDraftAsync(new() { Name = "Throws only", Setup = setup, Actor = "anna@example.com" }));
        await using var browser = await browsers.OpenAsync(lists.Host, "/campaigns?view=all");
        var page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Segment, collection or product the rule names" }).FillAsync("wool");
        await page.GetByRole(AriaRole.Button, new() { Name = "Wool throw" }).ClickAsync();
        await page.GetByText("Rule names Wool throw").First.WaitForAsync();
        await Assertions.Expect(page.Locator("tbody .name")).ToHaveTextAsync(["Throws only"]);
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("filter-product");
        await browser.GoToAsync($"/campaigns?view=all&uses={throws.Id}");
        await page.GetByText("Rule names Wool throw").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Wool throw" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Rule names Wool throw")).ToHaveCountAsync(0);

        Assert.DoesNotContain("uses=", page.Url, StringComparison.Ordinal);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_view_is_kept_under_a_name_renamed_and_deleted()
    {
        await lists.StartedAsync();
        await using var browser = await browsers.OpenAsync(lists.Host, "/campaigns?view=all&tag=season&sort=-redeemed&page=1");
        var page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Views", Exact = true }).ClickAsync();
        await page.GetByLabel("Name of this view").FillAsync("Seasonal best");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Seasonal best", Exact = true }).WaitForAsync();
        await browser.GoToAsync("/campaigns");
        await page.GetByRole(AriaRole.Button, new() { Name = "Views", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Seasonal best" }).ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/campaigns?view=all&tag=season&sort=-redeemed", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Seasonal best", Exact = true }).ClickAsync();
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename Seasonal best" }).ClickAsync();
        await page.GetByLabel("New name of Seasonal best").FillAsync("Best of season");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Best of season" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Best of season" }).ClickAsync();
        await page.GetByText("“Best of season” is deleted").WaitForAsync();

        Assert.Empty(await lists.Get<SavedViewService>().ListAsync("campaigns"));
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task What_is_over_is_archived_and_taken_out_again()
    {
        await lists.StartedAsync();
        await using var browser = await browsers.OpenAsync(lists.Host, "/campaigns?view=all&q=Summer+linen");
        var page = browser.Page;

        await page.GetByLabel("Select Summer linen").CheckAsync();
        await page.GetByRole(AriaRole.Toolbar).GetByRole(AriaRole.Button, new() { Name = "Archive" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Archive 1 campaign" }).ClickAsync();
        await page.GetByText("1 campaign archived").WaitForAsync();
        await page.GetByText("No campaign matches").WaitForAsync();
        await browser.GoToAsync("/campaigns?view=archive");
        await page.Locator("tbody").GetByText("Archived").WaitForAsync();
        await page.Locator("tbody .name").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take out of the archive" }).ClickAsync();
        await page.GetByText("“Summer linen” is back in the usual views").WaitForAsync();

        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task The_list_and_a_selection_go_into_files()
    {
        await lists.StartedAsync();
        await using var browser = await browsers.OpenAsync(lists.Host, "/campaigns?view=all&q=bulk&sort=name");
        var page = browser.Page;

        var whole = await FileAsync(page, () => page.GetByRole(AriaRole.Link, new() { Name = "Export" }).ClickAsync());
        await page.GetByLabel("Select Bulk 03").CheckAsync();
        await page.GetByLabel("Select Bulk 07").CheckAsync();
        var picked = await FileAsync(page, () => page.GetByRole(AriaRole.Toolbar).GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync());

        Assert.Equal(61, whole.Length);
        Assert.StartsWith("Campaign,Id,Kind,Status,Category,", whole[0], StringComparison.Ordinal);
        Assert.Equal(["Bulk 00", "Bulk 59"], [whole[1].Split(',')[0], whole[60].Split(',')[0]]);
        Assert.Equal(["Campaign", "Bulk 03", "Bulk 07"], picked.Select(line => line.Split(',')[0]));
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task Menus_and_dialogs_are_accessible_and_stay_within_the_window(Look look)
    {
        await lists.StartedAsync();
        await using var browser = await browsers.OpenAsync(lists.Host, "/campaigns?view=all&q=bulk", look);
        var page = browser.Page;
        await SeeAsync(browser, $"bulk-list-{look}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Views", Exact = true }).ClickAsync();
        await SeeAsync(browser, $"bulk-views-{look}");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".pop-veil").ClickAsync(new() { Position = new() { X = 5, Y = 5 } });
        if (look == Look.Phone) await page.GetByLabel("Select Bulk 59").CheckAsync();
        else await page.GetByLabel("Select all on this page").CheckAsync();
        await SeeAsync(browser, $"bulk-picked-{look}");
        foreach (var button in new[] { "Category", "Owner", "Archive" })
        {
            await page.GetByRole(AriaRole.Toolbar).GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            if (button == "Category") await page.GetByRole(AriaRole.Button, new() { Name = "New", Exact = true }).ClickAsync();
            await SeeAsync(browser, $"bulk-{button}-{look}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).Last.ClickAsync();
        }
    }

    private static async Task SeeAsync(BrowserPage browser, string name)
    {
        await browser.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync(name);
        var beyond = await browser.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(beyond <= 0, $"{name} scrolls sideways by {beyond} px");
    }

    private static async Task<string[]> FileAsync(IPage page, Func<Task> click)
    {
        var download = await page.RunAndWaitForDownloadAsync(click);
        await using var stream = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        Assert.Equal("campaigns.csv", download.SuggestedFilename);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>One host with a shop and more drafts than a page shows, for all tests of the class.</summary>
    public sealed class LongList : IAsyncDisposable
    {
        private readonly SemaphoreSlim _once = new(1);
        private bool _filled;

        public RunningHost Host { get; } = RunningHost.Start();

        public T Get<T>() where T : notnull => Host.Services.GetRequiredService<T>();

        public async Task StartedAsync()
        {
            await _once.WaitAsync();
            if (!_filled)
            {
                await CampaignShop.FillAsync(Host);
                for (var number = 0; number < 60; number++)
                    Some.Of(await Get<CampaignService>().CreateDraftAsync(new() { Name = $"Bulk {number:00}", Actor = "anna@example.com" }));
                _filled = true;
            }

            _once.Release();
        }

        public ValueTask DisposeAsync()
        {
            _once.Dispose();
            return Host.DisposeAsync();
        }
    }
}
