using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Pages.Campaigns;

namespace PromoConsole.Pages.Rules;

/// <summary>Something a rule can be assigned to.</summary>
/// <param name="Id">Platform id.</param>
/// <param name="Note">What tells it from others like it.</param>
public sealed record RuleTarget(RuleOwner Type, string Id, string Name, string Note);

/// <summary>Finds what rules can be assigned to.</summary>
public sealed class RuleTargets(CampaignList campaigns, VoucherList codes, TimeProvider time)
{
    /// <summary>The most it finds.</summary>
    public const int Shown = 8;

    /// <summary>Campaigns by their words, tiers by those of their campaign, codes by their beginning; the newest where nothing is typed.</summary>
    public async Task<IReadOnlyList<RuleTarget>> FindAsync(RuleOwner type, string text, ProjectFormat format, CancellationToken ct = default)
    {
        switch (type)
        {
            case RuleOwner.Campaign:
                var found = await campaigns.ListAsync(new CampaignFilter { Text = text, PageSize = Shown }, ct);
                return [.. found.Rows.Select(row => new RuleTarget(type, row.Campaign.Id, row.Campaign.Name, $"{CampaignLook.Of(row, time.GetUtcNow()).Word}, {SetupText.Gives(row.Campaign.Kind, row.Setup, format)}"))];
            case RuleOwner.PromotionTier:
                var promotions = await campaigns.ListAsync(new CampaignFilter { Text = text, Kind = CampaignKind.Promotion, PageSize = Shown }, ct);
                return
                [
                    .. promotions.Rows.SelectMany(row => row.Setup.Tiers.OrderBy(tier => tier.Hierarchy).Select(tier => new RuleTarget(type, tier.Id, tier.Name, $"Tier of {row.Campaign.Name}, {SetupText.Discount(tier.Discount, format)}")))
                        .Take(4 * Shown),
                ];
            default:
                var vouchers = await codes.ListAsync(new VoucherFilter { Text = text, PageSize = Shown }, ct);
                return [.. vouchers.Items.Select(row => new RuleTarget(type, row.Id, row.Code, row.CampaignName is { } campaign ? $"Code of {campaign}" : "Code of its own"))];
        }
    }
}
