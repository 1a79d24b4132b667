using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Support;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>Lets go of a use that an open cart holds.</summary>
public sealed partial class ReleaseDialog(SupportService support, CurrentMember member)
{
    private readonly SupportInput _input = new();

    /// <summary>The code.</summary>
    [Parameter, EditorRequired] public required WalletCard Card { get; set; }

    /// <summary>What holds it.</summary>
    [Parameter, EditorRequired] public required WalletHold Hold { get; set; }

    /// <summary>It is free, or was already.</summary>
    [Parameter, EditorRequired] public required EventCallback OnDone { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Until => Format.DateAndTime(Hold.Until);

    private async Task ReleaseAsync()
    {
        var done = await support.ReleaseAsync(Card.VoucherId, Hold.SessionKey, await _input.CallAsync(member));
        _input.Refusal = done.Error;
        if (done.IsOk) await OnDone.InvokeAsync();
    }
}
