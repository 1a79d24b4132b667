using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Pages.Customers;

/// <summary>Whether a code works, why, what would change it, and an answer the customer can be sent.</summary>
public sealed partial class CheckAnswer
{
    private ProofWords _words = default!;

    /// <summary>What was decided.</summary>
    [Parameter, EditorRequired] public required Proof Proof { get; set; }

    /// <summary>Whom the answer is for.</summary>
    [Parameter, EditorRequired] public required string CustomerName { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Headline => Proof.Accepted ? $"{Proof.Code} works: {_words.Gives}." : $"{Proof.Code} won’t work: {_words.Reason}.";

    /// <inheritdoc />
    protected override void OnParametersSet() => _words = new ProofWords(Proof, WalletWords.WordingOf(Format));
}
