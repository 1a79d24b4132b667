using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Discounts;

namespace PromoConsole.Pages.Customers;

/// <summary>What agents do with codes in a wallet.</summary>
public sealed record WalletActs(EventCallback<WalletCard> OnExtend, EventCallback<WalletCard> OnReissue, EventCallback<(WalletCard Card, WalletHold Hold)> OnRelease);

/// <summary>One incentive in a wallet, in words: what it gives, on what condition, until when.</summary>
public sealed partial class WalletItem
{
    /// <summary>The incentive.</summary>
    [Parameter, EditorRequired] public required WalletCard Card { get; set; }

    /// <summary>How it is said.</summary>
    [Parameter, EditorRequired] public required WalletWords Words { get; set; }

    /// <summary>Nothing can be done with it any more.</summary>
    [Parameter] public bool Dim { get; set; }

    /// <summary>The reader may check codes.</summary>
    [Parameter] public bool MayCheck { get; set; }

    /// <summary>The reader may take a use back.</summary>
    [Parameter] public bool MayRollBack { get; set; }

    /// <summary>The code is to be checked.</summary>
    [Parameter] public EventCallback<string> OnCheck { get; set; }

    /// <summary>The last use is to be taken back; its id.</summary>
    [Parameter] public EventCallback<string> OnRollBack { get; set; }

    /// <summary>What an agent may do with it; null for nothing.</summary>
    [Parameter] public WalletActs? Acts { get; set; }

    private string Symbol => Card.Discount switch
    {
        PercentOff => "percent",
        FixedTotal => "tag",
        _ => "money",
    };
}
