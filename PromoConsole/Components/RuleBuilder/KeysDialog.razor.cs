using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>The keys of the rules builder.</summary>
public sealed partial class KeysDialog
{
    /// <summary>Whether rules can be muted here.</summary>
    [Parameter] public bool Marks { get; set; } = true;

    [Parameter] public EventCallback OnClose { get; set; }
}
