using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Campaigns.Discounts;

[Collection(BrowserTests.Name)]
public class DiscountStepBrowserTests(BrowserHost browsers, CampaignPagesBrowserTests.ShopHost shop) : IClassFixture<CampaignPagesBrowserTests.ShopHost>
{
    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task Every_kind_of_discount_is_accessible_and_stays_within_the_window(Look look)
    {
        await shop.StartedAsync();
        var (sheet, candle) = (await ItemAsync("COTTON SHEET"), await ItemAsync("CANDLE"));
        var onItems = await DraftAsync($"Items {look}", new CampaignSetup
        {
            Discount = new AmountOff(5_00) { Effect = DiscountEffect.ApplyToItemsByQuantity, AggregatedAmountLimit = 12_00, Formula = Formula.Of("ORDER_ITEM_PRICE * 0.1 + 0.5") },
            Coverage = new() { Included = [new(sheet) { Candidates = Candidates.FromCheapest, Target = CandidateTarget.Unit, Repeat = 2, AmountLimit = 4_00 }, new(candle)] },
            Bundle = new BundleRule([new(candle, 2)], 3),
        });
        var free = await DraftAsync($"Free {look}", new CampaignSetup
        {
            Discount = new FreeItems([new(candle, 2) { Effect = DiscountEffect.AddNewItems }, new(sheet, 1)]) { Effect = DiscountEffect.AddManyItems },
        });
        await using var browser = await browsers.OpenAsync(shop.Host, "/campaigns", look);

        foreach (var (id, name) in new[] { (onItems, "items"), (free, "free") })
        {
            await browser.GoToAsync($"/campaigns/{id}/edit?step=discount");
            await browser.Page.Locator(".receipt").WaitForAsync();
            if (name == "items") await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Limits and order" }).First.ClickAsync();
            await browser.AssertAccessibleAsync();
            await browser.ScreenshotAsync($"discount-{name}-{look}", fullPage: true);
            var beyond = await browser.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(beyond <= 0, $"{name} scrolls sideways by {beyond} px");
        }

        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_formula_is_pointed_at_while_it_is_typed_and_then_shown_at_work()
    {
        await shop.StartedAsync();
        var draft = await DraftAsync("By formula", new CampaignSetup { Discount = new AmountOff(10_00) });
        await using var browser = await browsers.OpenAsync(shop.Host, $"/campaigns/{draft}/edit?step=discount");
        var page = browser.Page;
        await page.GetByText("Compute it by a formula").ClickAsync();
        var formula = page.GetByLabel("Amount by formula");

        await formula.PressSequentiallyAsync("IF(ORDER_AMOUNT > 100; 25; 10");
        await page.GetByText("position 30: expected )").WaitForAsync();
        await formula.PressSequentiallyAsync(")");
        await page.GetByText("The formula can be read.").WaitForAsync();
        await formula.PressAsync("Tab");

        await page.GetByText("The formula gives €25.00.").WaitForAsync(); // the dearest product alone is worth 119.00
        await page.GetByText("Draft saved").WaitForAsync();
        Assert.Equal("IF(ORDER_AMOUNT > 100; 25; 10)", await formula.InputValueAsync());
        Assert.Empty(browser.Complaints);
    }

    private async Task<ItemReference> ItemAsync(string source) =>
        new(ItemKind.Product, (await shop.Host.Services.GetRequiredService<ProductService>().GetManyAsync([source]))[0].Id);

    private async Task<string> DraftAsync(string name, CampaignSetup setup) =>
        Some.Of(await shop.Host.Services.GetRequiredService<CampaignService>().CreateDraftAsync(new CreateDraft { Name = name, Setup = setup, Actor = "anna@example.com" })).Id;
}
