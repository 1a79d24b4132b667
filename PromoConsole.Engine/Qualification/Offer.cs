using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Qualification;

/// <summary>Something the customer might use, before it is decided.</summary>
internal sealed class Offer
{
    private Offer()
    {
    }

    public required OfferKind Kind { get; init; }

    /// <summary>Of the voucher, tier, stack or campaign.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What stands behind it: of a stack its tiers in order, else one. Empty for the one code of a campaign before its row was read.</summary>
    public IReadOnlyList<Incentive> Incentives { get; init; } = [];

    /// <summary>Of a voucher.</summary>
    public string? Code { get; init; }

    public CatalogueCampaign? Campaign { get; init; }

    /// <summary>The tiers a stack applies together.</summary>
    public StackSetup? Stack { get; init; }

    public bool IsHeld { get; init; }

    /// <summary>For stacking; of a stack its own, else its campaign's.</summary>
    public string? CategoryId => Stack is not null ? Stack.CategoryId ?? Campaign?.CategoryId : Incentives.Count > 0 ? Incentives[0].Member.CategoryId : Campaign?.CategoryId;

    /// <summary>As redemptions name it.</summary>
    public string Name => Code ?? Id;

    public Redeemable Asked => new(Kind switch
    {
        OfferKind.PromotionTier => RedeemableKind.PromotionTier,
        OfferKind.PromotionStack => RedeemableKind.PromotionStack,
        _ => RedeemableKind.Voucher,
    }, Name);

    public static Offer OfTier(CatalogueCampaign campaign, CatalogueVersion version, CatalogueTier tier, Catalogue catalogue) => new()
    {
        Kind = OfferKind.PromotionTier, Id = tier.Setup.Id, CreatedAt = Created(tier.Setup.CreatedAt, tier.Setup.Id, campaign), Campaign = campaign,
        Incentives = [Incentive.OfTier(Redeemable.Tier(tier.Setup.Id), campaign, version, tier, catalogue)],
    };

    public static Offer OfStack(CatalogueCampaign campaign, CatalogueVersion version, StackSetup stack, Catalogue catalogue) => new()
    {
        Kind = OfferKind.PromotionStack, Id = stack.Id, CreatedAt = Created(stack.CreatedAt, stack.Id, campaign), Campaign = campaign, Stack = stack,
        Incentives = [.. stack.TierIds.Select(id => Incentive.OfTier(Redeemable.Tier(id), campaign, version, version.Tiers[id], catalogue))],
    };

    /// <summary>The code for everybody, whose row is still to be read.</summary>
    public static Offer OfSharedCode(CatalogueCampaign campaign, string code) => new()
    {
        Kind = OfferKind.Voucher, Id = "", CreatedAt = Created(default, "", campaign), Campaign = campaign, Code = code,
    };

    /// <summary>A campaign whose codes are given one by one, decided as a fresh code of it would be.</summary>
    public static Offer OfCampaign(CatalogueCampaign campaign, Catalogue catalogue)
    {
        var fresh = new VoucherFacts(campaign.Id, campaign.Id, campaign.Id, null, null, true, null, null, null, 0, null, null);
        return new()
        {
            Kind = OfferKind.Campaign, Id = campaign.Id, CreatedAt = Created(default, campaign.Id, campaign), Campaign = campaign,
            Incentives = [Incentive.Of(Redeemable.Voucher(campaign.Id), fresh, catalogue)],
        };
    }

    public static Offer OfVoucher(VoucherFacts voucher, Catalogue catalogue, bool held)
    {
        var incentive = Incentive.Of(Redeemable.Voucher(voucher.Code), voucher, catalogue);
        return new()
        {
            Kind = OfferKind.Voucher, Id = voucher.Id, CreatedAt = Created(default, voucher.Id, incentive.Campaign), Campaign = incentive.Campaign,
            Code = voucher.Code, Incentives = [incentive], IsHeld = held,
        };
    }

    /// <summary>What a filter sees; null for none.</summary>
    public string? Value(OfferField field) => field switch
    {
        OfferField.CategoryId => CategoryId,
        OfferField.CampaignId => Campaign?.Id,
        OfferField.CampaignKind => Campaign is null ? null : (Campaign.Newest?.Setup.Tiers.Count > 0 ? CampaignKind.Promotion : CampaignKind.Coupons).ToString(),
        OfferField.ResourceId => Id.Length > 0 ? Id : null,
        OfferField.ResourceKind => Kind.ToString(),
        OfferField.VoucherType => Kind == OfferKind.Voucher ? OfferCondition.DiscountVoucher : null,
        OfferField.Code => Code,
        _ => IsHeld ? OfferCondition.Owner : null,
    };

    // Older tiers may lack it, and a code's row is not read for it: ids tell.
    private static DateTimeOffset Created(DateTimeOffset known, string id, CatalogueCampaign? campaign) =>
        known != default ? known : Ids.CreatedAt(id) ?? (campaign is null ? null : Ids.CreatedAt(campaign.Id)) ?? DateTimeOffset.UnixEpoch;
}
