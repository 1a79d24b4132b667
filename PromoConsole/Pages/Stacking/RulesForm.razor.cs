using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Pages.Stacking;

/// <summary>The stacking rules that do not belong to one category.</summary>
public sealed partial class RulesForm
{
    private static readonly Choice<SortingRule>[] s_orders =
        [new(SortingRule.RequestedOrder, "As the shop sends them"), new(SortingRule.CategoryHierarchy, "By rank: columns from left to right")];

    private static readonly Choice<GroupedSortingRule>[] s_grouped =
        [new(GroupedSortingRule.JointAlwaysLast, "Come last"), new(GroupedSortingRule.SortingRuleOrder, "Come in their place in the order")];

    private static readonly Choice<CalculationMode>[] s_calculations =
        [new(CalculationMode.DiscountedAmount, "What the ones before left"), new(CalculationMode.InitialAmount, "The cart as it came")];

    private static readonly Choice<ProductsMode>[] s_products =
        [new(ProductsMode.Stack, "May get another"), new(ProductsMode.Once, "Gets no second one")];

    private static readonly Choice<ApplicationMode>[] s_modes =
        [new(ApplicationMode.All, "Refuse the whole request"), new(ApplicationMode.Partial, "Apply the others")];

    private static readonly Choice<NoEffectRule>[] s_noEffects =
        [new(NoEffectRule.RedeemAnyway, "Use it up anyway"), new(NoEffectRule.Skip, "Leave it out")];

    private static readonly Choice<RollbackOrderMode>[] s_rollbacks =
        [new(RollbackOrderMode.WithOrder, "Take its discount off the order"), new(RollbackOrderMode.WithoutOrder, "Leave the order as it is")];

    [Parameter, EditorRequired] public required StackingRules Rules { get; set; }

    [Parameter] public EventCallback<StackingRules> OnChange { get; set; }

    /// <summary>What is wrong with a setting, by its name on the wire; null when nothing is.</summary>
    [Parameter] public Func<string, string?> ProblemOf { get; set; } = _ => null;

    /// <summary>Whether they may be changed.</summary>
    [Parameter] public bool MaySet { get; set; }

    private Task SetAsync(long? typed, Func<int, StackingRules> change) => typed is { } number ? OnChange.InvokeAsync(change((int)number)) : Task.CompletedTask;
}
