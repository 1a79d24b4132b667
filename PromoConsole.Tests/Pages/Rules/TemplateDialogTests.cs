using Bunit;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Pages.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Rules;

public class TemplateDialogTests : Rendered
{
    [Fact]
    public void Each_template_shows_what_becomes_of_its_carts()
    {
        var dialog = Render<TemplateDialog>();

        var spend = dialog.FindAll("li").Single(item => item.TextContent.Contains("Minimum spend", StringComparison.Ordinal));
        Assert.Equal(["One cent, €0.01: is refused", "A million, €1,000,000.00: passes"], spend.QuerySelectorAll(".example").Select(example => example.TextContent.Trim()));
        Assert.Equal(["Refused", "Passes"], spend.QuerySelectorAll(".disc").Select(disc => disc.GetAttribute("aria-label")));
        Assert.All(dialog.FindAll("li"), item => Assert.NotEmpty(item.QuerySelectorAll(".example")));
        Assert.Equal(RuleTemplates.All.Count, dialog.FindAll("li").Count);
    }
}
