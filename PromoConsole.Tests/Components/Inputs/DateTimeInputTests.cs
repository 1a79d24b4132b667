using Bunit;
using PromoConsole.Components.Inputs;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Inputs;

public class DateTimeInputTests : Rendered
{
    private DateTimeOffset? _at;

    private IRenderedComponent<DateTimeInput> Box(DateTimeOffset? value = null) => Render<DateTimeInput>(p => p
        .Add(box => box.Value, value)
        .Add(box => box.Zone, TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"))
        .Add(box => box.ValueChanged, at => _at = at));

    [Fact]
    public void Shows_the_wall_time_of_its_zone()
    {
        var box = Box(new DateTimeOffset(2026, 11, 26, 23, 0, 0, TimeSpan.Zero));

        Assert.Equal("2026-11-27T00:00", box.Find("input").GetAttribute("value"));
        Assert.Contains("Warsaw", box.Markup);
    }

    [Fact]
    public void Gives_the_instant_of_a_typed_wall_time()
    {
        Box().Find("input").Change("2026-07-01T12:00");

        Assert.Equal(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero), _at);
    }

    [Fact]
    public void Moves_a_time_the_clocks_skip_to_the_next_one_and_says_so()
    {
        var box = Box();

        box.Find("input").Change("2026-03-29T02:30"); // 02:00 becomes 03:00 in Warsaw that night

        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), _at);
        Assert.Contains("03:00", box.Find("[role=status]").TextContent);
    }

    [Fact]
    public void Takes_the_first_of_two_equal_wall_times()
    {
        Box().Find("input").Change("2026-10-25T02:30"); // shown at +02:00 and again at +01:00

        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), _at);
    }
}
