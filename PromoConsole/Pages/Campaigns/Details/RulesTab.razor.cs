using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>The rule in words and as a tree, the limits, and what customers are told.</summary>
public sealed partial class RulesTab
{
    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IEnumerable<(string Name, string Value)> Limits =>
    [
        ("Each code", Setup.Codes.RedemptionLimit is { } uses ? SetupText.Times(uses, Format) : "As often as wanted"),
        ("Per customer", Says(Setup.Limits.RedemptionsPerCustomer)),
        ("Per customer and code", Says(Setup.Limits.RedemptionsPerCustomerPerCode)),
        ("In all", Says(Setup.Limits.Redemptions)),
        ("Discount budget", Setup.Limits.DiscountedAmount is { } budget ? Format.Money(budget) : "No limit"),
        ("Customers are told", Setup.RefusalMessage is { } message ? $"“{message}”" : "Nothing besides the conditions’ own messages"),
    ];

    private string Says(long? limit) => limit is { } given ? SetupText.Times(given, Format) : "No limit";
}
