using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;
using static PromoConsole.Tests.Support.DemoCart;

namespace PromoConsole.Tests.Engine.Discounts;

public class SelectionTests
{
    private static readonly AmountOff FiveEachLine = new(5_00) { Effect = DiscountEffect.ApplyToItems };

    private static readonly AmountOff ThreeEachUnit = new(3_00) { Effect = DiscountEffect.ApplyToItemsByQuantity };

    [Fact]
    public void Every_second_line_from_the_most_expensive_after_the_first()
    {
        var applied = Apply(FiveEachLine, Covering(new(Outdoor) { Candidates = Candidates.FromMostExpensive, SkipInitially = 1, Repeat = 2 }));

        Assert.Equal([0, 0, 5_00, 0], PerLine(applied));
        Assert.Equal([Cap], Assert.Single(applied.Applicable).Indices);
    }

    [Fact]
    public void Every_second_unit_from_the_most_expensive_after_the_first()
    {
        var applied = Apply(ThreeEachUnit, Covering(new(Outdoor)
        {
            Candidates = Candidates.FromMostExpensive, Target = CandidateTarget.Unit, SkipInitially = 1, Repeat = 2,
        }));

        Assert.Equal([0, 6_00, 3_00, 0], PerLine(applied));
        var units = Assert.Single(applied.Applicable).Units;
        Assert.Equal([Cap, Socks], units.Select(unit => unit.Index));
        Assert.Equal([1], units[0].Positions);
        Assert.Equal([1, 3], units[1].Positions);
    }

    [Theory]
    [InlineData(Candidates.Every, null, 0, new[] { Shoe, Socks, Cap })]
    [InlineData(Candidates.Cheapest, null, 0, new[] { Socks })]
    [InlineData(Candidates.Cheapest, null, 1, new[] { Cap })]
    [InlineData(Candidates.FromCheapest, null, 0, new[] { Socks, Cap, Shoe })]
    [InlineData(Candidates.FromCheapest, null, 2, new[] { Shoe })]
    [InlineData(Candidates.MostExpensive, null, 0, new[] { Shoe })]
    [InlineData(Candidates.FromMostExpensive, null, 1, new[] { Cap, Socks })]
    [InlineData(Candidates.FromMostExpensive, 2, 0, new[] { Shoe, Socks })]
    [InlineData(Candidates.Cheapest, 2, 0, new[] { Socks, Shoe })] // saying how often to repeat takes more than the first
    [InlineData(Candidates.Every, null, 3, new int[0])]
    public void Lines_are_taken_in_their_order(Candidates candidates, int? repeat, int skip, int[] lines)
    {
        var applied = Apply(FiveEachLine, Covering(new(Outdoor) { Candidates = candidates, Repeat = repeat, SkipInitially = skip }));

        Assert.Equal(lines, Assert.Single(applied.Applicable).Indices);
        Assert.Equal(lines.Length * 5_00, applied.Amount);
        Assert.Equal(lines.Length == 0, applied.HasNoEffect);
    }

    [Fact]
    public void Equal_prices_keep_the_order_of_the_request()
    {
        var order = Cart(Line("cap", 9_00), Line("socks", 9_00));

        Assert.Equal([0], Assert.Single(Apply(FiveEachLine, Covering(new(Outdoor) { Candidates = Candidates.Cheapest }), order).Applicable).Indices);
        Assert.Equal([0], Assert.Single(Apply(FiveEachLine, Covering(new(Outdoor) { Candidates = Candidates.MostExpensive }), order).Applicable).Indices);
    }

    [Fact]
    public void Excluded_items_are_never_covered_and_the_answer_says_so()
    {
        var applied = Apply(FiveEachLine, new Coverage { Included = [new(Outdoor)], Excluded = [new(Product("socks"))] });

        Assert.Equal([5_00, 0, 5_00, 0], PerLine(applied));
        Assert.Equal([Socks], Assert.Single(applied.Inapplicable).Indices);
    }

    [Fact]
    public void With_nothing_included_all_but_the_excluded_are_covered() =>
        Assert.Equal([5_00, 0, 5_00, 5_00], PerLine(Apply(FiveEachLine, new Coverage { Excluded = [new(Product("socks"))] })));

    [Fact]
    public void With_all_entries_only_add_their_limits() =>
        Assert.Equal([5_00, 2_00, 5_00, 5_00], PerLine(Apply(FiveEachLine, new Coverage { All = true, Included = [new(Product("socks")) { AmountLimit = 2_00 }] })));

    [Fact]
    public void A_product_stands_for_its_SKUs_unless_it_is_strict()
    {
        var order = Cart(Line("shoe", 80_00) with { SkuId = "shoe-42" });

        Assert.Equal(5_00, Apply(FiveEachLine, Covering(new(Product("shoe"))), order).Amount);
        Assert.Equal(0, Apply(FiveEachLine, Covering(new(Product("shoe")) { Strict = true }), order).Amount);
        Assert.Equal(5_00, Apply(FiveEachLine, Covering(new(new ItemReference(ItemKind.Sku, "shoe-42"))), order).Amount);
    }

    [Theory]
    [InlineData(996, false, 100)] // with the other four units exactly 1000
    [InlineData(997, true, 101)]
    public void Units_are_not_listed_when_the_cart_has_more_than_a_thousand(int socks, bool tooMany, int taken)
    {
        var order = Cart(Line("cap", 24_00, 4), Line("socks", 9_00, socks));

        var applied = Apply(ThreeEachUnit, Covering(new(Outdoor) { Candidates = Candidates.FromCheapest, Target = CandidateTarget.Unit, Repeat = 10 }), order);

        var units = Assert.Single(applied.Applicable).Units;
        Assert.Equal(taken * 3_00, applied.Amount);
        Assert.All(units, unit => Assert.Equal((tooMany, tooMany), (unit.TooMany, unit.Positions.Count == 0)));
    }

    [Fact]
    public void A_line_belongs_to_the_first_entry_that_takes_it()
    {
        var coverage = new Coverage { Included = [new(Outdoor) { Candidates = Candidates.Cheapest, AmountLimit = 1_00 }, new(Product("socks")), new(Product("cap"))] };

        Assert.Equal([0, 1_00, 5_00, 0], PerLine(Apply(FiveEachLine, coverage)));
    }

    [Fact]
    public void Lines_of_no_pieces_are_ignored() =>
        Assert.True(Apply(FiveEachLine, Covering(), Cart(Line("cap", 24_00, 0))).HasNoEffect);
}
