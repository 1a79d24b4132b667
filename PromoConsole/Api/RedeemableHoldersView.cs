using System.ComponentModel;
using PromoConsole.Engine.Customers.Wallets;

namespace PromoConsole.Api;

/// <summary>Something a customer holds.</summary>
/// <param name="Id">rh_…</param>
internal sealed record RedeemableHolderView(
    [property: Description("rh_…")] string Id, DateTimeOffset CreatedAt, string RedeemableId, string CustomerId, string? CampaignId, HeldRedeemableView Redeemable)
{
    public string RedeemableObject => "voucher";

    [Description("OWNER: there are no referral programmes.")]
    public string HolderRole => "OWNER";

    public string? CampaignType => CampaignId is null ? null : "DISCOUNT_COUPONS";

    public string VoucherType => "DISCOUNT_VOUCHER";

    public string Object => "redeemable_holder";

    public static RedeemableHolderView Of(HeldCode held, VoucherView voucher) => new(
        held.Id, held.At, voucher.Id, held.CustomerId, voucher.CampaignId, new HeldRedeemableView(voucher, voucher.Active ? "ACTIVE" : "INACTIVE"));
}

/// <param name="Status">ACTIVE, or INACTIVE where the code is switched off.</param>
internal sealed record HeldRedeemableView(VoucherView Voucher, string Status)
{
    public string Type => "voucher";
}

internal sealed record RedeemableHolderListView(IReadOnlyList<RedeemableHolderView> Data, long Total, bool HasMore)
{
    public string Object => "list";

    public string DataRef => "data";

    [Description("Where the next page begins; null at the end.")]
    public string? MoreStartingAfter => HasMore ? Data[^1].Id : null;
}
