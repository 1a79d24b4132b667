using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Setup;

/// <summary>The demo store as an owner meets it. Loading it takes its time, so one test goes all the way.</summary>
[Collection(BrowserTests.Name)]
public class DemoStoreBrowserTests(BrowserHost hosts)
{
    private const float Loading = 300_000;

    [Fact]
    public async Task Is_loaded_at_first_run_stays_while_a_real_redemption_uses_it_and_goes_when_none_does()
    {
        await using var host = RunningHost.Start();
        await using var browser = await hosts.OpenAsync(host, "/", role: null);
        var page = browser.Page;

        await FirstRunAsync(browser);
        await page.GetByRole(AriaRole.Button, new() { Name = "Load the demo store" }).ClickAsync();
        await page.GetByRole(AriaRole.Progressbar, new() { Name = "Loading the demo store" }).WaitForAsync();
        await page.Locator(".kpi").First.WaitForAsync(new() { Timeout = Loading });
        await page.GetByText("Black Week warm-up").First.WaitForAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("demo-home", fullPage: true);

        var redeemed = Some.Of(await host.Services.GetRequiredService<IRedemptionService>().RedeemAsync(Some.Redemption("WELCOME10", customer: "real-1")));
        Assert.Equal(RedemptionKind.Redeemed, redeemed.Stored.Kind);
        await browser.GoToAsync("/settings/demo");
        await page.GetByText("1 real redemption uses the demo store's campaigns or customers. Its rows stay, so that your history does.").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove the demo store" })).ToBeDisabledAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("demo-in-use");

        // As if it had never been: nobody can take it out of the history, and loading a second time would double what this test costs.
        await using (var db = host.Services.GetRequiredService<IDbContextFactory<PromoDbContext>>().CreateDbContext())
            await db.Redemptions.Where(redemption => redemption.Id == redeemed.Stored.Id).ExecuteDeleteAsync();
        await browser.GoToAsync("/settings/demo");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the demo store" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove demo store" }).ClickAsync();
        await page.GetByText("The demo store is removed").WaitForAsync(new() { Timeout = Loading });
        await page.GetByRole(AriaRole.Button, new() { Name = "Load the demo store" }).WaitForAsync();
        await browser.GoToAsync("/campaigns?view=all");
        await page.GetByText("No campaigns yet").WaitForAsync();
        Assert.Empty(browser.Complaints);
    }

    private static async Task FirstRunAsync(BrowserPage browser)
    {
        var page = browser.Page;
        await page.GetByLabel("Your name").FillAsync("Anna Zielińska");
        await page.GetByLabel("E-mail").FillAsync("anna@shop.example");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse battery");
        await page.GetByLabel("Password once more").FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create owner and project" }).ClickAsync();
        await page.WaitForURLAsync("**/setup/start");
        await browser.InteractiveAsync();
    }
}
