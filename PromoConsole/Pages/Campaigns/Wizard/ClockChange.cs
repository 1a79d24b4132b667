namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>When the clocks of a zone change.</summary>
/// <param name="Forward">An hour is skipped; else one comes twice.</param>
public sealed record ClockChange(DateTimeOffset At, bool Forward)
{
    /// <summary>The first change in a stretch of time; null when there is none.</summary>
    public static ClockChange? Next(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        if (!zone.SupportsDaylightSavingTime) return null;
        for (var day = from; day < to; day = day.AddDays(1))
        {
            var (before, after) = (zone.GetUtcOffset(day), zone.GetUtcOffset(day.AddDays(1)));
            if (before == after) continue;
            var at = day;
            while (zone.GetUtcOffset(at) == before) at = at.AddMinutes(15);
            return at < to ? new(at, after > before) : null;
        }

        return null;
    }
}
