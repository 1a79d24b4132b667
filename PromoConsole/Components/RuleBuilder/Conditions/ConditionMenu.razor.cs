using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>Offers every kind of condition, grouped, each with what it looks at.</summary>
public sealed partial class ConditionMenu
{
    private bool _open;

    [Parameter, EditorRequired] public required EventCallback<RuleKind> OnChosen { get; set; }

    /// <summary>What is offered, in order.</summary>
    [Parameter] public IReadOnlyList<RuleKind> Kinds { get; set; } = Offered;

    /// <summary>What the button says.</summary>
    [Parameter] public string Title { get; set; } = "Add condition";

    /// <summary>What a coupon campaign's rule may begin with.</summary>
    public static IReadOnlyList<RuleKind> Offered { get; } = [.. RuleKinds.All.Where(kind => RuleKinds.IsOffered(kind, RuleContexts.Coupons))];

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
