using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>A small label: a category, a segment, a step's note.</summary>
public sealed partial class Tag
{
    /// <summary>An icon before the word.</summary>
    [Parameter] public string? Icon { get; set; }

    /// <summary>Shown on hover.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Amber.</summary>
    [Parameter] public bool Attention { get; set; }

    /// <summary>The words.</summary>
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    private string Css => Attention ? "tag attn" : "tag";
}
