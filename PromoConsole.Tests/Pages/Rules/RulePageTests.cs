using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Identity;
using PromoConsole.Pages.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Rules;

public class RulePageTests : Rendered, IAsyncLifetime
{
    private PromoWorld _world = null!;

    private RuleService Rules => _world.Get<RuleService>();

    private RuleDraftService Drafts => _world.Get<RuleDraftService>();

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync(Time);
        Services.AddConsoleUi();
        Services.AddSingleton(Rules);
        Services.AddSingleton(Drafts);
        Services.AddSingleton(_world.Get<RuleRecords>());
        Services.AddSingleton(_world.Get<RuleUsage>());
        Services.AddSingleton(_world.Get<PromoConsole.Engine.Rules.Messages.MessageService>());
        Services.AddLiveTests(_world);
        Services.AddRuleChoices(_world);
        Services.AddScoped<CurrentMember>();
        this.AddAuthorization().SetAuthorized("anna@example.com").SetRoles(Roles.Marketer);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Looking_at_a_rule_begins_no_draft_and_leaves_nothing_to_publish()
    {
        var rule = await RuleAsync();

        var page = Open(rule.Id);

        Assert.Contains("Version 1", page.Find(".titleline").TextContent, StringComparison.Ordinal);
        Assert.True(Publish(page).HasAttribute("disabled"));
        Assert.Null((await _world.Get<RuleLibrary>().RowAsync(rule.Id))!.Draft);
    }

    [Fact]
    public async Task Keeps_what_is_typed_a_moment_later_as_a_draft()
    {
        var rule = await RuleAsync();
        var page = Open(rule.Id);

        page.Find("input[maxlength='200']").Change("Bigger carts");
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Contains("Draft saved 12:00", page.Find(".save").TextContent, StringComparison.Ordinal));
        Assert.Contains("Draft of version 1", page.Find(".titleline").TextContent, StringComparison.Ordinal);
        Assert.Equal("Bigger carts", Some.Of(await Drafts.OpenAsync(rule.Id)).Draft.Name);
        Assert.False(Publish(page).HasAttribute("disabled"));
    }

    [Fact]
    public async Task Keeps_what_was_typed_when_the_page_goes()
    {
        var rule = await RuleAsync();
        var page = Open(rule.Id);
        page.Find("input[maxlength='200']").Change("Last words");

        await page.InvokeAsync(async () => await page.Instance.DisposeAsync());

        Assert.Equal("Last words", Some.Of(await Drafts.OpenAsync(rule.Id)).Draft.Name);
    }

    [Fact]
    public async Task Says_that_a_version_was_published_after_the_draft_was_begun_and_builds_on_it()
    {
        var rule = await RuleAsync();
        Some.Of(await Drafts.SaveAsync(new(rule.Id, "Mine", rule.Content, 1, 0, Launched.Agent)));
        Some.Of(await Rules.ChangeAsync(new(rule.Id, "Theirs", null, null, Some.Shop)));

        var page = Open(rule.Id);
        Assert.Contains("Version 2 was published after this draft was begun of version 1", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        page.FindAll("button").Single(button => button.TextContent.StartsWith("Keep the draft", StringComparison.Ordinal)).Click();

        page.WaitForState(() => page.FindAll("[role=alert]").Count == 0);
        Assert.Equal(("Mine", 2), (Some.Of(await Drafts.OpenAsync(rule.Id)).Draft is var kept ? kept.Name : "", kept.BaseVersion));
    }

    [Fact]
    public async Task The_review_names_what_is_missing_and_what_has_no_effect()
    {
        var incomplete = new AllOf([When.Segment(Operator.Is) with { Number = 1 }, When.ItemsQuantity(Operator.AtLeast, 2) with { Number = 2, Muted = true }]);
        var draft = Some.Of(await Drafts.StartAsync(new("VIP", new RuleContent { Rule = incomplete }, Launched.Agent)));
        var page = Open(draft.RuleId);
        Assert.Contains("1 rule incomplete", page.Find(".titleline").TextContent, StringComparison.Ordinal);

        Publish(page).Click();

        page.WaitForAssertion(() => Assert.Contains("Rule 1: Choose at least one segment.", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.Contains("1 condition muted", page.Find("dialog").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("dialog footer .primary").HasAttribute("disabled"));
    }

    [Fact]
    public async Task An_example_that_differs_is_accepted_before_the_rule_is_published()
    {
        var small = new RuleExample { Name = "Small cart", MustPass = true, Order = new OrderContent { ExplicitAmount = 40_00 } };
        var content = new RuleContent { Rule = When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 }, Examples = [small] };
        var draft = Some.Of(await Drafts.StartAsync(new("From 50", content, Launched.Agent)));
        var page = Open(draft.RuleId);

        Publish(page).Click();
        page.WaitForAssertion(() => Assert.Contains("Small cart must pass · fails in rule 1", page.Find("dialog .examples").TextContent, StringComparison.Ordinal));
        Assert.True(page.Find("dialog footer .primary").HasAttribute("disabled"));
        page.Find("dialog input[type=checkbox]").Change(true);
        page.Find("dialog footer .primary").Click();

        page.WaitForAssertion(() => Assert.Contains("Version 1", page.Find(".titleline").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, Some.Of(await _world.Get<RuleRecords>().GetAsync(draft.RuleId)).Rule.Version);
    }

    [Fact]
    public async Task Published_as_another_rule_it_leaves_the_first_as_it_is()
    {
        var rule = await RuleAsync();
        Some.Of(await Rules.AssignAsync(rule.Id, RuleOwner.Campaign, await _world.LaunchedCampaignAsync(Some.TenOff), force: false, Launched.Agent));
        Some.Of(await Drafts.SaveAsync(new(rule.Id, rule.Name, rule.Content with { RefusalMessage = "Add some more." }, 1, 0, Launched.Agent)));
        var page = Open(rule.Id);

        Publish(page).Click();
        page.WaitForElement("dialog select").Change("1");
        Assert.Equal("Publish as a new rule", page.Find("dialog footer .primary").TextContent);
        page.Find("dialog input").Change("From 50, with a word");
        page.Find("dialog footer .primary").Click();

        page.WaitForState(() => !Services.GetRequiredService<NavigationManager>().Uri.EndsWith(rule.Id, StringComparison.Ordinal));
        Assert.Equal(1, Some.Of(await _world.Get<RuleRecords>().GetAsync(rule.Id)).Rule.Version);
        Assert.Contains((await _world.Get<RuleLibrary>().ListAsync(new())).Items, row => row is { Name: "From 50, with a word", Campaigns: 0, Rule.Version: 1 });
    }

    private static AngleSharp.Dom.IElement Publish(IRenderedComponent<RulePage> page) => page.FindAll("button").Single(button => button.TextContent == "Review and publish");

    private IRenderedComponent<RulePage> Open(string id)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/rules/{id}");
        var page = Render<RulePage>(parameters => parameters.Add(p => p.Id, id));
        page.WaitForElement(".titleline .status");
        return page;
    }

    private async Task<ValidationRule> RuleAsync() =>
        Some.Of(await Rules.CreateAsync(new("From 50", new RuleContent { Rule = When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 } }, Some.Shop)));
}
