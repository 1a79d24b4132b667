using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api;

/// <summary>Reads what a qualification asks.</summary>
internal static class QualifyBody
{
    private const string ConditionsField = "conditions";
    private const int MostValues = 100;

    /// <summary>Entries on one page.</summary>
    public const int MostEntries = 50;

    private const int AnyLimit = 1_000_000; // what is above the most is cut, not refused

    private static readonly (string Word, QualificationScenario Scenario)[] s_scenarios =
    [
        ("ALL", QualificationScenario.All), ("CUSTOMER_WALLET", QualificationScenario.CustomerWallet), ("AUDIENCE_ONLY", QualificationScenario.AudienceOnly),
        ("PRODUCTS", QualificationScenario.Products), ("PRODUCTS_DISCOUNT", QualificationScenario.ProductsDiscount),
        ("PROMOTION_STACKS", QualificationScenario.PromotionStacks), ("PRODUCTS_BY_CUSTOMER", QualificationScenario.ProductsByCustomer),
        ("PRODUCTS_DISCOUNT_BY_CUSTOMER", QualificationScenario.ProductsDiscountByCustomer),
    ];

    private static readonly (string Name, OfferField Field)[] s_fields =
    [
        ("category_id", OfferField.CategoryId), ("campaign_id", OfferField.CampaignId), ("campaign_type", OfferField.CampaignKind),
        ("resource_id", OfferField.ResourceId), ("resource_type", OfferField.ResourceKind), ("voucher_type", OfferField.VoucherType),
        ("code", OfferField.Code), ("holder_role", OfferField.HolderRole),
    ];

    private static readonly (string Word, OfferTest Is)[] s_tests =
    [
        ("$is", OfferTest.Is), ("$is_not", OfferTest.IsNot), ("$in", OfferTest.Is), ("$not_in", OfferTest.IsNot),
        ("$has_value", OfferTest.HasValue), ("$is_unknown", OfferTest.IsUnknown),
    ];

    // What the field calls its values, and what the engine does. A kind that does not exist here yet is nothing's.
    private static readonly Dictionary<OfferField, (string Word, string Value)[]> s_words = new()
    {
        [OfferField.CampaignKind] =
        [
            ("DISCOUNT_COUPONS", "Coupons"), ("PROMOTION", "Promotion"), ("GIFT_VOUCHERS", ""), ("REFERRAL_PROGRAM", ""), ("LOYALTY_PROGRAM", ""),
        ],
        [OfferField.ResourceKind] =
        [
            ("voucher", nameof(OfferKind.Voucher)), ("promotion_tier", nameof(OfferKind.PromotionTier)), ("promotion_stack", nameof(OfferKind.PromotionStack)),
            ("campaign", nameof(OfferKind.Campaign)),
        ],
        [OfferField.VoucherType] = [("DISCOUNT_VOUCHER", OfferCondition.DiscountVoucher), ("GIFT_VOUCHER", ""), ("LOYALTY_CARD", "")],
        [OfferField.HolderRole] = [("OWNER", OfferCondition.Owner), ("REFERRER", ""), ("REFEREE", "")],
    };

    /// <summary>What the view adds for <c>expand</c>: the assignments of rules. All else is always told.</summary>
    public const string ValidationRules = "validation_rules";

    public static QualifyRedeemables Read(ApiBody body, Caller caller)
    {
        var fields = body.Fields;
        var shared = RedeemBody.ReadCart(fields, caller);
        var scenario = fields.Word("scenario", [.. s_scenarios.Select(one => one.Word)]);
        var options = fields.Object("options");
        var sorting = options?.Word("sorting_rule", "DEFAULT", "BEST_DEAL", "LEAST_DEAL");
        return new QualifyRedeemables
        {
            Scenario = scenario is null ? QualificationScenario.All : Array.Find(s_scenarios, one => one.Word == scenario).Scenario,
            Order = shared.Order,
            Customer = shared.Customer,
            Metadata = shared.Metadata,
            Limit = (int)Math.Min(options?.Whole("limit", 1, AnyLimit) ?? QualifyRedeemables.DefaultLimit, MostEntries),
            StartingAfter = options?.Instant("starting_after", TimeZoneInfo.Utc),
            Sort = sorting switch { "BEST_DEAL" => QualificationSort.BestDeal, "LEAST_DEAL" => QualificationSort.LeastDeal, _ => QualificationSort.Newest },
            Filter = options?.Object("filters") is { } filters ? ReadFilter(filters) : QualificationFilter.None,
            Caller = caller,
        };
    }

    /// <summary>The words under <c>options.expand</c>.</summary>
    public static IReadOnlyList<string> Expanded(ApiBody body)
    {
        if (body.Fields.Object("options") is not { } options) return [];
        var words = options.Texts("expand", 10) ?? [];
        foreach (var word in words)
            if (word is not ("redeemable" or "category" or ValidationRules)) options.Problem("expand", "should hold redeemable, category or validation_rules");
        return words;
    }

    private static QualificationFilter ReadFilter(Fields filters)
    {
        var junction = filters.Word("junction", "and", "or", "AND", "OR");
        var conditions = new List<OfferCondition>();
        foreach (var name in filters.Names)
        {
            if (name == "junction") continue;
            var known = Array.FindIndex(s_fields, one => one.Name == name);
            if (known < 0) filters.Problem(name.Length > 40 ? name[..40] : name, $"is no filter: use {string.Join(", ", s_fields.Select(one => one.Name))}");
            else if (filters.Object(name) is { } field) ReadConditions(field, s_fields[known].Field, conditions);
        }

        return new(junction is "or" or "OR" ? Junction.Or : Junction.And, conditions);
    }

    private static void ReadConditions(Fields field, OfferField about, List<OfferCondition> conditions)
    {
        if (field.Object(ConditionsField) is not { } tests)
        {
            if (!field.Has(ConditionsField)) field.Missing(ConditionsField);
            return;
        }

        foreach (var word in tests.Names)
        {
            var known = Array.FindIndex(s_tests, one => one.Word == word);
            if (known < 0)
            {
                tests.Problem(word.Length > 40 ? word[..40] : word, $"is no operator: use one of {string.Join(", ", s_tests.Select(one => one.Word))}");
                continue;
            }

            var values = s_tests[known].Is is OfferTest.HasValue or OfferTest.IsUnknown ? [] : ReadValues(tests, word, about);
            if (values is not null) conditions.Add(new(about, s_tests[known].Is, values));
        }
    }

    private static List<string>? ReadValues(Fields tests, string word, OfferField about)
    {
        if (tests.Values(word, MostValues) is not { } given) return null;
        var values = new List<string>(given.Count);
        foreach (var value in given)
        {
            var text = value.ToString();
            if (!s_words.TryGetValue(about, out var words)) values.Add(text);
            else if (Array.FindIndex(words, one => one.Word == text) is var found and >= 0) values.Add(words[found].Value);
            else tests.Problem(word, $"should be one of {string.Join(", ", words.Select(one => one.Word))}");
        }

        return values;
    }
}
