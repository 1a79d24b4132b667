using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>Offers kinds of sub-rules, grouped, each with what it looks at.</summary>
public sealed partial class ConditionMenu
{
    private bool _open;

    [Parameter, EditorRequired] public required EventCallback<RuleKind> OnChosen { get; set; }

    /// <summary>What is offered, in order.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<RuleKind> Kinds { get; set; }

    private bool Grouped => Kinds.DistinctBy(kind => kind.Category).Skip(1).Any();

    private Task ChooseAsync(RuleKind kind)
    {
        _open = false;
        return OnChosen.InvokeAsync(kind);
    }

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") _open = false;
    }
}
