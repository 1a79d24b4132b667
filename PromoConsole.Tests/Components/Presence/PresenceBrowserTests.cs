using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PromoConsole.Tests.Components.Presence;

/// <summary>Two people at the same rule and at the same campaign, each in a browser of their own.</summary>
[Collection(BrowserTests.Name)]
public class PresenceBrowserTests(BrowserHost browsers)
{
    [Fact]
    public async Task Each_sees_the_other_before_they_are_in_each_others_way()
    {
        var host = await browsers.HostAsync();
        await host.SignedInAsync();
        var rule = Some.Of(await host.Services.GetRequiredService<RuleService>().CreateAsync(new("Shared", new RuleContent { Rule = new AllOf([When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 }]) }, Some.Shop)));
        await using var owner = await browsers.OpenAsync(host, $"/rules/{rule.Id}");
        await Expect(owner.Page.GetByRole(AriaRole.Heading, new() { Name = "Shared" })).ToBeVisibleAsync();
        await Expect(owner.Page.Locator(".here")).ToHaveCountAsync(0);

        await using var marketer = await browsers.OpenAsync(host, $"/rules/{rule.Id}", Look.Phone | Look.Dark, Roles.Marketer);
        await Expect(owner.Page.GetByText("Mo Marketer is editing this too, since ")).ToBeVisibleAsync();
        await Expect(marketer.Page.GetByText("Olga Owner is editing this too, since ")).ToBeVisibleAsync();
        await using var analyst = await browsers.OpenAsync(host, $"/rules/{rule.Id}", role: Roles.Analyst);
        await Expect(analyst.Page.Locator(".here")).ToHaveCountAsync(2);
        await Expect(owner.Page.Locator(".here")).ToHaveCountAsync(1); // who only looks is in nobody's way
        await owner.AssertAccessibleAsync();
        await marketer.AssertAccessibleAsync();
        await owner.ScreenshotAsync("presence-light");
        await marketer.ScreenshotAsync("presence-phone");
        await marketer.Page.SetViewportSizeAsync(320, 800);
        await marketer.ScreenshotAsync("presence-320");
        Assert.True(await marketer.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        await marketer.Page.GetByRole(AriaRole.Link, new() { Name = "Rules", Exact = true }).First.ClickAsync();
        await Expect(owner.Page.Locator(".here")).ToHaveCountAsync(0);
        Assert.Empty(owner.Complaints);
    }

    [Fact]
    public async Task A_campaign_that_two_edit_says_so()
    {
        var host = await browsers.HostAsync();
        await host.SignedInAsync();
        var campaign = Some.Of(await host.Services.GetRequiredService<CampaignService>().CreateDraftAsync(new() { Name = $"Shared {Guid.NewGuid():N}", Actor = TestMembers.AddressOf(Roles.Owner) }));
        await using var owner = await browsers.OpenAsync(host, $"/campaigns/{campaign.Id}/edit");
        await using var marketer = await browsers.OpenAsync(host, $"/campaigns/{campaign.Id}/edit?step=rules", role: Roles.Marketer);

        await Expect(owner.Page.GetByText("Mo Marketer is editing this too, since ")).ToBeVisibleAsync();
        await Expect(marketer.Page.GetByText("Olga Owner is editing this too, since ")).ToBeVisibleAsync();
        await owner.ScreenshotAsync("presence-campaign");
    }
}
