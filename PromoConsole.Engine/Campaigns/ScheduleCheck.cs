namespace PromoConsole.Engine.Campaigns;

/// <summary>The part of <see cref="SetupCheck"/> that reads time limits.</summary>
internal static class ScheduleCheck
{
    public static void Add(Schedule schedule, List<SetupProblem> found)
    {
        void Problem(string field, string sentence) => found.Add(new(SetupStep.Schedule, $"schedule.{field}", sentence));

        if (schedule.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            Problem("timeZone", $"The time zone “{zone}” is not known. Choose one such as Europe/Warsaw.");
        if (schedule is { StartsAt: { } start, EndsAt: { } end } && end <= start) Problem("endsAt", "The campaign ends before it starts.");
        if (schedule.ValidAfterPublication is { } life && CalendarDuration.TryParse(life) is null)
            Problem("validAfterPublication", "Say how long a published code works, for example 14 days (P14D).");
        if (schedule.Days.Any(day => !Enum.IsDefined(day))) Problem("days", "One of the days is unknown.");
        if (schedule.Timeframe is { } timeframe) Repeating(schedule, timeframe, Problem);
        if (schedule.Hours.Count == 0) return;

        if (schedule.Days.Count > 0 || schedule.Timeframe is not null)
            Problem("hours", "Hours of the day cannot be combined with days of the week or a repeating window; give the hours days of their own.");
        for (var i = 0; i < schedule.Hours.Count; i++) Hours(schedule.Hours, i, Problem);
    }

    private static void Repeating(Schedule schedule, Timeframe timeframe, Action<string, string> problem)
    {
        if (schedule.StartsAt is null) problem("startsAt", "A window that repeats needs a start to repeat from.");
        var interval = CalendarDuration.TryParse(timeframe.Interval);
        var duration = CalendarDuration.TryParse(timeframe.Duration);
        if (interval is null) problem("timeframe.interval", "Say how often the window repeats, for example every day (P1D).");
        else if (interval.Value.Approximate < TimeSpan.FromMinutes(1)) problem("timeframe.interval", "The window must not repeat more often than once a minute.");
        if (duration is null) problem("timeframe.duration", "Say how long the window stays open, for example 2 hours (PT2H).");
        if (interval is { } every && duration is { } open && open.Approximate > every.Approximate)
            problem("timeframe.duration", "The window stays open longer than until it repeats, so it would never close.");
    }

    private static void Hours(IReadOnlyList<DailyHours> all, int index, Action<string, string> problem)
    {
        var hours = all[index];
        if (hours.To != TimeOnly.MinValue && hours.To <= hours.From)
            problem($"hours[{index}].to", "The hours end before they begin. For a window over midnight give two: until 00:00, and from 00:00.");
        for (var other = 0; other < index; other++)
        {
            if (!Overlap(hours, all[other])) continue;
            problem($"hours[{index}]", "Two of the hours overlap. Merge them or give them different days.");
            return;
        }
    }

    private static bool Overlap(DailyHours a, DailyHours b) =>
        a.From < End(b) && b.From < End(a) && (a.Days.Count == 0 || b.Days.Count == 0 || a.Days.Intersect(b.Days).Any());

    private static TimeOnly End(DailyHours hours) => hours.To == TimeOnly.MinValue ? TimeOnly.MaxValue : hours.To;
}
