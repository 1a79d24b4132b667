using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Inputs;

/// <summary>What every input shares: its value, and its place in a <see cref="Field"/>.</summary>
public abstract class InputOf<TValue> : ComponentBase
{
    /// <summary>The value.</summary>
    [Parameter] public TValue? Value { get; set; }

    /// <summary>The value was changed to one that can be used.</summary>
    [Parameter] public EventCallback<TValue?> ValueChanged { get; set; }

    /// <summary>It cannot be changed now.</summary>
    [Parameter] public bool Disabled { get; set; }

    /// <summary>The name where no <see cref="Field"/> gives one.</summary>
    [Parameter] public string? Label { get; set; }

    /// <summary>The field around it.</summary>
    [CascadingParameter] protected FieldTie Tie { get; set; } = FieldTie.None;

    /// <summary>How the project writes amounts and times.</summary>
    [CascadingParameter] protected ProjectFormat Format { get; set; } = ProjectFormat.Default;
}
