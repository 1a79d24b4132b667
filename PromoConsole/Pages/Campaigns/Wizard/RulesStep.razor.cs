using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules;
using PromoConsole.Pages.Campaigns.Rules;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>The validation rule as a nested form, with its sentence beneath.</summary>
public sealed partial class RulesStep
{
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>More names became known.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    /// <summary>The rule as a sentence.</summary>
    [Parameter] public string Words { get; set; } = "";

    // A rule that is a single condition is shown inside a bracket, so its paths begin one level further down.
    private IReadOnlyList<RuleProblem> Own => RuleCheck.Problems(Setup.Rule is null ? null : RuleTree.Rooted(Setup.Rule));
}
