using System.Text.Json;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Orders;

public class OrderStateTests
{
    private static readonly OrderLine Shoe = new() { ProductId = "shoe", PriceAmount = 80_00 };

    private static readonly OrderLine Socks = new() { ProductId = "socks", PriceAmount = 9_00, Quantity = 4 };

    [Fact]
    public void Is_worth_its_lines_until_something_comes_off()
    {
        var order = OrderState.Of(new OrderContent { Lines = [Shoe, Socks] });

        Assert.Equal((116_00, 116_00, 116_00, 5), (order.InitialAmount, order.Amount, order.TotalAmount, order.ItemsQuantity));
    }

    [Fact]
    public void Respects_an_explicit_amount_and_adds_what_was_added()
    {
        var order = OrderState.Of(new OrderContent { ExplicitAmount = 120_00, Lines = [Shoe, Socks] }, orderDiscountAmount: 20_00);

        var after = order.With(Step([new(1, 18_00) { AddedQuantity = 2, AddedAmount = 18_00, DiscountQuantity = 2 }]));

        Assert.Equal((120_00, 138_00, 18_00, 38_00, 100_00), (after.InitialAmount, after.Amount, after.ItemsDiscountAmount, after.TotalDiscountAmount, after.TotalAmount));
        Assert.Equal((4, 6, 2), (after.Lines[1].InitialQuantity, after.Lines[1].Quantity, after.Lines[1].DiscountQuantity));
        Assert.Equal((36_00, 54_00, 36_00), (after.Lines[1].InitialAmount, after.Lines[1].Amount, after.Lines[1].SubtotalAmount));
        Assert.Equal(7, after.ItemsQuantity);
        Assert.Equal(138_00, OrderArithmetic.InitialAmount(after.Content));
    }

    [Fact]
    public void Keeps_both_discounts_beside_each_other_and_never_falls_below_zero()
    {
        var order = OrderState.Of(new OrderContent { Lines = [Shoe, Socks] }).With(Step([new(0, 80_00)])).With(Step([], 36_00));

        Assert.Equal((80_00, 36_00, 0), (order.ItemsDiscountAmount, order.OrderDiscountAmount, order.TotalAmount));
        Assert.Equal(0, OrderState.Of(new OrderContent { ExplicitAmount = 10_00 }, 12_00).TotalAmount);
    }

    [Fact]
    public void Has_no_value_without_a_priced_line_or_an_amount()
    {
        var order = OrderState.Of(new OrderContent { Lines = [new() { ProductId = "shoe" }] });

        Assert.Null(order.InitialAmount);
        Assert.Null(order.TotalAmount);
    }

    [Fact]
    public void Is_stored_without_what_is_usual_and_read_back_the_same()
    {
        var order = OrderState.Of(new OrderContent { Lines = [Shoe] })
            .With(Step([new(1, 9_00) { Added = Socks with { Quantity = 0 }, AddedQuantity = 1, AddedAmount = 9_00, DiscountQuantity = 1 }]));

        var json = PromoJson.Write(order);
        var read = PromoJson.Read<OrderState>(json);

        Assert.Equal("""{"line":{"productId":"shoe","quantity":1,"priceAmount":8000}}""", JsonDocument.Parse(json).RootElement.GetProperty("lines")[0].GetRawText());
        Assert.Equal(order.Lines, read.Lines);
        Assert.Equal((80_00, 89_00, 80_00), (read.InitialAmount, read.Amount, read.TotalAmount));
        Assert.Equal((0, 1, 0L), (read.Lines[1].InitialQuantity, read.Lines[1].Quantity, read.Lines[1].SubtotalAmount));
    }

    private static AppliedDiscount Step(IReadOnlyList<LineChange> lines, long order = 0) =>
        new(new AmountOff(1), 0, 0, 0, 0, []) { Lines = lines, OrderDiscountAmount = order };
}
