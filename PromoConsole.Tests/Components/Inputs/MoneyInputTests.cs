using Bunit;
using PromoConsole.Components.Inputs;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Inputs;

public class MoneyInputTests : Rendered
{
    private readonly List<long?> _changes = [];

    private IRenderedComponent<MoneyInput> Box(long? value = null, long? min = null) => Render<MoneyInput>(p => p
        .Add(box => box.Value, value)
        .Add(box => box.Min, min)
        .Add(box => box.ValueChanged, amount => _changes.Add(amount)));

    [Fact]
    public void Shows_minor_units_as_an_amount() =>
        Assert.Equal("24,000.00", Box(24_000_00).Find("input").GetAttribute("value"));

    [Fact]
    public void Gives_typed_amounts_in_minor_units()
    {
        Box().Find("input").Change("1,250.5");

        Assert.Equal([1_250_50L], _changes);
    }

    [Fact]
    public void Keeps_what_it_cannot_read_and_says_what_it_wants()
    {
        var box = Box(5_00);

        box.Find("input").Change("a lot");

        Assert.Empty(_changes);
        Assert.Equal("a lot", box.Find("input").GetAttribute("value"));
        Assert.Equal("true", box.Find("input").GetAttribute("aria-invalid"));
        Assert.Contains("1,250.00", box.Find("[role=alert]").TextContent);
    }

    [Fact]
    public void Refuses_less_than_its_minimum()
    {
        Box(min: 0).Find("input").Change("-1");

        Assert.Empty(_changes);
    }

    [Fact]
    public void Gives_nothing_when_it_is_emptied()
    {
        Box(5_00).Find("input").Change("");

        Assert.Equal([null], _changes);
    }
}
