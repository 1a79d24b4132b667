using System.Globalization;
using System.Text;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Api.Rules;

/// <summary>The page <c>docs/rules.md</c>: every kind of rule as its descriptor says, so that page, editor and API cannot part.</summary>
internal static class RulesPage
{
    private static readonly RuleContexts[] s_contexts = [.. Enum.GetValues<RuleContexts>().Where(context => int.IsPow2((int)context))];

    public static string Markdown()
    {
        var page = new StringBuilder();
        page.Append("""
            # Rules

            Every kind of condition a rule may ask. This page is made from the same descriptors as the rule builder and the checks of the API.

            Over the API a rule is an object of conditions by number, and beside them `logic` over their numbers: `and`, `or`, brackets, and `not`, which binds tightest.
            Conditions that `logic` does not name are kept but restrict nothing; without `logic` all must hold. Each condition has a `name`, its `conditions` by operator,
            of which all must hold, and for what its customer is told an `error.message`. Dots and underscores in names mean the same, values may stand alone or in lists,
            amounts are whole numbers in the smallest unit of the currency.

            ```json

            """);
        page.Append("""{ "1": { "name": "order.initial_amount", "conditions": { "$more_than_or_equal": [5000] } }, "2": { "name": "customer.segment", "conditions": { "$is": ["seg_…"] } }, "logic": "1 and 2" }""");
        page.Append("\n```\n\n## Operators\n\n| Name | Means | Also written |\n|---|---|---|\n");
        foreach (var op in Enum.GetValues<Operator>())
            page.Append(CultureInfo.InvariantCulture, $"| `{OperatorNames.Of(op)}` | {MeaningOf(op)} | {Codes(OperatorNames.OlderOf(op))} |\n");

        foreach (var category in Enum.GetValues<RuleCategory>())
        {
            var kinds = RuleKinds.All.Where(kind => kind.Category == category && !kind.Legacy).ToList();
            if (kinds.Count == 0) continue;
            page.Append(CultureInfo.InvariantCulture, $"\n## {RuleKinds.LabelOf(category)}\n");
            foreach (var kind in kinds) Add(page, kind);
        }

        page.Append("\n## Sub-rules of order items\n\nOver the lines that match: one line at a time, or all of them together. They stand in `rules` of the condition, with a `logic` of their own.\n");
        foreach (var kind in RuleKinds.SubRules.Where(kind => !kind.Legacy)) Add(page, kind);
        page.Append("\n## Older rules\n\nUnderstood and kept, but no longer offered in the rule builder.\n");
        foreach (var kind in RuleKinds.All.Concat(RuleKinds.SubRules).Where(kind => kind.Legacy).DistinctBy(kind => kind.Word)) Add(page, kind);
        return page.ToString();
    }

    private static void Add(StringBuilder page, RuleKind kind)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### {kind.Label}\n\n`{kind.Word}`: {kind.Help}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"- **Compared with** {OperandOf(kind)}\n");
        page.Append(CultureInfo.InvariantCulture, $"- **Operators** {OperatorsOf(kind)}\n");
        if (kind.SubRules.Count > 0) page.Append(CultureInfo.InvariantCulture, $"- **Sub-rules** {Codes(kind.SubRules.Select(sub => sub.Word))}\n");
        page.Append(CultureInfo.InvariantCulture, $"- **Refusal** {RefusalOf(kind)}\n");
        page.Append(CultureInfo.InvariantCulture, $"- **Offered for** {ContextsOf(kind.Contexts)}\n");
        page.Append(CultureInfo.InvariantCulture, $"- **Example** {kind.Example}:\n\n```json\n{ExampleOf(kind)}\n```\n");
    }

    private static string OperandOf(RuleKind kind) => kind.Operand switch
    {
        OperandKind.Amount => "an amount, whole number in the smallest unit of the currency",
        OperandKind.Quantity => "a number of pieces",
        OperandKind.Count => "a number of redemptions; the one being tested counts",
        OperandKind.Points => "a number of points",
        OperandKind.Segments => "ids of segments (`seg_…`)",
        OperandKind.LoyaltyTiers => "ids of loyalty tiers (`ltr_…`)",
        OperandKind.Users => "e-mail addresses of users",
        OperandKind.ApiKeys => "application ids or names of API keys",
        OperandKind.Metadata => "texts, numbers, true or false, or dates; `property` names the attribute, with dots into nested ones",
        OperandKind.Moment => "hours of the day, days of the week or dates; wall time of the project's zone",
        OperandKind.Items => "products, SKUs and collections: ids, or objects with `id` and `object` (`product`, `sku`, `products_collection`)",
        _ => "`true` or `false`",
    };

    private static string OperatorsOf(RuleKind kind) => kind.Shape switch
    {
        ConditionShape.Items => "`$is` one of them, `$is_not` one of them, `$from` within these collections",
        ConditionShape.Flag => "`$is`",
        _ => string.Join(", ", kind.Operators.Select(op => $"`{OperatorNames.Of(op)}` {OperatorWords.Label(op, kind.Operand)}")),
    };

    private static string MeaningOf(Operator op) => op switch
    {
        Operator.DayOfWeek => "is on a weekday: 0 is Sunday, 6 is Saturday",
        Operator.Within => "is within a window from one date to another, as in `2026-03-01/2026-03-31`; the day of an end without time belongs to it",
        Operator.WithinPast => "is not ahead, and at most a duration ago, as in `P30D` or `PT12H`",
        Operator.WithinDay => "is every day between two times, as in `17:00/19:00`; past midnight as in `22:00/02:00`",
        Operator.WithinFuture => "is not past, and at most a duration ahead, as in `P30D` or `PT12H`",
        _ => OperatorWords.Label(op, OperandKind.Metadata),
    };

    private static string RefusalOf(RuleKind kind)
    {
        var key = kind.Blame switch { RuleBlame.Customer => Violations.CustomerRules, RuleBlame.Order => Violations.OrderRules, _ => Violations.RedemptionRules };
        return kind.NeedsCustomer ? $"`{key}`; without a customer `{Violations.MissingCustomer}`" : $"`{key}`";
    }

    private static string ContextsOf(RuleContexts contexts) => contexts == RuleContexts.All ? "everything" : string.Join(", ", s_contexts.Where(context => contexts.HasFlag(context)).Select(context => context switch
    {
        RuleContexts.Coupons => "coupons",
        RuleContexts.GiftCards => "gift cards",
        RuleContexts.Referrals => "referrals",
        RuleContexts.Promotions => "promotion tiers",
        RuleContexts.EarningForOrder => "points for orders",
        RuleContexts.EarningForEvent => "points for events",
        RuleContexts.EarningForCustomer => "points for segments and tiers",
        RuleContexts.DistributionForEvent => "messages on events",
        RuleContexts.DistributionForOrder => "messages on orders",
        _ => "paying with points",
    }));

    private static string ExampleOf(RuleKind kind)
    {
        var value = kind.Operand switch
        {
            OperandKind.Amount => (Operand)50_00,
            OperandKind.Quantity => 2,
            OperandKind.Count => 1,
            OperandKind.Points => 500,
            OperandKind.Segments => "seg_club",
            OperandKind.LoyaltyTiers => "ltr_gold",
            OperandKind.Users => "till@example.com",
            OperandKind.ApiKeys => "Web shop",
            OperandKind.Moment => "17:00/19:00",
            _ => "gold",
        };
        Condition condition = kind.Shape switch
        {
            ConditionShape.Number => new NumberCondition(kind, [new RuleTest(kind.Operators[0], [value])]),
            ConditionShape.Membership => new MembershipCondition(kind, [new RuleTest(kind.Operators[0], [value])]),
            ConditionShape.Metadata => new MetadataCondition(kind, "plan", [new RuleTest(kind.Operators[0], [value])]),
            ConditionShape.Moment => new MomentCondition(kind, [new RuleTest(kind.Operators[0], [value])]),
            ConditionShape.Items => new ItemsCondition(kind, [new ItemReference(ItemKind.Product, "prod_mug")]),
            _ => new FlagCondition(kind, true),
        };
        return RuleWriter.Of(condition with { Number = 1 }).GetProperty("1").GetRawText().Replace(",\"rules\":{}", "", StringComparison.Ordinal);
    }

    private static string Codes(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"`{word}`"));
}
