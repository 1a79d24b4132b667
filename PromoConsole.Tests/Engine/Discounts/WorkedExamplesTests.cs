using PromoConsole.Engine.Discounts;
using PromoConsole.Tests.Support;
using static PromoConsole.Tests.Support.DemoCart;

namespace PromoConsole.Tests.Engine.Discounts;

/// <summary>The reference's tables on its demo cart, number by number.</summary>
public class WorkedExamplesTests
{
    private const DiscountEffect Items = DiscountEffect.ApplyToItems;
    private const DiscountEffect ByQuantity = DiscountEffect.ApplyToItemsByQuantity;

    public static TheoryData<Discount, long[], long, long> EffectsOnOutdoor => new()
    {
        { new AmountOff(12_00), [0, 0, 0], 12_00, 197_00 },
        { new AmountOff(12_00) { Effect = Items }, [12_00, 12_00, 12_00], 36_00, 173_00 },
        { new AmountOff(12_00) { Effect = ByQuantity }, [12_00, 36_00, 24_00], 72_00, 137_00 },
        { new AmountOff(12_00) { Effect = DiscountEffect.ApplyToItemsProportionally }, [5_85, 2_64, 3_51], 12_00, 197_00 },
        { new AmountOff(12_00) { Effect = DiscountEffect.ApplyToItemsProportionallyByQuantity }, [1_71, 6_86, 3_43], 12_00, 197_00 },
        { new PercentOff(15), [0, 0, 0], 31_35, 177_65 },
        { new PercentOff(15) { Effect = Items }, [12_00, 5_40, 7_20], 24_60, 184_40 },
        { new FixedTotal(150_00), [0, 0, 0], 59_00, 150_00 },
        { new FixedTotal(10_00) { Effect = Items }, [70_00, 0, 28_00], 98_00, 111_00 },
    };

    [Theory]
    [MemberData(nameof(EffectsOnOutdoor))]
    public void Each_effect_takes_off_what_the_table_says(Discount discount, long[] lines, long off, long total)
    {
        var applied = Apply(discount, Covering());
        var after = Order.With(applied);

        Assert.Equal(lines, PerLine(applied)[..3]);
        Assert.Equal(0, PerLine(applied)[Book]);
        Assert.Equal((off, total), (applied.Amount, after.TotalAmount));
        Assert.Equal((lines.Sum(), off - lines.Sum()), (after.ItemsDiscountAmount, after.OrderDiscountAmount));
    }

    public static TheoryData<Discount, CoverageEntry?, long[]> Caps => new()
    {
        { new PercentOff(15, MaxAmount: 6_00) { Effect = Items }, null, [6_00, 5_40, 6_00] },
        { new PercentOff(15) { Effect = Items, AggregatedAmountLimit = 15_00 }, null, [12_00, 3_00, 0] },
        { new PercentOff(15) { Effect = Items }, new(Outdoor) { AmountLimit = 6_00 }, [6_00, 5_40, 6_00] },
        { new PercentOff(15) { Effect = Items }, new(Outdoor) { AggregatedAmountLimit = 15_00 }, [12_00, 3_00, 0] },
        { new AmountOff(3_00) { Effect = ByQuantity }, new(Outdoor) { QuantityLimit = 3 }, [3_00, 9_00, 6_00] },
        { new PercentOff(50) { Effect = Items }, new(Product("socks")) { QuantityLimit = 1 }, [0, 4_50, 0] },
        { new AmountOff(3_00) { Effect = ByQuantity }, new(Outdoor) { AggregatedQuantityLimit = 3 }, [3_00, 6_00, 0] }, // one shoe, then two of four socks
        { new FixedTotal(10_00) { Effect = Items }, new(Product("cap")) { QuantityLimit = 1 }, [0, 0, 14_00] },
        { new FixedTotal(10_00) { Effect = Items }, new(Outdoor) { PriceAmount = 5_00 }, [75_00, 16_00, 38_00] },
        { new PercentOff(15, MaxAmount: 10_00) { Effect = Items, AggregatedAmountLimit = 21_00 }, new(Outdoor) { AmountLimit = 6_00, AggregatedAmountLimit = 13_00 }, [6_00, 5_40, 1_60] }, // the smallest wins
    };

    [Theory]
    [MemberData(nameof(Caps))]
    public void Caps_leave_what_the_reference_says(Discount discount, CoverageEntry? entry, long[] lines)
    {
        var applied = Apply(discount, Covering(entry));

        Assert.Equal(lines, PerLine(applied)[..3]);
        Assert.Equal(lines.Sum(), applied.Amount);
        Assert.NotEqual(discount is FixedTotal && entry?.QuantityLimit is null, applied.Caps.Count > 0);
    }

    [Fact]
    public void A_cap_says_what_it_cut_and_on_which_line()
    {
        var applied = Apply(new PercentOff(15, MaxAmount: 6_00) { Effect = Items }, Covering());

        Assert.Equal([new CapCut(CapKind.AmountLimit, 6_00, 6_00, Shoe), new CapCut(CapKind.AmountLimit, 6_00, 1_20, Cap)], applied.Caps);
        Assert.Equal((24_60m, 7_20), (applied.ExactAmount, applied.CapCutAmount));
    }

    [Fact]
    public void An_item_discount_takes_no_more_than_is_left_of_the_order()
    {
        var order = Order with { OrderDiscountAmount = 189_00 }; // 20.00 left to pay

        Assert.Equal([12_00, 8_00, 0], PerLine(Apply(new AmountOff(12_00) { Effect = Items }, Covering(), order))[..3]);
    }

    [Fact]
    public void A_redeemed_amount_stops_at_what_is_left() =>
        Assert.Equal((5_00, 0), Apply(new AmountOff(12_00), order: Order with { OrderDiscountAmount = 204_00 }) is var applied
            ? (applied.Amount, Order.With(applied).TotalAmount - 204_00) : default);

    [Fact]
    public void Shares_a_line_cannot_take_go_to_the_others()
    {
        // 350 over socks 9 and book 3 by quantity 1:1 – the first has only 9.00 left, so the other takes 341.
        var order = Cart(Line("socks", 9_00), Line("cap", 400_00));

        Assert.Equal([9_00, 341_00], PerLine(Apply(new AmountOff(350_00) { Effect = DiscountEffect.ApplyToItemsProportionallyByQuantity }, Covering(), order), 2));
    }

    [Theory]
    [InlineData(false, 58_00)] // 31.35, then 15 % of 177.65 = 26.6475
    [InlineData(true, 62_70)]
    public void Two_percentages_count_on_what_is_left_or_on_what_was_sent(bool initial, long off)
    {
        var first = Order.With(DiscountCalculator.Apply(Request(new PercentOff(15)) with { OnInitialAmount = initial })!);

        var second = first.With(DiscountCalculator.Apply(Request(new PercentOff(15), order: first) with { OnInitialAmount = initial })!);

        Assert.Equal(off, second.TotalDiscountAmount);
    }

    [Fact]
    public void Item_and_order_discounts_stand_beside_each_other()
    {
        var first = Order.With(Apply(new PercentOff(20) { Effect = Items }, Covering()));
        var second = first.With(Apply(new PercentOff(10), order: first));

        Assert.Equal([16_00, 7_20, 9_60, 0L], second.Lines.Select(line => line.DiscountAmount));
        Assert.Equal((32_80, 17_62, 158_58), (second.ItemsDiscountAmount, second.OrderDiscountAmount, second.TotalAmount));
    }

    [Theory]
    [InlineData(false, 123_15)]
    [InlineData(true, 115_65)]
    public void A_stack_of_three_ends_where_the_reference_says(bool initial, long total)
    {
        var order = Order;
        foreach (Discount step in (Discount[])[new AmountOff(50_00), new PercentOff(15), new AmountOff(12_00)]) // a gift card acts like an amount
            order = order.With(DiscountCalculator.Apply(Request(step, order: order) with { OnInitialAmount = initial })!);

        Assert.Equal(total, order.TotalAmount);
    }

    [Fact]
    public void A_guard_and_untouchable_lines_hold()
    {
        var request = Request(new PercentOff(15) { Effect = Items }, Covering()) with { MostAmount = 15_00, UntouchableLines = new HashSet<int> { Socks } };

        var applied = DiscountCalculator.Apply(request)!;

        Assert.Equal([12_00, 0, 3_00, 0], PerLine(applied));
        Assert.Equal(new CapCut(CapKind.Guard, 15_00, 4_20, Cap), Assert.Single(applied.Caps));
    }
}
