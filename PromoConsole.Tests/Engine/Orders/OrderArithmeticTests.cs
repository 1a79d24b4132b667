using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Orders;

public class OrderArithmeticTests
{
    [Fact]
    public void Adds_lines_and_lets_an_explicit_amount_win()
    {
        OrderLine[] lines = [new() { PriceAmount = 9_00, Quantity = 4 }, new() { ExplicitAmount = 48_00, PriceAmount = 24_00, Quantity = 3 }, new() { Quantity = 2 }];

        Assert.Equal(84_00, OrderArithmetic.InitialAmount(new OrderContent { Lines = lines }));
        Assert.Equal(90_00, OrderArithmetic.InitialAmount(new OrderContent { Lines = lines, ExplicitAmount = 90_00 }));
        Assert.Equal(9, OrderArithmetic.Quantity(new OrderContent { Lines = lines }));
        Assert.Null(OrderArithmetic.InitialAmount(new OrderContent { Lines = [new()] }));
    }

    [Theory]
    [InlineData(OrderArithmetic.MostAmount, 1, true)]
    [InlineData(OrderArithmetic.MostAmount, 2, false)]
    [InlineData(OrderArithmetic.MostAmount, int.MaxValue, false)]
    public void Knows_what_it_can_count(long price, int quantity, bool fits) =>
        Assert.Equal(fits, OrderArithmetic.Fits(new OrderContent { Lines = [new() { PriceAmount = price, Quantity = quantity }] }));

    [Fact]
    public async Task An_order_nobody_can_count_is_refused_before_anything_is_decided()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = await PromoWorld.StartAsync();
        var caller = new Caller(Caller.Api, "Shop", "key_1");
        await world.Get<ProductService>().UpsertAsync(new() { SourceId = "palace", Name = "Palace", PriceAmount = OrderArithmetic.MostAmount }, caller, ct);

        var answer = await world.Redemptions.RedeemAsync(new RedeemRedeemables
        {
            Redeemables = [Redeemable.Voucher("ANY")], Caller = caller, Order = new OrderInput { Content = new() { Lines = [new() { SourceId = "palace", Quantity = int.MaxValue }] } },
        }, ct);

        Assert.Equal("invalid_order", answer.Error!.Key);
        await using var db = world.Db();
        Assert.Empty(db.Redemptions);
    }
}
