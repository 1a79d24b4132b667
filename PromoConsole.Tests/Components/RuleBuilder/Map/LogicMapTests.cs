using Bunit;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Map;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.RuleBuilder.Map;

public class LogicMapTests : Rendered
{
    private static readonly AllOf Winter = new(
    [
        When.ItemsQuantity(Operator.AtLeast, 1),
        new AnyOf([When.ItemsQuantity(Operator.AtLeast, 5), new Not(new AllOf([When.ItemsQuantity(Operator.AtLeast, 9), new NumberCondition(RuleKinds.Of("order.amount"), [])]))]),
        When.InitialAmount(Operator.AtLeast, 150_00),
        When.ItemsQuantity(Operator.AtMost, 1) with { Muted = true },
    ]);

    private readonly BuilderTree _tree = BuilderTree.Of(Winter);

    [Fact]
    public void Is_a_tree_of_named_nodes_with_their_verdicts()
    {
        var items = Lit().FindAll("[role=treeitem]");

        Assert.Equal(
            [
                "The whole rule. Does not hold. All of these: 2 of 3 hold.",
                "Rule 1. The cart has 1 piece or more. Holds, seen 2 pieces.",
                "Bracket A. Holds. Any of these: 1 of 2 holds.",
                "Rule 2. The cart has 5 pieces or more. 3 short, seen 2 pieces.",
                "Bracket B. Holds. Not all of these: rule 3 does not hold, so this does.",
                "Rule 3. The cart has 9 pieces or more. 7 short, seen 2 pieces.",
                "Rule 4. Total amount (before discounts) …. Not tested, say how the value is tested.",
                "Rule 5. Initial cart total is €150.00 or more. €8.00 short, seen €142.00.",
                "Rule 6. The cart has at most 1 piece. Not counted, muted.",
            ],
            items.Select(Name));
        Assert.Equal(["1", "2", "2", "3", "3", "4", "4", "2", "2"], items.Select(item => item.GetAttribute("aria-level")));
    }

    [Fact]
    public void Only_the_node_that_decides_is_filled()
    {
        var deciding = Assert.Single(Lit().FindAll(".stop"));

        Assert.StartsWith("Rule 5.", Name(deciding), StringComparison.Ordinal);
    }

    [Fact]
    public void Negated_brackets_and_muted_rules_are_marked()
    {
        var map = Lit();

        Assert.Equal(["area", "area neg"], map.FindAll("g.area").Select(area => area.ClassName));
        Assert.Contains("muted", map.Find("[data-node='9']").ClassName, StringComparison.Ordinal);
        Assert.Equal("NOT", map.Find(".not-text").TextContent);
    }

    [Fact]
    public void Without_a_test_there_are_no_lights()
    {
        var map = Render<LogicMap>(parameters => parameters.Add(p => p.Tree, _tree));

        Assert.Empty(map.FindAll(".light"));
        Assert.Equal("Rule 1. The cart has 1 piece or more.", Name(map.Find("[data-node='2']")));
    }

    [Fact]
    public async Task A_pressed_node_is_told_and_the_chosen_one_is_marked()
    {
        var opened = new List<int>();
        var map = Render<LogicMap>(parameters => parameters.Add(p => p.Tree, _tree).Add(p => p.Selected, 4).Add(p => p.OnSelect, EventCallback.Factory.Create<int>(this, opened.Add)));

        await map.InvokeAsync(() => map.Instance.Open(2));
        await map.InvokeAsync(() => map.Instance.Open(99)); // gone meanwhile

        Assert.Equal([2], opened);
        var chosen = Assert.Single(map.FindAll("[aria-selected=true]"));
        Assert.Equal(("4", "0"), (chosen.GetAttribute("data-node"), chosen.GetAttribute("tabindex")));
    }

    private static string Name(AngleSharp.Dom.IElement item) => item.QuerySelector("title")!.TextContent;

    private IRenderedComponent<LogicMap> Lit()
    {
        var verdict = DraftRule.Of(_tree.ToRule()!).Explain(new GeneratedRules(1).Facts() with { ItemsQuantity = 2, InitialAmount = 142_00 });
        return Render<LogicMap>(parameters => parameters.Add(p => p.Tree, _tree).Add(p => p.Verdicts, NodeVerdicts.Of(_tree, verdict)));
    }
}
