using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Pages.TryIt;

/// <summary>How a decision came out, of one code or several: the verdict in a line, and what is paid.</summary>
public sealed partial class VerdictHead
{
    /// <summary>What was decided.</summary>
    [Parameter, EditorRequired] public required Decision Decision { get; set; }

    /// <summary>The verdict in a line.</summary>
    [Parameter, EditorRequired] public required string Headline { get; set; }

    /// <summary>How long it took; null to leave it out.</summary>
    [Parameter] public double? Milliseconds { get; set; }

    /// <summary>Who pays; null without a customer.</summary>
    [Parameter] public string? Customer { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private long? Before => Decision.Facts.Order?.AmountBefore;

    // Of the order itself: an item that was added and given free costs nothing, and takes nothing off the others either.
    private long? Left => Decision.Order?.TotalAmount;

    private string? Nearest => new ProofWords(Decision.Proof, Format.Words()).Nearest;

    private string? Took => Milliseconds is not { } took ? null : took < 1 ? "less than 1" : Format.Number((long)Math.Round(took));

    private string Pays => $"{Customer ?? "The customer"} {(Left is { } left ? $"pays {Format.Money(left)} and " : "")}saves {Format.Money(Decision.DiscountAmount)}.";

    private string Share => Before is > 0 and var before && Decision.DiscountAmount > 0
        ? $" · {Format.Percent(Math.Round(100m * Decision.DiscountAmount / before, 1))}"
        : "";
}
