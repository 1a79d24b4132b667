using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>The rule in words and as a tree, the limits, and what customers are told.</summary>
public sealed partial class RulesTab
{
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public CampaignKind Kind { get; set; } = CampaignKind.Coupons;

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>Shows the rule of the library that must hold as well; null leaves it out.</summary>
    [Parameter] public string? CampaignId { get; set; }

    /// <summary>A rule of the library may be given to it or taken away.</summary>
    [Parameter] public bool MayWrite { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IEnumerable<(string Name, string Value)> Limits =>
    [
        .. Kind == CampaignKind.Promotion ? [] : new[] { ("Each code", Setup.Codes.RedemptionLimit is { } uses ? SetupText.Times(uses, Format) : "As often as wanted") },
        .. LimitFields.All.Where(limit => limit.Get(Setup.Limits) is not null).Select(limit => (LimitFields.For(Kind, limit.Label), limit.Value(Setup.Limits, Format))),
        .. Setup.Limits == new CampaignLimits() ? [("The campaign", "No limit")] : Array.Empty<(string, string)>(),
        ("Customers are told", Setup.RefusalMessage is { } message ? $"“{message}”" : "Nothing besides the conditions’ own messages"),
    ];
}
