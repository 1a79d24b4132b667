using System.Globalization;
using System.Text;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Engine.Rules;

/// <summary>A condition about the moment of the decision made ready: its hours and dates are read once.</summary>
internal sealed class MomentMatcher(IReadOnlyList<RuleTest> tests)
{
    // Whatever the days of the week, one of them comes within a week; one more for hours past midnight.
    private const int DaysAhead = 8;
    private const int MostStarts = 32;

    private readonly Asked[] _tests = [.. tests.Select(test => new Asked(test))];

    /// <summary>Whether all tests hold.</summary>
    public bool Holds(in DayClock clock)
    {
        foreach (var test in _tests)
            if (!test.Holds(clock)) return false;
        return true;
    }

    /// <summary>When it holds next, where a window, a day or a date begins; null when it does not any more.</summary>
    public DateTimeOffset? Next(DayClock clock)
    {
        var starts = _tests.SelectMany(test => test.Starts(clock)).Where(at => at > clock.Now).Order().Take(MostStarts).ToList();
        List<DateTime> days = [.. starts.Append(clock.Now).Select(at => WallClock.At(at, clock.Zone).Date)];
        var hours = _tests.SelectMany(test => test.Hours).Append(TimeSpan.Zero).Distinct().Take(MostStarts).ToList();
        return days.SelectMany(_ => Enumerable.Range(0, DaysAhead + 1), (day, ahead) => day.AddDays(ahead)).Distinct()
            .SelectMany(_ => hours, (day, hour) => WallClock.Instant(day + hour, clock.Zone)).Concat(starts)
            .Where(at => at > clock.Now).Order().Cast<DateTimeOffset?>().FirstOrDefault(at => Holds(clock with { Now = at!.Value }));
    }

    /// <summary>The moment as proofs keep it: wall time of the zone with its offset.</summary>
    public static string Shown(in DayClock clock) => TimeZoneInfo.ConvertTime(clock.Now, clock.Zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private sealed class Asked(RuleTest test)
    {
        private readonly HoursOfDay[] _hours = test.Is == Operator.WithinDay ? [.. test.Values.Select(value => HoursOfDay.TryRead(value.Text)).OfType<HoursOfDay>()] : [];
        private readonly TimeWindow[] _windows = [.. test.Values.Select(value => TimeWindow.TryRead(test.Is, value.Text)).OfType<TimeWindow>()];
        private readonly IsoTime[] _dates = test.Is is Operator.Before or Operator.After ? [.. test.Values.Select(value => Date(value.Text)).OfType<IsoTime>()] : [];
        private readonly long?[] _days = test.Is == Operator.DayOfWeek ? [.. test.Values.Select(value => value.Whole)] : [];

        /// <summary>At which times of the day it may begin to hold.</summary>
        public IEnumerable<TimeSpan> Hours => _hours.Select(hours => hours.From);

        public bool Holds(in DayClock clock)
        {
            var seen = new IsoTime(clock.Now.UtcDateTime, HasTime: true, TimeSpan.Zero);
            switch (test.Is)
            {
                case Operator.WithinDay:
                    foreach (var hours in _hours)
                        if (hours.Holds(clock)) return true;
                    return false;
                case Operator.DayOfWeek:
                    return Array.IndexOf(_days, clock.WeekDay) >= 0;
                case Operator.Within:
                    foreach (var window in _windows)
                        if (window.Holds(seen, clock)) return true;
                    return false;
                default:
                    foreach (var date in _dates)
                        if (seen.CompareTo(date, clock) is var order && (test.Is == Operator.Before ? order < 0 : order > 0)) return true;
                    return false;
            }
        }

        /// <summary>From which instants on it may hold.</summary>
        public IEnumerable<DateTimeOffset> Starts(DayClock clock) => test.Is switch
        {
            Operator.Within => _windows.Select(window => window.From(clock)).OfType<DateTimeOffset>(),
            // The next day, or the next second: the date itself is not after it.
            Operator.After => _dates.Select(date => date.HasTime ? date.Instant(clock).AddSeconds(1) : WallClock.Instant(date.Wall.AddDays(1), clock.Zone)),
            _ => [],
        };

        private static IsoTime? Date(string text) => IsoTime.TryRead(Encoding.UTF8.GetBytes(text), out var date) ? date : null;
    }
}
