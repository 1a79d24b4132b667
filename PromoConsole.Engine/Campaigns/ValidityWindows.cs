namespace PromoConsole.Engine.Campaigns;

/// <summary>A stretch of time in which codes work.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive; null when it stays open.</param>
public readonly record struct Opening(DateTimeOffset From, DateTimeOffset? To);

/// <summary>A schedule made ready: when codes may be used. Windows are wall time in <see cref="Zone"/>, half-open; all limits present must allow.</summary>
/// <remarks>Concept: time limits. Immutable.</remarks>
public sealed class ValidityWindows
{
    private const int MostSteps = 5_000;

    private readonly CalendarDuration? _interval;
    private readonly CalendarDuration? _duration;

    private ValidityWindows(Schedule schedule, TimeZoneInfo zone)
    {
        Schedule = schedule;
        Zone = zone;
        if (schedule is { Timeframe: { } timeframe, StartsAt: not null })
            (_interval, _duration) = (CalendarDuration.Parse(timeframe.Interval), CalendarDuration.Parse(timeframe.Duration));
        ValidAfterPublication = schedule.ValidAfterPublication is { } text ? CalendarDuration.Parse(text) : null;
    }

    public Schedule Schedule { get; }

    /// <summary>The schedule's zone, else the project's.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>How long a published code lives; null when it lives until the end of the schedule.</summary>
    public CalendarDuration? ValidAfterPublication { get; }

    /// <summary>Whether days, hours or a repeating window narrow the time between start and end.</summary>
    public bool Recurs => _interval is not null || Schedule.Days.Count > 0 || Schedule.Hours.Count > 0;

    /// <summary>Of a schedule that was checked. Throws for an unknown zone or a malformed duration.</summary>
    public static ValidityWindows Of(Schedule schedule, TimeZoneInfo projectZone) =>
        new(schedule, schedule.TimeZone is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : projectZone);

    /// <summary>When a code stops working, exclusive: its own end and the campaign's, whichever comes first; null when it never does.</summary>
    /// <param name="publishedAt">When the code was given to a customer; a life counted from then replaces the campaign's end.</param>
    public DateTimeOffset? EndOf(DateTimeOffset? voucherEndsAt, DateTimeOffset? publishedAt)
    {
        var end = ValidAfterPublication is { } life && publishedAt is { } published ? life.After(published, Zone) : Schedule.EndsAt;
        return end is null ? voucherEndsAt : voucherEndsAt is { } own && own < end ? own : end;
    }

    /// <summary>Whether days, hours and the repeating window allow an instant; start and end are asked separately.</summary>
    public bool IsOpen(DateTimeOffset at)
    {
        if (!Recurs) return true;
        var wall = WallClock.At(at, Zone);
        if (Schedule.Days.Count > 0 && !Schedule.Days.Contains(wall.DayOfWeek)) return false;
        if (Schedule.Hours.Count > 0 && !Schedule.Hours.Any(hours => Allows(hours, wall))) return false;
        return _interval is null || (WindowAt(at) is { } window && at >= window.From && at < window.To);
    }

    /// <summary>The next instant at which codes work again, not after <paramref name="end"/>; null when there is none within reach.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset now, DateTimeOffset? end)
    {
        var at = Schedule.StartsAt is { } start && start > now ? start : now;
        for (var step = 0; step < MostSteps; step++)
        {
            if (end is { } last && at >= last) return null;
            if (IsOpen(at)) return at;
            if (NextBoundary(at) is not { } next) return null;
            at = next;
        }

        return null;
    }

    /// <summary>The openings from an instant on, the one that is open then included.</summary>
    public IReadOnlyList<Opening> Openings(DateTimeOffset from, int count)
    {
        var found = new List<Opening>(count);
        var end = Schedule.EndsAt;
        for (var at = NextOpening(from, end); at is { } opens && found.Count < count; at = NextOpening(found[^1].To!.Value, end))
        {
            var closes = ClosingAfter(opens, end);
            found.Add(new(opens, closes));
            if (closes is null) break;
        }

        return found;
    }

    private DateTimeOffset? ClosingAfter(DateTimeOffset opened, DateTimeOffset? end)
    {
        if (!Recurs) return end;
        var at = opened;
        for (var step = 0; step < MostSteps; step++)
        {
            if (NextBoundary(at) is not { } next) return end;
            if (end is { } last && next >= last) return end;
            if (!IsOpen(next)) return next;
            at = next;
        }

        return end;
    }

    // The next instant at which anything could change: midnight, an hour's edge, an edge of the repeating window.
    private DateTimeOffset? NextBoundary(DateTimeOffset after)
    {
        DateTimeOffset? next = null;
        void Offer(DateTimeOffset candidate)
        {
            if (candidate > after && (next is not { } best || candidate < best)) next = candidate;
        }

        var today = WallClock.At(after, Zone).Date;
        if (Schedule.Days.Count > 0 || Schedule.Hours.Count > 0) Offer(WallClock.Instant(today.AddDays(1), Zone));
        foreach (var hours in Schedule.Hours)
        {
            Offer(WallClock.Instant(today + hours.From.ToTimeSpan(), Zone));
            Offer(WallClock.Instant(today + hours.To.ToTimeSpan(), Zone));
        }

        if (_interval is not null)
        {
            if (after < Schedule.StartsAt!.Value) Offer(Schedule.StartsAt.Value);
            else if (WindowAt(after) is { } window)
            {
                if (window.To is { } to) Offer(to);
                Offer(window.Next);
            }
        }

        return next;
    }

    // The repeating window that began last at or before an instant; null before the first.
    private (DateTimeOffset From, DateTimeOffset? To, DateTimeOffset Next)? WindowAt(DateTimeOffset at)
    {
        var start = Schedule.StartsAt!.Value;
        if (at < start || _interval is not { } interval) return null;

        // Starts grow with k, so the estimate is corrected by walking a step or two.
        var k = (int)Math.Min(int.MaxValue / 2, (at - start) / interval.Approximate);
        while (k > 0 && interval.After(start, Zone, k) > at) k--;
        while (interval.After(start, Zone, k + 1) <= at) k++;
        var from = k == 0 ? start : interval.After(start, Zone, k);
        return (from, _duration!.Value.After(from, Zone), interval.After(start, Zone, k + 1));
    }

    private static bool Allows(DailyHours hours, DateTime wall)
    {
        if (hours.Days.Count > 0 && !hours.Days.Contains(wall.DayOfWeek)) return false;
        var time = TimeOnly.FromDateTime(wall);
        return time >= hours.From && (hours.To == TimeOnly.MinValue || time < hours.To);
    }
}
