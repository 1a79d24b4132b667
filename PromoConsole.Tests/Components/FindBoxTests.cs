using Bunit;
using PromoConsole.Components;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components;

public class FindBoxTests : Rendered
{
    private readonly List<string> _asked = [];

    [Fact]
    public void Asks_when_the_typing_stops_and_not_again_when_the_box_is_left()
    {
        var box = Box();

        box.Find("input").Input("jan");
        Assert.Empty(_asked);
        Time.Advance(TimeSpan.FromMilliseconds(300));
        box.WaitForAssertion(() => Assert.Equal(["jan"], _asked));
        box.Find("input").Change("jan");

        Assert.Equal(["jan"], _asked);
    }

    [Fact]
    public void Asks_at_once_on_Enter()
    {
        var box = Box();

        box.Find("input").Input("jan");
        box.Find("input").Change("jan");
        Time.Advance(TimeSpan.FromMilliseconds(300));

        Assert.Equal(["jan"], _asked);
    }

    [Fact]
    public void Keeps_what_is_typed_while_the_answer_comes_back()
    {
        var box = Box();
        box.Find("input").Change("jan ");
        box.Find("input").Input("jan k");

        box.Render(parameters => parameters.Add(one => one.Value, "jan"));

        Assert.Equal("jan k", box.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void Shows_what_somebody_else_changed()
    {
        var box = Box();
        box.Find("input").Change("jan");
        box.Render(parameters => parameters.Add(one => one.Value, "jan"));

        box.Render(parameters => parameters.Add(one => one.Value, (string?)null));

        Assert.Equal("", box.Find("input").GetAttribute("value"));
    }

    private IRenderedComponent<FindBox> Box() => Render<FindBox>(parameters => parameters.Add(one => one.Label, "Search").Add(one => one.ValueChanged, _asked.Add));
}
