using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Customers.Wallets;

namespace PromoConsole.Pages.Customers;

/// <summary>A wallet, grouped by what its incentives can do now.</summary>
public sealed partial class WalletList(TimeProvider time)
{
    private const int FewOver = 3;

    private readonly HashSet<WalletState> _opened = [];

    /// <summary>The wallet.</summary>
    [Parameter, EditorRequired] public required Wallet Wallet { get; set; }

    /// <summary>The reader may check codes.</summary>
    [Parameter] public bool MayCheck { get; set; }

    /// <summary>The reader may take uses back.</summary>
    [Parameter] public bool MayRollBack { get; set; }

    /// <summary>What an agent may do with codes; null for nothing.</summary>
    [Parameter] public WalletActs? Acts { get; set; }

    /// <summary>A code is to be checked.</summary>
    [Parameter] public EventCallback<string> OnCheck { get; set; }

    /// <summary>A use is to be taken back; its id.</summary>
    [Parameter] public EventCallback<string> OnRollBack { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private WalletWords Words => new(Format, Wallet.Names, time.GetUtcNow());
}
