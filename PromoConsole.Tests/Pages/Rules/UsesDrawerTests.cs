using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;
using PromoConsole.Pages.Rules;
using PromoConsole.Tests.Engine.Rules.Library;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Rules;

public class UsesDrawerTests : Rendered, IAsyncLifetime
{
    private PromoWorld _world = null!;
    private ValidationRule _rule = null!;
    private int _changes;

    private RuleService Rules => _world.Get<RuleService>();

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync(Time);
        Services.AddConsoleUi();
        Services.AddSingleton(Rules);
        Services.AddSingleton(_world.Get<RuleRecords>());
        Services.AddSingleton(_world.Get<RuleUsage>());
        Services.AddSingleton(new RuleTargets(_world.Get<CampaignList>(), _world.Get<VoucherList>(), Time));
        Services.AddScoped<CurrentMember>();
        this.AddAuthorization().SetAuthorized("anna@example.com").SetRoles(Roles.Marketer);
        _rule = Some.Of(await Rules.CreateAsync(new("From 50", new RuleContent(), Some.Shop)));
        await _world.CampaignAsync("Spring", Some.TenOff, "SPRING1", "SPRING2");
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Gives_the_rule_to_campaigns_tiers_and_codes_that_are_searched_for()
    {
        await AssignedRuleTests.PromotionAsync(_world, Some.Tier("Ten"));
        var drawer = Open();

        Press(drawer, "Assign to Spring");
        drawer.WaitForAssertion(() => Assert.Equal("Spring", drawer.Find("[aria-label='Where the rule is used'] a").TextContent));
        Choose(drawer, "Tier");
        drawer.WaitForElement("[aria-label='Assign to Ten']").Click();
        drawer.WaitForAssertion(() => Assert.Equal(2, Used(drawer).Count));
        Choose(drawer, "Code");
        drawer.Find(".find input").Input("spring2");
        drawer.WaitForState(() => drawer.FindAll("[aria-label='Assign to SPRING1']").Count == 0 && drawer.FindAll("[aria-label='Assign to SPRING2']").Count == 1);
        Press(drawer, "Assign to SPRING2");

        drawer.WaitForAssertion(() => Assert.Equal(["SPRING2", "Ten", "Spring"], Used(drawer)));
        Assert.True(drawer.Find("[aria-label='Has it: SPRING2']").HasAttribute("disabled"));
        Assert.Equal(3, _changes);
        Assert.Contains("Spring · Live · 0 redemptions in 30 days", drawer.Find("[aria-label='Where the rule is used'] li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_before_it_takes_the_place_of_another_rule()
    {
        var other = Some.Of(await Rules.CreateAsync(new("Members only", new RuleContent(), Some.Shop)));
        Some.Of(await Rules.AssignAsync(other.Id, RuleOwner.Campaign, "Spring", force: false, Some.Shop));
        var drawer = Open();

        Press(drawer, "Assign to Spring");
        drawer.WaitForAssertion(() => Assert.Contains("“Spring” has the rule “Members only” already", drawer.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(Used(drawer));
        drawer.FindAll("button").Single(button => button.TextContent == "Put this rule in its place").Click();

        drawer.WaitForAssertion(() => Assert.Equal(["Spring"], Used(drawer)));
        Assert.Equal(0, Some.Of(await _world.Get<RuleRecords>().GetAsync(other.Id)).Assignments);
    }

    [Fact]
    public async Task What_is_taken_away_comes_back_by_undo()
    {
        Some.Of(await Rules.AssignAsync(_rule.Id, RuleOwner.Campaign, "Spring", force: false, Some.Shop));
        var drawer = Open();

        Press(drawer, "Take the rule away from Spring");
        drawer.WaitForState(() => Used(drawer).Count == 0);
        var undo = Assert.Single(Services.GetRequiredService<Toasts>().Shown).UndoAsync!;
        await undo();

        drawer.WaitForAssertion(() => Assert.Equal(["Spring"], Used(drawer)));
    }

    [Fact]
    public void Who_may_not_write_only_reads() => Assert.Empty(Open(mayWrite: false).FindAll(".find"));

    private static List<string> Used(IRenderedComponent<UsesDrawer> drawer) => [.. drawer.FindAll("[aria-label='Where the rule is used'] a").Select(link => link.TextContent)];

    private static void Press(IRenderedComponent<UsesDrawer> drawer, string label) => drawer.WaitForElement($"[aria-label='{label}']").Click();

    private static void Choose(IRenderedComponent<UsesDrawer> drawer, string type) => drawer.FindAll(".seg button").Single(button => button.TextContent.Trim() == type).Click();

    private IRenderedComponent<UsesDrawer> Open(bool mayWrite = true)
    {
        var drawer = Render<UsesDrawer>(parameters => parameters.Add(d => d.Rule, _rule).Add(d => d.MayWrite, mayWrite).Add(d => d.OnChanged, () => _changes++));
        drawer.WaitForState(() => drawer.FindAll(".skel").Count == 0);
        return drawer;
    }
}
