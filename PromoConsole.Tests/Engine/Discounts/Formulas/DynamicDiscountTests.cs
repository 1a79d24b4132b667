using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;
using static PromoConsole.Tests.Support.DemoCart;

namespace PromoConsole.Tests.Engine.Discounts.Formulas;

public class DynamicDiscountTests
{
    private static readonly Formula ByYears = Formula.Of("MIN(CUSTOMER_METADATA(\"years\") * 2; 15)");

    [Fact]
    public void Money_is_in_major_units()
    {
        var applied = Apply(new AmountOff(1_00) { Formula = Formula.Of("IF(ORDER_AMOUNT > 150; 25; 10)") });

        Assert.Equal((25_00, 25_00m, true), (applied.Amount, applied.ComputedValue, applied.IsDynamic));
    }

    [Theory]
    [InlineData("""{"years":4}""", 16_72, true)] // 8 % of 209.00
    [InlineData("""{"years":9}""", 31_35, true)] // 15 %
    [InlineData("{}", 2_09, false)] // nothing known: the static 1 %
    public void A_percentage_is_taken_as_it_is_and_falls_back(string customer, long off, bool dynamic)
    {
        var request = Request(new PercentOff(1) { Formula = ByYears });

        var applied = DiscountCalculator.Apply(request with { Formula = request.Formula with { Customer = Decisions.Bag(customer) } })!;

        Assert.Equal((off, dynamic), (applied.Amount, applied.IsDynamic));
    }

    [Fact]
    public void Item_formulas_are_computed_for_every_line()
    {
        var applied = Apply(new AmountOff(1) { Effect = DiscountEffect.ApplyToItemsByQuantity, Formula = Formula.Of("ORDER_ITEM_PRICE * 0.1 + 0.5") }, Covering());

        Assert.Equal([8_50, 5_60, 5_80], PerLine(applied)[..3]); // 8.50, 4 × 1.40, 2 × 2.90
        Assert.Equal([8_50m, 1_40m, 2_90m], applied.Lines.Select(line => line.ComputedValue!.Value));
        Assert.Null(applied.ComputedValue);
        Assert.True(applied.IsDynamic);
    }

    [Fact]
    public void An_entry_has_a_price_of_its_own()
    {
        var coverage = Covering(new(Outdoor) { PriceFormula = Formula.Of("ORDER_ITEM_PRICE / 2"), PriceAmount = 1_00 });

        Assert.Equal([40_00, 18_00, 24_00], PerLine(Apply(new FixedTotal(0) { Effect = DiscountEffect.ApplyToItems }, coverage))[..3]);
    }

    [Fact]
    public void A_percentage_above_a_hundred_is_a_hundred_and_units_are_rounded_down()
    {
        Assert.Equal(209_00, Apply(new PercentOff(1) { Formula = Formula.Of("250") }).Amount);
        Assert.Equal(2, Assert.Single(Apply(new FreeItems([new(Product("mug"), 1) { Formula = Formula.Of("ORDER_AMOUNT / 80") }]) { Effect = DiscountEffect.AddNewItems }).Lines).AddedQuantity);
    }

    [Theory]
    [InlineData("POW(10; 27)")]
    [InlineData("0 - 5")]
    [InlineData("ORDER_ITEM_PRICE")] // there is no line
    public void What_is_no_amount_falls_back(string formula)
    {
        var applied = Apply(new AmountOff(3_00) { Formula = Formula.Of(formula) });

        Assert.Equal((3_00, false), (applied.Amount, applied.IsDynamic));
    }

    [Theory]
    [InlineData(0, 25)]
    [InlineData(3, 25_000)]
    public void Currencies_have_their_own_minor_units(int decimals, long off)
    {
        var request = Request(new AmountOff(1) { Formula = Formula.Of("25") }, order: Cart(Line("shoe", 1_000_000)));

        Assert.Equal(off, DiscountCalculator.Apply(request with { Formula = request.Formula with { CurrencyDecimals = decimals } })!.Amount);
    }

    [Fact]
    public void Is_stored_as_its_text_and_parsed_when_read()
    {
        var json = PromoJson.Write<Discount>(new PercentOff(1) { Formula = ByYears });

        Assert.Contains("\"formula\":\"MIN(CUSTOMER_METADATA(\\\"years\\\") * 2; 15)\"", json, StringComparison.Ordinal);
        Assert.Equal(new PercentOff(1) { Formula = ByYears }, PromoJson.Read<Discount>(json));
    }
}
