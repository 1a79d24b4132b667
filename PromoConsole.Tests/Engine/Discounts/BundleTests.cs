using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;
using static PromoConsole.Tests.Support.DemoCart;

namespace PromoConsole.Tests.Engine.Discounts;

public class BundleTests
{
    private static readonly BundleRule MachineAndCups = new([new(Product("machine"), 1), new(Product("cup"), 2)], Limit: 3);

    private static readonly OrderState TwoMachinesFiveCups = Cart(Line("machine", 100_00, 2), Line("cup", 5_00, 5));

    [Theory]
    [InlineData(BundleScaling.Multiply, 14_00)]
    [InlineData(BundleScaling.Fixed, 7_00)]
    public void Two_machines_and_five_cups_are_two_bundles(BundleScaling scaling, long off)
    {
        var applied = Apply(new AmountOff(7_00), null, TwoMachinesFiveCups, MachineAndCups with { Scaling = scaling });

        Assert.Equal(off, applied.Amount);
        Assert.Equal((2, 3), (applied.Bundle!.Quantity, applied.Bundle.Limit));
        Assert.Equal([new BundledUnits(Product("machine"), 0, 2), new BundledUnits(Product("cup"), 1, 4)], applied.Bundle.Identified);
        Assert.Empty(applied.Bundle.Missing);
    }

    [Fact]
    public void One_machine_and_one_cup_lack_a_cup()
    {
        var applied = Apply(new AmountOff(7_00), null, Cart(Line("machine", 100_00), Line("cup", 5_00)), MachineAndCups);

        Assert.Equal((0L, 0), (applied.Amount, applied.Bundle!.Quantity));
        Assert.Equal(new BundleItem(Product("cup"), 1), Assert.Single(applied.Bundle.Missing));
    }

    public static TheoryData<Discount, long[]> Scaled => new()
    {
        { new PercentOff(10) { Effect = DiscountEffect.ApplyToItems }, [40_00, 5_00] }, // 20 % of 200.00 and 25.00
        { new AmountOff(2_00) { Effect = DiscountEffect.ApplyToItems }, [4_00, 4_00] },
        { new AmountOff(9_00) { Effect = DiscountEffect.ApplyToItemsProportionally }, [16_00, 2_00] }, // 18.00 by 200:25
        { new AmountOff(2_00) { Effect = DiscountEffect.ApplyToItemsByQuantity }, [4_00, 4_00] }, // one unit of each line, times two
        { new FixedTotal(4_00) { Effect = DiscountEffect.ApplyToItems }, [192_00, 2_00] },
    };

    [Theory]
    [MemberData(nameof(Scaled))]
    public void Two_bundles_double_the_value_or_the_units(Discount discount, long[] lines)
    {
        CoverageEntry All(string product) => new(Product(product)) { QuantityLimit = discount is FixedTotal || discount.Effect == DiscountEffect.ApplyToItemsByQuantity ? 1 : null };

        var applied = Apply(discount, new Coverage { Included = [All("machine"), All("cup")] }, TwoMachinesFiveCups, MachineAndCups);

        Assert.Equal(lines, PerLine(applied, 2));
    }

    [Fact]
    public void Ten_percent_becomes_twenty_and_never_more_than_all()
    {
        Assert.Equal(45_00, Apply(new PercentOff(10), null, TwoMachinesFiveCups, MachineAndCups).Amount);
        Assert.Equal(225_00, Apply(new PercentOff(60), null, TwoMachinesFiveCups, MachineAndCups).Amount);
    }

    [Fact]
    public void A_fixed_order_is_not_scaled_and_free_units_are()
    {
        Assert.Equal(175_00, Apply(new FixedTotal(50_00), null, TwoMachinesFiveCups, MachineAndCups).Amount);
        Assert.Equal(2, Assert.Single(Apply(new FreeItems([new(Product("mug"), 1)]) { Effect = DiscountEffect.AddNewItems }, null, TwoMachinesFiveCups, MachineAndCups).Lines).AddedQuantity);
    }

    [Fact]
    public void No_unit_is_used_twice_and_the_collection_gets_what_the_product_leaves()
    {
        // A bundle of socks and anything outdoor: the cap must be the other one, though a sock would do.
        var rule = new BundleRule([new(Outdoor, 1), new(Product("socks"), 1)], Limit: 5);

        var found = Apply(new AmountOff(1_00), null, Cart(Line("socks", 9_00, 2), Line("cap", 24_00)), rule).Bundle!;

        Assert.Equal(1, found.Quantity);
        Assert.Equal([new BundledUnits(Product("socks"), 0, 1), new BundledUnits(Outdoor, 0, 1)], found.Identified);
        Assert.Equal(2, Apply(new AmountOff(1_00), null, Cart(Line("socks", 9_00, 3), Line("cap", 24_00)), rule).Bundle!.Quantity);
    }

    [Fact]
    public void Units_give_way_where_that_makes_a_bundle()
    {
        // Anything outdoor would take the shoe, which stands first; but only the shoe is a shoe, so it gets the cap.
        var rule = new BundleRule([new(Outdoor, 1), new(Shoes, 1)], Limit: 9);

        var found = Apply(new AmountOff(1_00), null, Cart(Line("shoe", 80_00), Line("cap", 24_00)), rule).Bundle!;

        Assert.Equal([new BundledUnits(Outdoor, 1, 1), new BundledUnits(Shoes, 0, 1)], found.Identified);
    }

    [Fact]
    public void SKUs_are_served_before_products_and_products_before_collections()
    {
        var sku = new ItemReference(ItemKind.Sku, "shoe-42");
        var rule = new BundleRule([new(Outdoor, 1), new(Product("shoe"), 1), new(sku, 1)]);
        var order = Cart(Line("shoe", 80_00) with { SkuId = "shoe-42" }, Line("shoe", 80_00), Line("cap", 24_00));

        var found = Apply(new AmountOff(1_00), null, order, rule).Bundle!;

        Assert.Equal([new BundledUnits(sku, 0, 1), new BundledUnits(Product("shoe"), 1, 1), new BundledUnits(Outdoor, 2, 1)], found.Identified);
    }
}
