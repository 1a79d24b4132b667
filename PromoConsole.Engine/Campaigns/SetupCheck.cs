using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Engine.Campaigns;

/// <summary>The steps in which a campaign is set up, in their usual order.</summary>
public enum SetupStep { Basics, Codes, Discount, Tiers, Rules, Limits, Schedule }

/// <summary>Something to put right before a campaign can be launched.</summary>
/// <param name="Step">Where it is put right.</param>
/// <param name="Path">Which field, in the spelling of the setup's JSON: <c>schedule.endsAt</c>, <c>rule.rules[1].tests[0].values</c>.</param>
/// <param name="Sentence">What is missing or impossible and what to do.</param>
public sealed record SetupProblem(SetupStep Step, string Path, string Sentence)
{
    /// <summary>As the refusal to launch: <c>invalid_validation_rules</c>, <c>invalid_code_config</c>, <c>invalid_expiration_date</c>, <c>invalid_promotion_tier</c>, <c>invalid_promotion_stack</c> or <c>invalid_campaign</c>.</summary>
    public InvalidError ToError() => new(Step switch
    {
        SetupStep.Rules => "invalid_validation_rules",
        SetupStep.Codes when Path.StartsWith("codes.pattern", StringComparison.Ordinal) => "invalid_code_config",
        SetupStep.Schedule when Path == "schedule.endsAt" => "invalid_expiration_date",
        SetupStep.Tiers when Path.Contains("].rule", StringComparison.Ordinal) => "invalid_validation_rules",
        SetupStep.Tiers when Path.StartsWith("tiers[", StringComparison.Ordinal) => "invalid_promotion_tier",
        SetupStep.Tiers when Path.StartsWith("stacks", StringComparison.Ordinal) => "invalid_promotion_stack",
        _ => "invalid_campaign",
    }, Sentence)
    { Field = Path };
}

/// <summary>Everything that keeps a draft from being launched. A setup without problems compiles and decides.</summary>
public static class SetupCheck
{
    public const int MaxCodes = 1_000_000;
    public const int MaxDescriptionLength = 2_000;

    /// <summary>In the order of the steps; empty when the setup can be launched. Whether codes can be guessed is asked by the code's own policy.</summary>
    public static IReadOnlyList<SetupProblem> Problems(CampaignSetup setup, CampaignKind kind = CampaignKind.Coupons)
    {
        var found = new List<SetupProblem>();
        if (setup.Description?.Length > MaxDescriptionLength)
            found.Add(new(SetupStep.Basics, "description", $"The description is longer than {MaxDescriptionLength} characters."));
        if (kind == CampaignKind.Promotion)
        {
            PromotionCheck.Add(setup, found);
        }
        else
        {
            Codes(setup.Codes, found);
            foreach (var problem in DiscountCheck.Problems(setup.Discount, setup.Coverage, setup.Bundle)) found.Add(new(SetupStep.Discount, problem.Path, problem.Sentence));
            PromotionCheck.AddForeign(setup, found);
        }

        foreach (var problem in RuleCheck.Problems(setup.Rule))
            found.Add(new(SetupStep.Rules, problem.Path.Length == 0 ? "rule" : $"rule.{problem.Path}", Numbered(problem)));
        if (RuleExampleCheck.Problem(setup.RuleExamples) is { } example) found.Add(new(SetupStep.Rules, "ruleExamples" + example.Path, example.Sentence));
        if (setup.RefusalMessage?.Length > RuleCheck.MaxMessageLength)
            found.Add(new(SetupStep.Rules, "refusalMessage", $"The message is longer than {RuleCheck.MaxMessageLength} characters."));
        Limits(setup.Limits, found);
        ScheduleCheck.Add(setup.Schedule, found);
        return [.. found.OrderBy(problem => problem.Step)];
    }

    internal static string Numbered(RuleProblem problem) => problem.Number > 0 ? $"Rule {problem.Number}: {problem.Sentence}" : problem.Sentence;

    private static void Codes(CodeSetup codes, List<SetupProblem> found)
    {
        void Problem(string field, string sentence) => found.Add(new(SetupStep.Codes, $"codes.{field}", sentence));

        if (codes.Mode == CodeMode.Shared)
        {
            if (string.IsNullOrWhiteSpace(codes.SharedCode)) Problem("sharedCode", "Type the code customers will use.");
            if (codes.OnDemand) Problem("onDemand", "One code for everybody never runs out, so no more are made. Only unique codes can be made on demand.");
            if (codes.OnePerCustomer) Problem("onePerCustomer", "One code for everybody is given to each customer once anyway. Only unique codes can be limited to one per customer.");
        }
        else
        {
            if (codes.Count is < 0 or > MaxCodes) Problem("count", "Make between 0 and 1,000,000 codes at launch; more can follow later.");
            if (codes.Pattern.Pattern is { } pattern && !pattern.Contains('#', StringComparison.Ordinal))
                Problem("pattern.pattern", "The pattern needs at least one # for a random character.");
        }

        if (codes.RedemptionLimit < 1) Problem("redemptionLimit", "A code must be usable at least once. Leave the limit empty for any number of uses.");
    }

    private static void Limits(CampaignLimits limits, List<SetupProblem> found)
    {
        void Least(long? limit, string field)
        {
            if (limit < 1) found.Add(new(SetupStep.Limits, $"limits.{field}", "A limit must allow at least 1. Leave it empty for no limit."));
        }

        Least(limits.Redemptions, "redemptions");
        Least(limits.RedemptionsPerCustomer, "redemptionsPerCustomer");
        Least(limits.RedemptionsPerCustomerPerCode, "redemptionsPerCustomerPerCode");
        Least(limits.Daily, "daily");
        Least(limits.Weekly, "weekly");
        Least(limits.Monthly, "monthly");
        Least(limits.DailyPerCustomer, "dailyPerCustomer");
        Least(limits.WeeklyPerCustomer, "weeklyPerCustomer");
        Least(limits.MonthlyPerCustomer, "monthlyPerCustomer");
        if (limits.OrdersAmount < 1) found.Add(new(SetupStep.Limits, "limits.ordersAmount", "A budget must be more than 0. Leave it empty for no budget."));
        if (limits.DiscountedAmount < 1) found.Add(new(SetupStep.Limits, "limits.discountedAmount", "A budget must be more than 0. Leave it empty for no budget."));
        if (limits is { Redemptions: { } all, RedemptionsPerCustomer: { } each } && each > all)
            found.Add(new(SetupStep.Limits, "limits.redemptionsPerCustomer", "One customer may redeem more often than the whole campaign allows. Lower this limit or raise the other."));
    }
}
