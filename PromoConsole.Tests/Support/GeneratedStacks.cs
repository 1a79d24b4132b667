using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Tests.Support;

/// <summary>Carts, stacks and stacking rules from a seed.</summary>
internal static class GeneratedStacks
{
    private static readonly string?[] s_categories = [null, "a", "b", "c"];

    public static Stacks Made(int seed, bool backwards = false)
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

    public static IEnumerable<OrderLine> Lines(Random random)
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
