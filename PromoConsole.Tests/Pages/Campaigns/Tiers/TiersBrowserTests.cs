using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Identity;
using PromoConsole.Tests.Api;
using PromoConsole.Tests.Components.RuleBuilder;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Campaigns.Tiers;

[Collection(BrowserTests.Name)]
public class TiersBrowserTests(BrowserHost browsers, CampaignPagesBrowserTests.ShopHost shop) : IClassFixture<CampaignPagesBrowserTests.ShopHost>
{
    private const string Anna = "anna@example.com";

    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task Every_page_of_a_promotion_is_accessible_and_stays_within_the_window(Look look)
    {
        await shop.StartedAsync();
        var live = await LaunchedAsync($"Cart offers {look}");
        var together = Some.Of(await Redemptions.RedeemAsync(Use(Redeemable.Stack(live.Stacks[0])))).Stored;
        var alone = Some.Of(await Redemptions.RedeemAsync(Use(Redeemable.Tier(live.Tiers[0])))).Stored;
        await using var browser = await browsers.OpenAsync(shop.Host, "/campaigns", look);
        await SeeAsync(browser, "/campaigns?kind=promotion", $"promotions-{look}", ".table tbody .name");
        foreach (var step in new[] { "kind", "codes", "tiers", "limits", "schedule", "review" })
            await SeeAsync(browser, $"/campaigns/{live.Id}/edit?step={step}", $"promotion-{step}-{look}", ".wiz-form .card");
        await SeeAsync(browser, $"/campaigns/{live.Id}/edit?step=tiers&tier={live.Tiers[1]}", $"promotion-tier-{look}", ".openings");
        foreach (var tab in new[] { "overview", "tiers", "rules", "redemptions", "versions" })
            await SeeAsync(browser, $"/campaigns/{live.Id}?tab={tab}", $"promotion-page-{tab}-{look}", ".tabs");
        await SeeAsync(browser, $"/redemptions/{alone.Id}", $"promotion-redemption-{look}", ".fact-list");
        await SeeAsync(browser, $"/redemptions/{together.Id}", $"promotion-together-{look}", ".fact-list");
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Free shipping" }).WaitForAsync();
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_promotion_goes_through_the_wizard_and_its_tier_is_redeemed_over_http()
    {
        await shop.StartedAsync();
        await using var browser = await browsers.OpenAsync(shop.Host, "/campaigns/new");
        var page = browser.Page;

        await page.GetByRole(AriaRole.Radio, new() { Name = "Cart promotion" }).CheckAsync();
        await page.GetByLabel("Campaign name").FillAsync("Basket boost");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the draft" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next: tiers" }).ClickAsync();
        await AddTierAsync(page, "Ten off", "10");
        await page.GetByRole(AriaRole.Link, new() { Name = "All tiers", Exact = true }).ClickAsync();
        await AddTierAsync(page, "Twenty five off", "25");
        await BuilderPage.AddAsync(page, "Initial amount");
        await page.GetByLabel("Amount", new() { Exact = true }).FillAsync("100");
        await page.GetByLabel("Amount", new() { Exact = true }).PressAsync("Tab");
        await page.GetByRole(AriaRole.Link, new() { Name = "All tiers", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Move Twenty five off, 2 of 2" }).PressAsync("ArrowUp");
        await page.GetByText("Twenty five off is now 1 of 2.").WaitForAsync();
        Assert.Equal("Move Twenty five off, 1 of 2", await page.EvaluateAsync<string>("document.activeElement.ariaLabel"));
        await DragAsync(page, "Move Ten off, 2 of 2", "Move Twenty five off, 1 of 2");
        await page.GetByText("Ten off is now 1 of 2.").WaitForAsync();
        await page.GetByText("Draft saved").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Launch 2 tiers; works at once" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Basket boost" }).WaitForAsync();

        var tiers = Some.Of(await shop.Host.Services.GetRequiredService<PromotionList>().TiersOfAsync("Basket boost"));
        Assert.Equal(["Ten off", "Twenty five off"], tiers.Select(tier => tier.Setup.Name));
        using var client = await ClientAsync();
        var small = await client.RefusedAsync(HttpMethod.Post, $"/v1/promotions/tiers/{tiers[1].Setup.Id}/redemption", """{"order":{"amount":9999}}""");
        var redeemed = await client.DoAsync($"/v1/promotions/tiers/{tiers[1].Setup.Id}/redemption", """{"order":{"amount":10000}}""");
        Assert.Equal("order_rules_violated", small.Key);
        Assert.Equal(7500, (int)redeemed["order"]!["total_amount"]!);

        await page.GetByRole(AriaRole.Link, new() { Name = "Tiers", Exact = true }).ClickAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Twenty five off" });
        await row.GetByText("€25.00", new() { Exact = true }).Last.WaitForAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Switch off Twenty five off" }).ClickAsync();
        await row.GetByText("Off", new() { Exact = true }).WaitForAsync();
        Assert.Equal("promotion_inactive", (await client.RefusedAsync(HttpMethod.Post, $"/v1/promotions/tiers/{tiers[1].Setup.Id}/redemption", """{"order":{"amount":10000}}""")).Key);
        Assert.Empty(browser.Complaints);
    }

    private static async Task AddTierAsync(IPage page, string name, string amount)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Add tier" }).ClickAsync();
        await page.GetByLabel("Name of the tier").FillAsync(name);
        await page.GetByLabel("Name of the tier").PressAsync("Tab");
        await page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Amount", Exact = true }).ClickAsync();
        await page.GetByLabel("Amount off", new() { Exact = true }).FillAsync(amount);
        await page.GetByLabel("Amount off", new() { Exact = true }).PressAsync("Tab");
        await page.GetByText($"€{amount}.00 off").First.WaitForAsync();
    }

    private static async Task DragAsync(IPage page, string from, string to)
    {
        var (start, end) = (await BoxAsync(from), await BoxAsync(to));
        await page.Mouse.MoveAsync(start.X + 5, start.Y + 5);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end.X + 5, end.Y + 5, new() { Steps = 5 });
        await page.Mouse.MoveAsync(end.X + 5, end.Y - 20);
        await page.Mouse.UpAsync();

        async Task<LocatorBoundingBoxResult> BoxAsync(string name) => (await page.GetByRole(AriaRole.Button, new() { Name = name }).BoundingBoxAsync())!;
    }

    private async Task<(string Id, IReadOnlyList<string> Tiers, IReadOnlyList<string> Stacks)> LaunchedAsync(string name)
    {
        var now = shop.Host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var campaigns = shop.Host.Services.GetRequiredService<CampaignService>();
        var setup = Some.Promotion("Free shipping", "Ten off", "Candle for free") with
        {
            Schedule = new() { EndsAt = now.AddDays(20) },
            Limits = new(RedemptionsPerCustomer: 3, DiscountedAmount: 500_00),
        };
        var candle = (await shop.Host.Services.GetRequiredService<ProductService>().GetManyAsync(["CANDLE"]))[0];
        var tiers = setup.Tiers.Select((tier, at) => tier with { Id = $"promo_{name.Replace(' ', '_')}{at}" }).ToList();
        tiers[0] = tiers[0] with { Banner = "Free shipping from 50.00", Discount = new FreeItems([new(ItemReference(PromoConsole.Engine.Discounts.FreeItem.Shipping), 1)]) { Effect = DiscountEffect.AddMissingItems } };
        tiers[1] = tiers[1] with { Rule = new AllOf([When.InitialAmount(Operator.AtLeast, 100_00) with { Number = 1, Message = "Spend 100.00 or more." }]), Schedule = new() { Days = [DayOfWeek.Monday, DayOfWeek.Friday] } };
        tiers[2] = tiers[2] with { Active = false, Discount = new FreeItems([new(ItemReference(candle.Id), 1)]) { Effect = DiscountEffect.AddNewItems } };
        var stack = new StackSetup { Id = $"stack_{name.Replace(' ', '_')}", Name = "The first two", TierIds = [tiers[1].Id, tiers[0].Id] };
        var made = Some.Of(await campaigns.CreateLaunchedAsync(new CreateDraft { Name = name, Kind = CampaignKind.Promotion, Setup = setup with { Tiers = tiers, Stacks = [stack] }, Actor = Anna }));
        Some.Of(await shop.Host.Services.GetRequiredService<PromotionService>().ChangeTierAsync(new(tiers[1].Id, tier => tier with { Banner = "10 off from 100 on", Schedule = new() }, null, Anna)));
        return (made.Id, [.. tiers.Select(tier => tier.Id)], [stack.Id]);
    }

    private static ItemReference ItemReference(string id) => new(ItemKind.Product, id);

    private IRedemptionService Redemptions => shop.Host.Services.GetRequiredService<IRedemptionService>();

    private static RedeemRedeemables Use(Redeemable redeemable) => Some.Redemption("", 120_00, "marta") with { Redeemables = [redeemable] };

    private async Task<HttpClient> ClientAsync()
    {
        var key = Some.Of(await shop.Host.Services.GetRequiredService<ApiKeyService>().CreateAsync(new()
        {
            Name = "Web shop", Role = Roles.Owner, Caller = new Caller(Caller.Dashboard, Anna),
        }));
        var client = shop.Host.Client();
        client.DefaultRequestHeaders.Add("X-App-Id", key.Key.Id);
        client.DefaultRequestHeaders.Add("X-App-Token", key.Secret);
        return client;
    }

    private static async Task SeeAsync(BrowserPage browser, string path, string name, string ready)
    {
        await browser.GoToAsync(path);
        await browser.Page.Locator(ready).First.WaitForAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync(name, fullPage: true);
        var beyond = await browser.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(beyond <= 0, $"{path} scrolls sideways by {beyond} px");
    }
}
