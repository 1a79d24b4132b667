using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Stacking;

/// <summary>How several incentives meet on one order: how many, in which order, which exclude each other. One set for the whole project.</summary>
/// <remarks>Concept: stacking rules. Stored whole as JSON; a change is a change to what decisions rest on.</remarks>
public sealed record StackingRules
{
    public const int MostRedeemables = 30;
    public const int MostExclusive = 5;
    public const int MostPerCategory = 10;

    /// <summary>The only set there is.</summary>
    public const string Id = "stk_project";

    public static StackingRules Default { get; } = new();

    /// <summary>How many a request may name, 1 to 30. Default 30.</summary>
    public int RedeemablesLimit { get; init; } = MostRedeemables;

    /// <summary>How many of them may really apply, at most <see cref="RedeemablesLimit"/>. Default 5.</summary>
    public int ApplicableLimit { get; init; } = 5;

    /// <summary>How many of one category may apply; those without a category are not limited by it. Default 1.</summary>
    public int PerCategoryLimit { get; init; } = 1;

    /// <summary>Own limits of categories by id, 1 to 10; they beat <see cref="PerCategoryLimit"/>.</summary>
    public IReadOnlyDictionary<string, int> CategoryLimits { get; init; } = new Dictionary<string, int>();

    /// <summary>How many of exclusive categories may apply, 1 to 5. Default 1.</summary>
    public int ExclusiveLimit { get; init; } = 1;

    /// <summary>How many of one exclusive category may apply, 1 to 5. Default 1.</summary>
    public int ExclusivePerCategoryLimit { get; init; } = 1;

    /// <summary>Categories that never stack with common ones: when one of theirs works, the common ones are left out.</summary>
    public IReadOnlyList<string> ExclusiveCategories { get; init; } = [];

    /// <summary>Categories that stack with everything.</summary>
    public IReadOnlyList<string> JointCategories { get; init; } = [];

    public ApplicationMode ApplicationMode { get; init; }

    public SortingRule SortingRule { get; init; }

    public GroupedSortingRule GroupedSortingRule { get; init; }

    public ProductsMode ProductsMode { get; init; }

    public NoEffectRule NoEffectRule { get; init; }

    /// <summary>Categories whose incentives are left out when they change nothing, whatever <see cref="NoEffectRule"/> says.</summary>
    public IReadOnlyList<string> NoEffectSkipCategories { get; init; } = [];

    /// <summary>Categories whose incentives are used even when they change nothing, whatever <see cref="NoEffectRule"/> says.</summary>
    public IReadOnlyList<string> NoEffectRedeemAnywayCategories { get; init; } = [];

    public CalculationMode CalculationMode { get; init; }

    /// <summary>Categories whose percentages are taken from the initial amount, whatever <see cref="CalculationMode"/> says.</summary>
    public IReadOnlyList<string> InitialAmountCategories { get; init; } = [];

    /// <summary>Categories whose percentages are taken from what is left, whatever <see cref="CalculationMode"/> says.</summary>
    public IReadOnlyList<string> DiscountedAmountCategories { get; init; } = [];

    public RollbackOrderMode RollbackOrderMode { get; init; }

    /// <summary>When somebody set rules for the first time since they were the defaults; null while they are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Null until they were changed after that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>What no combination may go beyond.</summary>
    public GuardRails Guards { get; init; } = GuardRails.None;

    /// <summary>The rules without a category that is going.</summary>
    public StackingRules Without(string categoryId) =>
        With(categoryId, Stackability.Common).WithLimit(categoryId, null).WithNoEffect(categoryId, null).WithCalculation(categoryId, null);

    /// <summary>The rules with a category made common, exclusive or joint.</summary>
    public StackingRules With(string categoryId, Stackability kind) => this with
    {
        ExclusiveCategories = Listed(ExclusiveCategories, categoryId, kind == Stackability.Exclusive),
        JointCategories = Listed(JointCategories, categoryId, kind == Stackability.Joint),
    };

    /// <summary>What a category says of its own about incentives that change nothing; null: as the project.</summary>
    public NoEffectRule? NoEffectOf(string categoryId) =>
        NoEffectSkipCategories.Contains(categoryId) ? Stacking.NoEffectRule.Skip
        : NoEffectRedeemAnywayCategories.Contains(categoryId) ? Stacking.NoEffectRule.RedeemAnyway : null;

    /// <summary>The rules with what a category says of its own about incentives that change nothing; null: as the project.</summary>
    public StackingRules WithNoEffect(string categoryId, NoEffectRule? rule) => this with
    {
        NoEffectSkipCategories = Listed(NoEffectSkipCategories, categoryId, rule == Stacking.NoEffectRule.Skip),
        NoEffectRedeemAnywayCategories = Listed(NoEffectRedeemAnywayCategories, categoryId, rule == Stacking.NoEffectRule.RedeemAnyway),
    };

    /// <summary>What a category's percentages are taken from; null: as the project.</summary>
    public CalculationMode? CalculationOf(string categoryId) =>
        InitialAmountCategories.Contains(categoryId) ? Stacking.CalculationMode.InitialAmount
        : DiscountedAmountCategories.Contains(categoryId) ? Stacking.CalculationMode.DiscountedAmount : null;

    /// <summary>The rules with what a category's percentages are taken from; null: as the project.</summary>
    public StackingRules WithCalculation(string categoryId, CalculationMode? mode) => this with
    {
        InitialAmountCategories = Listed(InitialAmountCategories, categoryId, mode == Stacking.CalculationMode.InitialAmount),
        DiscountedAmountCategories = Listed(DiscountedAmountCategories, categoryId, mode == Stacking.CalculationMode.DiscountedAmount),
    };

    /// <summary>The rules with an own limit for a category; null takes its own away.</summary>
    public StackingRules WithLimit(string categoryId, int? limit)
    {
        var limits = CategoryLimits.Where(one => one.Key != categoryId).ToDictionary();
        if (limit is { } most) limits[categoryId] = most;
        return this with { CategoryLimits = limits };
    }

    private static IReadOnlyList<string> Listed(IReadOnlyList<string> ids, string id, bool listed) =>
        listed == ids.Contains(id) ? ids : listed ? [.. ids, id] : [.. ids.Where(other => other != id)];
}

/// <summary>What one failure means for the others. All: everything fails; Partial: it is left out.</summary>
public enum ApplicationMode { All, Partial }

/// <summary>In which order incentives are applied.</summary>
public enum SortingRule { RequestedOrder, CategoryHierarchy }

/// <summary>Where those that stack with everything stand: after all others, or where the sorting rule puts them.</summary>
public enum GroupedSortingRule { JointAlwaysLast, SortingRuleOrder }

/// <summary>Whether an order line may be discounted by several incentives, or only by the first.</summary>
public enum ProductsMode { Stack, Once }

/// <summary>What happens to an incentive that changes nothing.</summary>
public enum NoEffectRule { RedeemAnyway, Skip }

/// <summary>What percentages are taken from: what is left at that point, or the order as sent.</summary>
public enum CalculationMode { DiscountedAmount, InitialAmount }

/// <summary>Whether a rollback takes the discounts off the order and cancels it, or leaves the order alone.</summary>
public enum RollbackOrderMode { WithOrder, WithoutOrder }

/// <summary>Limits that hold whatever stacks: a discount is cut so that none is broken.</summary>
/// <remarks>
/// Ours, beyond the field. A guard limits what incentives take off, not what the shop sends: an order that is already below the minimum simply gets no discount.
/// </remarks>
/// <param name="MinimumTotalAmount">Never less is left to pay, minor units; null for no minimum.</param>
/// <param name="MaximumDiscountPercent">All discounts together never take more of the initial amount, above 0 up to 100; null for no maximum.</param>
/// <param name="ProtectedCollectionIds">Lines of these collections are never discounted, nor counted into what an order discount may take.</param>
public sealed record GuardRails(long? MinimumTotalAmount, decimal? MaximumDiscountPercent, IReadOnlyList<string> ProtectedCollectionIds)
{
    public static GuardRails None { get; } = new(null, null, []);

    public bool IsNone => MinimumTotalAmount is null && MaximumDiscountPercent is null && ProtectedCollectionIds.Count == 0;
}
