using System.Globalization;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Api;

internal sealed record TimeframeView(string Interval, string Duration)
{
    public static TimeframeView? Of(Schedule? schedule) =>
        schedule?.Timeframe is { } frame ? new TimeframeView(frame.Interval, frame.Duration) : null;
}

internal sealed record HoursView(IReadOnlyList<DailyHoursView> Daily)
{
    public static HoursView? Of(Schedule? schedule) =>
        schedule is { Hours.Count: > 0 } ? new HoursView([.. schedule.Hours.Select(DailyHoursView.Of)]) : null;
}

internal sealed record DailyHoursView(string StartTime, string ExpirationTime, IReadOnlyList<int> DaysOfWeek)
{
    public static DailyHoursView Of(DailyHours hours) => new(
        hours.From.ToString("HH:mm", CultureInfo.InvariantCulture), hours.To.ToString("HH:mm", CultureInfo.InvariantCulture),
        hours.Days.Count == 0 ? [0, 1, 2, 3, 4, 5, 6] : DaysOf(hours.Days)!);

    /// <summary>0 is Sunday; null for no restriction.</summary>
    public static IReadOnlyList<int>? DaysOf(IReadOnlyList<DayOfWeek>? days) =>
        days is { Count: > 0 } ? [.. days.Select(day => (int)day)] : null;
}
