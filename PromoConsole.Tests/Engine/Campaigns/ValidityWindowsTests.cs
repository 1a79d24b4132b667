using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Tests.Engine.Campaigns;

public class ValidityWindowsTests
{
    private static readonly TimeZoneInfo Warsaw = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw");

    [Fact]
    public void Hours_are_wall_time_and_half_open()
    {
        var windows = Of(new Schedule { Hours = [new(new(9, 0), new(11, 30), [])] });

        Assert.False(windows.IsOpen(At("2026-03-02T07:59:59Z"))); // 08:59:59 in Warsaw
        Assert.True(windows.IsOpen(At("2026-03-02T08:00Z")));
        Assert.False(windows.IsOpen(At("2026-03-02T10:30Z"))); // 11:30
    }

    [Fact]
    public void Hours_until_midnight_last_to_the_end_of_the_day()
    {
        var windows = Of(new Schedule { Hours = [new(new(22, 0), new(0, 0), [DayOfWeek.Friday])] });

        Assert.True(windows.IsOpen(At("2026-03-06T22:59:59Z"))); // Friday 23:59:59
        Assert.False(windows.IsOpen(At("2026-03-06T23:00Z"))); // Saturday 00:00
    }

    [Fact]
    public void Days_are_the_days_of_the_zone()
    {
        var windows = Of(new Schedule { Days = [DayOfWeek.Monday] });

        Assert.True(windows.IsOpen(At("2026-03-01T23:30Z"))); // Monday 00:30 in Warsaw, still Sunday in UTC
        Assert.False(windows.IsOpen(At("2026-03-02T23:30Z")));
    }

    [Fact]
    public void A_repeating_window_keeps_its_wall_time_when_the_clocks_change()
    {
        // Daily 08:00–10:00 from Monday 23 March 2026; summer time begins on Sunday the 29th.
        var windows = Of(Daily("2026-03-23T07:00Z", "P1D", "PT2H"));

        Assert.True(windows.IsOpen(At("2026-03-28T08:59Z"))); // 09:59 winter time
        Assert.True(windows.IsOpen(At("2026-03-29T06:00Z"))); // 08:00 summer time
        Assert.False(windows.IsOpen(At("2026-03-29T05:59Z")));
        Assert.False(windows.IsOpen(At("2026-03-29T08:00Z"))); // 10:00
        Assert.False(windows.IsOpen(At("2026-03-23T06:59Z"))); // before the start
    }

    [Fact]
    public void A_monthly_window_begins_on_the_last_day_of_shorter_months()
    {
        var windows = Of(Daily("2026-01-30T23:00Z", "P1M", "P1D")); // 31 January, 00:00 in Warsaw

        Assert.True(windows.IsOpen(At("2026-02-28T12:00Z")));
        Assert.False(windows.IsOpen(At("2026-03-01T12:00Z")));
        Assert.True(windows.IsOpen(At("2026-03-31T12:00Z")));
    }

    [Fact]
    public void Skipped_and_doubled_wall_times_have_one_instant_each()
    {
        // 29 March 2026 02:30 does not exist in Warsaw; 25 October 2026 02:30 comes twice.
        Assert.Equal(At("2026-03-29T01:30Z"), WallClock.Instant(new DateTime(2026, 3, 29, 2, 30, 0), Warsaw));
        Assert.Equal(At("2026-10-25T00:30Z"), WallClock.Instant(new DateTime(2026, 10, 25, 2, 30, 0), Warsaw));
    }

    [Fact]
    public void Days_and_a_repeating_window_must_both_allow()
    {
        var windows = Of(Daily("2026-03-02T07:00Z", "P1D", "PT2H") with { Days = [DayOfWeek.Tuesday] });

        Assert.False(windows.IsOpen(At("2026-03-02T07:30Z")));
        Assert.True(windows.IsOpen(At("2026-03-03T07:30Z")));
        Assert.Equal(At("2026-03-03T07:00Z"), windows.NextOpening(At("2026-03-02T07:30Z"), null));
    }

    [Fact]
    public void The_next_opening_is_none_once_the_end_comes_first()
    {
        var windows = Of(new Schedule { Days = [DayOfWeek.Sunday] });

        Assert.Equal(At("2026-03-07T23:00Z"), windows.NextOpening(At("2026-03-02T12:00Z"), null));
        Assert.Null(windows.NextOpening(At("2026-03-02T12:00Z"), At("2026-03-07T23:00Z")));
    }

    [Fact]
    public void Lists_the_next_openings_with_their_ends()
    {
        var windows = Of(new Schedule
        {
            Hours = [new(new(9, 0), new(11, 0), [DayOfWeek.Monday, DayOfWeek.Tuesday]), new(new(20, 0), new(0, 0), [DayOfWeek.Monday])],
            EndsAt = At("2026-03-10T09:00Z"),
        });

        Opening[] expected =
        [
            new(At("2026-03-02T19:00Z"), At("2026-03-02T23:00Z")),
            new(At("2026-03-03T08:00Z"), At("2026-03-03T10:00Z")),
            new(At("2026-03-09T08:00Z"), At("2026-03-09T10:00Z")),
            new(At("2026-03-09T19:00Z"), At("2026-03-09T23:00Z")),
            new(At("2026-03-10T08:00Z"), At("2026-03-10T09:00Z")), // cut by the end
        ];
        Assert.Equal(expected, windows.Openings(At("2026-03-02T12:00Z"), 10));
    }

    [Fact]
    public void Without_days_and_hours_the_one_opening_is_from_start_to_end()
    {
        var windows = Of(new Schedule { StartsAt = At("2026-04-01T00:00Z"), EndsAt = At("2026-05-01T00:00Z") });

        Assert.Equal([new Opening(At("2026-04-01T00:00Z"), At("2026-05-01T00:00Z"))], windows.Openings(At("2026-03-02T12:00Z"), 5));
    }

    [Fact]
    public void A_life_from_publication_replaces_the_campaigns_end_for_published_codes_only()
    {
        var windows = Of(new Schedule { EndsAt = At("2026-03-02T13:00Z"), ValidAfterPublication = "PT48H" });

        // Published one hour before the campaign ends: lives its full time.
        Assert.Equal(At("2026-03-04T12:00Z"), windows.EndOf(null, At("2026-03-02T12:00Z")));
        Assert.Equal(At("2026-03-02T13:00Z"), windows.EndOf(null, null));
        Assert.Equal(At("2026-03-03T00:00Z"), windows.EndOf(At("2026-03-03T00:00Z"), At("2026-03-02T12:00Z"))); // its own end stays
    }

    [Theory]
    [InlineData("P1Y2M10DT2H30M", 14, 10, 150)]
    [InlineData("P2W", 0, 14, 0)]
    [InlineData("PT48H", 0, 0, 2880)]
    public void Reads_durations(string iso, int months, int days, int minutes) =>
        Assert.Equal(new CalendarDuration(months, days, TimeSpan.FromMinutes(minutes)), CalendarDuration.TryParse(iso));

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P0D")]
    [InlineData("1 day")]
    [InlineData("P-1D")]
    [InlineData("P999999Y")]
    [InlineData(null)]
    public void Refuses_what_is_no_duration(string? text) => Assert.Null(CalendarDuration.TryParse(text));

    private static ValidityWindows Of(Schedule schedule) => ValidityWindows.Of(schedule, Warsaw);

    private static Schedule Daily(string start, string interval, string duration) =>
        new() { StartsAt = At(start), Timeframe = new(interval, duration) };

    private static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc);
}
