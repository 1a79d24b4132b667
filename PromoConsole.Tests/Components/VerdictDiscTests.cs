using Bunit;
using PromoConsole.Components;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components;

public class VerdictDiscTests : Rendered
{
    [Theory]
    [InlineData(VerdictLight.Pass, "disc pass", "Passed")]
    [InlineData(VerdictLight.Fail, "disc fail", "Failed")]
    [InlineData(VerdictLight.None, "disc none", "Not reached")]
    [InlineData(VerdictLight.Incomplete, "disc warn", "Incomplete")]
    public void Says_its_verdict_in_shape_and_word(VerdictLight light, string css, string word)
    {
        var disc = Render<VerdictDisc>(p => p.Add(d => d.Light, light)).Find("[role=img]");

        Assert.Equal(css, disc.ClassName);
        Assert.Equal(word, disc.GetAttribute("aria-label"));
    }

    [Fact]
    public void Has_an_icon_of_its_own_for_each_verdict()
    {
        var drawings = Enum.GetValues<VerdictLight>()
            .Select(light => Render<VerdictDisc>(p => p.Add(d => d.Light, light)).Find("svg").InnerHtml);

        Assert.Equal(4, drawings.Distinct().Count());
    }
}
