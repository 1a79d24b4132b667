using Bunit;
using PromoConsole.Components.Charts;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Charts;

public class RankedBarsTests : Rendered
{
    [Fact]
    public void Draws_each_bar_as_a_share_of_the_largest()
    {
        var bars = Render<RankedBars>(p => p
            .Add(b => b.Label, "Refusals")
            .Add(b => b.Rows, [new RankedRow("Does not combine", 241, 200_00), new RankedRow("Expired", 318, 50_00)]));

        Assert.Equal(["width: 100%", "width: 25%"], bars.FindAll(".bar i").Select(bar => bar.GetAttribute("style")));
        Assert.Equal(["€200.00", "€50.00"], bars.FindAll(".worth").Select(worth => worth.TextContent));
    }
}
