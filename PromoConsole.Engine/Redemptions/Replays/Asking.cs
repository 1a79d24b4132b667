using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Engine.Redemptions.Replays;

/// <summary>What a campaign's setup, a tier or a rule may ask beside the order, so that no more than that has to be kept for deciding again.</summary>
/// <remarks>Muted conditions count too: proofs show them. At most too much is kept.</remarks>
/// <param name="Goods">Platform ids of products and SKUs it names, each once.</param>
/// <param name="Collections">Ids of collections it names, each once.</param>
/// <param name="Shown">Ids of whatever its rule names, each once: their names stand in proofs.</param>
internal sealed record Asking(IReadOnlyList<string> Goods, IReadOnlyList<string> Collections, IReadOnlyList<string> Shown, Asked What)
{
    /// <summary>Ids of messages of the library it names, each once.</summary>
    public IReadOnlyList<string> Messages { get; private init; } = [];

    public static Asking Nothing { get; } = new([], [], [], Asked.Nothing);

    /// <summary>Of a campaign, without its tiers.</summary>
    public static Asking Of(CampaignSetup setup) => Of(setup.Rule, setup.Discount, setup.Coverage, setup.Bundle, setup.Schedule);

    public static Asking Of(TierSetup tier) => Of(tier.Rule, tier.Discount, tier.Coverage, tier.Bundle, tier.Schedule);

    public static Asking Of(RuleContent content) => Of(content.Rule, null, content.Coverage, content.Bundle, null);

    /// <summary>What either asks.</summary>
    public Asking With(Asking? other) =>
        other is null || ReferenceEquals(other, Nothing) || ReferenceEquals(other, this) ? this
        : ReferenceEquals(this, Nothing) ? other
        : new(Both(Goods, other.Goods), Both(Collections, other.Collections), Both(Shown, other.Shown), What | other.What) { Messages = Both(Messages, other.Messages) };

    public bool Any(Asked what) => (What & what) != 0;

    private static Asking Of(Rule? rule, Discount? discount, Coverage? coverage, BundleRule? bundle, Schedule? schedule)
    {
        var what = rule is null ? Asked.Nothing : WhatOf(rule);
        if (schedule?.ValidAfterPublication is not null) what |= Asked.Publication;
        foreach (var formula in FormulasOf(discount, coverage)) what |= formula.ReadsPublication ? Asked.Formulas | Asked.PublicationMetadata : Asked.Formulas;
        string[] shown = rule is null ? [] : [.. rule.NamedIds().Distinct(StringComparer.Ordinal)];
        string[] ids = [.. shown.Concat(ItemsOf(discount, coverage, bundle).Select(item => item.Id)).Distinct(StringComparer.Ordinal)];
        return ids.Length == 0 && what == Asked.Nothing ? Nothing : new([.. ids.Where(NamedIds.IsItem)], [.. ids.Where(NamedIds.IsCollection)], shown, what)
        {
            Messages = rule is null ? [] : [.. rule.Conditions().Select(condition => condition.MessageId).OfType<string>().Distinct(StringComparer.Ordinal)],
        };
    }

    private static Asked WhatOf(Rule rule)
    {
        var what = Asked.Nothing;
        foreach (var condition in rule.Conditions())
        {
            what |= condition.Kind.Subject switch
            {
                RuleSubject.Segments => Asked.Segments,
                RuleSubject.CustomerMetadata => Asked.CustomerMetadata,
                RuleSubject.IsHolder => Asked.Holder,
                RuleSubject.AnyLineMetadata or RuleSubject.EachLineMetadata or RuleSubject.LineMetadata or RuleSubject.ProductMetadata => Asked.ItemMetadata,
                _ => Asked.Nothing,
            };
            if (condition is not { MessageId: null, Translations: null }) what |= Asked.Messages;
            if (condition.SubRules() is { } where) what |= WhatOf(where);
        }

        return what;
    }

    /// <summary>Of a discount and what it covers.</summary>
    internal static IEnumerable<Formula> FormulasOf(Discount? discount, Coverage? coverage)
    {
        if (discount is { Formula: { } own }) yield return own;
        foreach (var item in discount is FreeItems free ? free.Items : [])
            if (item.Formula is { } formula) yield return formula;
        if (coverage is null) yield break;
        foreach (var entry in coverage.Included.Concat(coverage.Excluded))
            if (entry.PriceFormula is { } formula) yield return formula;
    }

    private static IEnumerable<ItemReference> ItemsOf(Discount? discount, Coverage? coverage, BundleRule? bundle) =>
        (discount is FreeItems free ? free.Items.Select(item => item.Item).OfType<ItemReference>() : [])
            .Concat(coverage is null ? [] : coverage.Included.Concat(coverage.Excluded).Select(entry => entry.Item))
            .Concat(bundle is null ? [] : bundle.Items.Select(item => item.Item));

    private static IReadOnlyList<string> Both(IReadOnlyList<string> some, IReadOnlyList<string> others) =>
        others.Count == 0 ? some : some.Count == 0 ? others : [.. some.Union(others, StringComparer.Ordinal)];
}

/// <summary>What may be asked.</summary>
[Flags]
internal enum Asked { Nothing = 0, Segments = 1, CustomerMetadata = 2, Holder = 4, ItemMetadata = 8, Formulas = 16, Publication = 32, Messages = 64, PublicationMetadata = 128 }
