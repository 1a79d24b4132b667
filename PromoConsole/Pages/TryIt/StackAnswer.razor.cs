using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Pages.TryIt;

/// <summary>The answer for several codes and promotions together: verdict, amounts, and each step with its reasons.</summary>
public sealed partial class StackAnswer
{
    private StackWords _words = null!;

    /// <summary>What was decided.</summary>
    [Parameter, EditorRequired] public required Decision Decision { get; set; }

    /// <summary>How long it took; null to leave it out.</summary>
    [Parameter] public double? Milliseconds { get; set; }

    /// <summary>Who pays; null without a customer.</summary>
    [Parameter] public string? Customer { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override void OnParametersSet() => _words = new StackWords(Decision, Format.Words());
}
