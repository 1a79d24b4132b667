using System.Globalization;
using PromoConsole.Components.Charts;
using PromoConsole.Engine.Reporting;

namespace PromoConsole.Pages.Reports;

/// <summary>Cuts a report into the bars of its time chart and the cells of its week.</summary>
public static class TimeBars
{
    public static IReadOnlyList<ChartSeries> Series { get; } = [new("Redeemed", 1), new("Refused", 3)];

    /// <summary>One bar an hour, day or week, from the first to the last day of the report; the one that is not over is partial.</summary>
    /// <param name="now">Wall time in the project's zone.</param>
    /// <param name="href">The rows of some days.</param>
    public static IReadOnlyList<ChartBar> Of(
        RedemptionReport report, ReportStep step, DateTimeOffset now, DayOfWeek firstDay, CultureInfo culture, Func<DateOnly, DateOnly, string>? href = null) => step switch
        {
            ReportStep.Hour => Hours(report, now, culture, href),
            ReportStep.Week => Weeks(report, now, firstDay, culture, href),
            _ => Days(report, now, culture, href),
        };

    /// <summary>Redemptions by weekday (rows, from the first day of the week) and hour (columns).</summary>
    public static IReadOnlyList<IReadOnlyList<long>> Week(RedemptionReport report, DayOfWeek firstDay)
    {
        var cells = new long[7][];
        for (var row = 0; row < 7; row++) cells[row] = new long[24];
        foreach (var hour in report.Hours) cells[((int)hour.Day.DayOfWeek - (int)firstDay + 7) % 7][hour.Hour] += hour.Redeemed;
        return cells;
    }

    private static List<ChartBar> Days(RedemptionReport report, DateTimeOffset now, CultureInfo culture, Func<DateOnly, DateOnly, string>? href)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        var oneMonth = report.Filter.From.Month == report.Filter.To.Month && report.Filter.From.Year == report.Filter.To.Year;
        return [.. report.Days.Select(d => new ChartBar(
            d.Day.ToString(oneMonth ? "%d" : "d MMM", culture), d.Day.ToString("ddd d MMM", culture), [d.Redeemed, d.Refused], href?.Invoke(d.Day, d.Day), Partial: d.Day == today))];
    }

    private static List<ChartBar> Hours(RedemptionReport report, DateTimeOffset now, CultureInfo culture, Func<DateOnly, DateOnly, string>? href)
    {
        // More than a week of single hours cannot be told apart: the last seven days stand for themselves.
        var first = report.Filter.To.AddDays(-6) > report.Filter.From ? report.Filter.To.AddDays(-6) : report.Filter.From;
        var byHour = report.Hours.ToDictionary(h => (h.Day, h.Hour));
        var bars = new List<ChartBar>();
        for (var day = first; day <= report.Filter.To; day = day.AddDays(1))
            for (var hour = 0; hour < 24; hour++)
            {
                var seen = byHour.GetValueOrDefault((day, hour));
                var partial = day == DateOnly.FromDateTime(now.DateTime) && hour == now.Hour;
                bars.Add(new ChartBar(
                    hour == 0 ? day.ToString("ddd d", culture) : $"{hour:00}", $"{day.ToString("ddd d MMM", culture)}, {hour:00}:00",
                    [seen?.Redeemed ?? 0, seen?.Refused ?? 0], href?.Invoke(day, day), partial));
            }

        return bars;
    }

    private static List<ChartBar> Weeks(RedemptionReport report, DateTimeOffset now, DayOfWeek firstDay, CultureInfo culture, Func<DateOnly, DateOnly, string>? href)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        return [.. report.Days
            .GroupBy(d => d.Day.AddDays(-(((int)d.Day.DayOfWeek - (int)firstDay + 7) % 7)))
            .Select(week =>
            {
                var (from, to) = (week.First().Day, week.Last().Day);
                return new ChartBar(
                    from.ToString("d MMM", culture), ReportPeriods.Days(from, to, culture), [week.Sum(d => d.Redeemed), week.Sum(d => d.Refused)],
                    href?.Invoke(from, to), Partial: from <= today && today <= to);
            })];
    }
}
