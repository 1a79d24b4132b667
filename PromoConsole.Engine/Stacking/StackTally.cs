namespace PromoConsole.Engine.Stacking;

/// <summary>Counts what was applied so far and says when that is enough.</summary>
public sealed class StackTally(StackingRules rules)
{
    private readonly Dictionary<string, int> _perCategory = new(StringComparer.Ordinal);
    private int _applied;
    private int _exclusive;

    /// <summary>The key of the limit that one more of this category would exceed; null when it may be applied.</summary>
    public string? Exceeded(string? categoryId)
    {
        if (_applied >= rules.ApplicableLimit) return StackingKeys.Limit;
        if (categoryId is null) return null;
        var used = _perCategory.GetValueOrDefault(categoryId);
        if (StackOrder.Of(rules, categoryId) != Stackability.Exclusive)
            return used >= rules.CategoryLimits.GetValueOrDefault(categoryId, rules.PerCategoryLimit) ? StackingKeys.CategoryLimit : null;
        if (_exclusive >= rules.ExclusiveLimit) return StackingKeys.ExclusiveLimit;
        return used >= rules.CategoryLimits.GetValueOrDefault(categoryId, rules.ExclusivePerCategoryLimit) ? StackingKeys.ExclusiveCategoryLimit : null;
    }

    public void Add(string? categoryId)
    {
        _applied++;
        if (categoryId is null) return;
        _perCategory[categoryId] = _perCategory.GetValueOrDefault(categoryId) + 1;
        if (StackOrder.Of(rules, categoryId) == Stackability.Exclusive) _exclusive++;
    }
}
