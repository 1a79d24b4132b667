using Microsoft.AspNetCore.Components;
using PromoConsole.Components;

namespace PromoConsole.Pages.Account;

/// <summary>A labelled list to choose from, in a form that is posted.</summary>
public sealed partial class PostChoice
{
    /// <summary>What is asked for.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>Name in the posted form.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>The value chosen so far.</summary>
    [Parameter] public string? Value { get; set; }

    /// <summary>What there is to choose from.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Choice<string>> Options { get; set; }

    /// <summary>What helps to choose.</summary>
    [Parameter] public string? Help { get; set; }

    /// <summary>What is wrong with the choice.</summary>
    [Parameter] public string? Error { get; set; }

    private string Id => Name.Replace('.', '-').ToLowerInvariant();
}
