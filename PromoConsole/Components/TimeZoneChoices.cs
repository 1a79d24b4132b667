namespace PromoConsole.Components;

/// <summary>Zones people live in; the system also knows old names and fixed offsets.</summary>
internal static class TimeZoneChoices
{
    public static IReadOnlyList<Choice<string>> All { get; } =
    [
        .. TimeZoneInfo.GetSystemTimeZones()
            .Where(zone => zone.HasIanaId && (zone.Id == "UTC" || IsPlace(zone.Id)))
            .OrderBy(zone => zone.Id, StringComparer.Ordinal)
            .Select(zone => new Choice<string>(zone.Id, zone.Id.Replace('_', ' '))),
    ];

    private static bool IsPlace(string id) => id.Contains('/', StringComparison.Ordinal)
        && !id.StartsWith("Etc/", StringComparison.Ordinal) && !id.StartsWith("SystemV/", StringComparison.Ordinal);
}
