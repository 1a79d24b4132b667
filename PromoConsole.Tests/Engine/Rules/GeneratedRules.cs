using System.Globalization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules;

/// <summary>Rules of every kind and carts drawn from small ranges, so that conditions are often just met, just missed, or have nothing to look at.</summary>
internal sealed class GeneratedRules(int seed)
{
    private static readonly string[] Bags =
    [
        """{}""", """{"channel":"app"}""", """{"channel":"web","size":5}""", """{"size":"5"}""", """{"size":5.0,"channel":null}""",
        """{"channel":["app","web"]}""", """{"size":[1,2,"x"]}""", """{"delivery":{"method":"bike"}}""", """{"channel":true}""",
        """{"channel":"caf\u00e9 \"x\""}""", """{"channel":""}""", """{"size":-3}""", """{"size":1e2}""", """{"channel":{"a":1}}""",
        """{"born":"2026-03-01"}""", """{"born":"2026-03-02T23:30:00Z","channel":[]}""", """{"born":"2026-03-05"}""", """{"born":"2026-03-02T08:00:00+01:00"}""",
        """{"born":"2026-02-28T10:00:00"}""", """{"born":["2026-03-02","soon"]}""",
        """{"channel":"a\\b"}""", """{"delivery":{"size":1}}""", """{"channel":null,"size":null}""",
    ];

    private static readonly string[] Properties = ["channel", "size", "delivery.method", "none", "born", "born"];
    private static readonly string[] Values = ["app", "web", "5", "5.00", "café \"x\"", "a", "", "true", "100", "-3", "bike", "1", @"a\b", @"a\\b"];
    private static readonly string[] Dates = ["2026-03-01", "2026-03-02", "2026-03-02T07:00:00Z", "2026-03-03T00:30:00", "2026-03-05"];
    private static readonly string[] Windows = ["2026-03-01/2026-03-02", "2026-03-02T00:00:00/2026-03-02T23:30:00Z", "2026-03-02T07:00:00Z/2026-03-05", "2026-02-28/2026-02-28"];
    private static readonly string[] Hours = ["12:00/14:00", "13:00/13:30", "09:00/13:00", "22:00/06:00", "18:00/13:00:01", "13:00:00.5/20:00"];
    private static readonly string[] Durations = ["PT4H", "PT12H", "P1D", "P3D"];
    private static readonly string[] Segments = ["seg_new", "seg_vip", "seg_x"];
    private static readonly string[] Products = ["shirt", "book", "novel", "mug"];
    private static readonly string[] Tiers = ["tier_gold", "tier_silver", "__ANY__"];
    private readonly Random _random = Seeded(seed);

    /// <summary>Only rules that could be launched: no impossible numbers, nothing incomplete. Default false: the evaluator must cope with anything.</summary>
    public bool Sound { get; init; }

    public Rule Rule(int depth) => Node(depth, RuleKinds.All, 0);

    /// <summary>A condition of this kind with one test by this operator, if it has tests.</summary>
    public Condition Condition(RuleKind kind, Operator? op = null) => Made(kind, 0, op);

    public RuleFacts Facts()
    {
        var order = _random.Next(8) == 0 ? null : Order();
        var customer = _random.Next(4) == 0
            ? null
            : new CustomerFacts("cust_1", null, "Ola", Some(Segments), Decisions.Bag(Pick(Bags)));
        var byPerson = _random.Next(2) == 0;
        return new RuleFacts
        {
            Catalogue = Decisions.Catalogue(),
            Now = Decisions.Noon,
            Customer = customer,
            LoyaltyTierIds = _random.Next(2) == 0 ? null : Some(Tiers[..2]),
            IsHolder = customer is not null && _random.Next(2) == 0,
            User = byPerson ? Pick(["ola@example.com", "Jan@example.com"]) : null,
            ApiKeyId = byPerson ? null : "app-1",
            ApiKeyName = byPerson ? null : "Web shop",
            Lines = order?.Content.Lines ?? [],
            OrderMetadata = order?.Content.Metadata ?? MetadataBag.Empty,
            RedemptionMetadata = _random.Next(3) == 0 ? null : Decisions.Bag(Pick(Bags)),
            EventMetadata = _random.Next(3) == 0 ? null : Decisions.Bag(Pick(Bags)),
            InitialAmount = order?.InitialAmount,
            AmountBefore = order?.AmountBefore,
            TotalAmount = order?.AmountBefore is { } before ? before - (before / 4) : null,
            ItemsQuantity = order is null ? 0 : OrderArithmetic.Quantity(order.Content),
            PointsUsed = _random.Next(2) == 0 ? null : _random.Next(6),
            Budget = BudgetUse.Of(Budgets.All.Select(measure => KeyValuePair.Create(measure,
                _random.Next(9) == 0 || (customer is null && measure.Scope() is BudgetScope.CampaignCustomer or BudgetScope.IncentiveCustomer) ? (long?)null : _random.Next(1, 6)))),
        };
    }

    private OrderFacts Order() => Decisions.Of(new OrderContent
    {
        ExplicitAmount = _random.Next(3) == 0 ? _random.Next(0, 8) : null,
        Lines = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => _random.Next(6) == 0 ? null : Pick(Products)).Select(product => new OrderLine
        {
            ProductId = product,
            Item = Item(product),
            SkuId = _random.Next(4) == 0 ? Pick(["sku_s", "sku_m"]) : null,
            SourceId = _random.Next(6) == 0 ? Pick(["mug", "sku_s", "crm"]) : null,
            Quantity = _random.Next(4),
            PriceAmount = _random.Next(5) == 0 ? null : _random.Next(3),
            ExplicitAmount = _random.Next(5) == 0 ? _random.Next(5) : null,
            Metadata = _random.Next(2) == 0 ? null : Decisions.Bag(Pick(Bags)),
        })],
        Metadata = Decisions.Bag(Pick(Bags)),
    }, _random.Next(3));

    private LineItem Item(string? product)
    {
        var item = Decisions.InCollections(product);
        return _random.Next(2) == 0 ? item : item with { ProductMetadata = Decisions.Bag(Pick(Bags)), SkuMetadata = Decisions.Bag(Pick(Bags)) };
    }

    private Rule Node(int depth, IReadOnlyList<RuleKind> kinds, int nested)
    {
        Rule rule = (depth == 0 ? 9 : _random.Next(10)) switch
        {
            0 or 1 => new AllOf(Parts(depth, kinds, nested)),
            2 or 3 => new AnyOf(Parts(depth, kinds, nested)),
            4 => new Not(Node(depth - 1, kinds, nested)),
            _ => Made(kinds[_random.Next(kinds.Count)], nested, null),
        };
        if (Sound && rule is Condition made && RuleCheck.ProblemOf(made) is not null) return Node(depth, kinds, nested);
        return _random.Next(12) == 0 ? rule with { Muted = true } : rule;
    }

    private Condition Made(RuleKind kind, int nested, Operator? op)
    {
        var where = nested == 0 && kind.SubRules.Count > 0 && _random.Next(3) > 0 ? Node(2, kind.SubRules, 1) : null;
        return kind.Shape switch
        {
            ConditionShape.Number => new NumberCondition(kind, Tests(kind, op)),
            ConditionShape.Membership => new MembershipCondition(kind, Tests(kind, op)),
            ConditionShape.Metadata => new MetadataCondition(kind, Pick(Properties), Tests(kind, op)) { Where = where },
            ConditionShape.Moment => new MomentCondition(kind, Tests(kind, op)),
            ConditionShape.Items => new ItemsCondition(kind, Items())
            {
                Except = _random.Next(4) == 0 ? Items() : [], From = _random.Next(4) == 0 ? [Pick(["pc_shirts", "pc_books"])] : [], Where = where,
            },
            _ => new FlagCondition(kind, _random.Next(3) > 0),
        };
    }

    private IReadOnlyList<RuleTest> Tests(RuleKind kind, Operator? op) =>
        op is { } one ? [Test(kind, one)] : [.. Enumerable.Range(0, _random.Next(5) == 0 ? 2 : 1).Select(_ => Test(kind, kind.Operators[_random.Next(kind.Operators.Count)])).DistinctBy(test => test.Is)];

    private RuleTest Test(RuleKind kind, Operator op) => new(op, !RuleTest.NeedsValues(op) ? [] : kind.Operand switch
    {
        OperandKind.Segments => Texts(Segments),
        OperandKind.LoyaltyTiers => Texts(Tiers),
        OperandKind.Users => Texts(["ola@example.com", "jan@example.com"]),
        OperandKind.ApiKeys => Texts(["app-1", "Web shop", "app-2"]),
        OperandKind.Moment when op is Operator.WithinDay => Texts(Hours),
        OperandKind.Metadata or OperandKind.Moment when op is Operator.Before or Operator.After => Texts(Dates),
        OperandKind.Metadata or OperandKind.Moment when op is Operator.Within => Texts(Windows),
        OperandKind.Metadata when op is Operator.WithinPast or Operator.WithinFuture => Texts(Durations),
        OperandKind.Metadata or OperandKind.Moment when op is >= Operator.MoreThanDaysAgo and <= Operator.DayOfWeek or >= Operator.Count and <= Operator.CountLess => [(Operand)(long)_random.Next(5)],
        OperandKind.Metadata => _random.Next(6) == 0 ? Texts(Dates) : Texts(Values),
        _ => [.. Enumerable.Range(0, _random.Next(4) == 0 ? 2 : 1).Select(_ => (Operand)Number())],
    });

    private Operand[] Texts(string[] from)
    {
        var some = Some(from);
        return [.. (some.Length == 0 ? [Pick(from)] : some).Select(text => (Operand)text)];
    }

    private Rule[] Parts(int depth, IReadOnlyList<RuleKind> kinds, int nested) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Node(depth - 1, kinds, nested))];

    private ItemReference[] Items() => [.. Enumerable.Range(0, _random.Next(6) == 0 ? 0 : _random.Next(1, 3)).Select(_ => _random.Next(3) switch
    {
        0 => new ItemReference(ItemKind.Product, Pick(Products)),
        1 => new ItemReference(ItemKind.Sku, Pick(["sku_s", "sku_m"])),
        _ => new ItemReference(ItemKind.Collection, Pick(["pc_shirts", "pc_books"])),
    })];

    private long Number() => _random.Next(30) switch { 0 => long.MaxValue, 1 => long.MinValue, _ => _random.Next(6) };

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private string[] Some(string[] from) => [.. from.Where(_ => _random.Next(from.Length) == 0)];

#pragma warning disable RS0030 // reproducible test data from a seed
    private static Random Seeded(int seed) => new(seed);
#pragma warning restore RS0030
}
