using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>One step of a wizard.</summary>
/// <param name="Key">Compared with <see cref="Stepper.Current"/>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Summary">What it holds in one line, or what is missing.</param>
/// <param name="Href">Its address; steps can be taken in any order.</param>
/// <param name="Done">Nothing is left to do.</param>
/// <param name="ActionRequired">Something must be done before the end.</param>
public sealed record WizardStep(string Key, string Title, string Summary, string Href, bool Done = false, bool ActionRequired = false);

/// <summary>A wizard's steps at the left, each with what it holds.</summary>
public sealed partial class Stepper
{
    /// <summary>The steps in order.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<WizardStep> Steps { get; set; }

    /// <summary>The key of the step that shows.</summary>
    [Parameter] public string? Current { get; set; }
}
