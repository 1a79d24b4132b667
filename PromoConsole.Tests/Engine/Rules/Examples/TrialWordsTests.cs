using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Tests.Engine.Rules.Examples;

public class TrialWordsTests
{
    private static readonly NumberCondition Gap = new(RuleKinds.Of("order.initial_amount"), [new RuleTest(Operator.AtLeast, [])]);

    [Fact]
    public void Names_the_rules_that_refuse() =>
        Assert.Equal("fails in rules 1 and 3", Told(new AllOf([No(1), Yes(2), No(3)])));

    [Fact]
    public void Names_the_bracket_that_was_enough() =>
        Assert.Equal("passes through bracket B", Told(new AllOf([new AnyOf([No(1), new AllOf([Yes(2), Yes(3)])]), Yes(4)])));

    [Fact]
    public void Names_the_rule_that_was_enough() =>
        Assert.Equal("passes through rule 2", Told(new AnyOf([No(1), Yes(2)])));

    [Fact]
    public void A_bracket_that_must_not_hold_is_one_bracket() =>
        Assert.Equal("passes through bracket B", Told(new AllOf([new AnyOf([No(1), new Not(new AllOf([No(2), Yes(3)]))])])));

    [Fact]
    public void Just_passes_where_there_was_no_choice() =>
        Assert.Equal("passes", Told(new AllOf([Yes(1), new AnyOf([Yes(2), Yes(3)])])));

    [Fact]
    public void Says_what_is_still_missing()
    {
        Assert.Equal("undecided until rule 2 is complete", Told(new AllOf([Yes(1), Gap with { Number = 2 }])));
        Assert.Equal("undecided until rules 1 and 2 are complete", Told(new AnyOf([Gap with { Number = 1 }, Gap with { Number = 2 }])));
        Assert.Equal("fails in rule 1", Told(new AllOf([No(1), Gap with { Number = 2 }])));
    }

    [Fact]
    public void Of_very_many_rules_it_names_the_first() =>
        Assert.Equal("fails in rules 1, 2, 3, 4, 5, 6, 7, 8 and 12 more", Told(new AllOf([.. Enumerable.Range(1, 20).Select(No)])));

    [Fact]
    public void A_rule_that_asks_nothing_passes() => Assert.Equal("passes", TrialWords.Of(new RuleTrialAnswer(null, null, null)));

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(53, "BB")]
    public void Letters_go_on_after_the_alphabet(int index, string letter) => Assert.Equal(letter, BracketLetters.Letter(index));

    private static string Told(Rule rule) => TrialWords.Of(new RuleTrialAnswer(DraftRule.Of(rule).Explain(new GeneratedRules(1).Facts() with { ItemsQuantity = 2 }), null, null));

    private static NumberCondition Yes(int number) => When.ItemsQuantity(Operator.AtLeast, 1) with { Number = number };

    private static NumberCondition No(int number) => When.ItemsQuantity(Operator.AtLeast, 5) with { Number = number };
}
