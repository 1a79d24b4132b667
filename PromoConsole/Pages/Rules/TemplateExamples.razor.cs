using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Pages.Rules;

/// <summary>The carts a template comes with, and what becomes of each whatever is chosen.</summary>
public sealed partial class TemplateExamples
{
    [Parameter, EditorRequired] public required IReadOnlyList<RuleExample> Examples { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string? Worth(RuleExample example) => example.Order?.ExplicitAmount is { } amount ? Format.Money(amount) : null;
}
