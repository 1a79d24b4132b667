using Bunit;
using PromoConsole.Components.Tables;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Tables;

public class PagerTests : Rendered
{
    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 9, "1 2 … 9 next")]
    [InlineData(5, 9, "prev 1 … 4 5 6 … 9 next")]
    [InlineData(9, 9, "prev 1 … 8 9")]
    public void Links_first_last_and_neighbours(int page, int count, string expected)
    {
        var pager = Render<Pager>(p => p.Add(x => x.Page, page).Add(x => x.PageCount, count).Add(x => x.Href, to => $"/?page={to}"));

        Assert.Equal(expected, string.Join(' ', pager.FindAll("a, span").Select(part => part.GetAttribute("rel") ?? part.TextContent)));
    }
}
