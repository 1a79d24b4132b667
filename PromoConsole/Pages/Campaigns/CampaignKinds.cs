using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns;

/// <summary>The kinds of campaigns, as they are named and drawn.</summary>
public static class CampaignKinds
{
    /// <summary>What a list can be narrowed to.</summary>
    public static IReadOnlyList<Choice<CampaignKind?>> Choices { get; } = [new(CampaignKind.Coupons, "Coupons"), new(CampaignKind.Promotion, "Cart promotions")];

    public static string IconOf(CampaignRow row) => row.Campaign.Kind == CampaignKind.Promotion ? "cart" : row.Setup.Codes.Mode == CodeMode.Shared ? "tag" : "code";

    /// <summary>"Cart promotion", "One code for everybody", "Unique codes".</summary>
    public static string NameOf(CampaignRow row) =>
        row.Campaign.Kind == CampaignKind.Promotion ? "Cart promotion" : row.Setup.Codes.Mode == CodeMode.Shared ? "One code for everybody" : "Unique codes";
}
