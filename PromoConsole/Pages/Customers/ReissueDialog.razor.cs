using Microsoft.AspNetCore.Components;
using PromoConsole.Components.Support;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>Replaces a code that got lost or into wrong hands.</summary>
public sealed partial class ReissueDialog(SupportService support, CurrentMember member)
{
    private readonly SupportInput _input = new();

    /// <summary>The code.</summary>
    [Parameter, EditorRequired] public required WalletCard Card { get; set; }

    /// <summary>It was replaced.</summary>
    [Parameter, EditorRequired] public required EventCallback<ReissuedVoucher> OnDone { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    private async Task ReissueAsync()
    {
        var done = await support.ReissueAsync(Card.VoucherId, await _input.CallAsync(member));
        _input.Refusal = done.Error;
        if (done.IsOk) await OnDone.InvokeAsync(done.Value);
    }
}
