namespace PromoConsole.Engine.Rules;

/// <summary>The instant decided for and the zone in which its day, and the days of dates, are read.</summary>
internal readonly record struct DayClock(DateTimeOffset Now, TimeZoneInfo Zone)
{
    /// <summary>Day number of today.</summary>
    public int Today => DayOf(Now);

    /// <summary>Of today; 0 is Sunday.</summary>
    public int WeekDay => WeekDayOf(Today);

    /// <summary>0 is Sunday.</summary>
    public static int WeekDayOf(int day) => (day + 1) % 7; // day number 0 was a Monday

    public int DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime).DayNumber;
}

/// <summary>A date, or a date with a time, as metadata holds it in ISO 8601. Without an offset it is wall time of the project's zone.</summary>
internal readonly record struct IsoTime(DateTime Wall, bool HasTime, TimeSpan? Offset)
{
    /// <summary>Day number in the project's zone.</summary>
    public int Day(in DayClock clock) =>
        Offset is { } offset ? clock.DayOf(new DateTimeOffset(Wall, offset)) : DateOnly.FromDateTime(Wall).DayNumber;

    /// <summary>Chronologically; by days where either is a date without time.</summary>
    public int CompareTo(in IsoTime other, in DayClock clock) =>
        HasTime && other.HasTime ? Instant(clock).CompareTo(other.Instant(clock)) : Day(clock).CompareTo(other.Day(clock));

    /// <summary>Reads <c>2026-03-02</c>, <c>2026-03-02T10:30[:15[.5]][Z|+01:00]</c>. Allocates nothing.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out IsoTime time)
    {
        time = default;
        if (text.Length is < 10 or > 40 || text[4] != '-' || text[7] != '-') return false;
        if (!Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)) return false;
        if (year < 2 || year > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        var date = new DateTime(year, month, day);
        if (text.Length == 10)
        {
            time = new(date, false, null);
            return true;
        }

        var rest = text[11..];
        if (text[10] is not ((byte)'T' or (byte)' ') || !TryOffset(ref rest, out var offset) || !TryClock(rest, out var clock)) return false;
        time = new(date + clock, true, offset);
        return true;
    }

    /// <summary>The instant it is, or, of a date without time, the start of its day.</summary>
    public DateTimeOffset Instant(in DayClock clock) => new(Wall, Offset ?? clock.Zone.GetUtcOffset(Wall));

    // Takes the offset off the end.
    private static bool TryOffset(ref ReadOnlySpan<byte> rest, out TimeSpan? offset)
    {
        offset = null;
        if (rest.Length > 0 && rest[^1] == 'Z')
        {
            offset = TimeSpan.Zero;
            rest = rest[..^1];
            return true;
        }

        var sign = rest.LastIndexOfAny((byte)'+', (byte)'-');
        if (sign < 0) return true;
        var zone = rest[(sign + 1)..];
        if (zone.Length is not (4 or 5) || !Number(zone[..2], out var hours) || !Number(zone[^2..], out var minutes) || (zone.Length == 5 && zone[2] != ':')) return false;
        if (hours > 13 || minutes > 59) return false;
        offset = new TimeSpan(hours, minutes, 0) * (rest[sign] == '-' ? -1 : 1);
        rest = rest[..sign];
        return true;
    }

    /// <summary>Reads <c>10:30[:15[.5]]</c>.</summary>
    public static bool TryClock(ReadOnlySpan<byte> rest, out TimeSpan clock)
    {
        clock = default;
        if (rest.Length < 5 || rest[2] != ':' || !Number(rest[..2], out var hour) || !Number(rest[3..5], out var minute) || hour > 23 || minute > 59) return false;
        var second = 0;
        long fraction = 0;
        if (rest.Length > 5 && (rest.Length < 8 || rest[5] != ':' || !Number(rest[6..8], out second) || second > 59)) return false;
        if (rest.Length > 8)
        {
            if (rest[8] != '.' || rest.Length is 9 or > 16 || !Number(rest[9..], out var digits)) return false;
            fraction = digits;
            for (var places = rest.Length - 9; places < 7; places++) fraction *= 10;
        }

        clock = new TimeSpan(hour, minute, second) + TimeSpan.FromTicks(fraction);
        return true;
    }

    private static bool Number(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit)) return false;
            number = (number * 10) + (digit - '0');
        }

        return digits.Length > 0;
    }
}
