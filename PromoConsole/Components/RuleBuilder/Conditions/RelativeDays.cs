using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>Which days a relative date means today, in words.</summary>
public static class RelativeDays
{
    /// <summary>"before 23 Oct 2026", "since 23 Oct 2026, 14:05"; null where nothing is relative, or the number cannot be read.</summary>
    public static string? Says(Operator op, Operand asked, DateTimeOffset now, ProjectFormat format)
    {
        var today = DateOnly.FromDateTime(format.Local(now).DateTime);
        string? On(long days) => today.DayNumber + days is var number && number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number).ToString("d MMM yyyy", format.Culture) : null;
        switch (op)
        {
            case >= Operator.MoreThanDaysAgo and <= Operator.DaysAhead when asked.Whole is { } days and >= 0 and <= int.MaxValue:
                return op switch
                {
                    Operator.MoreThanDaysAgo => On(-days) is { } before ? $"before {before}" : null,
                    Operator.MoreThanDaysAhead => On(days) is { } after ? $"after {after}" : null,
                    Operator.DaysAgo => On(-days) is { } past ? Single(days, past) : null,
                    Operator.DaysAhead => On(days) is { } ahead ? Single(days, ahead) : null,
                    Operator.LessThanDaysAgo when days <= 1 => Few(days, On(0)!),
                    Operator.LessThanDaysAhead when days <= 1 => Few(days, On(0)!),
                    Operator.LessThanDaysAgo => On(1 - days) is { } first ? $"from {first} to today, {On(0)}" : null,
                    _ => On(days - 1) is { } last ? $"from today, {On(0)}, to {last}" : null,
                };
            case Operator.WithinPast or Operator.WithinFuture when CalendarDuration.TryParse(asked.Text) is { } span:
                var future = op == Operator.WithinFuture;
                var edge = span.After(now, format.Zone, future ? 1 : -1);
                return $"{(future ? "from now to" : "since")} {format.DateAndTime(edge)}, {format.ZoneName}; of dates without a time {(future ? "up to and including" : "from")} {format.Date(edge)}";
            default:
                return null;
        }
    }

    private static string Single(long days, string day) => days == 0 ? $"today, {day}" : $"on {day}";

    private static string Few(long days, string today) => days == 0 ? "no day at all" : $"today, {today}";
}
