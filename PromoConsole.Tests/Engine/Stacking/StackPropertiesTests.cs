using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Stacking;

/// <summary>What holds for every cart, every stack and every setting: 10,000 of each, made from a fixed seed.</summary>
public class StackPropertiesTests
{
    private const int Cases = 10_000;
    private static readonly string?[] s_categories = [null, "a", "b", "c"];

    [Fact]
    public void Amounts_add_up_and_nothing_falls_below_zero()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var decision = Made(seed).Decide();
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
            var stacks = Made(seed);
            var told = Told(stacks.Decide());

            Assert.True(told == Told(stacks.Decide()), $"seed {seed}: a second decision differs");
            Assert.True(told == Told(Made(seed, backwards: true).Decide()), $"seed {seed}: the order of dictionaries shows");
        }
    }

    [Fact]
    public void No_limit_of_the_stacking_rules_is_exceeded_and_what_is_left_out_says_why()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var stacks = Made(seed);
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
            var cart = Decisions.Cart([.. Lines(random)]);
            Assert.Equal(0, new Stacks { Order = cart }.Code("ALL", new PercentOff(100)).Decide().Order!.TotalAmount);
            Assert.Equal(0, new Stacks { Order = cart }.Code("ALL", new PercentOff(100) { Effect = DiscountEffect.ApplyToItems }).Decide().Order!.TotalAmount);
        }
    }

    private static void Same(long expected, long seen, int seed) => Assert.True(expected == seen, $"seed {seed}: {expected} expected, {seen} seen");

    private static string Told(Decision decision) => string.Join('\n', decision.Steps.Select(step => $"{step.Asked.Id} {step.Status} {step.DiscountAmount} {PromoJson.Write(step.Proof)}"));

    private static Stacks Made(int seed, bool backwards = false)
    {
        var random = new Random(seed);
        var rules = RulesOf(random);
        var order = Decisions.Cart([.. Lines(random)]);
        var counters = Enumerable.Range(0, 4).Select(i => KeyValuePair.Create($"x{i}", (long)i)).ToList();
        if (backwards)
        {
            counters.Reverse();
            rules = rules with { CategoryLimits = rules.CategoryLimits.Reverse().ToDictionary() };
        }

        var stacks = new Stacks { Rules = rules, Order = order, Counters = counters.ToDictionary() };
        foreach (var (category, hierarchy) in backwards ? [("c", 2), ("b", 1), ("a", 3)] : new[] { ("a", 3), ("b", 1), ("c", 2) }) stacks.Category(category, hierarchy);
        for (var i = random.Next(1, 7); i > 0; i--) stacks.Code($"C{i}", DiscountOf(random), s_categories[random.Next(4)], RuleOf(random));
        return stacks;
    }

    private static StackingRules RulesOf(Random random)
    {
        var rules = StackingRules.Default with
        {
            ApplicableLimit = random.Next(1, 7),
            PerCategoryLimit = random.Next(1, 4),
            ExclusiveLimit = random.Next(1, 3),
            ExclusivePerCategoryLimit = random.Next(1, 3),
            ApplicationMode = (ApplicationMode)random.Next(2),
            SortingRule = (SortingRule)random.Next(2),
            GroupedSortingRule = (GroupedSortingRule)random.Next(2),
            ProductsMode = (ProductsMode)random.Next(2),
            NoEffectRule = (NoEffectRule)random.Next(2),
            CalculationMode = (CalculationMode)random.Next(2),
            Guards = random.Next(3) == 0 ? new(random.Next(0, 100_00), random.Next(1, 101), random.Next(2) == 0 ? ["pc_outdoor"] : []) : GuardRails.None,
        };
        foreach (var category in s_categories.OfType<string>())
        {
            rules = rules.With(category, (Stackability)random.Next(3));
            if (random.Next(2) == 0) rules = rules.WithLimit(category, random.Next(1, 4));
            if (random.Next(4) == 0) rules = rules.WithNoEffect(category, (NoEffectRule)random.Next(2));
            if (random.Next(4) == 0) rules = rules.WithCalculation(category, (CalculationMode)random.Next(2));
        }

        return rules;
    }

    private static IEnumerable<OrderLine> Lines(Random random)
    {
        for (var i = random.Next(1, 5); i > 0; i--)
            yield return Stacks.Line($"p{i}", random.Next(0, 90_00), random.Next(1, 5), random.Next(2) == 0 ? ["pc_outdoor"] : []);
    }

    private static Discount DiscountOf(Random random) => random.Next(6) switch
    {
        0 => new AmountOff(random.Next(1, 150_00)),
        1 => new PercentOff(random.Next(1, 101)),
        2 => new PercentOff(random.Next(1, 101), random.Next(1, 20_00)) { Effect = DiscountEffect.ApplyToItems },
        3 => new AmountOff(random.Next(1, 30_00)) { Effect = DiscountEffect.ApplyToItemsByQuantity },
        4 => new AmountOff(random.Next(1, 90_00)) { Effect = DiscountEffect.ApplyToItemsProportionally },
        _ => new FixedTotal(random.Next(0, 150_00)),
    };

    private static Rule? RuleOf(Random random) => random.Next(4) switch
    {
        0 => When.AmountBefore(Operator.AtLeast, random.Next(0, 150_00)) with { Number = 1 },
        1 => When.AnyItem([new ItemReference(ItemKind.Collection, "pc_outdoor")]) with { Number = 1 },
        _ => null,
    };
}
