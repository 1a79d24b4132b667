using Bunit;
using PromoConsole.Components;
using PromoConsole.Components.Inputs;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Inputs;

public class DateOrTimeInputTests : Rendered
{
    private string? _written = "untouched";

    [Theory]
    [InlineData("2026-03-02", "2026-03-02", null)]
    [InlineData("2026-03-02T10:30:00Z", "2026-03-02", "11:30")] // Warsaw is an hour ahead in winter
    [InlineData("2026-07-01T23:30:15Z", "2026-07-02", "01:30:15")]
    [InlineData("2026-03-02T10:30:00+05:00", "2026-03-02", "06:30")]
    [InlineData("2026-03-02T10:30", "2026-03-02", "10:30")] // wall time of the project
    [InlineData("spring", null, null)]
    public void Shows_what_is_asked_as_the_clocks_of_the_project_do(string value, string? day, string? time)
    {
        var box = Box(value);

        Assert.Equal((day, time), (box.Find("[type=date]").GetAttribute("value"), box.Find("[type=time]").GetAttribute("value")));
        Assert.Contains("Warsaw", box.Find(".inp-unit").TextContent, StringComparison.Ordinal);
        Assert.Equal("untouched", _written);
    }

    [Theory]
    [InlineData("2026-03-02", "2026-04-05", "2026-04-05")]
    [InlineData("2026-03-02T10:30:15.5Z", "2026-03-03", "2026-03-03T10:30:15.5Z")]
    [InlineData("2026-03-02T10:30:00Z", "2026-07-01", "2026-07-01T09:30:00Z")] // 11:30 by the clock stays 11:30
    [InlineData("2026-03-02T10:30", "2026-03-03", "2026-03-03T10:30:00")] // still without an offset
    [InlineData(null, "2026-03-02", "2026-03-02")]
    public void Another_day_leaves_the_time_as_it_was(string? value, string day, string written)
    {
        Box(value).Find("[type=date]").Change(day);

        Assert.Equal(written, _written);
    }

    [Fact]
    public void A_time_is_optional_and_kept_as_an_instant()
    {
        var box = Box("2026-03-02");
        Assert.Equal("2026-03-02", box.Find("[type=date]").GetAttribute("value"));

        box.Find("[type=time]").Change("11:30");
        Assert.Equal("2026-03-02T10:30:00Z", _written);

        box = Box("2026-03-02T10:30:00Z");
        box.Find("button").Click();
        Assert.Equal("2026-03-02", _written);
        box.Find("[type=time]").Change("");
        Assert.Equal("2026-03-02", _written);
        box.Find("[type=time]").Blur();
        Assert.Equal("2026-03-02", _written);
    }

    [Fact]
    public void A_time_that_the_clocks_skip_becomes_the_next_one_and_is_said()
    {
        var box = Box("2026-03-29");

        box.Find("[type=time]").Change("02:30");

        Assert.Equal("2026-03-29T01:00:00Z", _written);
        Assert.Contains("it starts at 03:00", box.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_is_taken_away_when_the_box_is_left_empty_not_while_it_is_typed_anew()
    {
        var box = Box("2026-03-02");

        box.Find("[type=date]").Change("");
        Assert.Equal("untouched", _written);
        box.Find("[type=date]").Blur();
        Assert.Null(_written);
    }

    private IRenderedComponent<DateOrTimeInput> Box(string? value) => Render<DateOrTimeInput>(parameters => parameters
        .Add(box => box.Value, value).Add(box => box.Label, "Date").Add(box => box.ValueChanged, written => _written = written)
        .AddCascadingValue(ProjectFormat.Default with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw") }));
}
