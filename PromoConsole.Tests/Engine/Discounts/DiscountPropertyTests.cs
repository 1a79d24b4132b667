using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Discounts;

/// <summary>What holds for every cart and discount, whatever they are.</summary>
public class DiscountPropertyTests
{
    private const int Carts = 12_000;

    [Fact]
    public void Nothing_falls_below_zero_and_what_came_off_is_what_is_missing()
    {
        var some = new GeneratedCarts(1);
        for (var i = 0; i < Carts; i++)
        {
            var order = some.Order();
            var request = DemoCart.Request(some.Discount(), some.Coverage(), order, some.Bundle()) with
            {
                OnInitialAmount = some.Seldom,
                MostAmount = some.Seldom ? some.Upto(20_00) : null,
            };

            if (DiscountCalculator.Apply(request) is not { } applied)
            {
                Assert.Null(order.Amount);
                continue;
            }

            var after = order.With(applied);
            Assert.True(applied.Amount >= 0 && applied.CapCutAmount >= 0);
            Assert.Equal(applied.Amount, applied.OrderDiscountAmount + applied.Lines.Sum(line => Math.Max(0, line.DiscountAmount)));
            Assert.All(after.Lines.Zip(order.Lines), pair => Assert.True(pair.First.SubtotalAmount is null or >= 0 || pair.Second.SubtotalAmount < 0));
            Assert.All(after.Lines, line => Assert.True(line.Quantity >= 0 && line.DiscountQuantity <= line.Quantity + line.InitialQuantity));
            if (request.MostAmount is { } most) Assert.True(applied.Amount <= most);
            if (applied.Shares.Count > 0) Assert.Equal(applied.OrderDiscountAmount, applied.Shares.Sum());
            if (request.Discount is FreeItems) Assert.True((after.TotalAmount ?? 0) <= (order.TotalAmount ?? 0));
            else Assert.Equal(order.TotalAmount - applied.Amount, after.TotalAmount);
        }
    }

    [Fact]
    public void A_hundred_percent_leaves_exactly_zero()
    {
        var some = new GeneratedCarts(2);
        for (var i = 0; i < Carts; i++)
        {
            var order = some.Order();
            if (order.Amount is null) continue;

            var free = order.With(DemoCart.Apply(new PercentOff(100), order: order));
            var items = order.With(DemoCart.Apply(new PercentOff(100) { Effect = DiscountEffect.ApplyToItems }, order: order));

            Assert.Equal(0, free.TotalAmount);
            Assert.True(items.TotalAmount == 0 || items.Lines.All(line => line.Quantity == 0 || line.SubtotalAmount is null or 0));
        }
    }

    [Fact]
    public void Asking_twice_gives_the_same_and_changes_nothing()
    {
        var some = new GeneratedCarts(3);
        for (var i = 0; i < Carts; i++)
        {
            var request = DemoCart.Request(some.Discount(), some.Coverage(), some.Order(), some.Bundle());
            var before = PromoJson.Write(request.Order);

            var first = PromoJson.Write(DiscountCalculator.Apply(request));

            Assert.Equal(first, PromoJson.Write(DiscountCalculator.Apply(request)));
            Assert.Equal(before, PromoJson.Write(request.Order));
        }
    }

    [Fact]
    public void Whatever_came_out_is_read_back_the_same()
    {
        var some = new GeneratedCarts(4);
        for (var i = 0; i < 2_000; i++)
        {
            if (DiscountCalculator.Apply(DemoCart.Request(some.Discount(), some.Coverage(), some.Order(), some.Bundle())) is not { } applied) continue;

            var json = PromoJson.Write(applied);

            Assert.Equal(json, PromoJson.Write(PromoJson.Read<AppliedDiscount>(json)));
        }
    }

    [Fact]
    public void Application_rules_take_what_picking_units_one_by_one_takes()
    {
        var some = new GeneratedCarts(5);
        for (var i = 0; i < Carts; i++)
        {
            var order = DemoCart.Cart([.. Enumerable.Range(0, 1 + some.Upto(2)).Select(_ => DemoCart.Line(some.Often ? "socks" : "cap", 1_00 * (1 + some.Upto(4)), some.Upto(3)))]);
            if (order.ItemsQuantity is 0 or > 8) continue;
            var entry = some.Entry() with { Item = DemoCart.Outdoor, AmountLimit = null, AggregatedAmountLimit = null };

            var applied = DemoCart.Apply(new AmountOff(2_50) { Effect = DiscountEffect.ApplyToItemsByQuantity }, DemoCart.Covering(entry), order);

            Assert.Equal(Picked(order, entry, 2_50), DemoCart.PerLine(applied, order.Lines.Count));
        }
    }

    // The obvious way: put all candidates in a row, walk along it, and count.
    private static long[] Picked(OrderState order, CoverageEntry entry, long each)
    {
        var lines = order.Lines.Select((line, index) => (line, index)).Where(one => one.line.Quantity > 0).ToList();
        lines = entry.Candidates switch
        {
            Candidates.Cheapest or Candidates.FromCheapest => [.. lines.OrderBy(one => one.line.Line.PriceAmount)],
            Candidates.MostExpensive or Candidates.FromMostExpensive => [.. lines.OrderByDescending(one => one.line.Line.PriceAmount)],
            _ => lines,
        };
        var row = entry.Target == CandidateTarget.Item ? lines.ConvertAll(one => one.index) : [.. lines.SelectMany(one => Enumerable.Repeat(one.index, one.line.Quantity))];
        var onlyFirst = entry.Repeat is null && entry.Candidates is Candidates.Cheapest or Candidates.MostExpensive && entry.Repeat is null;
        var units = new List<int>();
        for (var at = entry.SkipInitially; at < row.Count; at += entry.Repeat ?? 1)
        {
            units.AddRange(Enumerable.Repeat(row[at], entry.Target == CandidateTarget.Item ? order.Lines[row[at]].Quantity : 1));
            if (onlyFirst) break;
        }

        var off = new long[order.Lines.Count];
        var taken = new int[order.Lines.Count];
        var all = 0;
        foreach (var index in units)
        {
            if (taken[index] >= (entry.QuantityLimit ?? int.MaxValue) || all >= (entry.AggregatedQuantityLimit ?? int.MaxValue)) continue;
            taken[index]++;
            all++;
            off[index] += Math.Min(each, order.Lines[index].Line.PriceAmount!.Value);
        }

        return off;
    }
}
