using FsCheck;
using FsCheck.Fluent;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Stacking;

/// <summary>What no combination of incentives may go beyond.</summary>
public class GuardRailsTests
{
    private static Stacks With(GuardRails guards) => new() { Rules = StackingRules.Default with { Guards = guards } };

    [Fact]
    public void Never_leaves_less_than_the_minimum_and_says_so()
    {
        var decision = With(new(100_00, null, [])).Code("HALF", new PercentOff(50)).Code("FIFTY", new AmountOff(50_00)).Decide();

        Assert.Equal([104_50L, 4_50L], decision.Steps.Select(step => step.DiscountAmount));
        Assert.Equal(100_00, decision.Order!.TotalAmount);
        Assert.Null(decision.Steps[0].Proof.Guards);
        Assert.Equal([new GuardCut(GuardKind.MinimumTotal, 45_50)], decision.Steps[1].Proof.Guards);
    }

    [Fact]
    public void Never_takes_a_larger_share_in_all_than_the_maximum()
    {
        var decision = With(new(null, 30, [])).Code("QUARTER", new PercentOff(25)).Code("QUARTER2", new PercentOff(25)).Decide();

        Assert.Equal([52_25L, 10_45L], decision.Steps.Select(step => step.DiscountAmount)); // 30 % of 209.00 is 62.70
        Assert.Equal([new GuardCut(GuardKind.MaximumDiscount, 28_74)], decision.Steps[1].Proof.Guards); // 25 % of 156.75 is 39.19
    }

    [Fact]
    public void Never_touches_protected_items()
    {
        var guards = new GuardRails(null, null, ["pc_outdoor"]);

        var order = With(guards).Code("TENTH", new PercentOff(10)).Decide();
        var lines = With(guards).Code("TENTH", new PercentOff(10) { Effect = DiscountEffect.ApplyToItems }).Decide();

        Assert.Equal(4_50, order.DiscountAmount); // 10 % of the books, 45.00
        Assert.Equal([0L, 0L, 0L, 4_50L], lines.Order!.Lines.Select(line => line.DiscountAmount));
        Assert.Equal([new GuardCut(GuardKind.ProtectedItems, 16_40)], order.Proof.Guards);
        Assert.Equal(45_00, With(guards).Code("ALL", new AmountOff(500_00)).Decide().DiscountAmount);
    }

    [Fact]
    public void An_order_below_the_minimum_keeps_its_price()
    {
        var stacks = new Stacks { Rules = StackingRules.Default with { Guards = new(100_00, null, []) }, Order = Decisions.Cart(80_00) };

        Assert.Equal(80_00, stacks.Code("HALF", new PercentOff(50)).Decide().Order!.TotalAmount);
    }

    [Fact]
    public void Hold_for_every_cart_and_stack()
    {
        var discounts = Gen.OneOf(
            Gen.Choose(1, 300_00).Select(amount => (Discount)new AmountOff(amount)),
            Gen.Choose(1, 100).Select(percent => (Discount)new PercentOff(percent)),
            Gen.Choose(1, 100).Select(percent => (Discount)new PercentOff(percent) { Effect = DiscountEffect.ApplyToItems }),
            Gen.Choose(0, 100_00).Select(amount => (Discount)new FixedTotal(amount)),
            Gen.Choose(1, 50_00).Select(amount => (Discount)new AmountOff(amount) { Effect = DiscountEffect.ApplyToItemsByQuantity }));
        var line = from price in Gen.Choose(0, 90_00)
                   from quantity in Gen.Choose(1, 4)
                   from outdoor in Gen.Elements(true, false)
                   select Stacks.Line("p", price, quantity, outdoor ? ["pc_outdoor"] : []);
        var cases = from lines in line.NonEmptyListOf()
                    from stack in discounts.NonEmptyListOf()
                    from minimum in Gen.Choose(0, 120_00)
                    from percent in Gen.Choose(1, 100)
                    from guarded in Gen.Elements(true, false)
                    from initial in Gen.Elements(true, false)
                    select (lines, stack, guards: new GuardRails(minimum, percent, guarded ? ["pc_outdoor"] : []), initial);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var order = Decisions.Cart([.. c.lines]);
            var rules = StackingRules.Default with
            {
                Guards = c.guards,
                ApplicableLimit = 30,
                CalculationMode = c.initial ? CalculationMode.InitialAmount : CalculationMode.DiscountedAmount,
            };
            var stacks = new Stacks { Rules = rules, Order = order };
            foreach (var (discount, i) in c.stack.Take(6).Select((d, i) => (d, i))) stacks.Code($"C{i}", discount);
            var decision = stacks.Decide();
            var before = order.State.TotalAmount!.Value;
            var after = decision.Order!.TotalAmount!.Value;
            var untouched = c.guards.ProtectedCollectionIds.Count == 0
                || decision.Order.Lines.All(state => state.DiscountAmount == 0 || !state.Line.CollectionIds.Contains("pc_outdoor"));
            return after >= Math.Min(before, c.guards.MinimumTotalAmount!.Value) && (before - after) * 100m <= before * c.guards.MaximumDiscountPercent!.Value && untouched
                && decision.Order.Lines.All(state => state.DiscountAmount >= 0 && state.SubtotalAmount >= 0)
                && before - after == decision.DiscountAmount;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }
}
