using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PromoConsole.Tests.Pages.Cashier;

[Collection(BrowserTests.Name)]
public class CashierBrowserTests(BrowserHost browsers)
{
    [Fact]
    public async Task A_cashier_with_a_phone_is_told_why_a_code_fails_redeems_two_together_once_and_hands_over_the_receipt()
    {
        var host = await browsers.HostAsync();
        await host.SignedInAsync();
        await host.Services.CampaignAsync("Till ten", Launched.Setup, "TILL-TEN");
        await host.Services.CampaignAsync("Till more", Launched.Setup with { Rule = When.AmountBefore(Operator.AtLeast, 30_00) with { Number = 1, Message = "Buy for 30 euro." } }, "TILL-MORE");
        await using var browser = await browsers.OpenAsync("/", Look.Phone, Roles.Cashier);
        var page = browser.Page;

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/cashier$")); // that is all a cashier does
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(page.GetByText("Scan or type a code first.")).ToBeVisibleAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync("till-ten");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add and type another" }).ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync("till-more");
        await page.GetByLabel("Amount to pay").FillAsync("25");
        await browser.ScreenshotAsync("cashier-enter", fullPage: true);
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(page.Locator(".till [role=status]")).ToContainTextAsync("won’t work");
        await Expect(page.Locator(".till")).ToContainTextAsync("Buy for 30 euro.");
        await browser.ScreenshotAsync("cashier-refused", fullPage: true);
        await browser.AssertAccessibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Change codes or cart" }).ClickAsync();
        await page.GetByLabel("Amount to pay").FillAsync("60");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(page.Locator(".till [role=status]")).ToContainTextAsync("Takes off €20.00");
        await browser.ScreenshotAsync("cashier-verdict", fullPage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Redeem both" }).DblClickAsync();
        await Expect(page.Locator(".till [role=status]")).ToContainTextAsync("Redeemed");
        await Expect(page.Locator(".till-receipt")).ToContainTextAsync("€40.00");
        await browser.ScreenshotAsync("cashier-receipt", fullPage: true);
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next customer" }).ClickAsync();
        await Expect(page.GetByLabel("Code", new() { Exact = true })).ToHaveValueAsync("");

        await using var db = host.Services.GetRequiredService<IDbContextFactory<PromoDbContext>>().CreateDbContext();
        Assert.Equal(2, await db.Redemptions.CountAsync(r => r.Kind == RedemptionKind.Redeemed && r.Code.StartsWith("till-")));
        Assert.Empty(browser.Complaints);
    }
}
