using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Pages.Campaigns.Tiers;

/// <summary>A tier as the steps of the wizard edit one discount with its rule and times, and back.</summary>
public static class TierParts
{
    /// <summary>What the tier alone says, as a campaign would.</summary>
    public static CampaignSetup Alone(this TierSetup tier) => new()
    {
        Codes = CodeSetup.None,
        Discount = tier.Discount,
        Coverage = tier.Coverage,
        Bundle = tier.Bundle,
        Rule = tier.Rule,
        RuleExamples = tier.RuleExamples,
        RefusalMessage = tier.RefusalMessage,
        Schedule = tier.Schedule,
    };

    /// <summary>The tier with what a step changed.</summary>
    public static TierSetup With(this TierSetup tier, CampaignSetup alone) => tier with
    {
        Discount = alone.Discount,
        Coverage = alone.Coverage,
        Bundle = alone.Bundle,
        Rule = alone.Rule,
        RuleExamples = alone.RuleExamples,
        RefusalMessage = alone.RefusalMessage,
        Schedule = alone.Schedule,
    };

    /// <summary>A setup with one of its tiers replaced.</summary>
    public static CampaignSetup With(this CampaignSetup setup, TierSetup tier) =>
        setup with { Tiers = [.. setup.Tiers.Select(one => one.Id == tier.Id ? tier : one)] };

    /// <summary>In the order of their hierarchy.</summary>
    public static IReadOnlyList<TierSetup> Ordered(this CampaignSetup setup) => [.. setup.Tiers.OrderBy(tier => tier.Hierarchy)];

    /// <summary>What is wrong with one tier, with the paths its own steps know.</summary>
    public static IReadOnlyList<SetupProblem> Of(IReadOnlyList<SetupProblem> problems, CampaignSetup setup, string tierId)
    {
        var prefix = $"tiers[{setup.Tiers.ToList().FindIndex(tier => tier.Id == tierId)}].";
        return [.. problems.Where(problem => problem.Path.StartsWith(prefix, StringComparison.Ordinal)).Select(problem =>
        {
            var path = problem.Path[prefix.Length..];
            var at = problem.Sentence.IndexOf(": ", StringComparison.Ordinal); // the name of the tier stands above already
            return new SetupProblem(path.StartsWith("schedule", StringComparison.Ordinal) ? SetupStep.Schedule : problem.Step, path, problem.Sentence[(at + 2)..]);
        })];
    }

    /// <summary>What one tier takes off an order, its rule and times left aside; null while its discount is not finished.</summary>
    public static AppliedDiscount? Applied(TierSetup tier, OrderState order, Discounts.ExampleCart cart, DateTimeOffset now, Components.ProjectFormat format) =>
        Discounts.ExampleDiscount.Of(tier.Alone(), order, cart, now, format);
}
