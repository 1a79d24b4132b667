using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Customers;

[Collection(BrowserTests.Name)]
public class WalletBrowserTests(BrowserHost browsers)
{
    private static readonly OrderContent Cart = new()
    {
        Lines = [new() { Name = "Linen pillowcase", Quantity = 2, PriceAmount = 21_00 }, new() { Name = "Beeswax candle", PriceAmount = 13_00 }],
    };

    [Fact]
    public async Task Support_sees_why_a_code_was_refused_gives_another_and_takes_a_use_back()
    {
        var customer = await MartaAsync("wallet-1");
        await using var browser = await browsers.OpenAsync($"/customers/{customer}", role: Roles.Support);
        var page = browser.Page;

        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Marta Kowalczyk");
        await Assertions.Expect(page.Locator(".verdict")).ToContainTextAsync("won’t work");
        await page.GetByRole(AriaRole.Button, new() { Name = "Refused", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Open proof") }).First.ClickAsync();
        await Assertions.Expect(page.Locator("dialog.drawer")).ToContainTextAsync("€45.00 short");
        await page.Locator("dialog.drawer").GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Give a code" }).ClickAsync();
        await page.GetByLabel("Campaign").SelectOptionAsync(new SelectOptionValue { Label = "Sorry wallet-1" });
        await Assertions.Expect(page.Locator("dialog.drawer")).ToContainTextAsync("SORRY-wallet-1-2");
        await page.GetByLabel("Reason").SelectOptionAsync(new SelectOptionValue { Label = "Late delivery" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Give the code" }).ClickAsync();
        await Assertions.Expect(page.Locator(".w-group").First).ToContainTextAsync("SORRY-wallet-1-2");

        await page.Locator(".w-item", new() { HasText = "SORRY-wallet-1-2" }).GetByRole(AriaRole.Button, new() { Name = "Replace" }).ClickAsync();
        await page.GetByLabel("Reason").SelectOptionAsync(new SelectOptionValue { Label = "Code did not work" });
        await browser.ScreenshotAsync("wallet-replace");
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace the code" }).ClickAsync();
        await Assertions.Expect(page.GetByText("takes the place of SORRY-wallet-1-2")).ToBeVisibleAsync();
        await page.Locator(".w-item", new() { HasText = "BED-wallet-1" }).GetByRole(AriaRole.Button, new() { Name = "Extend" }).ClickAsync();
        await Assertions.Expect(page.Locator("dialog.drawer")).ToContainTextAsync("and no longer"); // its campaign’s end
        await page.Locator("dialog.drawer").GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Roll back" }).First.ClickAsync();
        await page.GetByLabel("Reason").SelectOptionAsync(new SelectOptionValue { Label = "Order returned" });
        await page.Locator("dialog.dialog .btn.primary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Given and taken back" }).ClickAsync();
        await Assertions.Expect(page.Locator(".timeline li").First).ToContainTextAsync("was rolled back");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task What_a_customer_agreed_to_is_asked_for_in_the_settings_noted_in_the_wallet_and_stands_in_the_head()
    {
        var customer = await MartaAsync("agrees");
        await using var browser = await browsers.OpenAsync("/settings/consents");
        var page = browser.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a consent" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await page.GetByText("Name the consent in up to 80 characters").First.WaitForAsync();
        await page.GetByLabel("Name").Last.FillAsync("Accepts e-mail");
        await page.GetByLabel("What they agree to").Last.FillAsync("News and offers, twice a month.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await page.GetByText("Consents are saved").WaitForAsync();
        await Assertions.Expect(page.GetByText("accepts_e_mail", new() { Exact = true }).First).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("settings-consents-one");

        await browser.GoToAsync($"/customers/{customer}");
        await Assertions.Expect(page.GetByText("Accepts e-mail: not asked")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        var answers = page.GetByRole(AriaRole.Group, new() { Name = "Accepts e-mail" });
        await answers.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await Assertions.Expect(answers.GetByRole(AriaRole.Button, new() { Name = "Yes" })).ToHaveAttributeAsync("aria-pressed", "true");
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("customer-consents");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();

        await Assertions.Expect(page.Locator(".consents")).ToContainTextAsync("Accepts e-mail: yes since");
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("Accepts e mail: yes");
        await browser.ScreenshotAsync("wallet-consents");
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task Its_pages_are_accessible(Look look)
    {
        var customer = await MartaAsync($"look-{look}");
        await using var browser = await browsers.OpenAsync($"/customers/{customer}", look);
        await Assertions.Expect(browser.Page.Locator(".timeline")).ToBeVisibleAsync();
        await browser.ScreenshotAsync($"wallet-{look}", fullPage: true);
        await browser.AssertAccessibleAsync();

        await browser.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Open proof") }).First.ClickAsync();
        await Assertions.Expect(browser.Page.Locator("dialog.drawer")).ToBeVisibleAsync();
        await browser.ScreenshotAsync($"wallet-proof-{look}");
        await browser.AssertAccessibleAsync();
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Open with every cent" }).ClickAsync();
        await Assertions.Expect(browser.Page.Locator(".fact-list")).ToBeVisibleAsync();
        await browser.ScreenshotAsync($"redemption-{look}", fullPage: true);
        await browser.AssertAccessibleAsync();

        await browser.GoToAsync("/customers");
        await Assertions.Expect(browser.Page.Locator("tbody tr").First).ToBeVisibleAsync();
        await browser.ScreenshotAsync($"customers-{look}");
        await browser.AssertAccessibleAsync();
        foreach (var page in (string[])["publications", "settings/support", "settings/consents", "cashier"])
        {
            await browser.GoToAsync("/" + page);
            await Assertions.Expect(browser.Page.Locator(page switch { "publications" => "tbody tr", "cashier" => ".till", _ => ".form-page" }).First).ToBeVisibleAsync();
            await browser.ScreenshotAsync($"{page.Replace('/', '-')}-{look}", fullPage: true);
            await browser.AssertAccessibleAsync();
        }

        Assert.Empty(browser.Complaints);
    }

    // A customer with a code to use, one used, one that starts later, and a refused attempt.
    private async Task<string> MartaAsync(string tag)
    {
        var host = await browsers.HostAsync();
        await host.SignedInAsync(); // sets the shop up
        var services = host.Services;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var customer = (await services.GetRequiredService<CustomerService>().UpsertAsync(
            new() { SourceId = $"crm-{tag}", Name = "Marta Kowalczyk", Email = $"marta.{tag}@poczta.example", Phone = "+48 600 100 214" }, Launched.Agent)).Value!;
        await services.CampaignAsync($"Sorry {tag}", Launched.Setup, $"SORRY-{tag}-1", $"SORRY-{tag}-2", $"SORRY-{tag}-3");
        await services.CampaignAsync($"Bedding week {tag}", new CampaignSetup
        {
            Discount = new PercentOff(20, 40_00), Rule = When.AmountBefore(Operator.AtLeast, 100_00) with { Number = 1, Message = "Add bedding for 100 euro." },
            Schedule = new Schedule { EndsAt = now.AddDays(9) },
        }, $"BED-{tag}");
        await services.CampaignAsync($"Spring {tag}", Launched.Setup with { Schedule = new Schedule { StartsAt = now.AddDays(5) } }, $"SPRING-{tag}");
        var publications = services.GetRequiredService<PublicationService>();
        foreach (var code in (string[])[$"BED-{tag}", $"SPRING-{tag}", $"SORRY-{tag}-1"])
            Assert.True((await publications.PublishAsync(new PublishVoucher { Code = code, Customer = new() { Id = customer.Id }, Reason = "Sorry", Caller = Launched.Agent })).IsOk);

        var redemptions = services.GetRequiredService<IRedemptionService>();
        RedeemRedeemables Redeem(string code, string order) => new()
        {
            Redeemables = [Redeemable.Voucher(code)], Customer = new() { Id = customer.Id }, Order = new() { SourceId = order, Content = Cart }, Caller = new Caller(Caller.Api, "Shop"),
        };
        Assert.True((await redemptions.RedeemAsync(Redeem($"SORRY-{tag}-1", $"{tag}-10482"))).IsOk);
        Assert.True((await redemptions.RedeemAsync(Redeem($"BED-{tag}", $"{tag}-10483"))).IsOk);
        return customer.Id;
    }
}
