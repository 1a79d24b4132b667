using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.RuleBuilder;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules;
using PromoConsole.Pages.Campaigns.Details;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Campaigns.Details;

/// <summary>A campaign's rule on its page: read and tried, not changed.</summary>
public sealed class RulesTabTests : Rendered, IAsyncLifetime
{
    private PromoWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync(Time);
        Services.AddLiveTests(_world);
        Services.AddRuleChoices(_world);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_rule_is_shown_with_what_a_cart_makes_of_it_and_cannot_be_changed_here()
    {
        var tab = Show(new CampaignSetup { Rule = new AllOf([When.InitialAmount(Operator.AtLeast, 150_00) with { Number = 1 }, When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 2 }]) });

        tab.WaitForAssertion(() => Assert.Equal("Refused", tab.Find(".trial-verdict b").TextContent)); // a cart of 100.00
        Assert.Equal(["Does not hold", "Holds"], tab.FindAll(".rb-card .disc").Select(disc => disc.GetAttribute("aria-label")));
        Assert.Equal("true", tab.Find("[role=treegrid]").GetAttribute("aria-readonly"));
        Assert.Empty(tab.FindAll("[data-add], [data-handle], .rb-left, a[href*=edit]"));
    }

    [Fact]
    public void Without_a_rule_it_says_that_everybody_qualifies()
    {
        var tab = Show(new CampaignSetup());

        Assert.Equal("Everybody and everything qualifies.", tab.Find(".said").TextContent);
        Assert.Empty(tab.FindComponents<RuleWorkbench>());
    }

    private IRenderedComponent<RulesTab> Show(CampaignSetup setup) =>
        Render<RulesTab>(parameters => parameters.Add(tab => tab.Setup, setup).Add(tab => tab.Names, new Dictionary<string, string>()));
}
