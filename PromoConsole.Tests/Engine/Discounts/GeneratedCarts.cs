using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Discounts;

/// <summary>Carts, discounts and coverages from a seed.</summary>
internal sealed class GeneratedCarts(int seed)
{
    private static readonly string[] s_products = ["shoe", "socks", "cap", "book"];

#pragma warning disable RS0030 // reproducible test data from a seed
    private readonly Random _random = new(seed);
#pragma warning restore RS0030

    public bool Often => _random.Next(3) > 0;

    public bool Seldom => _random.Next(5) == 0;

    public int Upto(int most) => _random.Next(most + 1);

    public OrderState Order(int mostQuantity = 6)
    {
        var lines = Enumerable.Range(0, Upto(5)).Select(_ => new OrderLine
        {
            ProductId = s_products[Upto(3)],
            Quantity = Upto(mostQuantity),
            PriceAmount = Seldom ? null : Upto(3) * 10_00 + Upto(99),
            ExplicitAmount = Seldom ? Upto(50_00) : null,
        }).ToArray();
        var order = OrderState.Of(new OrderContent { Lines = lines, ExplicitAmount = Seldom ? Upto(200_00) : null }, Seldom ? Upto(30_00) : 0);
        return order with { Lines = [.. order.Lines.Select(line => Seldom && line.Amount is { } amount ? line with { DiscountAmount = Upto((int)amount) } : line)] };
    }

    public ItemReference Item() => Upto(3) switch
    {
        0 => DemoCart.Outdoor,
        1 => DemoCart.Shoes,
        _ => new ItemReference(ItemKind.Product, s_products[Upto(3)]),
    };

    public CoverageEntry Entry() => new(Item())
    {
        Candidates = (Candidates)Upto(4), Target = (CandidateTarget)Upto(1), SkipInitially = Often ? 0 : Upto(3), Repeat = Often ? null : 1 + Upto(3),
        QuantityLimit = Seldom ? Upto(3) : null, AggregatedQuantityLimit = Seldom ? Upto(5) : null,
        AmountLimit = Seldom ? Upto(20_00) : null, AggregatedAmountLimit = Seldom ? Upto(20_00) : null,
        PriceAmount = Seldom ? Upto(9_00) : null,
    };

    public Coverage? Coverage() => Seldom ? null : new Coverage
    {
        All = Seldom, Included = [.. Enumerable.Range(0, Upto(3)).Select(_ => Entry())], Excluded = Seldom ? [new(Item())] : [],
    };

    public Discount Discount() => Upto(3) switch
    {
        0 => new AmountOff(1 + Upto(60_00)) { Effect = (DiscountEffect)Upto(4), AggregatedAmountLimit = Seldom ? Upto(30_00) : null, Formula = Seldom ? Formula.Of("ORDER_ITEM_PRICE * 0.1 + 0.5") : null },
        1 => new PercentOff(1 + Upto(99), Seldom ? Upto(30_00) : null) { Effect = (DiscountEffect)Upto(1), AggregatedAmountLimit = Seldom ? Upto(30_00) : null },
        2 => new FixedTotal(Upto(40_00)) { Effect = (DiscountEffect)Upto(1) },
        _ => Free((DiscountEffect)(5 + Upto(4))),
    };

    public BundleRule? Bundle() => Seldom ? new BundleRule([new(Item(), 1 + Upto(1)), new(Item(), 1)], 1 + Upto(3)) : null;

    private FreeItems Free(DiscountEffect effect) => new(
        [.. Enumerable.Range(0, effect == DiscountEffect.AddManyItems ? 2 : 1).Select(_ => new FreeItem(
            effect == DiscountEffect.AddSameItems ? null : DemoCart.Product(s_products[Upto(3)]), 1 + Upto(3))
        { Effect = Often ? DiscountEffect.AddNewItems : DiscountEffect.AddMissingItems })])
    { Effect = effect };
}
