using System.Globalization;
using System.Text.RegularExpressions;

namespace PromoConsole.Engine.Campaigns;

/// <summary>An ISO 8601 duration. Years, months, weeks and days move the calendar; hours, minutes and seconds are time that passes.</summary>
/// <remarks>So <c>P1D</c> after 08:00 is 08:00 on the next day also when the clocks change in between, and <c>PT24H</c> is not.</remarks>
public readonly partial record struct CalendarDuration(int Months, int Days, TimeSpan Time)
{
    /// <summary>A positive duration of at most a hundred years, or null when the text is none.</summary>
    public static CalendarDuration? TryParse(string? text)
    {
        if (text is null || text.Length > 40) return null;
        var match = Iso().Match(text);
        if (!match.Success) return null;
        long Number(string name) => long.TryParse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

        var months = Number("y") * 12 + Number("mo");
        var days = Number("w") * 7 + Number("d");
        var seconds = Number("h") * 3600 + Number("mi") * 60 + Number("s");
        const long century = 36_525;
        if (months > 1_200 || days > century || seconds > century * 86_400 || months + days + seconds == 0) return null;
        return new((int)months, (int)days, TimeSpan.FromSeconds(seconds));
    }

    /// <summary>As <see cref="TryParse"/>, for text that was checked when it was saved.</summary>
    public static CalendarDuration Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' is no ISO 8601 duration.");

    /// <summary>This long after an instant, by the calendar of a zone. 31 January + 1 month is the last day of February.</summary>
    public DateTimeOffset After(DateTimeOffset start, TimeZoneInfo zone, int times = 1)
    {
        if (Months == 0 && Days == 0) return start + (Time * times);
        var wall = WallClock.At(start, zone).AddMonths(Months * times).AddDays((double)Days * times);
        return WallClock.Instant(wall, zone) + (Time * times);
    }

    /// <summary>Roughly how long, to compare durations and to estimate counts.</summary>
    public TimeSpan Approximate => TimeSpan.FromDays((Months * 30.44) + Days) + Time;

    [GeneratedRegex(@"^P(?=.)(?:(?<y>\d{1,6})Y)?(?:(?<mo>\d{1,6})M)?(?:(?<w>\d{1,6})W)?(?:(?<d>\d{1,6})D)?(?:T(?=.)(?:(?<h>\d{1,9})H)?(?:(?<mi>\d{1,9})M)?(?:(?<s>\d{1,9})S)?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Iso();
}
