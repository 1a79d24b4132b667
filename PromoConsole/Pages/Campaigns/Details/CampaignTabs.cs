using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>The parts of a campaign's page.</summary>
public static class CampaignTabs
{
    public const string Overview = "overview";
    public const string Codes = "codes";
    public const string Tiers = "tiers";
    public const string Rules = "rules";
    public const string Redemptions = "redemptions";
    public const string Attempts = "attempts";
    public const string Publications = "publications";
    public const string Versions = "versions";

    public static IReadOnlyList<TabLink> Of(Campaign campaign)
    {
        var at = $"/campaigns/{campaign.Id}";
        return
        [
            new(Overview, "Overview", at),
            campaign.Kind == CampaignKind.Promotion ? new(Tiers, "Tiers", $"{at}?tab={Tiers}") : new(Codes, "Codes", $"{at}?tab={Codes}"),
            new(Rules, "Rules", $"{at}?tab={Rules}"),
            new(Redemptions, "Redemptions", $"{at}?tab={Redemptions}"), new(Attempts, "Attempts", $"{at}?tab={Attempts}"), .. campaign.Kind == CampaignKind.Promotion ? (TabLink[])[] : [new(Publications, "Publications", $"{at}?tab={Publications}")], new(Versions, "Versions", $"{at}?tab={Versions}"),
        ];
    }

    /// <summary>Which part an address means; the overview for one that this campaign does not have.</summary>
    public static string Read(string? tab, CampaignKind kind) => tab switch
    {
        Publications when kind == CampaignKind.Promotion => Overview,
        Codes when kind == CampaignKind.Promotion => Overview,
        Tiers when kind != CampaignKind.Promotion => Overview,
        Codes or Tiers or Rules or Redemptions or Attempts or Publications or Versions => tab,
        _ => Overview,
    };
}
