using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Pages.Campaigns.Rules;

namespace PromoConsole.Pages.Campaigns;

/// <summary>Which codes a change reaches.</summary>
public enum ChangeReach
{
    /// <summary>Every code, from the launch on.</summary>
    AllCodes,

    /// <summary>Codes that are neither published nor redeemed; the others keep what they had.</summary>
    UnusedCodes,

    /// <summary>Codes made from now on.</summary>
    NewCodes,

    /// <summary>No code: it is for colleagues.</summary>
    None,
}

/// <summary>One difference between two versions, in words.</summary>
public sealed record SetupChange(string Field, string Before, string After, ChangeReach Reach)
{
    /// <summary>The reach as a sentence's end.</summary>
    public string ReachText => Reach switch
    {
        ChangeReach.AllCodes => "Reaches all codes at once.",
        ChangeReach.UnusedCodes => "Reaches codes neither published nor redeemed; the others keep what they had.",
        ChangeReach.NewCodes => "Reaches codes made from now on.",
        _ => "Changes no code.",
    };
}

/// <summary>Tells two setups apart, field by field, in the words the wizard uses.</summary>
public static class SetupDiff
{
    /// <summary>Differences in the order of the steps; empty when nothing a person would notice differs.</summary>
    /// <param name="names">Names of segments, products and collections by id.</param>
    public static IReadOnlyList<SetupChange> Of(CampaignSetup before, CampaignSetup after, IReadOnlyDictionary<string, string> names, ProjectFormat format)
    {
        var changes = new List<SetupChange>();
        Compare("Description", setup => Quoted(setup.Description), ChangeReach.None);
        Compare("Code pattern", setup => setup.Codes.Mode == CodeMode.Shared ? setup.Codes.SharedCode ?? "" : SetupText.Pattern(setup.Codes.Pattern) + " from " + setup.Codes.Pattern.Charset, ChangeReach.NewCodes);
        Compare("Redemptions per code", setup => setup.Codes.RedemptionLimit is { } limit ? SetupText.Times(limit, format) : "As often as wanted", ChangeReach.UnusedCodes);
        Compare("Discount", setup => SetupText.Discount(setup, names, format), ChangeReach.UnusedCodes);
        Compare("Formulas", setup => SetupText.Formulas(setup, format), ChangeReach.UnusedCodes);
        Compare("Rule", setup => RuleText.Of(setup.Rule, names, format), ChangeReach.AllCodes);
        Compare("Rule messages", setup => RuleText.Messages(setup.Rule), ChangeReach.AllCodes);
        foreach (var field in LimitFields.All) Compare(field.Label, setup => field.Value(setup.Limits, format), ChangeReach.AllCodes);
        Compare("Message for the customer", setup => Quoted(setup.RefusalMessage), ChangeReach.AllCodes);
        Compare("Schedule", setup => SetupText.Schedule(setup.Schedule, format), ChangeReach.UnusedCodes);
        Compare("Time zone", setup => SetupText.In(setup.Schedule, format).ZoneName, ChangeReach.UnusedCodes);
        return changes;

        void Compare(string field, Func<CampaignSetup, string> says, ChangeReach reach)
        {
            var (was, becomes) = (says(before), says(after));
            if (was != becomes) changes.Add(new(field, was, becomes, reach));
        }
    }

    private static string Quoted(string? text) => string.IsNullOrEmpty(text) ? "None" : $"“{text}”";
}
