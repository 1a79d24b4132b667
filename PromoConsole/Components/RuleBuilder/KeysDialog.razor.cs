using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>The keys of the rules builder.</summary>
public sealed partial class KeysDialog
{
    [Parameter] public EventCallback OnClose { get; set; }
}
