namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>The zones people choose from: places, in alphabetical order.</summary>
internal static class ZoneList
{
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)
            .Where(id => id.StartsWith("Europe/", StringComparison.Ordinal) || id.StartsWith("America/", StringComparison.Ordinal)
                || id.StartsWith("Asia/", StringComparison.Ordinal) || id.StartsWith("Africa/", StringComparison.Ordinal)
                || id.StartsWith("Australia/", StringComparison.Ordinal) || id.StartsWith("Pacific/", StringComparison.Ordinal) || id == "UTC")
            .Order(StringComparer.Ordinal),
    ];
}
