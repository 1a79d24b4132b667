using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Campaigns.Rules;

/// <summary>Offers every kind of condition, grouped, each with what it looks at.</summary>
public sealed partial class ConditionMenu
{
    private bool _open;

    [Parameter, EditorRequired] public required EventCallback<RuleKind> OnChosen { get; set; }

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
