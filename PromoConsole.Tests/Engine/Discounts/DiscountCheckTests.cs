using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Discounts;

public class DiscountCheckTests
{
    private static readonly ItemReference Mug = DemoCart.Product("mug");

    public static TheoryData<Discount?, string> Discounts => new()
    {
        { null, "discount" },
        { new AmountOff(0), "discount.amount" },
        { new AmountOff(-1) { Formula = Formula.Of("1") }, "discount.amount" },
        { new AmountOff(long.MaxValue), "discount.amount" },
        { new PercentOff(0), "discount.percent" },
        { new PercentOff(101), "discount.percent" },
        { new PercentOff(10, 0), "discount.maxAmount" },
        { new PercentOff(10) { AggregatedAmountLimit = 5 }, "discount.aggregatedAmountLimit" }, // on the order there is nothing to aggregate
        { new AmountOff(1) { Effect = DiscountEffect.ApplyToItems, AggregatedAmountLimit = 0 }, "discount.aggregatedAmountLimit" },
        { new PercentOff(10) { Effect = DiscountEffect.ApplyToItemsByQuantity }, "discount.effect" },
        { new FixedTotal(-1), "discount.amount" },
        { new FixedTotal(1) { Effect = DiscountEffect.AddNewItems }, "discount.effect" },
        { new AmountOff(1) { Formula = Formula.Of("1 +") }, "discount.formula" },
        { new AmountOff(1) { Formula = Formula.Of("ORDER_ITEM_PRICE") }, "discount.formula" },
        { new FreeItems([]) { Effect = DiscountEffect.AddNewItems }, "discount.items" },
        { new FreeItems([new(Mug, 1), new(Mug, 1)]) { Effect = DiscountEffect.AddNewItems }, "discount.items" },
        { new FreeItems([new(null, 1)]) { Effect = DiscountEffect.AddNewItems }, "discount.items[0].item" },
        { new FreeItems([new(DemoCart.Outdoor, 1)]) { Effect = DiscountEffect.AddNewItems }, "discount.items[0].item" },
        { new FreeItems([new(Mug, 0)]) { Effect = DiscountEffect.AddNewItems }, "discount.items[0].quantity" },
        { new FreeItems([new(Mug, 1) { Effect = DiscountEffect.ReplaceItems }]) { Effect = DiscountEffect.AddManyItems }, "discount.items[0].effect" },
        { new FreeItems([new(Mug, 1) { Formula = Formula.Of("(") }]) { Effect = DiscountEffect.AddNewItems }, "discount.items[0].formula" },
        { new FreeItems([new(Mug, 1)]) { Effect = DiscountEffect.ReplaceItems }, "coverage" },
        { new FreeItems([new(null, 1)]) { Effect = DiscountEffect.AddSameItems }, "coverage" },
        { new FreeItems([new(Mug, 1)]), "discount.effect" },
    };

    [Theory]
    [MemberData(nameof(Discounts))]
    public void A_discount_that_cannot_work_is_named(Discount? discount, string path) =>
        Assert.Equal(path, Assert.Single(DiscountCheck.Problems(discount, null, null)).Path);

    public static TheoryData<CoverageEntry, string> Entries => new()
    {
        { new(new ItemReference(ItemKind.Product, " ")), "item" },
        { new(Mug) { Candidates = (Candidates)9 }, "candidates" },
        { new(Mug) { Target = (CandidateTarget)9 }, "target" },
        { new(Mug) { SkipInitially = -1 }, "skipInitially" },
        { new(Mug) { Repeat = 0 }, "repeat" },
        { new(Mug) { QuantityLimit = 0 }, "quantityLimit" },
        { new(Mug) { AggregatedQuantityLimit = 0 }, "aggregatedQuantityLimit" },
        { new(Mug) { AmountLimit = 0 }, "amountLimit" },
        { new(Mug) { AggregatedAmountLimit = 0 }, "aggregatedAmountLimit" },
        { new(Mug) { PriceAmount = -1 }, "priceAmount" },
        { new(Mug) { PriceFormula = Formula.Of("1 2") }, "priceFormula" },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void An_entry_that_cannot_work_is_named(CoverageEntry entry, string field)
    {
        var discount = new FixedTotal(1_00) { Effect = DiscountEffect.ApplyToItems };

        Assert.Equal($"coverage.included[0].{field}", Assert.Single(DiscountCheck.Problems(discount, new Coverage { Included = [entry] }, null)).Path);
        Assert.Equal($"coverage.excluded[0].{field}", Assert.Single(DiscountCheck.Problems(discount, new Coverage { Excluded = [entry] }, null)).Path);
    }

    public static TheoryData<BundleRule, string> Bundles => new()
    {
        { new([]), "bundle.items" },
        { new([new(Mug, 1)], 0), "bundle.limit" },
        { new([new(Mug, 1)], 101), "bundle.limit" },
        { new([new(Mug, 0)]), "bundle.items[0].quantity" },
        { new([new(new ItemReference(ItemKind.Sku, ""), 1)]), "bundle.items[0].item" },
    };

    [Theory]
    [MemberData(nameof(Bundles))]
    public void A_bundle_that_cannot_work_is_named(BundleRule bundle, string path) =>
        Assert.Equal(path, Assert.Single(DiscountCheck.Problems(new AmountOff(1), null, bundle)).Path);

    [Fact]
    public void What_can_be_generated_has_no_problems_and_launching_asks_the_same()
    {
        var some = new GeneratedCarts(11);
        for (var i = 0; i < 500; i++)
        {
            var discount = some.Discount() is { Effect: DiscountEffect.ApplyToItems or DiscountEffect.ApplyToItemsByQuantity } onItems ? onItems with { AggregatedAmountLimit = onItems is FixedTotal ? null : 5_00 } : null;
            if (discount is null) continue;

            Assert.Empty(DiscountCheck.Problems(discount, null, null));
        }

        Assert.Equal("coverage.included[0].repeat", Assert.Single(SetupCheck.Problems(new CampaignSetup
        {
            Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "A" },
            Discount = new AmountOff(1) { Effect = DiscountEffect.ApplyToItems }, Coverage = DemoCart.Covering(new(Mug) { Repeat = 0 }),
        })).Path);
    }

    [Fact]
    public void Limits_of_units_over_all_orders_need_units_a_collection_for_products_and_stand_once()
    {
        IEnumerable<string> Wrong(Discount? discount, ItemReference item, params UnitLimit[] limits) =>
            DiscountCheck.Problems(discount, new Coverage { Included = [new CoverageEntry(item) { UnitLimits = limits }] }, null).Where(problem => problem.Path.EndsWith(".unitLimits", StringComparison.Ordinal)).Select(problem => problem.Path);
        var half = new PercentOff(50) { Effect = DiscountEffect.ApplyToItems };
        UnitLimit five = new(UnitScope.Campaign, 5);

        Assert.Empty(Wrong(half, DemoCart.Outdoor, five, five with { PerProduct = true }, five with { Scope = UnitScope.Incentive }));
        Assert.Equal("coverage.included[0].unitLimits", Assert.Single(Wrong(half, Mug, five with { Limit = 0 })));
        Assert.Single(Wrong(half, Mug, five, five with { Limit = 6 }));
        Assert.Single(Wrong(half, Mug, five with { PerProduct = true }));
        Assert.Single(Wrong(new PercentOff(50), Mug, five));
        Assert.Single(Wrong(new AmountOff(1_00) { Effect = DiscountEffect.ApplyToItems }, Mug, five));
        Assert.Single(Wrong(new FreeItems([new(Mug, 1)]) { Effect = DiscountEffect.ReplaceItems }, Mug, five));
        Assert.Empty(Wrong(new AmountOff(1_00) { Effect = DiscountEffect.ApplyToItemsByQuantity }, Mug, five));
    }
}
