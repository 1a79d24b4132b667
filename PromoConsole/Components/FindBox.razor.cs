using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>The quick search of a list; it answers to Enter and to leaving the box.</summary>
public sealed partial class FindBox
{
    /// <summary>What is searched: "Search names, codes and rules".</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>The hint inside: "Name, code or rule".</summary>
    [Parameter] public string? Placeholder { get; set; }

    /// <summary>The text.</summary>
    [Parameter] public string? Value { get; set; }

    /// <summary>Another text is to be found.</summary>
    [Parameter] public EventCallback<string> ValueChanged { get; set; }
}
