using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Project;
using PromoConsole.Tests.Support;
using static PromoConsole.Tests.Support.DemoCart;

namespace PromoConsole.Tests.Engine.Discounts;

public class DiscountWordsTests
{
    private static readonly Wording Euro = Wording.English("EUR", TimeZoneInfo.Utc);

    public static TheoryData<Discount, Coverage?, string> Said => new()
    {
        { new AmountOff(10_00), null, "€10.00 off" },
        { new AmountOff(10_00) { Effect = DiscountEffect.ApplyToItems }, Covering(), "€10.00 off each line from outdoor" },
        { new AmountOff(10_00) { Effect = DiscountEffect.ApplyToItemsByQuantity, AggregatedAmountLimit = 50_00 }, Covering(new(Outdoor) { QuantityLimit = 1 }), "€10.00 off each piece, at most €50.00 together from outdoor (at most 1 piece a line)" },
        { new AmountOff(10_00) { Effect = DiscountEffect.ApplyToItemsProportionally }, new() { Excluded = [new(Product("book"))] }, "€10.00 off items, shared by value, except book" },
        { new AmountOff(1) { Formula = Formula.Of("5") }, null, "an amount by formula off" },
        { new PercentOff(15, 6_00) { Effect = DiscountEffect.ApplyToItems }, Covering(new(Outdoor) { Candidates = Candidates.FromMostExpensive, Target = CandidateTarget.Unit, SkipInitially = 1, Repeat = 2 }), "15% off items, at most €6.00 a line from outdoor (every 2nd piece after the first, most expensive first)" },
        { new PercentOff(50) { Effect = DiscountEffect.ApplyToItems }, Covering(new(Outdoor) { Candidates = Candidates.Cheapest }), "50% off items from outdoor (only the cheapest line)" },
        { new FixedTotal(10_00) { Effect = DiscountEffect.ApplyToItems }, Covering(new(Product("cap")) { PriceAmount = 5_00 }), "each piece for €10.00 from cap (for €5.00 a piece)" },
        { new FixedTotal(0), null, "free order" },
        { new FreeItems([new(Product("mug"), 2)]) { Effect = DiscountEffect.AddMissingItems }, null, "2 × mug free" },
        { new FreeItems([new(Product("mug"), 1), new(Product(FreeItem.Shipping), 1)]) { Effect = DiscountEffect.AddManyItems }, null, "1 × mug free and free shipping" },
        { new FreeItems([new(null, 1)]) { Effect = DiscountEffect.AddSameItems }, Covering(), "1 more of each free from outdoor" },
        { new FreeItems([new(Product("shoe"), 1)]) { Effect = DiscountEffect.ReplaceItems }, Covering(new(Product("cap"))), "items exchanged for 1 × shoe from cap" },
    };

    [Theory]
    [MemberData(nameof(Said))]
    public void A_discount_is_said_with_what_it_covers(Discount discount, Coverage? coverage, string words) =>
        Assert.Equal(words, DiscountWords.Of(discount, coverage, null, Euro, id => id));

    [Fact]
    public void A_bundle_is_said_with_its_items() =>
        Assert.Equal("€7.00 off, for each bundle of 1 × machine and 2 × cup (at most 3)",
            DiscountWords.Of(new AmountOff(7_00), null, new BundleRule([new(Product("machine"), 1), new(Product("cup"), 2)], 3), Euro, id => id));

    public static TheoryData<Discount, CoverageEntry?, string> CameOut => new()
    {
        { new PercentOff(15) { Effect = DiscountEffect.ApplyToItems }, null, "15% of 164.00 on 3 lines is 24.60" },
        { new AmountOff(12_00) { Effect = DiscountEffect.ApplyToItems }, null, "12.00 off each of 3 lines" },
        { new AmountOff(12_00) { Effect = DiscountEffect.ApplyToItemsByQuantity }, null, "Up to 12.00 off each of 7 pieces" },
        { new AmountOff(12_00) { Effect = DiscountEffect.ApplyToItemsProportionally }, null, "12.00 shared over 3 lines" },
        { new FixedTotal(10_00) { Effect = DiscountEffect.ApplyToItems }, new(Product("cap")), "2 pieces for 10.00 each instead of 48.00" },
        { new FreeItems([new(Product("socks"), 2)]) { Effect = DiscountEffect.AddNewItems }, null, "2 pieces free, worth 18.00" },
        { new FreeItems([new(Product("shoe"), 1)]) { Effect = DiscountEffect.ReplaceItems }, new(Product("cap")) { QuantityLimit = 1 }, "1 piece worth 24.00 exchanged for 1 worth 80.00" },
        { new PercentOff(15) { Effect = DiscountEffect.ApplyToItems }, new(Product("mug")), "No item is covered, so nothing comes off" },
        { new AmountOff(1) { Formula = Formula.Of("25") }, null, "25.00 off the order, by its formula" },
    };

    [Theory]
    [MemberData(nameof(CameOut))]
    public void How_it_came_out_is_a_sentence(Discount discount, CoverageEntry? entry, string words) =>
        Assert.Equal(words, AppliedDiscountWords.Of(Apply(discount, Covering(entry)), Euro));

    [Fact]
    public void Caps_say_what_they_cut_once_each()
    {
        Assert.Equal(["cap 6.00: cut 7.20"], AppliedDiscountWords.Caps(Apply(new PercentOff(15, MaxAmount: 6_00) { Effect = DiscountEffect.ApplyToItems }, Covering()), Euro));
        Assert.Equal(["at most 3 pieces a line"], AppliedDiscountWords.Caps(Apply(new AmountOff(3_00) { Effect = DiscountEffect.ApplyToItemsByQuantity }, Covering(new(Outdoor) { QuantityLimit = 3 })), Euro));
    }

    [Fact]
    public void What_a_bundle_lacks_is_said() =>
        Assert.Equal("The cart holds no complete bundle: 2 pieces are missing",
            AppliedDiscountWords.Of(Apply(new AmountOff(1), bundle: new BundleRule([new(Product("mug"), 2)])), Euro));
}
