using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>What rules can be meant for, in words.</summary>
public static class ContextWords
{
    private static readonly (RuleContexts Context, string Words)[] s_words =
    [
        (RuleContexts.Coupons, "coupons"), (RuleContexts.GiftCards, "gift cards"), (RuleContexts.Referrals, "referrals"), (RuleContexts.Promotions, "cart promotions"),
        (RuleContexts.EarningForOrder | RuleContexts.EarningForEvent | RuleContexts.EarningForCustomer, "earning rules"),
        (RuleContexts.DistributionForEvent | RuleContexts.DistributionForOrder, "distributions"), (RuleContexts.PayWithPoints, "paying with points"),
    ];

    /// <summary>"coupons, gift cards and referrals".</summary>
    public static string Of(RuleContexts contexts)
    {
        string[] words = [.. s_words.Where(one => (contexts & one.Context) != 0).Select(one => one.Words)];
        return words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} and {words[^1]}";
    }
}
