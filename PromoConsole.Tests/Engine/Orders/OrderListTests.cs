using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Orders;

public class OrderListTests : IAsyncLifetime
{
    private PromoWorld _world = null!;

    private OrderService Orders => _world.Get<OrderService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Finds_orders_by_number_status_customer_and_value()
    {
        await OrderAsync("A-1", 20_00, OrderStatus.Paid, "ola");
        await OrderAsync("A-2", 50_00, OrderStatus.Canceled, "ola");
        await OrderAsync("B-1", 80_00, OrderStatus.Paid, null);
        await using var db = _world.Db();
        var ola = await db.Customers.Select(c => c.Id).SingleAsync();

        Assert.Equal(["A-2", "A-1"], await NumbersAsync(new() { Number = "A-" }));
        Assert.Equal(["B-1", "A-1"], await NumbersAsync(new() { Status = OrderStatus.Paid }));
        Assert.Equal(["A-2", "A-1"], await NumbersAsync(new() { CustomerId = ola }));
        Assert.Equal(["A-2", "B-1"], await NumbersAsync(new() { MinAmount = 50_00, Sort = OrderSort.Amount }));
        Assert.Equal(["A-1"], await NumbersAsync(new() { MaxAmount = 49_99, Status = OrderStatus.Paid }));
    }

    [Theory]
    [InlineData(OrderSort.Newest)]
    [InlineData(OrderSort.Oldest)]
    [InlineData(OrderSort.Amount)]
    [InlineData(OrderSort.AmountDescending)]
    public async Task A_file_of_orders_holds_what_fits_in_the_order_of_the_list(OrderSort sort)
    {
        await Orders.SaveManyAsync(
            [.. Enumerable.Range(0, 1_100).Select(i => new SaveOrder { Order = new OrderInput { SourceId = $"f-{i}", Content = new OrderContent { ExplicitAmount = i % 4 } } }),
             new SaveOrder { Order = new OrderInput { SourceId = "other", Content = new OrderContent { ExplicitAmount = 2 } } }], Some.Shop);
        var asked = new OrderQuery { Number = "f-", Sort = sort };

        var all = await Orders.AllAsync(asked, TestContext.Current.CancellationToken).Select(row => row.Id).ToListAsync(TestContext.Current.CancellationToken);

        var listed = new List<string>();
        for (var skip = 0; skip < 1_100; skip += 100) listed.AddRange((await Orders.RowsAsync(asked with { Skip = skip, Take = 100 })).Items.Select(row => row.Id));
        Assert.Equal(listed, all);
    }

    [Fact]
    public async Task Shows_each_line_with_what_came_off_it_and_everything_that_was_tried()
    {
        await _world.Get<VoucherService>().CreateAsync(new CreateVoucher { Code = "TEN-OFF", Terms = new() { Discount = new AmountOff(10_00) }, RedemptionLimit = 1, Actor = "test" });
        RedeemRedeemables Asked(string code) => new()
        {
            Redeemables = [Redeemable.Voucher(code)], Caller = Some.Shop,
            Order = new OrderInput { SourceId = "detailed", Content = new OrderContent { Lines = [new OrderLine { Name = "Mug", PriceAmount = 30_00 }, new OrderLine { Name = "Pot", PriceAmount = 10_00 }] } },
        };

        var used = await _world.Redemptions.RedeemAsync(Asked("TEN-OFF"));
        var refused = await _world.Redemptions.RedeemAsync(Asked("NOBODY-KNOWS"));
        var details = (await Orders.GetDetailsAsync("detailed")).Value!;

        // 10.00 over 30.00 and 10.00: 7.50 and 2.50
        Assert.Equal([7_50, 2_50], details.Shares);
        Assert.Equal((40_00, 30_00, OrderStatus.Paid), (details.State.Amount, details.State.TotalAmount, details.Order.Status));
        Assert.Equal([used.Value!.Stored.Id, refused.Value!.Stored.Id], details.History.Select(row => row.Id));
        Assert.Equal((10_00, 30_00, 2, 1), (await Orders.RowsAsync(new() { Number = "detailed" })).Items.Select(row => (row.DiscountAmount, row.TotalAmount, row.ItemsCount, row.RedemptionsCount)).Single());

        await _world.Redemptions.RollBackAsync(new RollBackRedemption { RedemptionId = used.Value.Stored.Id, Caller = Some.Shop });
        var after = (await Orders.GetDetailsAsync("detailed")).Value!;
        Assert.Equal((40_00, OrderStatus.Canceled, 3), (after.State.TotalAmount, after.Order.Status, after.History.Count));
        Assert.Equal([0, 0], after.Shares);
    }

    [Fact]
    public async Task A_status_change_is_told_audited_and_refused_to_who_saw_another_order()
    {
        var order = await OrderAsync("S-1", 20_00, OrderStatus.Created, "ola");
        var agent = new Caller(Caller.Dashboard, "anna@example.com");
        _world.Time.Advance(TimeSpan.FromSeconds(5));
        var seen = (await Orders.GetAsync(order.Id)).Value!.UpdatedAt;

        var paid = await Orders.SaveAsync(new ChangeOrder { OrderId = order.Id, Status = OrderStatus.Paid, SeenAt = seen, Caller = agent });
        var late = await Orders.SaveAsync(new ChangeOrder { OrderId = order.Id, Status = OrderStatus.Canceled, SeenAt = seen, Caller = agent });

        Assert.Equal(OrderStatus.Paid, paid.Value?.Status);
        Assert.Equal("edited_meanwhile", late.Error?.Key);
        await using var db = _world.Db();
        Assert.Equal(["order.created", "order.paid"], await db.Outbox.Where(e => e.Subject == order.Id).OrderBy(e => e.Id).Select(e => e.Type).ToListAsync());
        Assert.Equal(["order.paid"], await db.Audit.Where(a => a.Subject == order.Id).Select(a => a.Action).ToListAsync());
        Assert.Equal(OrderStatus.Paid, (await Orders.GetAsync(order.Id)).Value!.Status);
    }

    private async Task<IEnumerable<string?>> NumbersAsync(OrderQuery query) => (await Orders.RowsAsync(query)).Items.Select(row => row.SourceId);

    private async Task<Order> OrderAsync(string number, long amount, OrderStatus status, string? customer) =>
        (await Orders.SaveAsync(new ChangeOrder
        {
            SourceId = number, Status = status, ExplicitAmount = amount, Customer = customer is null ? null : new CustomerInput { SourceId = customer }, Caller = Some.Shop,
        })).Value!;
}
