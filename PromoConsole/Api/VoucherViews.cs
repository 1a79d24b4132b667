using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Api;

/// <summary>Renders codes with the links to their pictures.</summary>
internal sealed class VoucherViews(VoucherRecords records)
{
    public async Task<VoucherView> OfAsync(Voucher voucher, HttpContext http) => Of(await records.OfAsync(voucher, http.RequestAborted), http);

    public VoucherView Of(VoucherRecord record, HttpContext http) => VoucherView.Of(record, null);
}
