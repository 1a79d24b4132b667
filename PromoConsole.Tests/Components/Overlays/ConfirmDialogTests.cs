using Bunit;
using PromoConsole.Components.Overlays;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Overlays;

public class ConfirmDialogTests : Rendered
{
    private readonly List<string> _chosen = [];

    private IRenderedComponent<ConfirmDialog> Ask() => Render<ConfirmDialog>(p => p
        .Add(d => d.Title, "Delete 412 unused codes?")
        .Add(d => d.Consequence, "412 unused codes stop working now.")
        .Add(d => d.Verb, "Delete codes")
        .Add(d => d.OnConfirm, () => _chosen.Add("confirm"))
        .Add(d => d.OnCancel, () => _chosen.Add("cancel")));

    [Fact]
    public void Names_the_consequence_and_acts_by_its_verb()
    {
        var dialog = Ask();

        Assert.Contains("412 unused codes stop working now.", dialog.Find(".body").TextContent);
        dialog.Find("footer .primary").Click();

        Assert.Equal("Delete codes", dialog.Find("footer .primary").TextContent);
        Assert.Equal(["confirm"], _chosen);
    }

    [Fact]
    public void Is_left_by_escape()
    {
        Ask().Find("dialog").KeyDown("Escape");

        Assert.Equal(["cancel"], _chosen);
    }
}
