using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Which terms hold for a code: discount and dates of the version it keeps, rule and limits of the version in force.</summary>
/// <param name="CampaignId">Whose counters are read; a code without campaign is treated as its own campaign.</param>
/// <param name="Campaign">Null for a code without campaign.</param>
/// <param name="Pinned">Null when the campaign was never launched.</param>
internal sealed record DecisionTerms(
    string CampaignId, CatalogueCampaign? Campaign, int? PinnedNumber, CompiledTerms? Pinned, CompiledTerms? InForce, Discount? Discount, string? RefusalMessage)
{
    public static DecisionTerms Of(VoucherFacts voucher, Catalogue catalogue)
    {
        if (voucher.CampaignId is not { } campaignId)
        {
            var setup = voucher.Terms ?? new CampaignSetup();
            var own = CompiledTerms.Of(setup, catalogue.Project);
            return new(voucher.Id, null, null, own, own, setup.Discount, setup.RefusalMessage);
        }

        var campaign = catalogue.Campaign(campaignId);
        var newest = campaign?.Newest;
        var pinned = voucher.CampaignVersion is { } number ? campaign?.Versions.GetValueOrDefault(number) ?? newest : newest;
        return new(campaignId, campaign, pinned?.Number, pinned?.Terms, newest?.Terms, pinned?.Setup.Discount, newest?.Setup.RefusalMessage);
    }
}
