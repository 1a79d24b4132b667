using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Identity;
using PromoConsole.Tests.Components.RuleBuilder;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PromoConsole.Tests.Pages.Rules;

/// <summary>The library of rules as a marketer meets it, on a host of its own.</summary>
[Collection(BrowserTests.Name)]
public class RuleLibraryBrowserTests(BrowserHost browsers) : IAsyncLifetime
{
    private static readonly Caller s_anna = new(Caller.Dashboard, "anna@example.com");
    private readonly RunningHost _host = RunningHost.Start();
    private Campaign _spring = null!;

    private T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await _host.SignedInAsync();
        var setup = new CampaignSetup { Codes = new() { Mode = CodeMode.Shared, SharedCode = "SPRING", RedemptionLimit = null }, Discount = new AmountOff(10_00) };
        var draft = Some.Of(await Get<CampaignService>().CreateDraftAsync(new() { Name = "Spring", Setup = setup, Actor = s_anna.Name }));
        _spring = Some.Of(await Get<CampaignService>().LaunchAsync(new(draft.Id, null, null, s_anna.Name)));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_rule_is_begun_from_a_template_published_assigned_changed_and_restored()
    {
        await using var browser = await browsers.OpenAsync(_host, "/rules");
        var page = browser.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "New rule" }).First.ClickAsync();
        await page.GetByLabel("Name of the rule").FillAsync("Big carts");
        await page.GetByLabel("Minimum spend").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the draft" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Big carts" })).ToBeVisibleAsync();
        await Expect(page.GetByText("1 rule incomplete").First).ToBeVisibleAsync();
        await AskAsync(page, "50");
        await Expect(page.GetByText("1 rule incomplete")).ToHaveCountAsync(0);
        await Expect(page.GetByText("Draft saved")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Review and publish" }).ClickAsync();
        await Expect(page.GetByText("Nothing has this rule yet, so nothing changes")).ToBeVisibleAsync();
        await page.GetByLabel("What changed and why").FillAsync("First one");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish the rule" }).ClickAsync();
        await Expect(page.GetByText("Version 1 of “Big carts” is in force")).ToBeVisibleAsync();
        Assert.True(await PassesAsync(20_00));

        await page.GetByRole(AriaRole.Link, new() { Name = "Not used yet" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Assign to Spring" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Used by 1 live campaign, 1 code" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        Assert.False(await PassesAsync(49_99));
        Assert.True(await PassesAsync(50_00));

        await AskAsync(page, "80");
        await Expect(page.GetByText("Draft of version 1")).ToBeVisibleAsync();
        await Expect(page.GetByText("Draft saved")).ToBeVisibleAsync();
        Assert.True(await PassesAsync(50_00)); // only drafted
        await page.GetByRole(AriaRole.Button, new() { Name = "Review and publish" }).ClickAsync();
        var review = page.GetByRole(AriaRole.Dialog);
        await Expect(review.GetByText("1 changed.")).ToBeVisibleAsync();
        await Expect(review.Locator("del")).ToContainTextAsync("€50.00");
        await Expect(review.Locator("ins")).ToContainTextAsync("€80.00");
        await Expect(review.GetByText("1 live", new() { Exact = true })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync();
        await browser.ScreenshotAsync("rules-review");
        await review.GetByRole(AriaRole.Button, new() { Name = "Publish version 2: holds at once for 1 live campaign, 1 code" }).ClickAsync();
        await Expect(page.GetByText("Version 2 of “Big carts” is in force")).ToBeVisibleAsync();
        Assert.False(await PassesAsync(50_00));

        await page.GetByRole(AriaRole.Link, new() { Name = "Versions 2" }).ClickAsync();
        await Expect(page.GetByText("“First one”")).ToBeVisibleAsync();
        await Expect(page.GetByText("1 changed.")).ToBeVisibleAsync();
        await browser.ScreenshotAsync("rules-versions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore version 1" }).ClickAsync();
        await Expect(page.GetByText("Draft of version 2")).ToBeVisibleAsync();
        await Expect(page.GetByText("Draft saved")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Review and publish" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish version 3: holds at once for 1 live campaign, 1 code" }).ClickAsync();
        await Expect(page.GetByText("Version 3 of “Big carts” is in force")).ToBeVisibleAsync();
        Assert.True(await PassesAsync(50_00));
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Of_two_who_build_the_same_rule_the_second_decides_what_stays()
    {
        var rule = await RuleAsync("Shared", When.InitialAmount(Operator.AtLeast, 50_00));
        await using var browser = await browsers.OpenAsync(_host, $"/rules/{rule.Id}");
        var page = browser.Page;
        Some.Of(await Get<RuleDraftService>().SaveAsync(new(rule.Id, "Theirs", rule.Content, 1, 0, s_anna)));

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mine");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Your values are still here" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Campaigns" }).First.ClickAsync(); // leaving would lose it
        await Expect(page.GetByText("What you typed last could not be saved")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Mine");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save mine over it" }).ClickAsync();
        await Expect(page.GetByText("Draft saved")).ToBeVisibleAsync();
        Assert.Equal("Mine", Some.Of(await Get<RuleDraftService>().OpenAsync(rule.Id)).Draft.Name);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_campaign_gives_its_rule_to_the_library_and_takes_one_from_it()
    {
        var rule = await RuleAsync("App orders", When.OrderMetadata("channel", Operator.Is, "app"));
        await using var browser = await browsers.OpenAsync(_host, $"/campaigns/{_spring.Id}/edit?step=rules");
        var page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Insert from the library" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Insert a copy: App orders" }).ClickAsync();
        await Expect(page.GetByText("Order’s channel is app").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as reusable rule" }).ClickAsync();
        await page.GetByLabel("Name of the rule").FillAsync("Spring’s own");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save into the library" }).ClickAsync();
        await Expect(page.GetByText("“Spring’s own” is in the library of rules")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Use a rule of the library" }).ClickAsync();
        await browser.ScreenshotAsync("rules-use");
        await browser.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Assign: App orders" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open the rule" })).ToHaveAttributeAsync("href", $"/rules/{rule.Id}");

        await browser.GoToAsync($"/campaigns/{_spring.Id}?tab=rules");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "App orders version 1" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it away" }).ClickAsync();
        await Expect(page.GetByText("“App orders” is taken away")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open the rule" })).ToBeVisibleAsync();
        Assert.Equal(["App orders", "Spring’s own"], (await Get<RuleLibrary>().ListAsync(new() { Order = RuleLibraryOrder.Name, Ascending = true })).Items.Select(row => row.Name));
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Search_finds_rules_and_who_may_not_change_them_reads_them()
    {
        var rule = await RuleAsync("Weekend carts", When.InitialAmount(Operator.AtLeast, 50_00));
        await using var browser = await browsers.OpenAsync(_host, "/rules", role: Roles.Analyst);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "New rule" })).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync("weekend");
        await page.GetByRole(AriaRole.Option).Filter(new() { HasText = "Weekend carts" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Uri(_host.Address, $"/rules/{rule.Id}").ToString());
        await Expect(page.GetByText("Initial cart total is €50.00 or more.").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Review and publish" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(Look.Light)]
    [InlineData(Look.Dark)]
    [InlineData(Look.Phone)]
    public async Task Is_accessible_and_stays_within_the_window(Look look)
    {
        var rule = await RuleAsync("Winter club weekend", When.InitialAmount(Operator.AtLeast, 150_00), When.ItemsQuantity(Operator.AtLeast, 2));
        Some.Of(await Get<RuleService>().AssignAsync(rule.Id, RuleOwner.Campaign, _spring.Id, force: false, s_anna));
        var changed = new AllOf([When.InitialAmount(Operator.AtLeast, 120_00) with { Number = 1 }, new AnyOf([When.ItemsQuantity(Operator.AtLeast, 2) with { Number = 2 }, When.OrderMetadata("channel", Operator.Is, "app") with { Number = 3 }])]);
        Some.Of(await Get<RuleDraftService>().SaveAsync(new(rule.Id, "Winter club weekend", rule.Content with { Rule = changed }, 1, 0, s_anna)));
        Some.Of(await Get<RuleDraftService>().StartAsync(new("", new RuleContent { Rule = RuleTemplates.Find("vip")!.Rule }, s_anna)));

        await using var browser = await browsers.OpenAsync(_host, "/rules", look);
        await Expect(browser.Page.GetByText("Unnamed rule")).ToBeVisibleAsync();
        await LookAtAsync("list");
        await browser.GoToAsync("/rules/new?template=vip");
        await Expect(browser.Page.GetByLabel("VIP")).ToBeCheckedAsync();
        await LookAtAsync("new");
        await browser.GoToAsync($"/rules/{rule.Id}");
        await Expect(browser.Page.GetByText("Draft of version 1")).ToBeVisibleAsync();
        await LookAtAsync("rule");
        await DockAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Review and publish" }).ClickAsync();
        await Expect(browser.Page.GetByText("1 moved")).ToBeVisibleAsync();
        await LookAtAsync("diff");
        await browser.GoToAsync($"/rules/{rule.Id}?show=uses");
        await Expect(browser.Page.GetByText("0 redemptions in 30 days")).ToBeVisibleAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Has it: Spring" })).ToBeDisabledAsync();
        await LookAtAsync("uses");

        // On a phone the test stands below the rule: its verdict stays at the foot of the window.
        async Task DockAsync()
        {
            var dock = browser.Page.Locator(".trial-dock");
            await Expect(dock).ToBeVisibleAsync(new() { Visible = look == Look.Phone });
            if (look != Look.Phone) return;
            await Expect(dock.Locator("b")).ToHaveTextAsync("Refused"); // a cart of 100.00 is 20.00 short
            await dock.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
            await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Live test" })).ToBeFocusedAsync();
            await dock.GetByRole(AriaRole.Button, new() { Name = "Add rule" }).ClickAsync();
            var palette = browser.Page.GetByRole(AriaRole.Dialog, new() { Name = "Add a rule" });
            await palette.PressAsync("Escape");
            await Expect(palette).ToHaveCountAsync(0);
        }

        async Task LookAtAsync(string name)
        {
            await browser.AssertAccessibleAsync();
            await browser.ScreenshotAsync($"rules-{name}-{look}", fullPage: true);
            Assert.True(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} scrolls sideways");
        }
    }

    // Of the first rule.
    private static async Task AskAsync(IPage page, string amount)
    {
        await BuilderPage.ReadyAsync(page);
        await BuilderPage.Row(page, "1").Locator(".part").First.ClickAsync();
        await page.GetByLabel("Amount", new() { Exact = true }).FillAsync(amount);
        await page.GetByLabel("Amount", new() { Exact = true }).PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
    }

    private async Task<bool> PassesAsync(long amount) => Some.Of(await Get<IRedemptionService>().ValidateAsync(Some.Validation("SPRING", amount))).Decision.Proof.RefusalKey is null;

    private async Task<ValidationRule> RuleAsync(string name, params Condition[] conditions) =>
        Some.Of(await Get<RuleService>().CreateAsync(new(name, new RuleContent { Rule = new AllOf([.. conditions.Select((condition, at) => condition with { Number = at + 1 })]) }, s_anna)));
}
