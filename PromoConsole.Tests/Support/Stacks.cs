using System.Collections.Frozen;
using System.Collections.Immutable;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Tests.Support;

/// <summary>Several codes and tiers on one order, without a database: each code has a campaign of its own, named like it.</summary>
internal sealed class Stacks
{
    private readonly List<CatalogueCampaign> _campaigns = [];
    private readonly List<Redeemable> _asked = [];
    private readonly Dictionary<string, VoucherFacts> _vouchers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CatalogueCategory> _categories = new(StringComparer.Ordinal);

    public StackingRules Rules { get; init; } = StackingRules.Default;

    public OrderFacts? Order { get; init; } = DemoCart;

    public CustomerFacts? Customer { get; init; } = Decisions.Someone();

    public Dictionary<string, long> Counters { get; init; } = [];

    /// <summary>The cart of the worked examples: 209.00, of which 164.00 are outdoor.</summary>
    public static OrderFacts DemoCart => Decisions.Cart(
        Line("shoe", 80_00, 1, "pc_outdoor"), Line("socks", 9_00, 4, "pc_outdoor"), Line("cap", 24_00, 2, "pc_outdoor"), Line("book", 15_00, 3));

    public static OrderLine Line(string product, long price, int quantity, params string[] collections) =>
        Decisions.Line(product, price, quantity) with { Item = new LineItem(collections, MetadataBag.Empty, MetadataBag.Empty) };

    /// <summary>Asks for a code of a campaign of its own.</summary>
    public Stacks Code(string code, Discount discount, string? category = null, Rule? rule = null, int? limit = null, int used = 0, int held = 0, Coverage? coverage = null)
    {
        Add(new CampaignSetup { Discount = discount, Rule = rule, Coverage = coverage }, code, category);
        _vouchers[code] = new($"v_{code}", code, $"camp_{code}", null, null, true, null, null, limit, used, null, null) { HeldQuantity = held };
        _asked.Add(Redeemable.Voucher(code));
        return this;
    }

    /// <summary>Asks for a code that does not exist.</summary>
    public Stacks Unknown(string code)
    {
        _asked.Add(Redeemable.Voucher(code));
        return this;
    }

    /// <summary>A promotion campaign; its tiers and stacks are there to be asked for.</summary>
    public Stacks Promotion(string name, CampaignSetup setup, bool active = true)
    {
        Add(setup, name, null, active);
        return this;
    }

    public Stacks Tier(string id)
    {
        _asked.Add(Redeemable.Tier(id));
        return this;
    }

    public Stacks Stack(string id)
    {
        _asked.Add(Redeemable.Stack(id));
        return this;
    }

    public Stacks Category(string id, int hierarchy)
    {
        _categories[id] = new(id, id, hierarchy, DateTimeOffset.UnixEpoch, null);
        return this;
    }

    public ValidateRedeemables Request => new() { Redeemables = _asked, Caller = Some.Shop };

    public Decision Decide()
    {
        var catalogue = Decisions.Catalogue([.. _campaigns]) with
        {
            Project = Decisions.Project with { Stacking = Rules },
            Categories = _categories.ToImmutableDictionary(),
            Promotions = _campaigns.SelectMany(c => c.Newest!.Setup.Tiers.Select(t => t.Id).Concat(c.Newest.Setup.Stacks.Select(s => s.Id)), (c, id) => (c.Id, id))
                .ToImmutableDictionary(pair => pair.id, pair => pair.Id),
        };
        var facts = new Facts
        {
            Vouchers = [.. _asked.Select(one => one.Kind == RedeemableKind.Voucher ? _vouchers.GetValueOrDefault(one.Id) : null)],
            Customer = Customer, Order = Order, Counters = Counters,
        };
        return RedemptionDecider.Decide(Request, catalogue, facts, Decisions.Noon);
    }

    private void Add(CampaignSetup setup, string name, string? category, bool active = true)
    {
        if (category is not null) _categories.TryAdd(category, new(category, category, 1, DateTimeOffset.UnixEpoch, null));
        var version = CatalogueVersion.Of(1, setup, Decisions.Project);
        _campaigns.Add(new($"camp_{name}", name, active, null, false, 1, FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create(1, version)])) { CategoryId = category });
    }
}
