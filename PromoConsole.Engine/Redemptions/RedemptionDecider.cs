using PromoConsole.Engine.Stacking;

namespace PromoConsole.Engine.Redemptions;

/// <summary>
/// Decides what codes and tiers do together: state, rules, discounts, limits and stacking, with the proof of each. Pure: no clock, no I/O, no randomness.
/// </summary>
public static class RedemptionDecider
{
    /// <param name="now">The instant to decide for; both validation and redemption read the clock once.</param>
    public static Decision Decide(ValidateRedeemables request, Catalogue catalogue, Facts facts, DateTimeOffset now)
    {
        var decision = DecideOnce(request, catalogue, facts, now);
        if (decision.Accepted || NearestChange.Of(decision, request, catalogue) is not { } nearest) return decision;
        var decisive = decision.Decisive;
        return decision with
        {
            Steps = [.. decision.Steps.Select(step => ReferenceEquals(step, decisive) ? step with { Proof = step.Proof with { Nearest = nearest } } : step)],
        };
    }

    /// <summary>Without looking for what would help.</summary>
    internal static Decision DecideOnce(ValidateRedeemables request, Catalogue catalogue, Facts facts, DateTimeOffset now)
    {
        var rules = catalogue.Project.Stacking;
        var incentives = Expand(request, catalogue, facts.Vouchers);
        var decider = new StepDecider(catalogue, facts, request, now);
        if (incentives.Length == 1) return Alone(incentives[0], decider, catalogue, facts);

        var members = Array.ConvertAll(incentives, incentive => incentive.Member);
        var order = IsStack(request) ? StackOrder.Sort(StackingRules.Default, members) : StackOrder.Sort(rules, members);
        var excluded = Excluded(incentives, rules, () => new StepDecider(catalogue, facts, request, now));

        var steps = new List<Step>(incentives.Length);
        var tally = new StackTally(rules);
        var all = rules.ApplicationMode == ApplicationMode.All;
        var failed = false;
        foreach (var index in order)
        {
            var incentive = incentives[index];
            var step = failed && all
                ? decider.Skipped(incentive, StackingKeys.PrecedingFailed)
                : excluded?[index] ?? Limited(decider.Decide(incentive), incentive, tally, rules, decider);
            failed |= step.Status == StepStatus.Inapplicable;
            if (step.Status == StepStatus.Applicable)
            {
                tally.Add(incentive.Member.CategoryId);
                decider.Apply(step);
            }

            steps.Add(step);
        }

        var accepted = steps.Exists(step => step.Status == StepStatus.Applicable) && !(failed && all);
        return new Decision
        {
            Steps = steps,
            Accepted = accepted,
            RefusalKey = accepted ? null : all && failed ? steps.First(step => step.Status == StepStatus.Inapplicable).Proof.RefusalKey : RefusalKeys.NoneApplicable,
            Catalogue = catalogue,
            Facts = facts,
            Order = accepted ? decider.Order : decider.OrderAsSent,
        };
    }

    /// <summary>One incentive on the order as it stands.</summary>
    internal static Decision Alone(Incentive incentive, StepDecider decider, Catalogue catalogue, Facts facts)
    {
        var rules = catalogue.Project.Stacking;
        var step = decider.Decide(incentive);
        if (step.Status == StepStatus.Applicable && SkippedForNothing(step, rules)) step = decider.Skipped(step, StackingKeys.NoEffect);
        var accepted = step.Status == StepStatus.Applicable;
        return new Decision
        {
            Steps = [step],
            Accepted = accepted,
            RefusalKey = accepted ? null
                : step.Status == StepStatus.Skipped || rules.ApplicationMode == ApplicationMode.Partial ? RefusalKeys.NoneApplicable : step.Proof.RefusalKey,
            Catalogue = catalogue,
            Facts = facts,
            Order = step.After,
        };
    }

    private static Step Limited(Step step, Incentive incentive, StackTally tally, StackingRules rules, StepDecider decider)
    {
        if (step.Status != StepStatus.Applicable) return step;
        if (SkippedForNothing(step, rules)) return decider.Skipped(step, StackingKeys.NoEffect);
        return tally.Exceeded(incentive.Member.CategoryId) is { } limit ? decider.Skipped(step, limit) : step;
    }

    private static bool SkippedForNothing(Step step, StackingRules rules) =>
        step.Proof.Discount is { HasNoEffect: true } && StackOrder.SkipsWithoutEffect(rules, step.CategoryId);

    // When an exclusive one works on the order as sent, common ones that work there too are left out; those that fail there say why.
    private static Step[]? Excluded(Incentive[] incentives, StackingRules rules, Func<StepDecider> fresh)
    {
        if (rules.ExclusiveCategories.Count == 0) return null;
        var kinds = Array.ConvertAll(incentives, incentive => StackOrder.Of(rules, incentive.Member.CategoryId));
        if (!kinds.Contains(Stackability.Exclusive) || !kinds.Contains(Stackability.Common)) return null;

        var alone = fresh();
        var works = false;
        for (var i = 0; i < kinds.Length && !works; i++)
            works = kinds[i] == Stackability.Exclusive && alone.Decide(incentives[i]).Status == StepStatus.Applicable;
        if (!works) return null;

        var steps = new Step[incentives.Length];
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] != Stackability.Common) continue;
            var step = alone.Decide(incentives[i]);
            steps[i] = step.Status == StepStatus.Applicable ? alone.Skipped(step, StackingKeys.Excluded) : step;
        }

        return steps;
    }

    /// <summary>What a request names, a stack as its tiers.</summary>
    /// <param name="vouchers">One for each redeemable; null for tiers and unknown codes.</param>
    internal static Incentive[] Expand(ValidateRedeemables request, Catalogue catalogue, IReadOnlyList<VoucherFacts?> vouchers)
    {
        if (IsStack(request) && TiersOf(request.Redeemables[0].Id, catalogue) is { } tiers) return tiers;
        var incentives = new Incentive[request.Redeemables.Count];
        for (var i = 0; i < incentives.Length; i++)
            incentives[i] = Incentive.Of(request.Redeemables[i], i < vouchers.Count ? vouchers[i] : null, catalogue);
        return incentives;
    }

    private static bool IsStack(ValidateRedeemables request) => request.Redeemables is [{ Kind: RedeemableKind.PromotionStack }];

    private static Incentive[]? TiersOf(string stackId, Catalogue catalogue)
    {
        if (!catalogue.Promotions.TryGetValue(stackId, out var campaignId)) return null;
        var stack = catalogue.Campaign(campaignId)?.Newest?.Setup.Stacks.FirstOrDefault(one => one.Id == stackId);
        return stack is not { TierIds.Count: > 0 } ? null : [.. stack.TierIds.Select(id => Incentive.Of(Redeemable.Tier(id), null, catalogue))];
    }
}
