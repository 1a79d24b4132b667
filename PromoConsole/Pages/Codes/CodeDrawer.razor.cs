using Microsoft.AspNetCore.Components;
using PromoConsole.Api;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.TrashBin;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Codes;

/// <summary>One code beside the list: its state, its QR code and barcode to look at and to download, on and off.</summary>
public sealed partial class CodeDrawer(
    VoucherList list, VoucherService vouchers, SessionList sessions, IRedemptionService redemptions, BinService bin, AssetLinks assets, CurrentMember member, Toasts toasts, TimeProvider time)
{
    private VoucherRow? _row;
    private IReadOnlyList<SessionLock> _held = [];
    private CodeAssets? _links;
    private bool _missing;
    private bool _busy;

    /// <summary><c>v_…</c>.</summary>
    [Parameter, EditorRequired] public required string Id { get; set; }

    [Parameter] public bool MayWrite { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    // A code may hold what no file name can.
    private static string FileName(VoucherRow row) => string.Concat(row.Code.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));

    private async Task LoadAsync()
    {
        _row = await list.RowAsync(Id);
        _missing = _row is null;
        _held = _row is null ? [] : await sessions.OfVoucherAsync(Id);
        if (_row is not null) _links ??= assets.For(_row.Code);
    }

    private async Task SwitchAsync(bool on)
    {
        _busy = true;
        var actor = (await member.CallerAsync()).Name;
        var result = await vouchers.SetActiveAsync(new(Id, on, actor));
        _busy = false;
        if (!result.IsOk)
        {
            toasts.Warn(result.Error.Message);
            return;
        }

        await RefreshAsync();
        toasts.Show(on ? $"{result.Value.Code} is switched on" : $"{result.Value.Code} is switched off and stops working now", () => InvokeAsync(async () =>
        {
            await vouchers.SetActiveAsync(new(Id, !on, actor));
            await RefreshAsync();
        }));
    }

    private async Task DeleteAsync()
    {
        _busy = true;
        var caller = await member.CallerAsync();
        var deleted = await vouchers.DeleteAsync(new(Id, Force: false, caller));
        _busy = false;
        if (!deleted.IsOk)
        {
            toasts.Warn(deleted.Error.Message);
            return;
        }

        toasts.Show($"{deleted.Value.Code} is in the bin and stops working now", () => InvokeAsync(async () =>
        {
            foreach (var entry in (await bin.ListAsync(new() { ResourceId = deleted.Value.Id })).Items) await bin.RestoreAsync(entry.Id, caller);
            await OnChanged.InvokeAsync();
        }));
        await OnClose.InvokeAsync();
        await OnChanged.InvokeAsync();
    }

    private async Task ReleaseAsync(SessionLock held)
    {
        _busy = true;
        var released = await redemptions.ReleaseAsync(held.SessionKey, Id);
        _busy = false;
        toasts.Show(released > 0 ? "The use is free again" : "It was not held any more");
        await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
        await OnChanged.InvokeAsync();
    }
}
