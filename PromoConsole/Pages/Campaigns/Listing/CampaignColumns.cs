namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>The columns a person can show and hide. The address names those that differ from the start.</summary>
public static class CampaignColumns
{
    /// <summary>Key, title, and whether it shows at the start.</summary>
    public static IReadOnlyList<(string Key, string Title, bool Shown)> All { get; } =
    [
        ("category", "Category", true), ("window", "Window", false), ("codes", "Codes", false), ("budget", "Budget used", true), ("redeemed", "Redeemed", true),
        ("discount", "Discount given", false), ("days", "14 days", true), ("tags", "Tags", false), ("owner", "Owner", false),
    ];

    public static bool IsShown(CampaignListUrl url, string key) =>
        All.First(column => column.Key == key).Shown != url.Hidden.Contains(key);

    /// <summary>The address with one column shown or hidden.</summary>
    public static CampaignListUrl Toggled(CampaignListUrl url, string key) =>
        url with { Hidden = url.Hidden.Contains(key) ? [.. url.Hidden.Where(other => other != key)] : [.. url.Hidden, key] };
}
