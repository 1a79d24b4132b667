using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Engine.Rules;

namespace PromoConsole.Tests.Components.RuleBuilder.Tree;

public class NodeVerdictsTests
{
    [Fact]
    public void Every_node_has_the_verdict_of_its_own_condition()
    {
        var generated = new GeneratedRules(seed: 40_004);

        for (var i = 0; i < 2_000; i++)
        {
            var tree = BuilderTree.Of(new AllOf([generated.Rule(depth: 4), generated.Rule(depth: 3)]));
            var verdict = DraftRule.Of(tree.ToRule()!).Explain(generated.Facts());

            var found = NodeVerdicts.Of(tree, verdict);

            Assert.Equal(tree.Nodes.Select(node => node.Id).Order(), found.Keys.Order());
            foreach (var node in tree.Rules)
            {
                Assert.Equal((node.Condition.Kind.Word, tree.NumberOf(node.Id)), (found[node.Id].Verdict!.Kind, found[node.Id].Verdict!.Number));
                if (tree.IsMuted(node.Id)) Assert.Equal(NodeOutcome.NotCounted, found[node.Id].Outcome);
            }

            Assert.Equal(verdict.Outcome == Outcome.Failed ? 1 : 0, found.Values.Count(one => one.Decides));
        }
    }

    [Fact]
    public void A_not_is_counted_with_the_node_and_left_out_of_its_verdict()
    {
        var tree = BuilderTree.Of(new AllOf([new Not(When.ItemsQuantity(Operator.AtLeast, 5))]));
        var verdict = DraftRule.Of(tree.ToRule()!).Explain(new GeneratedRules(1).Facts() with { ItemsQuantity = 2 });

        var node = NodeVerdicts.Of(tree, verdict)[2];

        Assert.Equal((NodeOutcome.Holds, "order.items.count", Outcome.Failed), (node.Outcome, node.Verdict!.Kind, node.Verdict.Outcome));
    }

    [Fact]
    public void A_rule_that_asks_nothing_has_none() => Assert.Empty(NodeVerdicts.Of(BuilderTree.Empty, null));
}
