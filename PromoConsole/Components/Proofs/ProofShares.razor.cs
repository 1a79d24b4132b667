using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Components.Proofs;

/// <summary>What each order line pays; every column adds up to the step it belongs to.</summary>
public sealed partial class ProofShares
{
    /// <summary>The order.</summary>
    [Parameter, EditorRequired] public required OrderContent Order { get; set; }

    /// <summary>How the discount came out on it.</summary>
    [Parameter, EditorRequired] public required AppliedDiscount Applied { get; set; }

    /// <summary>Writes the amounts.</summary>
    [Parameter, EditorRequired] public required ProofWords Words { get; set; }

    // An explicit order value may differ from its lines, and earlier discounts belong to no line of this step.
    private long Rest => Applied.BaseAmount - Order.Lines.Sum(line => line.Amount ?? 0);

    private long RestShare => Applied.Amount - Applied.Shares.Sum();
}
