using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Api;

/// <summary>Renders codes with the links to their pictures.</summary>
internal sealed class VoucherViews(VoucherRecords records, AssetLinks links)
{
    public async Task<VoucherView> OfAsync(Voucher voucher, HttpContext http) => Of(await records.OfAsync(voucher, http.RequestAborted), http);

    public VoucherView Of(VoucherRecord record, HttpContext http)
    {
        var assets = links.For(record.Voucher.Code);
        return VoucherView.Of(record, new VoucherAssetsView(LinkOf(assets.Qr, http.Request), assets.Barcode is { } barcode ? LinkOf(barcode, http.Request) : null));
    }

    private static VoucherAssetView LinkOf(CodeAsset asset, HttpRequest request) =>
        new(asset.Id, $"{request.Scheme}://{request.Host}{request.PathBase}{asset.Url}");
}
