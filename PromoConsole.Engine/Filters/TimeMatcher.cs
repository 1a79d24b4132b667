namespace PromoConsole.Engine.Filters;

/// <summary>Compares dates and instants. A date alone is its whole day when asked for equality, the start of its day when put in order.</summary>
internal static class TimeMatcher
{
    public static bool Matches(in FilterValue value, FilterOperator comparison, AskedValue[] asked, in FilterClock clock)
    {
        DateTimeOffset? instant = value.Kind switch
        {
            FilterValue.Kinds.Instant => value.Instant,
            FilterValue.Kinds.Text => AskedValue.InstantOf(value.Text!),
            _ => null,
        };
        var day = value.Kind == FilterValue.Kinds.Day ? value.Day
            : instant is { } at ? clock.DayOf(at)
            : value.Kind == FilterValue.Kinds.Text ? AskedValue.DayOf(value.Text!)
            : null;
        if (day is not { } date) return false; // no date at all

        switch (comparison)
        {
            case FilterOperator.CurrentMonth: return date.Month == clock.Today.Month;
            case FilterOperator.NextMonth: return date.Month == clock.Today.AddMonths(1).Month;
            case FilterOperator.PreviousMonth: return date.Month == clock.Today.AddMonths(-1).Month;
        }

        foreach (var one in asked)
        {
            var holds = FilterCheck.IsDays(comparison) || (one is { IsTime: false, Number: not null } && FilterCheck.CountsDays(comparison))
                ? Away(clock.Today.DayNumber - date.DayNumber, comparison, one.Number!.Value)
                : Compares(instant, date, comparison, one, clock);
            if (holds) return true;
        }

        return false;
    }

    /// <summary>The instants of which a comparison holds; months, which come back every year, have no range.</summary>
    /// <returns>From inclusive, to exclusive; null is open.</returns>
    public static (DateTimeOffset? From, DateTimeOffset? To) RangeOf(FilterOperator comparison, in AskedValue asked, in FilterClock clock)
    {
        if (FilterCheck.IsDays(comparison) || (!asked.IsTime && FilterCheck.CountsDays(comparison)))
        {
            var (today, days, now) = (clock.Today, (int)asked.Number!.Value, clock);
            DateTimeOffset StartOf(int ahead) => now.StartOf(today.AddDays(ahead));
            return comparison switch
            {
                FilterOperator.MoreThanAgo or FilterOperator.MoreThan => (null, StartOf(-days)),
                FilterOperator.LessThanAgo or FilterOperator.LessThan => (StartOf(1 - days), StartOf(1)),
                FilterOperator.DaysAgo => (StartOf(-days), StartOf(1 - days)),
                FilterOperator.MoreThanFuture => (StartOf(days + 1), null),
                FilterOperator.LessThanFuture => (StartOf(0), StartOf(days)),
                _ => (StartOf(days), StartOf(days + 1)),
            };
        }

        var from = asked.Instant ?? clock.StartOf(asked.Day!.Value);
        var behind = from.AddMicroseconds(1); // the least that is stored
        return comparison switch
        {
            FilterOperator.Is => (from, asked.Instant is null ? clock.StartOf(asked.Day!.Value.AddDays(1)) : behind),
            FilterOperator.Before or FilterOperator.LessThan => (null, from),
            FilterOperator.AtMost => (null, behind),
            FilterOperator.After or FilterOperator.MoreThan => (behind, null),
            _ => (from, null),
        };
    }

    /// <param name="ago">Days since then; negative ahead.</param>
    private static bool Away(int ago, FilterOperator comparison, decimal days) => comparison switch
    {
        FilterOperator.MoreThanAgo or FilterOperator.MoreThan => ago > days,
        FilterOperator.LessThanAgo or FilterOperator.LessThan => ago >= 0 && ago < days,
        FilterOperator.DaysAgo => ago == days,
        FilterOperator.MoreThanFuture => -ago > days,
        FilterOperator.LessThanFuture => ago <= 0 && -ago < days,
        _ => -ago == days,
    };

    private static bool Compares(DateTimeOffset? instant, DateOnly date, FilterOperator comparison, in AskedValue asked, in FilterClock clock)
    {
        if (!asked.IsTime) return false;
        if (comparison == FilterOperator.Is)
            return instant is { } exactly && asked.Instant is { } then ? exactly == then : date == (asked.Day ?? clock.DayOf(asked.Instant!.Value));
        var order = instant is null && asked.Day is { } day
            ? date.CompareTo(day)
            : (instant ?? clock.StartOf(date)).CompareTo(asked.Instant ?? clock.StartOf(asked.Day!.Value));
        return FieldMatcher.Ordered(order, comparison);
    }
}
