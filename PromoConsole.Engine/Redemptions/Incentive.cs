using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Engine.Redemptions;

/// <summary>
/// What stands behind one redeemable: a code or a promotion tier with its campaign, and which terms hold for it. A code keeps discount and dates of
/// the version it was published or first redeemed on; rule and limits are always those of the version in force.
/// </summary>
internal sealed record Incentive
{
    public required Redeemable Asked { get; init; }

    /// <summary>Of a code; null for a tier, and for a code nobody knows.</summary>
    public VoucherFacts? Voucher { get; init; }

    /// <summary>Null for a code, and for a tier nobody knows.</summary>
    public TierSetup? Tier { get; init; }

    /// <summary>Null for a code without campaign.</summary>
    public CatalogueCampaign? Campaign { get; init; }

    public int? PinnedNumber { get; init; }

    /// <summary>Null when the campaign was never launched.</summary>
    public CompiledTerms? Pinned { get; init; }

    /// <summary>A tier's campaign has windows of its own, which must allow too.</summary>
    public ValidityWindows? OuterWindows { get; init; }

    public CompiledTerms? InForce { get; init; }

    /// <summary>Rules assigned to the code or tier, then to the campaign: they must hold beside those of the terms in force.</summary>
    public IReadOnlyList<CatalogueRule> Rules { get; init; } = [];

    /// <summary>The counters it reads and moves.</summary>
    public CounterPlan Counters
    {
        get
        {
            var plan = InForce is null ? CounterPlan.None : InForce.Counters.With(Campaign?.AssignedCounters ?? CounterPlan.None);
            foreach (var rule in Rules) plan = plan.With(rule.Counters);
            return plan;
        }
    }

    /// <summary>The discounted units it counts.</summary>
    public IReadOnlyList<UnitCounter> Units => Campaign?.Units ?? UnitCounters.Of(Coverage);

    /// <summary>Keys of all counters it may read for an order, in no order.</summary>
    public IEnumerable<string> CounterKeys(CounterScope scope, IReadOnlyList<OrderLine> lines) =>
        Units.Count == 0 ? Counters.Keys(scope) : Counters.Keys(scope).Concat(UnitCounters.Keys(Units, scope, lines));

    public Discount? Discount { get; init; }

    /// <summary>As configured; what it comes to on an order, <see cref="CoverageOn"/> says.</summary>
    public Coverage? Coverage { get; init; }

    /// <summary>What its rules mark as target of the discount, as older rules do.</summary>
    public IReadOnlyList<DiscountTargets> Targets { get; init; } = [];

    public BundleRule? Bundle { get; init; }

    /// <summary>The assigned rule that asks for the bundle; null when the incentive itself does.</summary>
    public CatalogueRule? BundleRule { get; init; }

    /// <summary>Of the voucher or tier, for formulas.</summary>
    public MetadataBag? Metadata => Tier?.Metadata ?? Voucher?.Metadata;

    public string? RefusalMessage { get; init; }

    public StackMember Member { get; init; }

    public bool Known => Voucher is not null || Tier is not null;

    /// <summary>The voucher or tier by which uses are counted; empty when unknown.</summary>
    public string Id => Voucher?.Id ?? Tier?.Id ?? "";

    /// <summary>Whose counters are read; a code without campaign is treated as its own campaign.</summary>
    public string CampaignId => Campaign?.Id ?? Voucher?.CampaignId ?? Id;

    /// <summary>Whose counters it reads and moves.</summary>
    public CounterScope Scope(string? customerId, Caller caller, PeriodKeys periods) => CounterScope.Of(CampaignId, Id, customerId, caller, periods);

    /// <summary>How it is called in proofs: the code as stored, the name of the tier; as asked when unknown.</summary>
    public string Label => Voucher?.Code ?? (Tier is { } tier ? tier.Name.Length > 0 ? tier.Name : tier.Id : Asked.Id);

    /// <summary>Which items the discount covers, those that rules mark included; null: all.</summary>
    /// <param name="lines">Of the order as it stands.</param>
    public Coverage? CoverageOn(IEnumerable<OrderLine> lines, DayClock clock) =>
        Targets.Count == 0 ? Coverage : Targets.Aggregate(Coverage, (coverage, targets) => targets.AddedTo(coverage, lines, clock));

    public static Incentive Of(Redeemable asked, VoucherFacts? voucher, Catalogue catalogue) => asked.Kind switch
    {
        RedeemableKind.Voucher => voucher is null ? new() { Asked = asked } : OfVoucher(asked, voucher, catalogue).Under(catalogue.Rule(voucher.RuleId), catalogue),
        _ => OfTier(asked, catalogue),
    };

    // What the discount does not say itself, an assigned rule may: which items it covers, and which bundle it needs.
    private Incentive Under(CatalogueRule? own, Catalogue catalogue)
    {
        CatalogueRule[] rules = catalogue.Rules.IsEmpty ? [] : [.. new[] { own, Campaign is null ? null : catalogue.RuleBefore(Campaign.Id) }.OfType<CatalogueRule>()];
        if (rules.Length == 0) return InForce?.Effective?.Targets is { } marked ? this with { Targets = [marked] } : this;
        var bundles = Bundle is null ? Array.Find(rules, rule => rule.Content.Bundle is not null) : null;
        return this with
        {
            Rules = rules,
            Coverage = Coverage ?? rules.Select(rule => rule.Content.Coverage).FirstOrDefault(coverage => coverage is not null),
            Targets = [.. rules.Select(rule => rule.Compiled).Prepend(InForce?.Effective).Select(rule => rule?.Targets).OfType<DiscountTargets>()],
            Bundle = Bundle ?? bundles?.Content.Bundle,
            BundleRule = bundles,
        };
    }

    private static Incentive OfVoucher(Redeemable asked, VoucherFacts voucher, Catalogue catalogue)
    {
        if (voucher.CampaignId is not { } campaignId)
        {
            var setup = voucher.Terms ?? new CampaignSetup();
            var own = CompiledTerms.Of(setup, catalogue.Project);
            return new()
            {
                Asked = asked, Voucher = voucher, Pinned = own, InForce = own, Discount = setup.Discount, Coverage = setup.Coverage, Bundle = setup.Bundle,
                RefusalMessage = setup.RefusalMessage,
                Member = MemberOf(voucher.CategoryId, catalogue),
            };
        }

        var campaign = catalogue.Campaign(campaignId);
        var newest = campaign?.Newest;
        var pinned = voucher.CampaignVersion is { } number ? campaign?.Versions.GetValueOrDefault(number) ?? newest : newest;
        return new()
        {
            Asked = asked, Voucher = voucher, Campaign = campaign, PinnedNumber = pinned?.Number, Pinned = pinned?.Terms, InForce = newest?.Terms,
            Discount = pinned?.Setup.Discount, Coverage = pinned?.Setup.Coverage, Bundle = pinned?.Setup.Bundle, RefusalMessage = newest?.Setup.RefusalMessage, Member = MemberOf(campaign?.CategoryId, catalogue),
        };
    }

    private static Incentive OfTier(Redeemable asked, Catalogue catalogue)
    {
        if (!catalogue.Promotions.TryGetValue(asked.Id, out var campaignId) || catalogue.Campaign(campaignId) is not { } campaign) return new() { Asked = asked };
        return campaign.Newest is { } newest && newest.Tiers.TryGetValue(asked.Id, out var tier) ? OfTier(asked, campaign, newest, tier, catalogue) : new() { Asked = asked };
    }

    public static Incentive OfTier(Redeemable asked, CatalogueCampaign campaign, CatalogueVersion version, CatalogueTier tier, Catalogue catalogue) => new Incentive
    {
        Asked = asked, Tier = tier.Setup, Campaign = campaign, PinnedNumber = version.Number, Pinned = tier.Terms, InForce = tier.Terms,
        OuterWindows = version.Terms.Windows, Discount = tier.Setup.Discount, Coverage = tier.Setup.Coverage, Bundle = tier.Setup.Bundle,
        RefusalMessage = tier.Setup.RefusalMessage ?? version.Setup.RefusalMessage,
        Member = MemberOf(tier.Setup.CategoryId ?? campaign.CategoryId, catalogue),
    }.Under(catalogue.RuleBefore(tier.Setup.Id), catalogue);

    private static StackMember MemberOf(string? categoryId, Catalogue catalogue) =>
        new(categoryId, categoryId is not null && catalogue.Categories.TryGetValue(categoryId, out var category) ? category.Hierarchy : null);
}
