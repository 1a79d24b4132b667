using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>The validation rule in the rules builder, and the rule of the library beside it.</summary>
public sealed partial class RulesStep
{
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>More names became known.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    [Parameter] public CampaignKind Kind { get; set; } = CampaignKind.Coupons;

    /// <summary>What the rule belongs to, for rules of the library beside it.</summary>
    [Parameter] public RuleOwner OwnerType { get; set; }

    /// <summary>Platform id of the campaign or tier; null leaves the library out.</summary>
    [Parameter] public string? OwnerId { get; set; }

    /// <summary>The campaign is launched, so that rules of the library hold at once. Default true.</summary>
    [Parameter] public bool Launched { get; set; } = true;

    private RuleContexts Context => Kind == CampaignKind.Promotion ? RuleContexts.Promotions : RuleContexts.Coupons;
}
