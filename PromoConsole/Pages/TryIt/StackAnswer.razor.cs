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

    private long? Before => Decision.Facts.Order?.AmountBefore;

    private long? Left => Decision.Order?.TotalAmount;

    private string? Nearest => Decision.Accepted ? null : new ProofWords(Decision.Proof, Format.Words()).Nearest;

    private string? Took => Milliseconds is not { } took ? null : took < 1 ? "less than 1" : Format.Number((long)Math.Round(took));

    private string Pays => Left is { } left
        ? $"{Customer ?? "The customer"} pays {Format.Money(left)} and saves {Format.Money(Decision.DiscountAmount)}."
        : $"{Customer ?? "The customer"} saves {Format.Money(Decision.DiscountAmount)}.";

    private string Share => Before is > 0 and var before && Decision.DiscountAmount > 0
        ? $" · {Format.Percent(Math.Round(100m * Decision.DiscountAmount / before, 1))}"
        : "";

    /// <inheritdoc />
    protected override void OnParametersSet() => _words = new StackWords(Decision, Format.Words());
}
