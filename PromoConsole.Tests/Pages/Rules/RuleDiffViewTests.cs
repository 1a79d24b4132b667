using Bunit;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Pages.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Rules;

public class RuleDiffViewTests : Rendered
{
    private static readonly Condition s_value = When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 };
    private static readonly Condition s_club = When.Segment(Operator.Is, "seg_club") with { Number = 2 };
    private static readonly Condition s_app = When.OrderMetadata("channel", Operator.Is, "app") with { Number = 3 };

    [Fact]
    public void Says_in_words_what_was_added_removed_changed_and_moved()
    {
        var higher = When.InitialAmount(Operator.AtLeast, 80_00) with { Number = 1, Message = "Add some more" };
        var pieces = When.ItemsQuantity(Operator.AtLeast, 2) with { Number = 3 };

        var view = Diff(new AllOf([s_value, s_club, s_app]), new AllOf([higher, new AnyOf([s_app with { Number = 2 }, pieces])]));

        Assert.Equal("2 added, 1 removed, 1 changed, 1 moved.", view.Find(".counts").TextContent); // the bracket and what is in it
        var leaves = view.FindAll(".leaf");
        Assert.Contains("Initial cart total is €50.00 or more", leaves[0].QuerySelector("del")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Initial cart total is €80.00 or more, told “Add some more”", leaves[0].QuerySelector("ins")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Changed"], Marks(leaves[0]));
        Assert.Equal("Customer is in Club", leaves[1].QuerySelector("del")!.TextContent);
        Assert.Equal(["Removed"], Marks(leaves[1]));
        Assert.Equal(["Moved into the bracket"], Marks(leaves[2]));
        Assert.Equal(["Added"], Marks(leaves[3]));
    }

    [Fact]
    public void Says_what_a_bracket_was_and_is_now()
    {
        var view = Diff(new AllOf([s_value, new AnyOf([s_club, s_app])]), new AllOf([s_value, new Not(new AnyOf([s_club, s_app])) { Lock = "Ask Ola" }]));

        Assert.Contains("Any of these, now none of these (locked: Ask Ola)", view.Find(".diff.A .head").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Changed"], view.FindAll(".mark").Select(mark => mark.TextContent.Trim()));
    }

    [Fact]
    public void Says_that_nothing_differs() =>
        Assert.Equal("The conditions are the same.", Diff(new AllOf([s_value]), new AllOf([s_value with { Number = 4 }])).Find(".counts").TextContent);

    private static IEnumerable<string> Marks(AngleSharp.Dom.IElement leaf) => leaf.QuerySelectorAll(".mark").Select(mark => mark.TextContent.Trim());

    private IRenderedComponent<RuleDiffView> Diff(Rule before, Rule after) => Render<RuleDiffView>(view => view
        .Add(v => v.Node, RuleDiff.Of(before, after)).Add(v => v.Names, new Dictionary<string, string> { ["seg_club"] = "Club" }));
}
