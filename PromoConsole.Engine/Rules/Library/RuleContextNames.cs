using System.Collections.Frozen;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>The names of what a rule is meant for, in the field's spelling; permanent, because rules are stored with them.</summary>
public static class RuleContextNames
{
    public const string Global = "global";

    private static readonly string[] s_discounts =
    [
        "", ".discount.apply_to_order", ".discount.apply_to_items", ".discount.apply_to_items_proportionally", ".discount.apply_to_items_proportionally_by_quantity",
        ".discount.apply_to_items_by_quantity", ".discount.fixed.apply_to_items", ".discount.percent.apply_to_items",
    ];

    private static readonly string[] s_gifts = ["", ".gift.apply_to_order", ".gift.apply_to_items"];

    private static readonly FrozenDictionary<string, RuleContexts> s_all = Pairs().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All names, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_all.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The kinds of conditions a builder offers for it; null for a name that is none.</summary>
    public static RuleContexts? Find(string name) => s_all.TryGetValue(name, out var contexts) ? contexts : null;

    private static IEnumerable<KeyValuePair<string, RuleContexts>> Pairs()
    {
        (string Start, string[] Ends, RuleContexts Contexts)[] families =
        [
            (Global, [""], RuleContexts.All),
            ("campaign.discount_coupons", s_discounts, RuleContexts.Coupons),
            ("campaign.gift_vouchers", s_gifts, RuleContexts.GiftCards),
            ("campaign.referral_program", s_discounts, RuleContexts.Referrals),
            ("campaign.promotion", s_discounts, RuleContexts.Promotions),
            ("campaign.loyalty_program", [""], RuleContexts.PayWithPoints),
            ("voucher.discount_voucher", s_discounts, RuleContexts.Coupons),
            ("voucher.gift_voucher", s_gifts, RuleContexts.GiftCards),
            ("voucher.loyalty_card", [""], RuleContexts.PayWithPoints),
            ("earning_rule.order.paid", [""], RuleContexts.EarningForOrder),
            ("earning_rule.custom_event", [""], RuleContexts.EarningForEvent),
            ("earning_rule.customer", [".segment.entered", ".tier.joined", ".tier.left", ".tier.upgraded", ".tier.downgraded", ".tier.prolonged"], RuleContexts.EarningForCustomer),
            ("distribution.custom_event", [""], RuleContexts.DistributionForEvent),
            ("distribution.order", [".paid", ".created", ".canceled", ".updated"], RuleContexts.DistributionForOrder),
            ("reward_assignment.pay_with_points", [""], RuleContexts.PayWithPoints),
        ];
        return families.SelectMany(family => family.Ends.Select(end => KeyValuePair.Create(family.Start + end, family.Contexts)));
    }
}
