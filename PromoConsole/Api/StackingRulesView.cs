using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Api;

/// <summary>How incentives meet on one order, as the project has it.</summary>
internal record StackingRulesView
{
    public required int RedeemablesLimit { get; init; }

    public required int ApplicableRedeemablesLimit { get; init; }

    public required int ApplicableRedeemablesPerCategoryLimit { get; init; }

    public required IReadOnlyDictionary<string, int> ApplicableRedeemablesCategoryLimits { get; init; }

    public required int ApplicableExclusiveRedeemablesLimit { get; init; }

    public required int ApplicableExclusiveRedeemablesPerCategoryLimit { get; init; }

    public required IReadOnlyList<string> ExclusiveCategories { get; init; }

    public required IReadOnlyList<string> JointCategories { get; init; }

    [Description("ALL or PARTIAL.")]
    public required string RedeemablesApplicationMode { get; init; }

    [Description("REQUESTED_ORDER or CATEGORY_HIERARCHY.")]
    public required string RedeemablesSortingRule { get; init; }

    [Description("JOINT_ALWAYS_LAST or SORTING_RULE_ORDER.")]
    public required string GroupedRedeemablesSortingRule { get; init; }

    [Description("STACK or ONCE.")]
    public required string RedeemablesProductsApplicationMode { get; init; }

    [Description("REDEEM_ANYWAY or SKIP.")]
    public required string RedeemablesNoEffectRule { get; init; }

    public required IReadOnlyList<string> NoEffectSkipCategories { get; init; }

    public required IReadOnlyList<string> NoEffectRedeemAnywayCategories { get; init; }

    [Description("DISCOUNTED_AMOUNT or INITIAL_AMOUNT.")]
    public required string DiscountCalculationMode { get; init; }

    public required IReadOnlyList<string> InitialAmountModeCategories { get; init; }

    public required IReadOnlyList<string> DiscountedAmountModeCategories { get; init; }

    [Description("WITH_ORDER or WITHOUT_ORDER.")]
    public required string RedeemablesRollbackOrderMode { get; init; }

    public static StackingRulesView Of(StackingRules rules) => new()
    {
        RedeemablesLimit = rules.RedeemablesLimit,
        ApplicableRedeemablesLimit = rules.ApplicableLimit,
        ApplicableRedeemablesPerCategoryLimit = rules.PerCategoryLimit,
        ApplicableRedeemablesCategoryLimits = rules.CategoryLimits,
        ApplicableExclusiveRedeemablesLimit = rules.ExclusiveLimit,
        ApplicableExclusiveRedeemablesPerCategoryLimit = rules.ExclusivePerCategoryLimit,
        ExclusiveCategories = rules.ExclusiveCategories,
        JointCategories = rules.JointCategories,
        RedeemablesApplicationMode = rules.ApplicationMode == ApplicationMode.All ? "ALL" : "PARTIAL",
        RedeemablesSortingRule = rules.SortingRule == SortingRule.RequestedOrder ? "REQUESTED_ORDER" : "CATEGORY_HIERARCHY",
        GroupedRedeemablesSortingRule = rules.GroupedSortingRule == GroupedSortingRule.JointAlwaysLast ? "JOINT_ALWAYS_LAST" : "SORTING_RULE_ORDER",
        RedeemablesProductsApplicationMode = rules.ProductsMode == ProductsMode.Stack ? "STACK" : "ONCE",
        RedeemablesNoEffectRule = rules.NoEffectRule == NoEffectRule.Skip ? "SKIP" : "REDEEM_ANYWAY",
        NoEffectSkipCategories = rules.NoEffectSkipCategories,
        NoEffectRedeemAnywayCategories = rules.NoEffectRedeemAnywayCategories,
        DiscountCalculationMode = rules.CalculationMode == CalculationMode.InitialAmount ? "INITIAL_AMOUNT" : "DISCOUNTED_AMOUNT",
        InitialAmountModeCategories = rules.InitialAmountCategories,
        DiscountedAmountModeCategories = rules.DiscountedAmountCategories,
        RedeemablesRollbackOrderMode = rules.RollbackOrderMode == RollbackOrderMode.WithOrder ? "WITH_ORDER" : "WITHOUT_ORDER",
    };
}

/// <summary>The stacking rules as the management endpoints show them.</summary>
internal sealed record StoredStackingRulesView : StackingRulesView
{
    [SetsRequiredMembers]
    private StoredStackingRulesView(StackingRulesView rules, GuardRailsView guards) : base(rules) => GuardRails = guards;

    [Description("stk_…")]
    public string Id => StackingRules.Id;

    [Description("What no combination may go beyond: ours, beyond the field.")]
    public GuardRailsView GuardRails { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    [Description("Absent until the first change.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UpdatedAt { get; init; }

    public string Object => "stacking_rules";

    public static new StoredStackingRulesView Of(StackingRules rules) =>
        new(StackingRulesView.Of(rules), new(rules.Guards.MinimumTotalAmount, rules.Guards.MaximumDiscountPercent, rules.Guards.ProtectedCollectionIds))
        {
            CreatedAt = rules.CreatedAt,
            UpdatedAt = rules.UpdatedAt,
        };
}

/// <param name="MinimumTotalAmount">Minor units; null for no minimum.</param>
/// <param name="MaximumDiscountPercent">Null for no maximum.</param>
/// <param name="ProtectedCollections">Ids of collections that are never discounted.</param>
internal sealed record GuardRailsView(long? MinimumTotalAmount, decimal? MaximumDiscountPercent, IReadOnlyList<string> ProtectedCollections);

internal sealed record StackingRulesListView(IReadOnlyList<StoredStackingRulesView> Data)
{
    public string Object => "list";

    public string DataRef => "data";

    public int Total => Data.Count;
}
