using System.Globalization;

namespace PromoConsole.Engine.Imports;

/// <summary>Reads what people write into cells: money, dates, numbers, yes and no. Never guesses.</summary>
internal static class CellText
{
    private static readonly string[] s_moments =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ssK",
    ];

    private static readonly string[] s_dayFirst = ["d.M.yyyy", "d/M/yyyy", "d-M-yyyy"];
    private static readonly string[] s_monthFirst = ["M/d/yyyy", "M-d-yyyy", "M.d.yyyy"];
    private static readonly string[] s_clock = ["", " HH:mm", " HH:mm:ss"];

    /// <summary>Minor units of an amount in major units.</summary>
    /// <param name="decimals">Digits behind the point that the currency has.</param>
    /// <param name="why">What is wrong with it; null when nothing is.</param>
    public static long? Amount(string text, long most, int decimals, out string? why)
    {
        why = null;
        var scale = 1m;
        for (var i = 0; i < decimals; i++) scale *= 10;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major))
            why = text.Contains(',') ? "Write the amount with a point and without separators of thousands, such as 1234.50." : "Write the amount as a number, such as 12.50.";
        else if (major < 0) why = "The amount must be 0 or more.";
        else if (decimal.Round(major, decimals) != major) why = $"The amount has more than {decimals} decimals.";
        else if (major > most / scale) why = string.Create(CultureInfo.InvariantCulture, $"The amount is more than {most / scale:N0}.");
        else return (long)(major * scale);
        return null;
    }

    public static long? Whole(string text, long least, long most, out string? why)
    {
        why = null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        why = string.Create(CultureInfo.InvariantCulture, $"Write a whole number from {least:N0} to {most:N0}.");
        return null;
    }

    /// <summary>What a column most probably holds; text in doubt, as for numbers that begin with a zero.</summary>
    public static AttributeType TypeOf(IEnumerable<string> cells)
    {
        var given = cells.Where(cell => cell.Length > 0).ToList();
        if (given.Count == 0) return AttributeType.Text;
        if (given.TrueForAll(cell => cell.Length <= 15 && cell is "0" or [>= '1' and <= '9', ..] or ['0', '.', ..] or ['-', >= '1' and <= '9', ..])
            && given.TrueForAll(cell => decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))) return AttributeType.Number;
        if (given.TrueForAll(cell => cell is not ("0" or "1") && Flag(cell) is not null)) return AttributeType.Flag;
        return given.TrueForAll(cell => Day(cell, DateOrder.YearFirst, out _) is not null) ? AttributeType.Date : AttributeType.Text;
    }

    public static bool? Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "Y" or "1" => true,
        "FALSE" or "NO" or "N" or "0" => false,
        _ => null,
    };

    public static DateOnly? Day(string text, DateOrder order, out string? why)
    {
        why = null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || (Orders(order) is { } ways && DateOnly.TryParseExact(text, ways, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)))
        {
            if (day.Year is >= 1850 and <= 9000) return day;
            why = $"The year {day.Year} cannot be right.";
            return null;
        }

        why = WhyNoDate(text, order);
        return null;
    }

    /// <summary>An instant; a time without an offset is on the clocks of the zone, a date alone is the whole day.</summary>
    /// <param name="dayEnd">A date alone means its end rather than its start.</param>
    public static DateTimeOffset? Moment(string text, DateOrder order, TimeZoneInfo zone, bool dayEnd, out string? why)
    {
        if (Day(text, order, out _) is { } day) return At((dayEnd ? day.AddDays(1) : day).ToDateTime(TimeOnly.MinValue), zone, out why);
        string[] ways = [.. s_moments, .. (Orders(order) ?? []).SelectMany(way => s_clock.Select(clock => way + clock))];
        if (!DateTime.TryParseExact(text, ways, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var moment))
        {
            why = WhyNoDate(text, order);
            return null;
        }

        return moment.Kind == DateTimeKind.Utc ? Within(new DateTimeOffset(moment, TimeSpan.Zero), out why) : At(moment, zone, out why);
    }

    private static string[]? Orders(DateOrder order) => order switch { DateOrder.DayFirst => s_dayFirst, DateOrder.MonthFirst => s_monthFirst, _ => null };

    private static DateTimeOffset? At(DateTime wall, TimeZoneInfo zone, out string? why)
    {
        while (zone.IsInvalidTime(wall)) wall = wall.AddMinutes(15); // the clocks went forward over it
        return Within(new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime(), out why);
    }

    private static DateTimeOffset? Within(DateTimeOffset at, out string? why)
    {
        why = at.Year is >= 1970 and <= 9000 ? null : $"The year {at.Year} cannot be right.";
        return why is null ? at : null;
    }

    // 31.02.1991 is written as it should be, and yet no day.
    private static string? NoSuchDay(string text, DateOrder order)
    {
        var parts = text.Split(' ', 'T')[0].Split('.', '/', '-');
        if (parts.Length != 3 || !Array.TrueForAll(parts, part => part.Length is > 0 and <= 4 && part.All(char.IsAsciiDigit))) return null;
        var numbers = Array.ConvertAll(parts, part => int.Parse(part, CultureInfo.InvariantCulture));
        int year, month, day;
        if (parts[0].Length == 4) (year, month, day) = (numbers[0], numbers[1], numbers[2]);
        else if (parts[2].Length == 4) (year, month, day) = order == DateOrder.MonthFirst || (order == DateOrder.YearFirst && numbers[1] > 12) ? (numbers[2], numbers[0], numbers[1]) : (numbers[2], numbers[1], numbers[0]);
        else return null;
        if (year == 0 || (month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month))) return null;
        return month is < 1 or > 12 ? "There is no such day: months go from 1 to 12."
            : string.Create(CultureInfo.InvariantCulture, $"There is no such day: {new DateOnly(year, month, 1):MMMM yyyy} has {DateTime.DaysInMonth(year, month)} days.");
    }

    private static string WhyNoDate(string text, DateOrder order)
    {
        var byDay = DateOnly.TryParseExact(text, s_dayFirst, CultureInfo.InvariantCulture, DateTimeStyles.None, out var one);
        var byMonth = DateOnly.TryParseExact(text, s_monthFirst, CultureInfo.InvariantCulture, DateTimeStyles.None, out var other);
        if (order == DateOrder.YearFirst && byDay && byMonth && one != other)
            return string.Create(CultureInfo.InvariantCulture, $"This may be {one:d MMMM yyyy} or {other:d MMMM yyyy}. Say for the whole file whether the day or the month stands first, or write {one:yyyy-MM-dd}.");
        if (order == DateOrder.YearFirst && (byDay || byMonth))
            return string.Create(CultureInfo.InvariantCulture, $"Say for the whole file whether the day or the month stands first, or write {(byDay ? one : other):yyyy-MM-dd}.");
        if (byDay || byMonth) return $"The {(order == DateOrder.DayFirst ? "day" : "month")} stands first in this file, and so this is no date.";
        if (NoSuchDay(text, order) is { } none) return none;
        return order switch
        {
            DateOrder.DayFirst => "Write the date as 2026-11-30 or 30.11.2026.",
            DateOrder.MonthFirst => "Write the date as 2026-11-30 or 11/30/2026.",
            _ => "Write the date as 2026-11-30.",
        };
    }
}
