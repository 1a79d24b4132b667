using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PromoConsole.Tests.Components.RuleBuilder.Things;

/// <summary>What a rule needs is made while it is built, on a host of its own; the engine decides by it.</summary>
[Collection(BrowserTests.Name)]
public class NewThingsBrowserTests(BrowserHost browsers) : IAsyncLifetime
{
    private readonly RunningHost _host = RunningHost.Start();

    private T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync() => await _host.SignedInAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_rule_is_built_with_a_segment_made_on_the_way_and_the_engine_uses_it()
    {
        await CustomerAsync("crm-1", "Ola Nowak", "ola@example.com");
        await CustomerAsync("crm-2", "Jan Kowal", "jan@example.com");
        var id = await CampaignAsync();
        await using var browser = await browsers.OpenAsync(_host, $"/campaigns/{id}/edit?step=rules");
        var page = browser.Page;
        await BuilderPage.AddAsync(page, "Order metadata");
        await page.GetByLabel("Attribute", new() { Exact = true }).FillAsync("channel");
        await page.GetByLabel("Values, separated by commas").FillAsync("app");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await BuilderPage.AddAsync(page, "Customer segment");

        var picker = page.GetByRole(AriaRole.Combobox, new() { Name = "Segments" });
        await picker.FillAsync("Winter club");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create segment “Winter club”…" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "New segment" });
        await Expect(drawer.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Winter club");
        await page.Keyboard.PressAsync("Escape"); // the rule is still there, and so is the search
        await Expect(drawer).ToHaveCountAsync(0);
        await Expect(picker).ToBeFocusedAsync();
        await Expect(picker).ToHaveValueAsync("Winter club");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create segment “Winter club”…" }).ClickAsync();
        await Expect(drawer.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
        for (var i = 0; i < 12; i++) // the focus stays inside
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("document.activeElement === document.body || !!document.activeElement.closest('dialog')"));
        }

        await drawer.GetByLabel("Find customers").FillAsync("kowal");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Jan Kowal" }).ClickAsync();
        await drawer.GetByLabel("Or paste e-mails or ids").FillAsync("OLA@example.com\nnobody@example.com");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Put them on the list" }).ClickAsync();
        await Expect(drawer.GetByRole(AriaRole.Alert)).ToContainTextAsync("No customer has the e-mail or id nobody@example.com.");
        await Expect(drawer.GetByText("2 customers on the list")).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("things-segment");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Take Jan Kowal off the list" }).ClickAsync();
        await drawer.GetByLabel("Or paste e-mails or ids").FillAsync("");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Create the segment" }).ClickAsync();

        await Expect(drawer).ToHaveCountAsync(0);
        await Expect(picker).ToBeFocusedAsync();
        await Expect(page.Locator(".picker .chip.on")).ToContainTextAsync("1 customer");
        await Expect(BuilderPage.Row(page, "2").Locator(".rb-says")).ToContainTextAsync("Winter club");
        await Expect(BuilderPage.Row(page, "1").Locator(".rb-says")).ToContainTextAsync("app");
        await page.GetByText("Draft saved").WaitForAsync();
        Some.Of(await Get<CampaignService>().LaunchAsync(new(id, null, null, "anna@example.com")));
        Assert.True(await PassesAsync("crm-1"));
        Assert.False(await PassesAsync("crm-2"));
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task An_empty_segment_warns_and_keeps_nobody_from_going_on(Look look)
    {
        var id = await CampaignAsync();
        await using var browser = await browsers.OpenAsync(_host, $"/campaigns/{id}/edit?step=rules", look, Roles.Marketer);
        var page = browser.Page;
        await BuilderPage.AddAsync(page, "Customer segment");
        var picker = page.GetByRole(AriaRole.Combobox, new() { Name = "Segments" });
        await picker.FillAsync("Winter club");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create segment “Winter club”…" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Find customers").WaitForAsync();
        await browser.ScreenshotAsync($"things-drawer-{look}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the segment" }).ClickAsync();

        await Expect(page.GetByText("Nobody is in Winter club today, so this holds for nobody.")).ToBeVisibleAsync();
        await Expect(page.Locator(".picker .chip.on")).ToContainTextAsync("empty today");
        await picker.FillAsync("x");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create segment “x”…" }).WaitForAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync($"things-hint-{look}");
        if (look.HasFlag(Look.Phone)) await page.SetViewportSizeAsync(320, 800);
        await browser.ScreenshotAsync($"things-all-{look}", fullPage: true);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.Keyboard.PressAsync("Escape");
        await page.GetByText("Draft saved").WaitForAsync();
        Some.Of(await Get<CampaignService>().LaunchAsync(new(id, null, null, "anna@example.com")));
    }

    private async Task CustomerAsync(string sourceId, string name, string email) =>
        Some.Of(await Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = sourceId, Name = name, Email = email }, Some.Shop));

    private async Task<string> CampaignAsync() => Some.Of(await Get<CampaignService>().CreateDraftAsync(new()
    {
        Name = $"Winter {Guid.NewGuid():N}", Actor = TestMembers.AddressOf(Roles.Owner),
        Setup = new CampaignSetup { Codes = new() { Mode = CodeMode.Shared, SharedCode = "WINTER", RedemptionLimit = null }, Discount = new AmountOff(10_00) },
    })).Id;

    private async Task<bool> PassesAsync(string customer)
    {
        var asked = Some.Validation("WINTER", 100_00, customer);
        return Some.Of(await Get<IRedemptionService>().ValidateAsync(asked with { Order = asked.Order! with { Content = asked.Order.Content with { Metadata = Decisions.Bag("""{"channel":"app"}""") } } })).Decision.Proof.RefusalKey is null;
    }
}
