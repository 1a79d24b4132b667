using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Components.Proofs;

/// <summary>The questions about the state of the code: passed ones fold into one line, the failed one stands out.</summary>
public sealed partial class ProofChecks
{
    private bool _open;

    /// <summary>Whose checks.</summary>
    [Parameter, EditorRequired] public required Proof Proof { get; set; }

    /// <summary>Says them.</summary>
    [Parameter, EditorRequired] public required ProofWords Words { get; set; }

    private StateCheck? Failed => Proof.Checks.FirstOrDefault(check => !check.Passed);

    private int PassedCount => Proof.Checks.Count(check => check.Passed);

    private IEnumerable<StateCheck> Shown => Proof.Checks.Where(check => _open || !check.Passed);

    private static string IconOf(CheckKind kind) => kind switch
    {
        CheckKind.Started or CheckKind.NotEnded => "calendar",
        CheckKind.OpenNow => "clock",
        CheckKind.OrderGiven => "cart",
        CheckKind.UsesLeft => "history",
        CheckKind.CampaignActive => "tag",
        _ => "code",
    };
}
