using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Codes;

/// <summary>Every code of the project: search, state, holder, QR code and barcode, on and off.</summary>
public sealed partial class CodesPage(CurrentMember member, Toasts toasts)
{
    private CodesTable? _table;
    private bool _mayWrite;
    private bool _making;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _mayWrite = await member.MayAsync(Permissions.CodesWrite);

    private async Task MadeAsync(Voucher voucher)
    {
        _making = false;
        toasts.Show($"The code {voucher.Code} works now");
        if (_table is not null) await _table.ReloadAsync();
    }
}
