using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules;
using PromoConsole.Pages.Campaigns.Rules;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>The validation rule in the rules builder.</summary>
public sealed partial class RulesStep
{
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>More names became known.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    [Parameter] public CampaignKind Kind { get; set; } = CampaignKind.Coupons;

    private RuleContexts Context => Kind == CampaignKind.Promotion ? RuleContexts.Promotions : RuleContexts.Coupons;
}
