using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PromoConsole.Tests.Pages.TryIt;

[Collection(BrowserTests.Name)]
public class TryItBrowserTests(BrowserHost host)
{
    [Fact]
    public async Task Every_change_is_answered_with_the_distance_the_amounts_and_the_reasons()
    {
        var code = await WinterAsync();
        await using var browser = await host.OpenAsync("/try-it", role: Roles.Marketer);
        var page = browser.Page;

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Code" }).FillAsync(code);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Refused: no customer was given" })).ToBeVisibleAsync();

        await page.GetByLabel("Find a customer").PressSequentiallyAsync($"Ola {code}");
        await page.GetByRole(AriaRole.List, new() { Name = "Customers found" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await AddAsync(page, $"Parka {code}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Refused: cart is €8.00 short" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Nearest change: add €8.00 to the cart.")).ToBeVisibleAsync();

        await AddAsync(page, $"Mug {code}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accepted: €11.99 off" })).ToBeVisibleAsync(); // 7.5 % of 159.90 is 11.9925
        await Expect(page.Locator(".shares tfoot")).ToContainTextAsync("147.91");
        await Expect(page.GetByText("Decided in")).ToBeVisibleAsync();

        await page.ReloadAsync(); // the address holds it all
        await browser.InteractiveAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accepted: €11.99 off" })).ToBeVisibleAsync();
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Several_are_tried_together_in_the_order_given()
    {
        var (half, ten) = (await SharedAsync(new PercentOff(50)), await SharedAsync(new AmountOff(10_00)));
        await using var browser = await host.OpenAsync($"/try-it?code={half}&amount=10000");
        var page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Another code" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Code 2" }).FillAsync(ten);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accepted: €60.00 off together" })).ToBeVisibleAsync(); // 50.00, then 10.00
        await page.GetByRole(AriaRole.Button, new() { Name = $"Try {ten} earlier" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accepted: €55.00 off together" })).ToBeVisibleAsync(); // 10.00, then half of 90.00
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("try-it-several", fullPage: true);

        await page.GetByRole(AriaRole.Button, new() { Name = "Another code" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Code 3" }).FillAsync("NO-SUCH-CODE");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Refused: no code NO-SUCH-CODE" })).ToBeVisibleAsync();
        await browser.ScreenshotAsync("try-it-several-refused", fullPage: true);
        await page.ReloadAsync(); // the address holds them all
        await browser.InteractiveAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Refused: no code NO-SUCH-CODE" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave out NO-SUCH-CODE" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accepted: €55.00 off together" })).ToBeVisibleAsync();
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Trying_records_nothing()
    {
        var code = await WinterAsync();
        await using var browser = await host.OpenAsync($"/try-it?code={code}&amount=20000");
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Refused: no customer was given" })).ToBeVisibleAsync();

        var services = (await host.HostAsync()).Services;
        await using var db = await services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<PromoConsole.Engine.Storage.PromoDbContext>>().CreateDbContextAsync();
        Assert.DoesNotContain(db.Redemptions.ToList(), redemption => redemption.Code == code);
    }

    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task Is_accessible_accepted_and_refused(Look look)
    {
        var code = await WinterAsync();
        var (customer, parka, mug) = await IdsAsync(code);
        await using var browser = await host.OpenAsync($"/try-it?code={code}&customer={customer}&line={parka}~1~14200&line={mug}~2~1790&meta=channel%3DWeb%20shop", look);
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync($"try-it-accepted-{look}", fullPage: true);

        await browser.GoToAsync($"/try-it?code={code}&customer={customer}&line={parka}~1~14200&meta=channel%3DWeb%20shop");
        await browser.AssertAccessibleAsync();
        Assert.True(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways");
        await browser.ScreenshotAsync($"try-it-refused-{look}", fullPage: true);
    }

    private static async Task AddAsync(IPage page, string product)
    {
        await page.GetByLabel("Add a product").PressSequentiallyAsync(product);
        await page.GetByRole(AriaRole.List, new() { Name = "Products found" }).GetByRole(AriaRole.Button).First.ClickAsync();
    }

    // A campaign of its own for each test: 7.5 % for members of a segment, from 150.00 on, and either two parkas or no marketplace.
    private async Task<string> WinterAsync()
    {
        var services = (await host.HostAsync()).Services;
        await (await host.HostAsync()).SignedInAsync();
        var caller = new Caller(Caller.Dashboard, "olga@example.com");
        var code = $"WINTER{Guid.NewGuid():N}"[..12].ToUpperInvariant();
        var customer = Of(await services.GetRequiredService<CustomerService>().UpsertAsync(new() { SourceId = $"ola-{code}", Name = $"Ola {code}" }, caller));
        var segments = services.GetRequiredService<SegmentService>();
        var segment = Of(await segments.CreateAsync($"Winter club {code}", caller));
        Of(await segments.AddMembersAsync(segment.Id, [customer.Id], caller));
        var products = services.GetRequiredService<ProductService>();
        var parka = Of(await products.UpsertAsync(new() { SourceId = $"parka-{code}", Name = $"Parka {code}", PriceAmount = 142_00 }, caller));
        Of(await products.UpsertAsync(new() { SourceId = $"mug-{code}", Name = $"Mug {code}", PriceAmount = 17_90 }, caller));

        var campaigns = services.GetRequiredService<CampaignService>();
        var draft = Of(await campaigns.CreateDraftAsync(new()
        {
            Name = $"Winter club weekend {code}",
            Actor = caller.Name,
            Setup = new CampaignSetup
            {
                Codes = new() { Mode = CodeMode.Shared, SharedCode = code, RedemptionLimit = 100 },
                Discount = new PercentOff(7.5m, 40_00),
                Limits = new(DiscountedAmount: 25_000_00),
                Rule = new AllOf([
                    When.Segment(Operator.Is, segment.Id) with { Number = 1 },
                    new AnyOf([
                        When.AnyItem([new(ItemKind.Product, parka.Id)], When.MatchedQuantity(Operator.AtLeast, 2)) with { Number = 2 },
                        new Not(new AllOf([
                            When.OrderMetadata("channel", Operator.Is, "Marketplace") with { Number = 3 },
                            When.ItemsQuantity(Operator.AtLeast, 9) with { Number = 4 },
                        ])),
                    ]),
                    When.AmountBefore(Operator.AtLeast, 150_00) with { Number = 5, Message = "Spend a little more to use this code." },
                    When.ItemsQuantity(Operator.AtMost, 20) with { Number = 6, Muted = true },
                ]),
            },
        }));
        Of(await campaigns.LaunchAsync(new(draft.Id, null, null, caller.Name)));
        return code;
    }

    private async Task<string> SharedAsync(Discount discount)
    {
        await (await host.HostAsync()).SignedInAsync();
        var campaigns = (await host.HostAsync()).Services.GetRequiredService<CampaignService>();
        var code = $"TRY{Guid.NewGuid():N}"[..12].ToUpperInvariant();
        var draft = Of(await campaigns.CreateDraftAsync(new()
        {
            Name = $"Tried {code}", Actor = "olga@example.com",
            Setup = new CampaignSetup { Codes = new() { Mode = CodeMode.Shared, SharedCode = code, RedemptionLimit = null }, Discount = discount },
        }));
        Of(await campaigns.LaunchAsync(new(draft.Id, null, null, "olga@example.com")));
        return code;
    }

    private async Task<(string Customer, string Parka, string Mug)> IdsAsync(string code)
    {
        var services = (await host.HostAsync()).Services;
        var products = await services.GetRequiredService<ProductService>().GetManyAsync([$"parka-{code}", $"mug-{code}"]);
        var customer = Of(await services.GetRequiredService<CustomerService>().GetAsync($"ola-{code}"));
        return (customer.Id, products.Single(p => p.Name.StartsWith('P')).Id, products.Single(p => p.Name.StartsWith('M')).Id);
    }

    private static T Of<T>(Result<T> result)
    {
        Assert.True(result.IsOk, $"{result.Error?.Key}: {result.Error?.Message} {result.Error?.Details}");
        return result.Value;
    }
}
