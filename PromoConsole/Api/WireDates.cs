using System.Globalization;

namespace PromoConsole.Api;

/// <summary>Instants on the wire: ISO 8601, written in UTC with milliseconds.</summary>
internal static class WireDates
{
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <param name="zone">For a date alone: in which its day is.</param>
    /// <param name="dayEnd">A date alone means the end of that day rather than its start.</param>
    /// <returns>Null for anything else, and for years before 1970 or after 9000.</returns>
    public static DateTimeOffset? Parse(string text, TimeZoneInfo zone, bool dayEnd)
    {
        DateTimeOffset instant;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            if (day.Year is < 1970 or > 9000) return null;
            var midnight = (dayEnd ? day.AddDays(1) : day).ToDateTime(TimeOnly.MinValue);
            while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15); // the clocks went forward at midnight
            instant = new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
        }
        else if (!DateTimeOffset.TryParseExact(
            text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant))
        {
            return null;
        }

        return instant.Year is >= 1970 and <= 9000 ? instant.ToUniversalTime() : null;
    }

    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
