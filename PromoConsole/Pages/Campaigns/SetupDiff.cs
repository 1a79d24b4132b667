using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Pages.Campaigns.Tiers;

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

    /// <summary>Every cart, from the launch on.</summary>
    Carts,

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
        ChangeReach.Carts => "Reaches every cart at once; past redemptions keep the tier they used.",
        _ => "Changes no code.",
    };
}

/// <summary>Tells two setups apart, field by field, in the words the wizard uses.</summary>
public static class SetupDiff
{
    /// <summary>Differences in the order of the steps; empty when nothing a person would notice differs.</summary>
    /// <param name="names">Names of segments, products, collections and categories by id.</param>
    public static IReadOnlyList<SetupChange> Of(
        CampaignSetup before, CampaignSetup after, IReadOnlyDictionary<string, string> names, ProjectFormat format, CampaignKind kind = CampaignKind.Coupons)
    {
        var changes = new List<SetupChange>();
        Compare("Description", setup => Quoted(setup.Description), ChangeReach.None);
        Compare("Code pattern", setup => setup.Codes.Mode == CodeMode.Shared ? setup.Codes.SharedCode ?? "" : SetupText.Pattern(setup.Codes.Pattern) + " from " + setup.Codes.Pattern.Charset, ChangeReach.NewCodes);
        Compare("When codes run out", setup => setup.Codes.OnDemand ? "More are made" : "No more are given", ChangeReach.NewCodes);
        Compare("Codes per customer", setup => setup.Codes.OnePerCustomer ? "One" : "No limit", ChangeReach.None);
        Compare("Custom attributes checked as", setup => setup.MetadataOfCodes ? "Those of codes" : "Those of campaigns", ChangeReach.None);
        Compare("Redemptions per code", setup => setup.Codes.RedemptionLimit is { } limit ? SetupText.Times(limit, format) : "As often as wanted", ChangeReach.UnusedCodes);
        Compare("Discount", setup => SetupText.Discount(setup, names, format), ChangeReach.UnusedCodes);
        Compare("Formulas", setup => SetupText.Formulas(setup, format), ChangeReach.UnusedCodes);
        foreach (var id in after.Ordered().Concat(before.Ordered()).Select(tier => tier.Id).Distinct()) CompareTier(id);
        foreach (var id in after.Stacks.Concat(before.Stacks).Select(stack => stack.Id).Distinct()) CompareStack(id);
        Compare("Rule", setup => RuleText.Of(setup.Rule, names, format), ChangeReach.AllCodes);
        Compare("Rule messages", setup => RuleText.Messages(setup.Rule), ChangeReach.AllCodes);
        Compare("Examples of the rule", setup => Examples(setup.RuleExamples), ChangeReach.None);
        foreach (var field in LimitFields.All) Compare(LimitFields.For(kind, field.Label), setup => field.Value(setup.Limits, format), ChangeReach.AllCodes);
        Compare("Message for the customer", setup => Quoted(setup.RefusalMessage), ChangeReach.AllCodes);
        Compare("Schedule", setup => SetupText.Schedule(setup.Schedule, format), ChangeReach.UnusedCodes);
        Compare("Time zone", setup => SetupText.In(setup.Schedule, format).ZoneName, ChangeReach.UnusedCodes);
        return changes;

        void Compare(string field, Func<CampaignSetup, string> says, ChangeReach reach)
        {
            var (was, becomes) = (says(before), says(after));
            if (kind == CampaignKind.Promotion && reach != ChangeReach.None) reach = ChangeReach.Carts;
            if (was != becomes) changes.Add(new(field, was, becomes, reach));
        }

        void CompareTier(string id)
        {
            var (old, now) = (TierEdits.Find(before, id), TierEdits.Find(after, id));
            var field = $"Tier “{(now ?? old)!.Name}”";
            if (old is null || now is null) Compare(field, setup => TierEdits.Find(setup, id) is { } tier ? SetupText.Discount(tier.Alone(), names, format) : "None", ChangeReach.Carts);
            else foreach (var (part, says) in TierFields(names, format)) Compare($"{field}, {part}", setup => says(TierEdits.Find(setup, id)!, setup), ChangeReach.Carts);
        }

        void CompareStack(string id)
        {
            var name = after.Stacks.Concat(before.Stacks).First(stack => stack.Id == id).Name;
            Compare($"Stack “{name}”", setup => setup.Stacks.FirstOrDefault(stack => stack.Id == id) is { } stack
                ? $"“{stack.Name}”: {string.Join(", then ", stack.TierIds.Select(tier => TierEdits.Find(setup, tier)?.Name ?? tier))}{(stack.CategoryId is { } category ? $"; category {names.GetValueOrDefault(category, category)}" : "")}" : "None", ChangeReach.Carts);
        }
    }

    private static (string Part, Func<TierSetup, CampaignSetup, string> Says)[] TierFields(IReadOnlyDictionary<string, string> names, ProjectFormat format) =>
    [
        ("name", (tier, _) => tier.Name), ("place", (tier, _) => format.Number(tier.Hierarchy)), ("switch", (tier, _) => tier.Active ? "On" : "Off"),
        ("banner", (tier, _) => Quoted(tier.Banner)), ("discount", (tier, _) => SetupText.Discount(tier.Alone(), names, format)),
        ("formulas", (tier, _) => SetupText.Formulas(tier.Alone(), format)), ("rule", (tier, _) => RuleText.Of(tier.Rule, names, format)),
        ("rule messages", (tier, _) => RuleText.Messages(tier.Rule)), ("message for the customer", (tier, _) => Quoted(tier.RefusalMessage)),
        ("examples of the rule", (tier, _) => Examples(tier.RuleExamples)),
        ("schedule", (tier, setup) => SetupText.Schedule(tier.Schedule, SetupText.In(setup.Schedule, format))),
        ("category", (tier, _) => tier.CategoryId is { } category ? names.GetValueOrDefault(category, category) : "The campaign’s"),
    ];

    private static string Examples(IReadOnlyList<RuleExample>? examples) =>
        examples is null ? "None" : string.Join(", ", examples.Select(example => $"“{example.Name}” must {(example.MustPass ? "pass" : "fail")}"));

    private static string Quoted(string? text) => string.IsNullOrEmpty(text) ? "None" : $"“{text}”";
}
