using PromoConsole.Engine.Discounts;
using PromoConsole.Tests.Support;
using static PromoConsole.Tests.Support.DemoCart;

namespace PromoConsole.Tests.Engine.Discounts;

public class FreeItemTests
{
    [Theory]
    [InlineData(DiscountEffect.AddNewItems, 2, 6, 227_00, 18_00, 209_00)]
    [InlineData(DiscountEffect.AddMissingItems, 2, 4, 209_00, 18_00, 191_00)]
    [InlineData(DiscountEffect.AddMissingItems, 5, 5, 218_00, 45_00, 173_00)]
    public void Socks_become_free_as_the_table_says(DiscountEffect effect, int given, int quantity, long amount, long off, long total)
    {
        var after = Order.With(Apply(Free("socks", given, effect)));

        var line = after.Lines[Socks];
        Assert.Equal((quantity, 4, given), (line.Quantity, line.InitialQuantity, line.DiscountQuantity));
        Assert.Equal((amount, off, total), (after.Amount, after.ItemsDiscountAmount, after.TotalAmount));
        Assert.Equal(209_00, after.InitialAmount);
        Assert.Equal((36_00, off), (line.InitialAmount, line.DiscountAmount));
    }

    [Theory]
    [InlineData(DiscountEffect.AddNewItems)]
    [InlineData(DiscountEffect.AddMissingItems)]
    public void A_product_that_is_not_in_the_cart_is_appended_and_free(DiscountEffect effect)
    {
        var after = Order.With(Apply(Free("mug", 2, effect)));

        var line = after.Lines[4];
        Assert.Equal(("mug", "Mug", 7_00), (line.Line.ProductId, line.Line.Name, line.Line.PriceAmount));
        Assert.Equal((2, 2, 0), (line.Quantity, line.DiscountQuantity, line.InitialQuantity));
        Assert.Equal((14_00, 0, 14_00, 0), (line.Amount, line.InitialAmount, line.DiscountAmount, line.SubtotalAmount));
        Assert.Equal((223_00, 209_00, 209_00), (after.Amount, after.TotalAmount, after.InitialAmount));
    }

    [Fact]
    public void A_product_without_a_price_is_appended_without_amounts()
    {
        var applied = Apply(Free("leaflet", 1, DiscountEffect.AddNewItems));
        var after = Order.With(applied);

        Assert.Null(after.Lines[4].Amount);
        Assert.Equal((209_00, 0L), (after.TotalAmount, applied.Amount));
        Assert.False(applied.HasNoEffect);
    }

    [Fact]
    public void Several_products_are_given_in_turn_each_in_its_way()
    {
        var discount = new FreeItems(
        [
            new(Product("mug"), 1) { Effect = DiscountEffect.AddNewItems },
            new(Product("socks"), 2) { Effect = DiscountEffect.AddMissingItems },
            new(Product("mug"), 1) { Effect = DiscountEffect.AddNewItems },
        ])
        { Effect = DiscountEffect.AddManyItems };

        var after = Order.With(Apply(discount));

        Assert.Equal((5, 2), (after.Lines.Count, after.Lines[4].Quantity));
        Assert.Equal((223_00, 32_00, 191_00), (after.Amount, after.ItemsDiscountAmount, after.TotalAmount));
    }

    [Fact]
    public void The_same_items_are_added_to_every_covered_line()
    {
        var discount = new FreeItems([new(null, 1)]) { Effect = DiscountEffect.AddSameItems };

        var after = Order.With(Apply(discount, Covering(new(Outdoor) { Candidates = Candidates.FromCheapest, SkipInitially = 1 })));

        Assert.Equal([2, 4, 3, 3], after.Lines.Select(line => line.Quantity));
        Assert.Equal((313_00, 209_00), (after.Amount, after.TotalAmount)); // a shoe and a cap, both free
    }

    [Fact]
    public void Free_shipping_makes_the_shipping_line_free_or_says_so_on_a_line_of_its_own()
    {
        var free = Free(FreeItem.Shipping, 1, DiscountEffect.AddMissingItems);

        var paid = Cart(Line("cap", 24_00), Line(FreeItem.Shipping, 5_00)) is var order ? order.With(Apply(free, order: order)) : order;
        var none = Order.With(Apply(free));

        Assert.Equal((24_00, 5_00), (paid.TotalAmount, paid.ItemsDiscountAmount));
        Assert.Equal((FreeItem.Shipping, 0L, 1), (none.Lines[4].Line.ProductId, none.Lines[4].Amount!.Value, none.Lines[4].Quantity));
        Assert.Equal(209_00, none.TotalAmount);
    }

    [Fact]
    public void Units_that_are_free_already_are_not_given_again()
    {
        var first = Order.With(Apply(Free("socks", 3, DiscountEffect.AddMissingItems)));

        var second = first.With(Apply(Free("socks", 2, DiscountEffect.AddMissingItems), order: first));

        Assert.Equal((5, 5), (second.Lines[Socks].Quantity, second.Lines[Socks].DiscountQuantity)); // the fourth, and a fifth
        Assert.Equal(173_00, second.TotalAmount);
    }

    [Fact]
    public void A_guard_pays_for_whole_units_only()
    {
        var applied = DiscountCalculator.Apply(Request(Free("mug", 3, DiscountEffect.AddNewItems)) with { MostAmount = 15_00 })!;

        Assert.Equal((14_00, 2), (applied.Amount, Assert.Single(applied.Lines).AddedQuantity));
        Assert.Equal(CapKind.Guard, Assert.Single(applied.Caps).Kind);
    }

    [Fact]
    public void A_cap_becomes_a_shoe_at_no_extra_cost()
    {
        var applied = Apply(Upgrade("shoe"), Covering(new(Product("cap")) { QuantityLimit = 1 }));
        var after = Order.With(applied);

        Assert.Equal((265_00, 56_00, 209_00), (after.Amount, after.ItemsDiscountAmount, after.TotalAmount));
        Assert.Equal([1, 4, 1, 3, 1], after.Lines.Select(line => line.Quantity));
        Assert.Equal(new Exchange(Cap, 1, 24_00, 4, 1, 80_00, 56_00), Assert.Single(applied.Exchanges));
    }

    [Fact]
    public void A_cheaper_replacement_lowers_the_total_by_the_difference()
    {
        var applied = Apply(Upgrade("mug"), Covering(new(Product("cap"))));
        var after = Order.With(applied);

        Assert.Equal((0, 175_00), (applied.Amount, after.TotalAmount)); // 209 − 48 + 14
        Assert.False(applied.HasNoEffect);
    }

    [Fact]
    public void Replaced_units_give_their_earlier_discount_back()
    {
        var first = Order.With(Apply(new PercentOff(50) { Effect = DiscountEffect.ApplyToItems }, Covering(new(Product("cap"))))); // caps now 24.00 for both

        var second = first.With(Apply(Upgrade("shoe"), Covering(new(Product("cap")) { QuantityLimit = 1 }), first));

        Assert.Equal((185_00, 185_00), (first.TotalAmount, second.TotalAmount));
        Assert.Equal((24_00, 12_00), (second.Lines[Cap].Amount, second.Lines[Cap].DiscountAmount));
    }

    private static FreeItems Free(string product, int quantity, DiscountEffect effect) => new([new(Product(product), quantity)]) { Effect = effect };

    private static FreeItems Upgrade(string product) => Free(product, 1, DiscountEffect.ReplaceItems);
}
