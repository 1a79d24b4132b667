using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules;

public class RuleKindsTests
{
    public static TheoryData<string> Words => [.. RuleKinds.All.Select(kind => kind.Word)];

    public static TheoryData<string> SubWords => [.. RuleKinds.SubRules.Select(kind => kind.Word)];

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_kind_is_described_stored_and_evaluated(string word)
    {
        var kind = RuleKinds.Of(word);
        var facts = new RuleFacts { Catalogue = Decisions.Catalogue(), Lines = [], OrderMetadata = MetadataBag.Empty };

        var stored = PromoJson.Read<Rule>(PromoJson.Write<Rule>(kind.Empty() with { Number = 3, Message = "No" }));
        var verdict = RuleEvaluator.Explain(CompiledRule.Of(stored), facts);

        Assert.Same(kind, Assert.IsAssignableFrom<Condition>(stored).Kind);
        Assert.Equal(kind.Word, verdict.Kind);
        Assert.All([kind.Label, kind.Help, kind.Example], Assert.NotEmpty);
        Assert.NotEqual(RuleContexts.None, kind.Contexts);
        Assert.Equal(kind.Shape is ConditionShape.Items or ConditionShape.Flag, kind.Operators.Count == 0);
        Assert.Equal(kind.NeedsCustomer, verdict.MissingCustomer);
    }

    [Theory]
    [MemberData(nameof(SubWords))]
    public void Every_sub_rule_is_described_and_belongs_to_a_kind(string word)
    {
        var kind = RuleKinds.Of(word);

        Assert.True(kind.IsSubRule);
        Assert.Contains(RuleKinds.All, owner => owner.SubRules.Contains(kind));
        Assert.All([kind.Label, kind.Help, kind.Example], Assert.NotEmpty);
    }

    [Fact]
    public void Every_measure_of_a_budget_is_read_by_exactly_one_kind() =>
        Assert.Equal(Budgets.All, RuleKinds.All.Select(kind => kind.Budget).OfType<BudgetMeasure>().Order());

    [Fact]
    public void A_lock_is_kept_on_any_node_and_decides_nothing()
    {
        var rule = new AllOf([new Not(When.InitialAmount(Operator.AtLeast, 50_00) with { Lock = "" }) { Lock = "Legal asked for it" }]) { Lock = "Ask Ola first" };
        var facts = new RuleFacts { Catalogue = Decisions.Catalogue(), Lines = [], OrderMetadata = MetadataBag.Empty, InitialAmount = 40_00 };

        var stored = (AllOf)PromoJson.Read<Rule>(PromoJson.Write<Rule>(rule));

        Assert.Equal(("Ask Ola first", "Legal asked for it", ""), (stored.Lock, stored.Rules[0].Lock, ((Not)stored.Rules[0]).Rule.Lock));
        Assert.Equal(Outcome.Passed, RuleEvaluator.Explain(CompiledRule.Of(stored), facts).Outcome);
        Assert.Equal("rules[0].lock", Assert.Single(RuleCheck.Problems(new AllOf([rule.Rules[0] with { Lock = new string('x', 201) }]))).Path);
    }

    [Fact]
    public void Generated_rules_survive_being_stored()
    {
        var generated = new GeneratedRules(seed: 3);
        for (var i = 0; i < 2_000; i++)
        {
            var text = PromoJson.Write(generated.Rule(depth: 4));

            Assert.Equal(text, PromoJson.Write(PromoJson.Read<Rule>(text)));
        }
    }
}
