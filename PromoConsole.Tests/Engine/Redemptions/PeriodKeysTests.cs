using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Redemptions;

public class PeriodKeysTests
{
    private static readonly TimeZoneInfo Warsaw = Decisions.Project.Zone;

    [Theory]
    [InlineData("2026-03-01T22:59:59Z", ":d20260301", ":w20260223", ":m202603")]
    [InlineData("2026-03-01T23:00:00Z", ":d20260302", ":w20260302", ":m202603")] // midnight in Warsaw: Monday
    [InlineData("2026-02-28T22:59:59Z", ":d20260228", ":w20260223", ":m202602")]
    [InlineData("2026-02-28T23:00:00Z", ":d20260301", ":w20260223", ":m202603")]
    [InlineData("2026-12-31T23:00:00Z", ":d20270101", ":w20261228", ":m202701")] // a week of two years
    [InlineData("2026-07-01T22:00:00Z", ":d20260702", ":w20260629", ":m202607")] // summer time: midnight is two hours from UTC
    public void Days_weeks_and_months_begin_at_midnight_of_the_zone(string at, string day, string week, string month)
    {
        var keys = PeriodKeys.Of(DateTimeOffset.Parse(at), Warsaw, DayOfWeek.Monday);

        Assert.Equal((day, week, month), (keys.Suffix(BudgetPeriod.Day), keys.Suffix(BudgetPeriod.Week), keys.Suffix(BudgetPeriod.Month)));
        Assert.Equal("", keys.Suffix(BudgetPeriod.Ever));
    }

    [Theory]
    [InlineData(DayOfWeek.Monday, "2026-03-02")]
    [InlineData(DayOfWeek.Sunday, "2026-03-01")]
    [InlineData(DayOfWeek.Saturday, "2026-02-28")]
    public void Weeks_begin_on_the_chosen_weekday(DayOfWeek first, string begins) =>
        Assert.Equal(DateOnly.Parse(begins), PeriodKeys.Of(DateTimeOffset.Parse("2026-03-04T12:00Z"), Warsaw, first).Week);

    [Theory]
    [InlineData("2026-03-29T12:00Z", BudgetPeriod.Day, "2026-03-28T23:00Z")] // the day the clocks go forward begins in winter time
    [InlineData("2026-03-30T12:00Z", BudgetPeriod.Day, "2026-03-29T22:00Z")]
    [InlineData("2026-10-25T12:00Z", BudgetPeriod.Day, "2026-10-24T22:00Z")] // and the day they go back in summer time
    [InlineData("2026-10-27T12:00Z", BudgetPeriod.Month, "2026-09-30T22:00Z")]
    [InlineData("2026-03-30T12:00Z", BudgetPeriod.Week, "2026-03-29T22:00Z")]
    public void The_start_of_a_period_knows_the_change_of_clocks(string at, BudgetPeriod period, string starts) =>
        Assert.Equal(DateTimeOffset.Parse(starts), PeriodKeys.Of(DateTimeOffset.Parse(at), Warsaw, DayOfWeek.Monday).Start(period, Warsaw));

    [Fact]
    public void A_day_whose_midnight_is_skipped_begins_at_its_first_instant_and_one_with_two_midnights_at_the_first()
    {
        var santiago = TimeZoneInfo.FindSystemTimeZoneById("America/Santiago"); // clocks go forward at midnight
        var forward = PeriodKeys.Of(DateTimeOffset.Parse("2026-09-06T12:00Z"), santiago, DayOfWeek.Monday).Start(BudgetPeriod.Day, santiago);
        var havana = TimeZoneInfo.FindSystemTimeZoneById("America/Havana"); // clocks go back at 01:00 to midnight
        var back = PeriodKeys.Of(DateTimeOffset.Parse("2026-11-01T15:00Z"), havana, DayOfWeek.Monday).Start(BudgetPeriod.Day, havana);

        Assert.Equal(DateTimeOffset.Parse("2026-09-06T04:00Z"), forward);
        Assert.Equal(DateTimeOffset.Parse("2026-11-01T04:00Z"), back);
    }

    [Fact]
    public void Every_measure_has_a_key_of_its_own_and_all_come_in_one_order()
    {
        var scope = new CounterScope("camp_1", "v_1", "cust_1", "ola@example.com", "app-1", PeriodKeys.Of(Decisions.Noon, Decisions.Project));

        var keys = CounterPlan.Everything.Keys(scope);

        Assert.Equal(Budgets.All.Count, keys.Distinct().Count());
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.Contains("cc:camp_1:cust_1:w20260302", keys);
        Assert.Contains("vd:v_1:d20260302", keys);
    }
}
