using System.Linq.Expressions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Distribution;

/// <summary>What lists of publications may be filtered by: of those that gave a code, and by the same names of those that could not.</summary>
internal static class PublicationFields
{
    public static ListFields<Publication> Given { get; } = Of<Publication>("SUCCESS", _ => p => null, p => p.CustomerId, p => p.CampaignId, p => p.VoucherId, p => p.SourceId, p => (string?)(object?)p.Metadata);

    public static ListFields<RefusedPublication> Refused { get; } = Of<RefusedPublication>("FAILURE", _ => p => p.FailureKey, p => p.CustomerId, p => p.CampaignId, p => p.VoucherId, p => p.SourceId, p => (string?)(object?)p.Metadata);

    /// <summary>What a customer holds, one by one; the custom attributes are those of the code.</summary>
    /// <remarks>Ids of holders are those of their publications, by another prefix.</remarks>
    public static ListFields<Publication> Held { get; } = new("a redeemable",
    [
        new TextField<Publication>("id", p => "rh_" + p.Id.Substring(4)),
        new MadeField<Publication>("created_at", "pub_", p => p.Id),
        new TextField<Publication>("redeemable_id", p => p.VoucherId),
        new WordField<Publication>("redeemable_object", [("voucher", _ => _ => true)]),
        new WordField<Publication>("holder_role", [("OWNER", _ => _ => true)]),
        new TextField<Publication>("campaign_id", p => p.CampaignId),
        new WordField<Publication>("campaign_type", [("DISCOUNT_COUPONS", _ => p => p.CampaignId != null)]),
        new WordField<Publication>("voucher_type", [("DISCOUNT_VOUCHER", _ => _ => true)]),
    ], new("$", (asking, passes) =>
    {
        var codes = asking.Db.Vouchers.Where(((Expression<Func<Voucher, string?>>)(v => (string?)(object?)v.Metadata)).Holds(passes)).Select(v => v.Id);
        return p => codes.Contains(p.VoucherId);
    }));

    private static ListFields<T> Of<T>(
        string result, Func<ListAsking, Expression<Func<T, string?>>> failure, Expression<Func<T, string?>> customer, Expression<Func<T, string?>> campaign,
        Expression<Func<T, string?>> voucher, Expression<Func<T, string?>> source, Expression<Func<T, string?>> metadata) => new("a publication",
    [
        new TextField<T>("failure_code", failure),
        new WordField<T>("result", [(result, _ => _ => true)]),
        new TextField<T>("customer_id", customer),
        new NamedField<T, Campaign>("campaign_name", db => db.Campaigns, new TextField<Campaign>("name", c => c.Name), c => c.Id, campaign),
        new WordField<T>("voucher_type", [("DISCOUNT_VOUCHER", _ => _ => true)]),
        new WordField<T>("is_referral_code", [("false", _ => _ => true)]),
        new TextField<T>("parent_object_id", campaign),
        new TextField<T>("related_object_id", voucher),
        new TextField<T>("source_id", source),
    ], new("$", metadata));
}
