using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Redemptions;

/// <summary>What lists of redemptions, refused redemptions and rollbacks may be filtered by.</summary>
internal static class RedemptionFields
{
    public static ListFields<Redemption> All { get; } = new("a redemption",
    [
        new NamedField<Redemption, Voucher>("voucher_code", db => db.Vouchers, new CodeField<Voucher>("code", v => v.CodeKey), v => v.Id, r => r.VoucherId),
        new EitherField<Redemption>("related_object_id", new TextField<Redemption>("voucher", r => r.VoucherId), new TextField<Redemption>("tier", r => r.TierId)),
        new TextField<Redemption>("related_object_parent_id", r => r.CampaignId),
        new TextField<Redemption>("campaign_id", r => r.CampaignId),
        new NamedField<Redemption, Campaign>("campaign_name", db => db.Campaigns, new TextField<Campaign>("name", c => c.Name), c => c.Id, r => r.CampaignId),
        new TextField<Redemption>("parent_redemption_id", r => r.ParentId),
        new TextField<Redemption>("failure_code", r => r.RefusalKey),
        new WordField<Redemption>("result", [("SUCCESS", _ => r => r.Kind != RedemptionKind.RefusedRedemption), ("FAILURE", _ => r => r.Kind == RedemptionKind.RefusedRedemption)]),
        new WordField<Redemption>("object",
        [
            ("redemption", _ => r => r.Kind != RedemptionKind.Rollback && r.Kind != RedemptionKind.CombinedRollback),
            ("redemption_rollback", _ => r => r.Kind == RedemptionKind.Rollback || r.Kind == RedemptionKind.CombinedRollback),
        ]),
        new TextField<Redemption>("customer_id", r => r.CustomerId),
        new TextField<Redemption>("user_login", r => r.Actor),
        new TimeField<Redemption>("created_at", r => r.At),
    ], new("$.metadata", r => (string?)(object?)r.Detail));
}
