using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Campaigns.Rules;

/// <summary>The sub-rules of a product condition: how many pieces, how much money, of the matching lines together.</summary>
public sealed partial class ItemConditions
{
    [Parameter, EditorRequired] public required IReadOnlyList<ItemCondition> Conditions { get; set; }

    [Parameter] public EventCallback<IReadOnlyList<ItemCondition>> ConditionsChanged { get; set; }

    private static List<Choice<Comparison>> Tests(ItemRuleKind kind) =>
        [.. kind.Tests.Select(word => new Choice<Comparison>(Enum.Parse<Comparison>(word), ConditionEdits.TestLabel(word, kind.Operand)))];

    private static Comparison Is(ItemCondition condition) => condition switch
    {
        MatchedQuantity quantity => quantity.Is,
        MatchedAmount amount => amount.Is,
        _ => Comparison.AtLeast,
    };

    private static ItemCondition With(ItemCondition condition, Comparison test) => condition switch
    {
        MatchedQuantity quantity => quantity with { Is = test },
        MatchedAmount amount => amount with { Is = test },
        _ => condition,
    };

    private Task ReplaceAsync(int at, ItemCondition? condition)
    {
        var changed = Conditions.ToList();
        if (condition is null) changed.RemoveAt(at);
        else changed[at] = condition;
        return ConditionsChanged.InvokeAsync(changed);
    }
}
