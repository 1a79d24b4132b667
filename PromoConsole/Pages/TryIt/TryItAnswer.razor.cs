using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Pages.TryIt;

/// <summary>The answer of the test bench: verdict, amounts, lines, steps and reasons.</summary>
public sealed partial class TryItAnswer
{
    private ProofWords _words = null!;

    /// <summary>What was decided.</summary>
    [Parameter, EditorRequired] public required Decision Decision { get; set; }

    /// <summary>How long it took.</summary>
    [Parameter] public double Milliseconds { get; set; }

    /// <summary>Who pays; null without a customer.</summary>
    [Parameter] public string? Customer { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override void OnParametersSet() => _words = new ProofWords(Decision.Proof, Format.Words());
}
