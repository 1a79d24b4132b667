using System.Globalization;
using PromoConsole.Engine.Project;

namespace PromoConsole.Engine.Campaigns;

/// <summary>Time limits as a person says them.</summary>
public static class ScheduleWords
{
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <summary>The whole schedule: "from 2 Mar, 09:00, until 30 Nov, end of day, Warsaw; Mon–Fri"; "always" without limits.</summary>
    /// <param name="wording">Its zone is the schedule's.</param>
    public static string Of(Schedule schedule, Wording wording, DateTimeOffset now)
    {
        var parts = new List<string>();
        var span = (schedule.StartsAt, schedule.EndsAt) switch
        {
            ({ } start, { } end) => $"from {wording.Start(start, now, zone: false)}, until {wording.End(end, now)}",
            ({ } start, null) => $"from {wording.Start(start, now)}",
            (null, { } end) => $"until {wording.End(end, now)}",
            _ => "",
        };
        if (span.Length > 0) parts.Add(span);
        if (Recurring(schedule) is { Length: > 0 } recurring) parts.Add(recurring);
        if (schedule.ValidAfterPublication is { } life) parts.Add($"a published code works for {DurationOf(life)}");
        return parts.Count == 0 ? "always" : string.Join("; ", parts);
    }

    /// <summary>Days, hours and the repeating window: "Mon–Fri, 09:00–11:30"; empty when there are none.</summary>
    public static string Recurring(Schedule schedule)
    {
        var parts = new List<string>();
        if (schedule.Days.Count > 0) parts.Add(schedule.Days.Distinct().Count() == 1 ? $"{schedule.Days[0]}s" : DaysOf(schedule.Days));
        if (schedule.Hours.Count > 0) parts.Add(string.Join(" and ", schedule.Hours.Select(HoursOf)));
        if (schedule.Timeframe is { } timeframe) parts.Add($"{DurationOf(timeframe.Duration)} every {DurationOf(timeframe.Interval)}");
        return string.Join(", ", parts);
    }

    /// <summary>"Mon–Fri", "Tue and Thu", "every day".</summary>
    public static string DaysOf(IReadOnlyList<DayOfWeek> days)
    {
        var monday = days.Distinct().Select(day => ((int)day + 6) % 7).Order().ToList();
        if (monday.Count is 0 or 7) return "every day";
        string Name(int fromMonday) => Days[(fromMonday + 1) % 7];
        return monday.Count > 2 && monday[^1] - monday[0] == monday.Count - 1
            ? $"{Name(monday[0])}–{Name(monday[^1])}"
            : Joined([.. monday.Select(Name)]);
    }

    /// <summary>An ISO 8601 duration: "2 hours", "14 days", "1 month 3 days"; the text itself when it is none.</summary>
    public static string DurationOf(string iso)
    {
        if (CalendarDuration.TryParse(iso) is not { } duration) return iso;
        var parts = new List<string>();
        void Add(long number, string unit)
        {
            if (number > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")}"));
        }

        Add(duration.Months / 12, "year");
        Add(duration.Months % 12, "month");
        Add(duration.Days % 7 == 0 && duration.Days >= 7 ? duration.Days / 7 : 0, "week");
        Add(duration.Days % 7 == 0 ? 0 : duration.Days, "day");
        Add((long)duration.Time.TotalHours, "hour");
        Add(duration.Time.Minutes, "minute");
        Add(duration.Time.Seconds, "second");
        return string.Join(" ", parts);
    }

    private static string HoursOf(DailyHours hours)
    {
        var to = hours.To == TimeOnly.MinValue ? "24:00" : hours.To.ToString("HH:mm", CultureInfo.InvariantCulture);
        var span = $"{hours.From.ToString("HH:mm", CultureInfo.InvariantCulture)}–{to}";
        return hours.Days.Count is 0 or 7 ? span : $"{DaysOf(hours.Days)} {span}";
    }

    internal static string Joined(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "",
        1 => words[0],
        _ => $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}",
    };
}
