using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>The rule in words and as a tree, the limits, and what customers are told.</summary>
public sealed partial class RulesTab
{
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public CampaignKind Kind { get; set; } = CampaignKind.Coupons;

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>The rule of the library that must hold as well; null for none.</summary>
    [Parameter] public ValidationRule? Assigned { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string NameOf(string id) => Names.GetValueOrDefault(id, id);

    private IEnumerable<(string Name, string Value)> Limits =>
    [
        .. Kind == CampaignKind.Promotion ? [] : new[] { ("Each code", Setup.Codes.RedemptionLimit is { } uses ? SetupText.Times(uses, Format) : "As often as wanted") },
        .. LimitFields.All.Where(limit => limit.Get(Setup.Limits) is not null).Select(limit => (LimitFields.For(Kind, limit.Label), limit.Value(Setup.Limits, Format))),
        .. Setup.Limits == new CampaignLimits() ? [("The campaign", "No limit")] : Array.Empty<(string, string)>(),
        ("Customers are told", Setup.RefusalMessage is { } message ? $"“{message}”" : "Nothing besides the conditions’ own messages"),
    ];
}
