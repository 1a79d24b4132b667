using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PromoConsole.Tests.Components.RuleBuilder.Conditions;

/// <summary>Dates as a marketer in Warsaw types them; what is stored is what the engine reads.</summary>
[Collection(BrowserTests.Name)]
public class DatesBrowserTests(BrowserHost browsers)
{
    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task A_date_a_window_and_a_relative_date_are_filled_in(Look look)
    {
        var host = await browsers.HostAsync();
        await host.SignedInAsync();
        var campaign = Some.Of(await host.Services.GetRequiredService<CampaignService>().CreateDraftAsync(new()
        {
            Name = $"Dates {Guid.NewGuid():N}", Actor = "anna@example.com",
            Setup = new CampaignSetup
            {
                Rule = new AllOf([
                    When.CustomerMetadata("since", Operator.Before, "2026-05-01T08:00:00Z") with { Number = 1 },
                    When.OrderMetadata("pickup", Operator.Within, "2026-12-01/2026-12-24") with { Number = 2 },
                    When.CustomerMetadata("last_seen", Operator.WithinPast, "P30D") with { Number = 3 },
                ]),
            },
        }));
        await using var browser = await browsers.OpenAsync(host, $"/campaigns/{campaign.Id}/edit?step=rules", look);
        var page = browser.Page;
        await OpenAsync(page, "1");
        await Expect(page.Locator("[type=time]")).ToHaveValueAsync("10:00");
        await page.Locator("[type=date]").FillAsync("2026-12-31");
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync($"dates-one-{look}");
        await Expect(BuilderPage.Row(page, "1").Locator(".rb-says")).ToContainTextAsync("is before 31 Dec 2026, 10:00 (Warsaw)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        await OpenAsync(page, "2");
        await page.GetByLabel("To, this day included, time, optional").FillAsync("14:30");
        await Expect(page.GetByLabel("To, this time not included", new() { Exact = true }).Locator("[type=date]")).ToHaveValueAsync("2026-12-24");
        await page.GetByRole(AriaRole.Button, new() { Name = "or another" }).ClickAsync();
        await page.Locator("[type=date]").Nth(2).FillAsync("2027-01-02");
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync($"dates-window-{look}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        await OpenAsync(page, "3");
        await Expect(page.GetByText("Today that is since ")).ToBeVisibleAsync();
        await browser.ScreenshotAsync($"dates-relative-{look}");
        await OpenAsync(page, "2");
        if (look.HasFlag(Look.Phone)) await page.SetViewportSizeAsync(320, 800);
        await browser.ScreenshotAsync($"dates-all-{look}", fullPage: true);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.GetByText("Draft saved").WaitForAsync();

        var stored = Some.Of(await host.Services.GetRequiredService<CampaignList>().GetAsync(campaign.Id)).Campaign.Draft!.Rule!;
        Assert.Equal(
            ["2026-12-31T09:00:00Z", "2026-12-01/2026-12-24T13:30:00Z", "2027-01-02/2027-01-02", "P30D"],
            stored.Conditions().OfType<MetadataCondition>().SelectMany(condition => condition.Tests[0].Values).Select(value => value.Text));
        Assert.Empty(browser.Complaints);
    }

    private static async Task OpenAsync(IPage page, string badge)
    {
        await BuilderPage.ReadyAsync(page);
        await BuilderPage.Row(page, badge).Locator(".part").First.ClickAsync();
        await page.Locator("[data-editor]").WaitForAsync();
    }
}
