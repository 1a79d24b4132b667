using PromoConsole.Engine.Rules;

namespace PromoConsole.Tests.Engine.Rules;

public class DraftRuleTests
{
    // Nothing is known of the points in these facts, so it is unknown; the other two hold always and never.
    private static readonly Condition[] Completions =
        [When.ItemsQuantity(Operator.AtLeast, 0), When.ItemsQuantity(Operator.LessThan, 0), When.Number("redemption.reward.pay_with_points.points_used", Operator.AtLeast, 1)];

    private static readonly NumberCondition Gap = new(RuleKinds.Of("order.initial_amount"), [new RuleTest(Operator.AtLeast, [])]);

    [Fact]
    public void Says_of_complete_rules_what_redemptions_are_decided_by()
    {
        var generated = new GeneratedRules(seed: 40_001) { Sound = true };
        int passed = 0, refused = 0, asked = 0;

        for (var i = 0; i < 10_000; i++)
        {
            var rule = generated.Rule(depth: 4);
            if (!AllConditions(rule).All(RuleCheck.CanBeAsked)) continue; // a gap in sub-rules
            var facts = generated.Facts();
            var draft = DraftRule.Of(rule);

            var holds = RuleEvaluator.Holds(CompiledRule.Of(rule), facts);

            asked++;
            var told = $"case {i}: {PromoConsole.Engine.Storage.PromoJson.Write(rule)}";
            Assert.True(holds == draft.Explain(facts).Outcome is Outcome.Passed or Outcome.Muted, told);
            Assert.True(draft.Decide(facts) == draft.Explain(facts).Outcome, told);
            if (holds) passed++;
            else refused++;
        }

        Assert.True(asked > 3_000 && passed > 1_000 && refused > 1_000, $"{asked} asked, {passed} passed, {refused} refused: the generator is lopsided");
    }

    [Fact]
    public void Is_undecided_exactly_while_ways_to_complete_it_differ()
    {
        var generated = new GeneratedRules(seed: 40_002) { Sound = true };
        var random = new Random(40_002);
        int undecided = 0, decided = 0;

        for (var i = 0; i < 3_000; i++)
        {
            var whole = generated.Rule(depth: 3).Select(condition => RuleCheck.CanBeAsked(condition) ? condition : Completions[0] with { Muted = condition.Muted });
            var gaps = 0;
            var rule = whole.Select(condition => gaps < 4 && random.Next(3) == 0 ? Gap with { Number = ++gaps, Muted = condition.Muted } : condition);
            var facts = generated.Facts() with { PointsUsed = null };

            var ends = Enumerable.Range(0, (int)Math.Pow(3, gaps)).Select(way => RuleInterpreter.Holds(Completed(rule, way), facts)).Distinct().ToList();
            var said = DraftRule.Of(rule).Explain(facts);

            var told = $"case {i}: {PromoConsole.Engine.Storage.PromoJson.Write(rule)}";
            Assert.True((ends.Count > 1) == (said.Outcome == Outcome.Undecided), told);
            if (ends.Count == 1) Assert.True(ends[0] == (said.Outcome != Outcome.Failed), told);
            Assert.Equal(said.Outcome, DraftRule.Of(rule).Decide(facts));
            if (said.Outcome == Outcome.Failed) Assert.All(PromoConsole.Engine.Rules.Violations.Of(said), blamed => Assert.NotEqual(Outcome.Undecided, blamed.Outcome));
            if (ends.Count > 1) undecided++;
            else if (gaps > 0) decided++;
        }

        Assert.True(undecided > 300 && decided > 300, $"{undecided} undecided, {decided} decided around a gap: the generator is lopsided");
    }

    [Fact]
    public void Has_the_shape_of_the_rule_also_where_it_is_incomplete_or_muted()
    {
        var rule = new AllOf([Gap with { Number = 1 }, new Not(new AnyOf([Gap with { Number = 2, Muted = true }, When.ItemsQuantity(Operator.AtLeast, 9) with { Number = 3 }]))]);

        var verdict = DraftRule.Of(rule).Explain(new GeneratedRules(1).Facts() with { ItemsQuantity = 2 });

        Assert.Equal(("all", Outcome.Undecided), (verdict.Kind, verdict.Outcome));
        Assert.Equal([(1, "order.initial_amount", Outcome.Undecided), (0, "not", Outcome.Passed)], verdict.Parts!.Select(part => (part.Number, part.Kind, part.Outcome)));
        var inner = Assert.Single(verdict.Parts![1].Parts!);
        Assert.Equal([(2, Outcome.Muted), (3, Outcome.Failed)], inner.Parts!.Select(part => (part.Number, part.Outcome)));
    }

    public static TheoryData<Condition> Incomplete() =>
    [
        Gap,
        new NumberCondition(RuleKinds.Of("order.amount"), []),
        new NumberCondition(RuleKinds.Of("order.amount"), [new RuleTest(Operator.Contains, [5L])]),
        new NumberCondition(RuleKinds.Of("order.amount"), [new RuleTest(Operator.AtLeast, ["many"])]),
        new MembershipCondition(RuleKinds.Of("customer.segment"), [new RuleTest(Operator.Is, [])]),
        new MetadataCondition(RuleKinds.Of("order.metadata"), "", [new RuleTest(Operator.Is, ["app"])]),
        new ItemsCondition(RuleKinds.Of("order.items.any"), []),
        new ItemsCondition(RuleKinds.Of("order.items.any"), [new ItemReference(ItemKind.Product, "shirt")]) { Where = new NumberCondition(RuleKinds.MatchedQuantity, [new RuleTest(Operator.AtLeast, [])]) },
        new NumberCondition(RuleKinds.MatchedQuantity, [new RuleTest(Operator.AtLeast, [2L])]), // a sub-rule by itself
    ];

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void A_condition_with_something_missing_is_undecided_and_muted_not_counted(Condition condition)
    {
        var facts = new GeneratedRules(3).Facts();

        Assert.Equal(Outcome.Undecided, DraftRule.Of(condition).Explain(facts).Outcome);
        Assert.Equal(Outcome.Muted, DraftRule.Of(condition with { Muted = true }).Explain(facts).Outcome);
    }

    [Fact]
    public void A_message_that_is_too_long_keeps_nothing_from_being_decided() =>
        Assert.Equal(Outcome.Passed, DraftRule.Of(Completions[0] with { Message = new string('x', RuleCheck.MaxMessageLength + 1) }).Explain(new GeneratedRules(3).Facts()).Outcome);

    private static Rule Completed(Rule rule, int way) => rule.Select(condition =>
        condition is NumberCondition { Number: > 0, Kind.Word: "order.initial_amount", Tests: [{ Values.Count: 0 }] } gap
            ? Completions[way / (int)Math.Pow(3, gap.Number - 1) % 3] with { Muted = gap.Muted }
            : condition);

    private static IEnumerable<Condition> AllConditions(Rule rule) => rule.Conditions().Where(condition => !condition.Muted);
}
