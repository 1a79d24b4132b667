using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Stacking;

/// <summary>What holds for every cart, every stack and every setting: 10,000 of each, made from a fixed seed.</summary>
public class StackPropertiesTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Amounts_add_up_and_nothing_falls_below_zero()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var decision = GeneratedStacks.Made(seed).Decide();
            var (before, after) = (decision.Facts.Order!.State, decision.Order!);
            var left = before.TotalAmount!.Value;
            foreach (var step in decision.Applied)
            {
                var applied = step.Proof.Discount!;
                Same(left, step.Before!.TotalAmount!.Value, seed);
                Same(step.DiscountAmount, applied.OrderDiscountAmount + applied.Lines.Sum(line => line.DiscountAmount), seed);
                if (applied.Shares.Count > 0) Same(applied.OrderDiscountAmount, applied.Shares.Sum(), seed);
                Assert.True(applied.Shares.All(share => share >= 0) && applied.Amount >= 0, $"seed {seed}");
                left = step.After!.TotalAmount!.Value;
                Same(step.Before.TotalAmount!.Value - step.DiscountAmount, left, seed);
            }

            Same(left, decision.Accepted ? after.TotalAmount!.Value : before.TotalAmount.Value, seed);
            Same(before.TotalAmount.Value - decision.DiscountAmount, after.TotalAmount!.Value, seed);
            Assert.True(after.TotalAmount >= 0 && after.Lines.All(line => line.DiscountAmount >= 0 && line.SubtotalAmount >= 0), $"seed {seed}");
        }
    }

    [Fact]
    public void Deciding_twice_and_in_another_order_of_dictionaries_gives_the_same_to_the_letter()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var stacks = GeneratedStacks.Made(seed);
            var told = Told(stacks.Decide());

            Assert.True(told == Told(stacks.Decide()), $"seed {seed}: a second decision differs");
            Assert.True(told == Told(GeneratedStacks.Made(seed, backwards: true).Decide()), $"seed {seed}: the order of dictionaries shows");
        }
    }

    [Fact]
    public void No_limit_of_the_stacking_rules_is_exceeded_and_what_is_left_out_says_why()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var stacks = GeneratedStacks.Made(seed);
            var (decision, rules) = (stacks.Decide(), stacks.Rules);
            var applied = decision.Steps.Where(step => step.Status == StepStatus.Applicable).ToList();
            Assert.True(applied.Count <= rules.ApplicableLimit, $"seed {seed}");
            foreach (var group in applied.Where(step => step.CategoryId is not null).GroupBy(step => step.CategoryId!))
            {
                var usual = StackOrder.Of(rules, group.Key) == Stackability.Exclusive ? rules.ExclusivePerCategoryLimit : rules.PerCategoryLimit;
                Assert.True(group.Count() <= rules.CategoryLimits.GetValueOrDefault(group.Key, usual), $"seed {seed}");
            }

            var kinds = applied.Select(step => StackOrder.Of(rules, step.CategoryId)).ToList();
            Assert.True(kinds.Count(kind => kind == Stackability.Exclusive) <= rules.ExclusiveLimit, $"seed {seed}");
            Assert.All(decision.Steps, step => Assert.Equal((seed, step.Status), (seed, step.Proof switch
            {
                { SkipKey: not null } => StepStatus.Skipped,
                { RefusalKey: not null } => StepStatus.Inapplicable,
                _ => StepStatus.Applicable,
            })));
        }
    }

    [Fact]
    public void A_hundred_percent_leaves_nothing()
    {
        var random = new Random(20261122);
        for (var i = 0; i < Cases; i++)
        {
            var cart = Decisions.Cart([.. GeneratedStacks.Lines(random)]);
            Assert.Equal(0, new Stacks { Order = cart }.Code("ALL", new PercentOff(100)).Decide().Order!.TotalAmount);
            Assert.Equal(0, new Stacks { Order = cart }.Code("ALL", new PercentOff(100) { Effect = DiscountEffect.ApplyToItems }).Decide().Order!.TotalAmount);
        }
    }

    private static void Same(long expected, long seen, int seed) => Assert.True(expected == seen, $"seed {seed}: {expected} expected, {seen} seen");

    private static string Told(Decision decision) => string.Join('\n', decision.Steps.Select(step => $"{step.Asked.Id} {step.Status} {step.DiscountAmount} {PromoJson.Write(step.Proof)}"));
}
