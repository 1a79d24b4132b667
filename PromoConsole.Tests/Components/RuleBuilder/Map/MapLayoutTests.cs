using PromoConsole.Components.RuleBuilder.Map;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Engine.Rules;

namespace PromoConsole.Tests.Components.RuleBuilder.Map;

public class MapLayoutTests
{
    [Fact]
    public void Draws_every_node_once_in_reading_order_and_nothing_overlaps()
    {
        var generated = new GeneratedRules(seed: 40_003);

        for (var i = 0; i < 500; i++)
        {
            var tree = BuilderTree.Of(new AllOf([generated.Rule(depth: 4), generated.Rule(depth: 4)]));
            var layout = MapLayout.Of(tree, node => node is BracketNode ? new(110, 28) : new(280, 44 + (18 * (node.Id % 4))));

            Assert.Equal(tree.Nodes.Select(node => node.Id), layout.Boxes.Select(box => box.NodeId));
            Assert.Equal(tree.Nodes.OfType<BracketNode>().Skip(1).Select(node => node.Id), layout.Areas.Select(area => area.NodeId));
            Assert.Equal(tree.Nodes.Skip(1).Select(node => node.Id).Order(), layout.Curves.Select(curve => curve.ToId).Order());
            foreach (var (one, other) in Pairs(layout.Boxes)) Assert.False(Overlap(one, other), $"case {i}: {tree.NameOf(one.NodeId)} and {tree.NameOf(other.NodeId)} overlap");
            foreach (var (one, other) in Pairs(layout.Areas)) Assert.True(Apart(one, other) || Inside(one, other) || Inside(other, one), $"case {i}: two areas cross");
            foreach (var area in layout.Areas)
                foreach (var box in layout.Boxes)
                    Assert.Equal(tree.IsWithin(box.NodeId, area.NodeId), box.X >= area.X && box.Right <= area.Right && box.Y >= area.Y && box.Bottom <= area.Bottom);
            Assert.All(layout.Boxes, box => Assert.True(box is { X: >= 0, Y: >= 0 } && box.Right <= layout.Width && box.Bottom <= layout.Height));
        }
    }

    [Fact]
    public void Parts_stand_right_of_their_bracket_and_below_each_other()
    {
        var tree = BuilderTree.Of(new AllOf([When.ItemsQuantity(Operator.AtLeast, 1), new AnyOf([When.ItemsQuantity(Operator.AtLeast, 2), When.ItemsQuantity(Operator.AtLeast, 3)])]));
        var boxes = MapLayout.Of(tree, node => node is BracketNode ? new(110, 28) : new(280, 62)).Boxes.ToDictionary(box => box.NodeId);
        var (root, first, bracket, second, third) = (boxes[1], boxes[2], boxes[3], boxes[4], boxes[5]);

        Assert.True(root.Right < first.X && bracket.Right < second.X);
        Assert.True(first.Bottom < bracket.Y && second.Bottom < third.Y);
        Assert.Equal((second.Middle + third.Middle) / 2, bracket.Middle);
    }

    [Fact]
    public void Curves_begin_at_the_bracket_and_end_at_the_part()
    {
        var tree = BuilderTree.Of(new AllOf([When.ItemsQuantity(Operator.AtLeast, 1)]));

        var layout = MapLayout.Of(tree, node => node is BracketNode ? new(100, 28) : new(280, 62));

        var curve = Assert.Single(layout.Curves);
        Assert.Equal((24 + 100, 24 + 31, 24 + 100 + 88, 24 + 31), (curve.FromX, curve.FromY, curve.ToX, curve.ToY));
        Assert.Equal("M124 55C168 55 168 55 212 55", curve.Path);
    }

    [Fact]
    public void A_rule_that_asks_nothing_is_one_box()
    {
        var layout = MapLayout.Of(BuilderTree.Empty, _ => new(168, 84));

        Assert.Equal((168 + 48, 84 + 48, 1, 0), (layout.Width, layout.Height, layout.Boxes.Count, layout.Curves.Count));
    }

    [Fact]
    public void A_thousand_rules_are_laid_out_in_one_pass()
    {
        var tree = BuilderTree.Of(new AllOf([.. Enumerable.Range(0, 100).Select(_ => (Rule)new AnyOf([.. Enumerable.Range(0, 10).Select(n => (Rule)When.ItemsQuantity(Operator.AtLeast, n))]))]));
        var measured = 0;

        var layout = MapLayout.Of(tree, node =>
        {
            measured++;
            return node is BracketNode ? new(110, 28) : new(280, 62);
        });

        Assert.Equal((1_101, 1_101), (measured, layout.Boxes.Count));
    }

    private static IEnumerable<(T One, T Other)> Pairs<T>(IReadOnlyList<T> all) => all.SelectMany((one, i) => all.Skip(i + 1).Select(other => (one, other)));

    private static bool Overlap(MapBox a, MapBox b) => a.X < b.Right && b.X < a.Right && a.Y < b.Bottom && b.Y < a.Bottom;

    private static bool Apart(MapArea a, MapArea b) => a.X >= b.Right || b.X >= a.Right || a.Y >= b.Bottom || b.Y >= a.Bottom;

    private static bool Inside(MapArea inner, MapArea outer) => inner.X > outer.X && inner.Right < outer.Right && inner.Y > outer.Y && inner.Bottom < outer.Bottom;
}
