using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Pages.Rules;

/// <summary>Chooses one of the rules most promotions begin with.</summary>
public sealed partial class TemplateDialog
{
    [Parameter] public EventCallback OnClose { get; set; }

    [Parameter] public EventCallback<RuleTemplate> OnChosen { get; set; }
}
