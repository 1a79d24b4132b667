using PromoConsole.Components;

namespace PromoConsole.Pages.Setup;

/// <summary>What a project's settings can be chosen from, at first run and later.</summary>
internal static class ProjectChoices
{
    public static IReadOnlyList<Choice<string>> Currencies { get; } =
        [.. Engine.Project.Currencies.All.Select(currency => new Choice<string>(currency.Code, $"{currency.Code} · {currency.Name}"))];

    /// <summary>Zones people live in; the system also knows old names and fixed offsets.</summary>
    public static IReadOnlyList<Choice<string>> TimeZones { get; } =
    [
        .. TimeZoneInfo.GetSystemTimeZones()
            .Where(zone => zone.HasIanaId && (zone.Id == "UTC" || IsPlace(zone.Id)))
            .OrderBy(zone => zone.Id, StringComparer.Ordinal)
            .Select(zone => new Choice<string>(zone.Id, zone.Id.Replace('_', ' '))),
    ];

    public static IReadOnlyList<Choice<string>> FirstDays { get; } =
    [
        new(nameof(DayOfWeek.Monday), "Monday"), new(nameof(DayOfWeek.Saturday), "Saturday"), new(nameof(DayOfWeek.Sunday), "Sunday"),
    ];

    private static bool IsPlace(string id) => id.Contains('/', StringComparison.Ordinal)
        && !id.StartsWith("Etc/", StringComparison.Ordinal) && !id.StartsWith("SystemV/", StringComparison.Ordinal);
}
