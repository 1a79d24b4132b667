using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>One of our own line icons; it says nothing to a screen reader unless it has a label.</summary>
public sealed partial class Icon
{
    /// <summary>A name from <see cref="IconShapes"/>; an unknown one fails, so that a typing slip cannot ship.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>What it means, where no word stands beside it.</summary>
    [Parameter] public string? Label { get; set; }

    /// <summary>The larger size, for tools without words.</summary>
    [Parameter] public bool Large { get; set; }

    private string Css => Large ? "i i-lg" : "i";
}
