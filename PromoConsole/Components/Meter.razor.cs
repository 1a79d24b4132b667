using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>A level of five, such as how hard codes are to guess.</summary>
public sealed partial class Meter
{
    /// <summary>What is measured.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>0 to 5.</summary>
    [Parameter, EditorRequired] public required int Level { get; set; }

    /// <summary>The level in words: "strong, 39.6 bits".</summary>
    [Parameter, EditorRequired] public required string Says { get; set; }
}
