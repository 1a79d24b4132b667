using PromoConsole.Engine.Stacking;

namespace PromoConsole.Api;

/// <summary>Stacking rules as a request gives them, laid over the rules as they are.</summary>
internal static class StackingRulesBody
{
    private const int MostCategories = 1_000;

    /// <param name="before">Keeps what the request does not name.</param>
    public static StackingRules Read(Fields body, StackingRules before) => before with
    {
        RedeemablesLimit = Whole(body, "redeemables_limit", StackingRules.MostRedeemables) ?? before.RedeemablesLimit,
        ApplicableLimit = Whole(body, "applicable_redeemables_limit", StackingRules.MostRedeemables) ?? before.ApplicableLimit,
        PerCategoryLimit = Whole(body, "applicable_redeemables_per_category_limit", StackingRules.MostRedeemables) ?? before.PerCategoryLimit,
        CategoryLimits = Limits(body) ?? before.CategoryLimits,
        ExclusiveLimit = Whole(body, "applicable_exclusive_redeemables_limit", StackingRules.MostExclusive) ?? before.ExclusiveLimit,
        ExclusivePerCategoryLimit = Whole(body, "applicable_exclusive_redeemables_per_category_limit", StackingRules.MostExclusive) ?? before.ExclusivePerCategoryLimit,
        ExclusiveCategories = Ids(body, "exclusive_categories") ?? before.ExclusiveCategories,
        JointCategories = Ids(body, "joint_categories") ?? before.JointCategories,
        ApplicationMode = body.Word("redeemables_application_mode", "ALL", "PARTIAL") switch
        {
            "ALL" => ApplicationMode.All,
            "PARTIAL" => ApplicationMode.Partial,
            _ => before.ApplicationMode,
        },
        SortingRule = body.Word("redeemables_sorting_rule", "REQUESTED_ORDER", "CATEGORY_HIERARCHY") switch
        {
            "REQUESTED_ORDER" => SortingRule.RequestedOrder,
            "CATEGORY_HIERARCHY" => SortingRule.CategoryHierarchy,
            _ => before.SortingRule,
        },
        GroupedSortingRule = body.Word("grouped_redeemables_sorting_rule", "JOINT_ALWAYS_LAST", "SORTING_RULE_ORDER") switch
        {
            "JOINT_ALWAYS_LAST" => GroupedSortingRule.JointAlwaysLast,
            "SORTING_RULE_ORDER" => GroupedSortingRule.SortingRuleOrder,
            _ => before.GroupedSortingRule,
        },
        ProductsMode = body.Word("redeemables_products_application_mode", "STACK", "ONCE") switch
        {
            "STACK" => ProductsMode.Stack,
            "ONCE" => ProductsMode.Once,
            _ => before.ProductsMode,
        },
        NoEffectRule = body.Word("redeemables_no_effect_rule", "REDEEM_ANYWAY", "SKIP") switch
        {
            "REDEEM_ANYWAY" => NoEffectRule.RedeemAnyway,
            "SKIP" => NoEffectRule.Skip,
            _ => before.NoEffectRule,
        },
        NoEffectSkipCategories = Ids(body, "no_effect_skip_categories") ?? before.NoEffectSkipCategories,
        NoEffectRedeemAnywayCategories = Ids(body, "no_effect_redeem_anyway_categories") ?? before.NoEffectRedeemAnywayCategories,
        CalculationMode = body.Word("discount_calculation_mode", "DISCOUNTED_AMOUNT", "INITIAL_AMOUNT") switch
        {
            "DISCOUNTED_AMOUNT" => CalculationMode.DiscountedAmount,
            "INITIAL_AMOUNT" => CalculationMode.InitialAmount,
            _ => before.CalculationMode,
        },
        InitialAmountCategories = Ids(body, "initial_amount_mode_categories") ?? before.InitialAmountCategories,
        DiscountedAmountCategories = Ids(body, "discounted_amount_mode_categories") ?? before.DiscountedAmountCategories,
        RollbackOrderMode = body.Word("redeemables_rollback_order_mode", "WITH_ORDER", "WITHOUT_ORDER") switch
        {
            "WITH_ORDER" => RollbackOrderMode.WithOrder,
            "WITHOUT_ORDER" => RollbackOrderMode.WithoutOrder,
            _ => before.RollbackOrderMode,
        },
        Guards = Guards(body, before.Guards),
    };

    // A guard that is null is taken away; one that is not named stays.
    private static GuardRails Guards(Fields body, GuardRails before)
    {
        if (body.IsNull("guard_rails")) return GuardRails.None;
        if (body.Object("guard_rails") is not { } guards) return before;
        return new(
            guards.IsNull("minimum_total_amount") ? null : guards.Amount("minimum_total_amount") ?? before.MinimumTotalAmount,
            guards.IsNull("maximum_discount_percent") ? null : guards.Decimal("maximum_discount_percent", 0, 100) ?? before.MaximumDiscountPercent,
            guards.IsNull("protected_collections") ? [] : Ids(guards, "protected_collections") ?? before.ProtectedCollectionIds);
    }

    private static int? Whole(Fields body, string name, int most) => (int?)body.Whole(name, 1, most);

    private static IReadOnlyList<string>? Ids(Fields body, string name) => body.Texts(name, MostCategories) is { } ids ? [.. ids.Distinct(StringComparer.Ordinal)] : null;

    private static Dictionary<string, int>? Limits(Fields body)
    {
        if (body.Object("applicable_redeemables_category_limits") is not { } limits) return null;
        var read = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in limits.Names.Take(MostCategories))
            if (limits.Whole(id, 1, StackingRules.MostPerCategory) is { } most) read[id] = (int)most;
        return read;
    }
}
