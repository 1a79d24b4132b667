using Bunit;
using PromoConsole.Components.Charts;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Charts;

public class StackedBarsTests : Rendered
{
    private IRenderedComponent<StackedBars> Chart() => Render<StackedBars>(p => p
        .Add(chart => chart.Title, "How many succeed?")
        .Add(chart => chart.Series, [new ChartSeries("Redeemed", 1), new ChartSeries("Refused", 3)])
        .Add(chart => chart.Bars,
        [
            new ChartBar("1", "1 Nov", [168, 31], "/reports?day=1"),
            new ChartBar("2", "2 Nov", [342, 88], "/reports?day=2"),
        ]));

    [Fact]
    public void Starts_at_zero_and_ends_at_a_round_number_above_the_highest_bar()
    {
        var ticks = Chart().FindAll(".axis text").Select(tick => tick.TextContent);

        Assert.Equal(["0", "100", "200", "300", "400", "500"], ticks);
    }

    [Fact]
    public void Says_each_bar_and_leads_to_its_rows()
    {
        var bar = Chart().Find("a[href='/reports?day=2']");

        Assert.Equal("2 Nov: 342 redeemed, 88 refused", bar.GetAttribute("aria-label"));
        Assert.Equal(2, bar.QuerySelectorAll("rect").Length);
    }

    [Fact]
    public void Shows_the_same_numbers_as_a_table()
    {
        var chart = Chart();

        chart.Find("button[aria-pressed]").Click();

        Assert.Equal(["1 Nov", "168", "31", "2 Nov", "342", "88"], chart.FindAll("tbody td").Select(cell => cell.TextContent));
    }

    [Fact]
    public void Sums_each_colour_in_its_legend() =>
        Assert.Equal(["Refused 119", "Redeemed 510"], Chart().FindAll(".legend span").Select(entry => entry.TextContent.Trim()));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(430, 100)]
    [InlineData(501, 200)]
    [InlineData(2400, 500)]
    public void Steps_by_one_two_or_five(long max, long step) => Assert.Equal(step, Scale.Step(max));
}
