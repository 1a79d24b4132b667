namespace PromoConsole.Engine.Stacking;

/// <summary>What is impossible about stacking rules that somebody wants to save.</summary>
public static class StackingCheck
{
    /// <param name="knownCategories">Ids of the categories that exist.</param>
    /// <param name="knownCollections">Ids of the collections that exist.</param>
    /// <returns>The first problem with its field in the setting's spelling, or null.</returns>
    public static InvalidError? Problem(StackingRules rules, IReadOnlySet<string> knownCategories, IReadOnlySet<string> knownCollections)
    {
        if (Outside(rules.RedeemablesLimit, 1, StackingRules.MostRedeemables))
            return Invalid("redeemables_limit", $"must be between 1 and {StackingRules.MostRedeemables}");
        if (Outside(rules.ApplicableLimit, 1, rules.RedeemablesLimit))
            return Invalid("applicable_redeemables_limit", "must be between 1 and the number of redeemables a request may name");
        if (Outside(rules.PerCategoryLimit, 1, rules.ApplicableLimit))
            return Invalid("applicable_redeemables_per_category_limit", "must be between 1 and the number that may apply");
        if (Outside(rules.ExclusiveLimit, 1, StackingRules.MostExclusive))
            return Invalid("applicable_exclusive_redeemables_limit", $"must be between 1 and {StackingRules.MostExclusive}");
        if (Outside(rules.ExclusivePerCategoryLimit, 1, rules.ExclusiveLimit))
            return Invalid("applicable_exclusive_redeemables_per_category_limit", "must be between 1 and the number of exclusive ones that may apply");
        foreach (var (category, limit) in rules.CategoryLimits)
        {
            if (!knownCategories.Contains(category)) return Unknown("applicable_redeemables_category_limits", "category", category);
            if (Outside(limit, 1, StackingRules.MostPerCategory))
                return Invalid("applicable_redeemables_category_limits", $"must be between 1 and {StackingRules.MostPerCategory} for each category");
        }

        return Categories(rules, knownCategories) ?? Contradiction(rules) ?? Guards(rules.Guards, knownCollections);
    }

    private static InvalidError? Categories(StackingRules rules, IReadOnlySet<string> known)
    {
        (string Field, IReadOnlyList<string> Ids)[] lists =
        [
            ("exclusive_categories", rules.ExclusiveCategories), ("joint_categories", rules.JointCategories),
            ("no_effect_skip_categories", rules.NoEffectSkipCategories), ("no_effect_redeem_anyway_categories", rules.NoEffectRedeemAnywayCategories),
            ("initial_amount_mode_categories", rules.InitialAmountCategories), ("discounted_amount_mode_categories", rules.DiscountedAmountCategories),
        ];
        foreach (var (field, ids) in lists)
            foreach (var id in ids)
                if (!known.Contains(id)) return Unknown(field, "category", id);
        return null;
    }

    private static InvalidError? Contradiction(StackingRules rules)
    {
        if (rules.ExclusiveCategories.Intersect(rules.JointCategories, StringComparer.Ordinal).Any())
            return Invalid("joint_categories", "must not name a category that is also exclusive");
        if (rules.NoEffectSkipCategories.Intersect(rules.NoEffectRedeemAnywayCategories, StringComparer.Ordinal).Any())
            return Invalid("no_effect_redeem_anyway_categories", "must not name a category that is also skipped without effect");
        return rules.InitialAmountCategories.Intersect(rules.DiscountedAmountCategories, StringComparer.Ordinal).Any()
            ? Invalid("discounted_amount_mode_categories", "must not name a category that also counts from the initial amount")
            : null;
    }

    private static InvalidError? Guards(GuardRails guards, IReadOnlySet<string> knownCollections)
    {
        if (guards.MinimumTotalAmount < 0) return Invalid("guard_rails.minimum_total_amount", "must not be negative");
        if (guards.MaximumDiscountPercent is <= 0 or > 100) return Invalid("guard_rails.maximum_discount_percent", "must be above 0 and at most 100");
        foreach (var id in guards.ProtectedCollectionIds)
            if (!knownCollections.Contains(id)) return Unknown("guard_rails.protected_collections", "collection", id);
        return null;
    }

    private static bool Outside(int value, int least, int most) => value < least || value > most;

    private static InvalidError Unknown(string field, string what, string id) => Invalid(field, $"names the {what} {id}, which does not exist");

    private static InvalidError Invalid(string field, string what) =>
        new("invalid_stacking_rules", $"The setting {field} {what}.") { Field = field };
}
