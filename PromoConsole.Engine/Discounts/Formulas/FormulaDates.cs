using System.Globalization;

namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>Calendar arithmetic of formulas, in one zone.</summary>
internal static class FormulaDates
{
    /// <summary>A date (the start of that day in the zone) or a date with time (UTC unless it says otherwise); null when it is neither.</summary>
    public static DateTimeOffset? Parse(string text, TimeZoneInfo zone)
    {
        text = text.Trim();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return StartOf(day, zone);
        return text.Length > 10 && char.IsAsciiDigit(text[0]) && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;
    }

    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>The first instant of a day: later than midnight where the clocks skip it.</summary>
    public static DateTimeOffset? StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var wall = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(wall)) wall = wall.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        var utc = wall.Ticks - offset.Ticks; // the first and last days that can be written have no room for an offset
        return utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(wall, offset);
    }

    /// <summary>Whole months from one day to another, negative backwards.</summary>
    public static int Months(DateOnly from, DateOnly to)
    {
        if (to < from) return -Months(to, from);
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return from.AddMonths(months) > to ? months - 1 : months;
    }
}
