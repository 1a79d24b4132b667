using System.Globalization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules;

/// <summary>Rules and carts drawn from small ranges, so that conditions are often just met, just missed, or have nothing to look at.</summary>
internal sealed class GeneratedRules(int seed)
{
    private static readonly string[] Bags =
    [
        """{}""", """{"channel":"app"}""", """{"channel":"web","size":5}""", """{"size":"5"}""", """{"size":5.0,"channel":null}""",
        """{"channel":["app","web"]}""", """{"size":[1,2,"x"]}""", """{"delivery":{"method":"bike"}}""", """{"channel":true}""",
        """{"channel":"caf\u00e9 \"x\""}""", """{"channel":""}""", """{"size":-3}""", """{"size":1e2}""", """{"channel":{"a":1}}""",
    ];

    private static readonly string[] Properties = ["channel", "size", "delivery.method", "none"];
    private static readonly string[] Values = ["app", "web", "5", "5.00", "café \"x\"", "a", "", "true", "100", "-3", "bike", "1"];
    private static readonly string[] Segments = ["seg_new", "seg_vip", "seg_x"];
    private static readonly string[] Products = ["shirt", "book", "novel", "mug"];
    private readonly Random _random = Seeded(seed);

    public Rule Rule(int depth)
    {
        Rule rule = (depth == 0 ? 9 : _random.Next(10)) switch
        {
            0 or 1 => new AllOf(Parts(depth)),
            2 or 3 => new AnyOf(Parts(depth)),
            4 => new Not(Rule(depth - 1)),
            _ => Condition(),
        };
        return _random.Next(12) == 0 ? rule with { Muted = true } : rule;
    }

    public RuleFacts Facts()
    {
        var order = _random.Next(8) == 0 ? null : Order();
        var customer = _random.Next(4) == 0
            ? null
            : new CustomerFacts("cust_1", null, "Ola", Some(Segments), Decisions.Bag(Pick(Bags)));
        return new RuleFacts
        {
            Catalogue = Decisions.Catalogue(),
            Customer = customer,
            Lines = order?.Content.Lines ?? [],
            OrderMetadata = order?.Content.Metadata ?? MetadataBag.Empty,
            InitialAmount = order?.InitialAmount,
            AmountBefore = order?.AmountBefore,
            TotalAmount = order?.AmountBefore is { } before ? before - (before / 4) : null,
            ItemsQuantity = order is null ? 0 : OrderArithmetic.Quantity(order.Content),
            CampaignRedemptions = _random.Next(1, 6),
            CampaignRedemptionsOfCustomer = customer is null ? null : _random.Next(1, 6),
            CodeRedemptionsOfCustomer = customer is null ? null : _random.Next(1, 6),
            CampaignDiscountedAmount = order?.AmountBefore is null ? null : _random.Next(0, 6),
        };
    }

    private OrderFacts Order() => Decisions.Of(new OrderContent
    {
        ExplicitAmount = _random.Next(3) == 0 ? _random.Next(0, 8) : null,
        Lines = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => _random.Next(6) == 0 ? null : Pick(Products)).Select(product => new OrderLine
        {
            ProductId = product,
            Item = Decisions.InCollections(product),
            SkuId = _random.Next(4) == 0 ? Pick(["sku_s", "sku_m"]) : null,
            Quantity = _random.Next(4),
            PriceAmount = _random.Next(5) == 0 ? null : _random.Next(3),
            ExplicitAmount = _random.Next(5) == 0 ? _random.Next(5) : null,
        })],
        Metadata = Decisions.Bag(Pick(Bags)),
    }, _random.Next(3));

    private Condition Condition() => _random.Next(12) switch
    {
        0 => new CustomerSegment((Membership)_random.Next(2), Some(Segments)),
        1 => new CustomerMetadata(Pick(Properties), (MetadataTest)_random.Next(11), Some(Values)),
        2 => new OrderMetadata(Pick(Properties), (MetadataTest)_random.Next(11), Some(Values)),
        3 => new InitialAmount(Comparison(), Number()),
        4 => new AmountBefore(Comparison(), Number()),
        5 => new TotalAmount(Comparison(), Number()),
        6 => new ItemsQuantity(Comparison(), Number()),
        7 => new AnyItem(Items(), Where()),
        8 => new CampaignRedemptions(Comparison(), Number()),
        9 => new CampaignRedemptionsPerCustomer(Comparison(), Number()),
        10 => new CodeRedemptionsPerCustomer(Comparison(), Number()),
        _ => new CampaignDiscountedAmount(Comparison(), Number()),
    };

    private Rule[] Parts(int depth) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Rule(depth - 1))];

    private ItemReference[] Items() => [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => _random.Next(3) switch
    {
        0 => new ItemReference(ItemKind.Product, Pick(Products)),
        1 => new ItemReference(ItemKind.Sku, Pick(["sku_s", "sku_m"])),
        _ => new ItemReference(ItemKind.Collection, Pick(["pc_shirts", "pc_books"])),
    })];

    private ItemCondition[] Where() => [.. Enumerable.Range(0, _random.Next(3)).Select(_ =>
        _random.Next(2) == 0 ? (ItemCondition)new MatchedQuantity(Comparison(), Number()) : new MatchedAmount(Comparison(), Number()))];

    private Comparison Comparison() => (Comparison)_random.Next(6);

    private long Number() => _random.Next(30) switch { 0 => long.MaxValue, 1 => long.MinValue, _ => _random.Next(6) };

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private string[] Some(string[] from) => [.. from.Where(_ => _random.Next(from.Length) == 0)];

#pragma warning disable RS0030 // reproducible test data from a seed
    private static Random Seeded(int seed) => new(seed);
#pragma warning restore RS0030
}
