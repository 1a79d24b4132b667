using Bunit;
using PromoConsole.Pages.Home;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Home;

public class HomePageTests : Rendered
{
    [Fact]
    public void Has_one_heading()
    {
        var page = Render<HomePage>();

        Assert.Equal("Home", page.Find("h1").TextContent);
    }
}
