using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>Asks why something is locked.</summary>
public sealed partial class LockDialog
{
    private string? _reason;

    /// <summary>"bracket A".</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter] public EventCallback<string> OnLock { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }
}
