using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>One of a few values, in words.</summary>
/// <param name="Value">The value.</param>
/// <param name="Title">What people read.</param>
/// <param name="Icon">An icon's name.</param>
public sealed record Choice<TValue>(TValue Value, string Title, string? Icon = null);

/// <summary>Two to five values side by side, one of them chosen.</summary>
public sealed partial class Segmented<TValue>
{
    /// <summary>What is chosen.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>The values in order.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Choice<TValue>> Choices { get; set; }

    /// <summary>The chosen value.</summary>
    [Parameter] public TValue? Value { get; set; }

    /// <summary>Another value was chosen.</summary>
    [Parameter] public EventCallback<TValue> ValueChanged { get; set; }

    /// <summary>The lower form, for card heads.</summary>
    [Parameter] public bool Small { get; set; }

    private bool IsChosen(TValue value) => EqualityComparer<TValue>.Default.Equals(value, Value);
}
