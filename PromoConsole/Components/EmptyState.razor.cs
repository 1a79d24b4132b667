using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>An empty list that teaches: what belongs here, an example, and the one action that starts it.</summary>
public sealed partial class EmptyState
{
    /// <summary>The icon's name.</summary>
    [Parameter, EditorRequired] public required string Icon { get; set; }

    /// <summary>What is not here yet.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>What belongs here.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>An example, from the demo store.</summary>
    [Parameter] public string? Example { get; set; }

    /// <summary>The one button or link.</summary>
    [Parameter] public RenderFragment? Action { get; set; }
}
