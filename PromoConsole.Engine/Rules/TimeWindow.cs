using System.Text;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Engine.Rules;

/// <summary>The window of time that an operator asks a date to lie in: between two dates, or at most so long ago or ahead.</summary>
/// <remarks>By days of the project's zone where either side is a date without time; a window that ends with a date lasts until the end of that day.</remarks>
internal sealed class TimeWindow
{
    private readonly IsoTime _from;
    private readonly IsoTime _to;
    private readonly CalendarDuration? _span;
    private readonly bool _ahead;

    private TimeWindow(IsoTime from, IsoTime to) => (_from, _to) = (from, to);

    private TimeWindow(CalendarDuration span, bool ahead) => (_span, _ahead) = (span, ahead);

    /// <returns>Null for operators that ask for no window, and for text that is none.</returns>
    public static TimeWindow? TryRead(Operator op, string text) => op switch
    {
        Operator.Within => Between(text),
        Operator.WithinPast or Operator.WithinFuture when CalendarDuration.TryParse(text) is { } span => new(span, op == Operator.WithinFuture),
        _ => null,
    };

    public bool Holds(in IsoTime seen, in DayClock clock)
    {
        if (_span is { } span)
        {
            var edge = span.After(clock.Now, clock.Zone, _ahead ? 1 : -1);
            var (first, last) = _ahead ? (clock.Now, edge) : (edge, clock.Now);
            return seen.HasTime ? seen.Instant(clock) is var at && at >= first && at <= last : seen.Day(clock) is var day && day >= clock.DayOf(first) && day <= clock.DayOf(last);
        }

        var end = seen.CompareTo(_to, clock);
        return seen.CompareTo(_from, clock) >= 0 && (seen.HasTime && _to.HasTime ? end < 0 : end <= 0);
    }

    /// <summary>When a window between two dates begins; null for the others.</summary>
    public DateTimeOffset? From(in DayClock clock) => _span is not null ? null : _from.HasTime ? _from.Instant(clock) : WallClock.Instant(_from.Wall, clock.Zone);

    private static TimeWindow? Between(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !IsoTime.TryRead(Encoding.UTF8.GetBytes(text[..slash]), out var from) || !IsoTime.TryRead(Encoding.UTF8.GetBytes(text[(slash + 1)..]), out var to)) return null;

        // Where only one side has an offset, the project's zone decides, which is not known yet.
        var comparable = from.Offset is null == to.Offset is null || !from.HasTime || !to.HasTime;
        return comparable && from.CompareTo(to, new(default, TimeZoneInfo.Utc)) > 0 ? null : new(from, to);
    }
}
