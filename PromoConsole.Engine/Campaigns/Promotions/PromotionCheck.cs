using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Campaigns.Promotions;

/// <summary>The part of <see cref="SetupCheck"/> that only promotion campaigns have: tiers with a name and a discount each, stacks of them, and no codes.</summary>
public static class PromotionCheck
{
    public const int MostTiers = 100;
    public const int MostStacks = 100;
    public const int MaxNameLength = 200;
    public const int MaxBannerLength = 1_000;

    internal static void Add(CampaignSetup setup, List<SetupProblem> found)
    {
        if (setup.Codes is { Mode: CodeMode.Shared } or { Count: > 0 } or { OnDemand: true } or { OnePerCustomer: true })
            found.Add(new(SetupStep.Codes, "codes", "A promotion applies without codes. Choose another kind of campaign for codes."));
        if (setup.Discount is not null || setup.Coverage is not null || setup.Bundle is not null)
            found.Add(new(SetupStep.Tiers, "discount", "A promotion has a discount in each tier, none of its own."));
        if (setup.Schedule.ValidAfterPublication is not null)
            found.Add(new(SetupStep.Schedule, "schedule.validAfterPublication", "Nothing of a promotion is published, so say until when it works instead."));

        if (setup.Tiers.Count == 0) found.Add(new(SetupStep.Tiers, "tiers", "Add at least one tier: what comes off, and when."));
        if (setup.Tiers.Count > MostTiers) found.Add(new(SetupStep.Tiers, "tiers", $"A promotion has at most {MostTiers} tiers. Spread them over several campaigns."));
        if (setup.Stacks.Count > MostStacks) found.Add(new(SetupStep.Tiers, "stacks", $"A promotion has at most {MostStacks} stacks."));
        for (var i = 0; i < setup.Tiers.Count; i++) Tier(setup, i, found);
        for (var i = 0; i < setup.Stacks.Count; i++) Stack(setup, i, found);
    }

    /// <summary>What other kinds must not have.</summary>
    internal static void AddForeign(CampaignSetup setup, List<SetupProblem> found)
    {
        if (setup.Tiers.Count > 0 || setup.Stacks.Count > 0) found.Add(new(SetupStep.Discount, "tiers", "Only a promotion campaign has tiers and stacks."));
    }

    private static void Tier(CampaignSetup setup, int at, List<SetupProblem> found)
    {
        var tier = setup.Tiers[at];
        var named = string.IsNullOrWhiteSpace(tier.Name) ? $"Tier {at + 1}" : $"“{tier.Name}”";
        void Problem(string field, string sentence) => found.Add(new(SetupStep.Tiers, $"tiers[{at}].{field}", $"{named}: {sentence}"));

        if (string.IsNullOrWhiteSpace(tier.Name)) Problem("name", "Give the tier a name; carts and reports show it.");
        else if (tier.Name.Length > MaxNameLength) Problem("name", $"The name is longer than {MaxNameLength} characters.");
        if (tier.Banner?.Length > MaxBannerLength) Problem("banner", $"The banner is longer than {MaxBannerLength} characters.");
        if (tier.Hierarchy is < 1 or > TierEdits.HighestHierarchy) Problem("hierarchy", $"The hierarchy is a whole number from 1 to {TierEdits.HighestHierarchy}.");
        else if (setup.Tiers.Take(at).Any(other => other.Hierarchy == tier.Hierarchy)) Problem("hierarchy", "Another tier has the same place. Give each its own.");
        foreach (var problem in DiscountCheck.Problems(tier.Discount, tier.Coverage, tier.Bundle)) Problem(problem.Path, problem.Sentence);
        foreach (var problem in RuleCheck.Problems(tier.Rule)) Problem(problem.Path.Length == 0 ? "rule" : $"rule.{problem.Path}", SetupCheck.Numbered(problem));
        if (RuleExampleCheck.Problem(tier.RuleExamples) is { } example) Problem("ruleExamples" + example.Path, example.Sentence);
        if (tier.RefusalMessage?.Length > RuleCheck.MaxMessageLength) Problem("refusalMessage", $"The message is longer than {RuleCheck.MaxMessageLength} characters.");
        if (tier.Schedule.ValidAfterPublication is not null) Problem("schedule.validAfterPublication", "A tier is not published, so say until when it works instead.");
        var times = new List<SetupProblem>();
        ScheduleCheck.Add(tier.Schedule, times);
        foreach (var problem in times) Problem(problem.Path, problem.Sentence);
    }

    private static void Stack(CampaignSetup setup, int at, List<SetupProblem> found)
    {
        var stack = setup.Stacks[at];
        var named = string.IsNullOrWhiteSpace(stack.Name) ? $"Stack {at + 1}" : $"“{stack.Name}”";
        void Problem(string field, string sentence) => found.Add(new(SetupStep.Tiers, $"stacks[{at}].{field}", $"{named}: {sentence}"));

        if (string.IsNullOrWhiteSpace(stack.Name)) Problem("name", "Give the stack a name.");
        else if (stack.Name.Length > MaxNameLength) Problem("name", $"The name is longer than {MaxNameLength} characters.");
        if (stack.TierIds.Count is 0 or > StackSetup.MostTiers) Problem("tierIds", $"Choose 1 to {StackSetup.MostTiers} tiers to be applied together.");
        else if (stack.TierIds.Distinct(StringComparer.Ordinal).Count() < stack.TierIds.Count) Problem("tierIds", "A tier is named twice; it can apply only once.");
        else if (stack.TierIds.Any(id => TierEdits.Find(setup, id) is null)) Problem("tierIds", "It names a tier the campaign does not have. Take it out of the stack.");
    }
}
