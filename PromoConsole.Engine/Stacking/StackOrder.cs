namespace PromoConsole.Engine.Stacking;

/// <summary>How the categories of one incentive make it meet others.</summary>
public enum Stackability { Common, Exclusive, Joint }

/// <summary>What stacking needs to know of one redeemable.</summary>
/// <param name="CategoryId">Null for none.</param>
/// <param name="Hierarchy">Of the category: lower is processed earlier; null without a category.</param>
public readonly record struct StackMember(string? CategoryId, int? Hierarchy);

/// <summary>The order in which redeemables are applied, and what their categories mean. Pure.</summary>
public static class StackOrder
{
    public static Stackability Of(StackingRules rules, string? categoryId)
    {
        if (categoryId is null) return Stackability.Common;
        if (rules.JointCategories.Contains(categoryId)) return Stackability.Joint;
        return rules.ExclusiveCategories.Contains(categoryId) ? Stackability.Exclusive : Stackability.Common;
    }

    /// <summary>Whether an incentive of this category is left out when it changes nothing.</summary>
    public static bool SkipsWithoutEffect(StackingRules rules, string? categoryId) => categoryId switch
    {
        { } id when rules.NoEffectSkipCategories.Contains(id) => true,
        { } id when rules.NoEffectRedeemAnywayCategories.Contains(id) => false,
        _ => rules.NoEffectRule == NoEffectRule.Skip,
    };

    /// <summary>Whether percentages of this category are taken from the order as sent.</summary>
    public static bool OnInitialAmount(StackingRules rules, string? categoryId) => categoryId switch
    {
        { } id when rules.InitialAmountCategories.Contains(id) => true,
        { } id when rules.DiscountedAmountCategories.Contains(id) => false,
        _ => rules.CalculationMode == CalculationMode.InitialAmount,
    };

    /// <summary>Indexes of the members in the order of application: by the sorting rule, ties as requested, those without category after all others.</summary>
    public static int[] Sort(StackingRules rules, ReadOnlySpan<StackMember> members)
    {
        var order = new int[members.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        if (members.Length < 2) return order;

        var byHierarchy = rules.SortingRule == SortingRule.CategoryHierarchy;
        var jointLast = rules.GroupedSortingRule == GroupedSortingRule.JointAlwaysLast && rules.JointCategories.Count > 0;
        if (!byHierarchy && !jointLast) return order;

        var keys = new (int Joint, long Hierarchy, int Requested)[members.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var joint = jointLast && Of(rules, members[i].CategoryId) == Stackability.Joint ? 1 : 0;
            keys[i] = (joint, byHierarchy ? members[i].Hierarchy ?? long.MaxValue : 0, i);
        }

        Array.Sort(keys, order);
        return order;
    }
}
