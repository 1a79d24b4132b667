using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Stacking.Categories;

namespace PromoConsole.Engine.Vouchers;

/// <summary>What lists of codes may be filtered by.</summary>
internal static class VoucherFields
{
    public static ListFields<Voucher> All { get; } = new("a code",
    [
        new TextField<Voucher>("id", v => v.Id),
        new CodeField<Voucher>("code", v => v.CodeKey),
        new TextField<Voucher>("campaign_id", v => v.CampaignId),
        new TextField<Voucher>("campaign_ids", v => v.CampaignId),
        new NamedField<Voucher, Campaign>("campaign", db => db.Campaigns, new TextField<Campaign>("name", c => c.Name), c => c.Id, v => v.CampaignId),
        new WordField<Voucher>("voucher_type", [("DISCOUNT_VOUCHER", _ => _ => true)]),
        new WordField<Voucher>("type", [("DISCOUNT_VOUCHER", _ => _ => true)]),
        new WordField<Voucher>("is_referral_code", [("false", _ => _ => true)]),
        CategoryId("category_id"),
        CategoryId("category_ids"),
        new EitherField<Voucher>("category",
            new NamedField<Voucher, Campaign>("campaign", db => db.Campaigns, CategoryName, c => c.Id, v => v.CampaignId),
            new NamedField<Voucher, Category>("own", db => db.Categories, new TextField<Category>("name", c => c.Name), c => c.Id, v => v.CategoryId)),
        new TextField<Voucher>("customer_id", v => v.HolderId),
        new TextField<Voucher>("holder_id", v => v.HolderId),
        new WordField<Voucher>("active", [("true", _ => v => v.Active), ("false", _ => v => !v.Active)]),
        new MadeField<Voucher>("created_at", "v_", v => v.Id),
        new TimeField<Voucher>("updated_at", v => v.UpdatedAt),
        new TimeField<Voucher>("start_date", asking => v => v.StartsAt ?? asking.Db.CampaignVersions
            .Where(version => version.CampaignId == v.CampaignId && version.Number == (v.CampaignVersion ?? asking.Db.Campaigns.First(c => c.Id == v.CampaignId).Version))
            .Select(version => version.StartsAt).FirstOrDefault()),
        new TimeField<Voucher>("expiration_date", asking => v => v.EndsAt ?? asking.Db.CampaignVersions
            .Where(version => version.CampaignId == v.CampaignId && version.Number == (v.CampaignVersion ?? asking.Db.Campaigns.First(c => c.Id == v.CampaignId).Version))
            .Select(version => version.EndsAt).FirstOrDefault()),
    ], new("$", v => (string?)(object?)v.Metadata));

    private static NamedField<Campaign, Category> CategoryName =>
        new("category", db => db.Categories, new TextField<Category>("name", c => c.Name), c => c.Id, c => c.CategoryId);

    // A code with a campaign has its category; one without has its own.
    private static EitherField<Voucher> CategoryId(string name) => new(name,
        new NamedField<Voucher, Campaign>("campaign", db => db.Campaigns, new TextField<Campaign>("category", c => c.CategoryId), c => c.Id, v => v.CampaignId),
        new TextField<Voucher>("own", v => v.CategoryId));
}
