using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Tests.Components.RuleBuilder.Conditions;

public class RelativeDaysTests
{
    // 00:30 on 22 November in Warsaw.
    private static readonly DateTimeOffset s_now = new(2026, 11, 21, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Operator.MoreThanDaysAgo, 30, "before 23 Oct 2026")]
    [InlineData(Operator.LessThanDaysAgo, 30, "from 24 Oct 2026 to today, 22 Nov 2026")] // 0 to 29 days ago
    [InlineData(Operator.LessThanDaysAgo, 1, "today, 22 Nov 2026")]
    [InlineData(Operator.LessThanDaysAgo, 0, "no day at all")]
    [InlineData(Operator.DaysAgo, 3, "on 19 Nov 2026")]
    [InlineData(Operator.DaysAgo, 0, "today, 22 Nov 2026")]
    [InlineData(Operator.MoreThanDaysAhead, 7, "after 29 Nov 2026")]
    [InlineData(Operator.LessThanDaysAhead, 7, "from today, 22 Nov 2026, to 28 Nov 2026")]
    [InlineData(Operator.DaysAhead, 10, "on 2 Dec 2026")]
    [InlineData(Operator.DaysAhead, 9_000_000_000, null)]
    public void Days_are_counted_in_the_projects_zone(Operator op, long days, string? says) =>
        Assert.Equal(says, RelativeDays.Says(op, days, s_now, Warsaw));

    [Theory]
    [InlineData(Operator.WithinPast, "P30D", "since 23 Oct 2026, 00:30, Warsaw; of dates without a time from 23 Oct 2026")]
    [InlineData(Operator.WithinPast, "PT12H", "since 21 Nov 2026, 12:30, Warsaw; of dates without a time from 21 Nov 2026")]
    [InlineData(Operator.WithinFuture, "P1M", "from now to 22 Dec 2026, 00:30, Warsaw; of dates without a time up to and including 22 Dec 2026")]
    [InlineData(Operator.WithinFuture, "soon", null)]
    [InlineData(Operator.Before, "2026-01-01", null)]
    public void Durations_are_told_with_the_time_they_reach(Operator op, string asked, string? says) =>
        Assert.Equal(says, RelativeDays.Says(op, asked, s_now, Warsaw));

    private static ProjectFormat Warsaw => ProjectFormat.Default with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw") };
}
