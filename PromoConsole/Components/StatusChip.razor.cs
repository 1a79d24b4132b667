using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>A state as icon, word and time hint: neutral, or amber when it needs attention. Never green or red: those are verdicts.</summary>
public sealed partial class StatusChip
{
    /// <summary>The icon's name.</summary>
    [Parameter, EditorRequired] public required string Icon { get; set; }

    /// <summary>The state: "Scheduled".</summary>
    [Parameter, EditorRequired] public required string Word { get; set; }

    /// <summary>When it changes, or why it is so: "starts in 3 d".</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Someone should look at it.</summary>
    [Parameter] public bool Attention { get; set; }

    /// <summary>On a filled ground, for page heads and drawers.</summary>
    [Parameter] public bool Pill { get; set; }

    /// <summary>The hint stands under the word, for dense tables.</summary>
    [Parameter] public bool TwoLines { get; set; }

    private string Css => "status" + (Pill ? " pill" : "") + (TwoLines ? " two-line" : "") + (Attention ? " attn" : "");
}
