using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Redemptions;

[Collection(BrowserTests.Name)]
public class DecideAgainBrowserTests(BrowserHost browsers)
{
    [Fact]
    public async Task Support_sees_that_the_answer_is_the_same_or_why_it_cannot_be_told()
    {
        var refused = await AttemptAsync("again-1");
        var old = await AttemptAsync("again-2", detail => detail with { Inputs = null });
        await using var browser = await browsers.OpenAsync($"/redemptions/{refused}", role: Roles.Support);
        var card = browser.Page.GetByRole(AriaRole.Region, new() { Name = "Decided again" });

        await AskAsync(browser.Page);
        await Assertions.Expect(card.GetByRole(AriaRole.Status)).ToHaveTextAsync("Decided again on the same facts and versions: the same answer, step for step.");

        await browser.GoToAsync($"/redemptions/{old}");
        await AskAsync(browser.Page);
        await Assertions.Expect(card.GetByRole(AriaRole.Status)).ToContainTextAsync("stored before the program kept what decisions are made on");
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task Another_answer_shows_both_proofs_side_by_side(Look look)
    {
        var forged = await AttemptAsync($"forged-{look}", detail => detail with { Proof = detail.Proof! with { OrderAmount = 99_00 } });
        await using var browser = await browsers.OpenAsync($"/redemptions/{forged}", look);
        var card = browser.Page.GetByRole(AriaRole.Region, new() { Name = "Decided again" }).First;

        await AskAsync(browser.Page);

        await Assertions.Expect(card.GetByRole(AriaRole.Status)).ToContainTextAsync("the answer is not the stored one: one place differs");
        await Assertions.Expect(card.GetByRole(AriaRole.Row, new() { NameRegex = new("proof.orderAmount") })).ToContainTextAsync("9900");
        await Assertions.Expect(card.Locator(".proof-head")).ToHaveCountAsync(2);
        await browser.ScreenshotAsync($"decided-again-{look}", fullPage: true);
        await browser.AssertAccessibleAsync();
        Assert.Empty(browser.Complaints);
    }

    private static Task AskAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Decide again" }).ClickAsync();

    // A refused redemption, with its detail changed afterwards where somebody tampered with it.
    private async Task<string> AttemptAsync(string tag, Func<RedemptionDetail, RedemptionDetail>? tamper = null)
    {
        var host = await browsers.HostAsync();
        await host.SignedInAsync(); // sets the shop up
        await host.Services.CampaignAsync($"Bedding {tag}", new CampaignSetup
        {
            Discount = new PercentOff(20), Rule = When.AmountBefore(Operator.AtLeast, 100_00) with { Number = 1, Message = "Add bedding for 100 euro." },
        }, $"BED-{tag}");
        var stored = Some.Of(await host.Services.GetRequiredService<IRedemptionService>().RedeemAsync(
            Some.Redemption($"BED-{tag}") with { Order = new() { Content = new OrderContent { Lines = [new() { Name = "Linen pillowcase", Quantity = 2, PriceAmount = 21_00 }] } } })).Stored;
        if (tamper is not null)
        {
            await using var db = await host.Services.GetRequiredService<IDbContextFactory<PromoDbContext>>().CreateDbContextAsync();
            await db.ForgeAsync(stored.Id, tamper);
        }

        return stored.Id;
    }
}
