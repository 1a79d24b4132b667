using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Components.RuleBuilder.Trial;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Tests.Components.RuleBuilder.Tree;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;
using static PromoConsole.Tests.Components.RuleBuilder.BuilderPage;

namespace PromoConsole.Tests.Components.RuleBuilder;

/// <summary>A campaign's rule while it is built in a real browser.</summary>
internal sealed record BuiltRule(BrowserPage Browser, RunningHost Host, string CampaignId, string Code) : IAsyncDisposable
{
    public IPage Page => Browser.Page;

    public Task AssertAccessibleAsync() => Browser.AssertAccessibleAsync();

    public ValueTask DisposeAsync() => Browser.DisposeAsync();

    /// <summary>Opens the rules step of a new campaign in a browser of its own.</summary>
    /// <param name="logic">Of <see cref="Trees.Of"/>.</param>
    /// <param name="before">Done to the page before the builder is opened.</param>
    public static async Task<BuiltRule> OpenAsync(BrowserHost browsers, string logic, Look look = Look.Light, Func<IPage, Task>? before = null)
    {
        var host = await browsers.HostAsync();
        await host.SignedInAsync();
        var code = $"BUILT-{Guid.NewGuid():N}";
        var campaign = Some.Of(await host.Services.GetRequiredService<CampaignService>().CreateDraftAsync(new()
        {
            Name = $"Built {code}", Actor = TestMembers.AddressOf(Roles.Owner),
            Setup = Some.TenOff with { Rule = Trees.Of(logic).ToRule(), Codes = new() { Mode = CodeMode.Shared, SharedCode = code } },
        }));
        var browser = await browsers.OpenAsync(host, "/", look);
        if (before is not null) await before(browser.Page);
        await browser.GoToAsync($"/campaigns/{campaign.Id}/edit?step=rules");
        await ReadyAsync(browser.Page);
        return new(browser, host, campaign.Id, code);
    }

    /// <summary>Waits until it is saved: the stored tree is the written one, and the engine judges it as the panel does.</summary>
    public async Task StoredAsync(string written)
    {
        var tree = await StoredTreeAsync();
        Assert.Equal(written, tree.Written());
        await JudgedAlikeAsync(tree);
        Assert.DoesNotContain(Browser.Complaints, complaint => !complaint.Contains("connection", StringComparison.OrdinalIgnoreCase)); // which a test may cut
    }

    /// <summary>The tree of the draft, once it is saved.</summary>
    public async Task<BuilderTree> StoredTreeAsync()
    {
        await Page.GetByText("Draft saved").WaitForAsync();
        return BuilderTree.Of(Some.Of(await Host.Services.GetRequiredService<CampaignList>().GetAsync(CampaignId)).Campaign.Draft!.Rule);
    }

    // What the panel and every node say of a cart of 2.50 is what the engine says once the campaign is launched.
    private async Task JudgedAlikeAsync(BuilderTree tree)
    {
        var (page, services) = (Page, Host.Services);
        var campaign = Some.Of(await services.GetRequiredService<CampaignService>().LaunchAsync(new(CampaignId, null, null, TestMembers.AddressOf(Roles.Owner))));
        var answer = Some.Of(await services.GetRequiredService<IRedemptionService>().ValidateAsync(Some.Validation(Code, 2_50)));
        var proof = Assert.Single(answer.Decision.Steps).Proof;
        Assert.Equal(1, campaign.Version);

        await page.GetByRole(AriaRole.Button, new() { Name = "Paste JSON" }).ClickAsync();
        await page.GetByLabel("Order as JSON").FillAsync("""{"order":{"amount":250}}""");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this cart" }).ClickAsync();
        await Expect(page.Locator(".trial-verdict b")).ToHaveTextAsync(proof.Accepted ? "Passes" : "Refused");
        var said = NodeVerdicts.Of(tree, proof.Rule);
        foreach (var node in tree.Nodes.Where(node => node.Id != BuilderTree.RootId))
        {
            var badge = node is RuleNode ? $"{tree.NumberOf(node.Id)}" : tree.LetterOf(node.Id);
            await Expect(Row(page, badge).Locator(".disc[role=img]")).ToHaveAttributeAsync("aria-label", NodeLine.Word(said[node.Id].Outcome));
        }
    }
}
