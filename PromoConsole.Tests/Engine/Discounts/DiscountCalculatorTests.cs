using PromoConsole.Engine.Discounts;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Discounts;

public class DiscountCalculatorTests
{
    // The reference's demo cart: trail shoe 80.00, 4 × socks 9.00, 2 × cap 24.00, 3 × book 15.00 = 209.00.
    private static readonly long[] DemoCart = [80_00, 36_00, 48_00, 45_00];

    public static TheoryData<Discount, long> Reference => new()
    {
        { new AmountOff(12_00), 12_00 },
        { new PercentOff(15), 31_35 },
        { new FixedTotal(150_00), 59_00 },
        { new PercentOff(100), 209_00 },
        { new PercentOff(15, MaxAmount: 20_00), 20_00 },
        { new AmountOff(500_00), 209_00 },
        { new FixedTotal(300_00), 0 }, // a cheaper order keeps its price
        { new FixedTotal(0), 209_00 },
    };

    [Theory]
    [MemberData(nameof(Reference))]
    public void Takes_off_the_demo_cart_what_the_reference_says(Discount discount, long off)
    {
        var applied = Discounted.Lines(discount, DemoCart);

        Assert.Equal(off, applied.Amount);
        Assert.Equal(off, applied.Shares.Sum());
    }

    [Fact]
    public void Takes_no_more_than_is_left_of_a_discounted_order() =>
        Assert.Equal(5_00, Discounted.Order(new AmountOff(12_00), 5_00).Amount);

    [Theory]
    [InlineData(99, 50, 50)] // 49.5 minor units round away from zero
    [InlineData(309_90, 7.5, 23_24)] // 23.2425
    [InlineData(1, 33.3, 0)]
    [InlineData(1, 50, 1)]
    [InlineData(0, 100, 0)]
    public void Rounds_a_percentage_once_and_half_away_from_zero(long amount, double percent, long off) =>
        Assert.Equal(off, Discounted.Order(new PercentOff((decimal)percent), amount).Amount);

    [Fact]
    public void Says_what_a_cap_cut_away()
    {
        var applied = Discounted.Lines(new PercentOff(15, MaxAmount: 40_00), 289_00);

        Assert.Equal(43_35m, applied.ExactAmount);
        Assert.Equal((40_00, 3_35), (applied.Amount, applied.CapCutAmount));
    }

    [Fact]
    public void Shares_go_by_line_value_with_missing_cents_to_the_largest_fractions()
    {
        // In minor units 585.37, 263.41 and 351.22, rounded down 1199: the missing one goes to the .41.
        var applied = Discounted.Lines(new AmountOff(12_00), 80_00, 36_00, 48_00);

        Assert.Equal([5_85, 2_64, 3_51], applied.Shares);
    }

    [Fact]
    public void Lines_without_a_price_get_no_share_and_an_order_without_priced_lines_has_none()
    {
        Assert.Equal([0, 10_00, 0], Discounted.Lines(new AmountOff(10_00), 0, 50_00, 0).Shares);
        Assert.Empty(Discounted.Lines(new AmountOff(10_00), 0, 0).Shares);
    }

    [Fact]
    public void Never_takes_more_than_everything_never_less_than_nothing_and_shares_add_up()
    {
#pragma warning disable RS0030 // reproducible test data from a seed
        var random = new Random(5);
#pragma warning restore RS0030
        for (var i = 0; i < 20_000; i++)
        {
            long[] lines = [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.NextInt64(0, 1_000_00))];
            var left = random.NextInt64(0, 3_000_00);
            Discount discount = random.Next(3) switch
            {
                0 => new AmountOff(random.NextInt64(1, 4_000_00)),
                1 => new PercentOff(random.Next(1, 1001) / 10m, random.Next(2) == 0 ? random.NextInt64(1, 500_00) : null),
                _ => new FixedTotal(random.NextInt64(0, 4_000_00)),
            };

            var applied = Discounted.Order(discount, left, lines);

            Assert.InRange(applied.Amount, 0, left);
            if (lines.Any(line => line > 0)) Assert.Equal(applied.Amount, applied.Shares.Sum());
            Assert.All(applied.Shares, share => Assert.True(share >= 0));
        }
    }
}
