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

    private long? Before => Decision.Facts.Order?.AmountBefore;

    private string Took => Milliseconds < 1 ? "less than 1" : Format.Number((long)Math.Round(Milliseconds));

    private string Pays =>
        $"{Customer ?? "The customer"} pays {Format.Money((Before ?? 0) - Decision.DiscountAmount)} and saves {Format.Money(Decision.DiscountAmount)}.";

    private string Share => Before is > 0 and var before && Decision.DiscountAmount > 0
        ? $" · {Format.Percent(Math.Round(100m * Decision.DiscountAmount / before, 1))}"
        : "";

    /// <inheritdoc />
    protected override void OnParametersSet() => _words = new ProofWords(Decision.Proof, Format.Words());
}
