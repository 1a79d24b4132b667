using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Tests.Components.RuleBuilder.Conditions;

public class RuleTreeTests
{
    private static readonly Condition Amount = When.InitialAmount(Operator.AtLeast, 50_00);
    private static readonly Condition Quantity = When.ItemsQuantity(Operator.AtLeast, 2);

    [Fact]
    public void Numbers_conditions_in_reading_order()
    {
        var numbered = RuleTree.Renumbered(new AllOf([Amount, new Not(new AnyOf([Quantity, Amount])), Quantity]));

        var all = Assert.IsType<AllOf>(numbered);
        var any = Assert.IsType<AnyOf>(Assert.IsType<Not>(all.Rules[1]).Rule);
        Assert.Equal([1, 2, 3, 4], new[] { all.Rules[0], any.Rules[0], any.Rules[1], all.Rules[2] }.Cast<Condition>().Select(c => c.Number));
    }

    [Fact]
    public void Stores_nothing_where_nothing_is_asked()
    {
        Assert.Null(RuleTree.Stored(RuleTree.Rooted(null)));
        Assert.IsType<AllOf>(RuleTree.Rooted(Amount));
    }

    [Fact]
    public void Takes_two_negations_for_none()
    {
        Assert.Equal((false, Amount), RuleTree.Unwrapped(new Not(new Not(Amount))));
        Assert.Equal((true, Amount), RuleTree.Unwrapped(new Not(new Not(new Not(Amount)))));
    }

    [Fact]
    public void Moves_within_its_bracket_and_no_further()
    {
        var rule = new AnyOf([Amount, Quantity]);

        Assert.Equal([Quantity, Amount], RuleTree.PartsOf(RuleTree.Moved(rule, 0, 1))!);
        Assert.Same(rule, RuleTree.Moved(rule, 1, 1));
    }

    [Fact]
    public void Keeps_the_parts_when_the_junction_changes() =>
        Assert.Equal([Amount, Quantity], Assert.IsType<AnyOf>(RuleTree.Joined(new AllOf([Amount, Quantity]), any: true)).Rules);

    [Fact]
    public void Letters_brackets_in_reading_order()
    {
        var rule = new AllOf([Amount, new AnyOf([Quantity, new AllOf([Amount])]), new Not(new AnyOf([Quantity]))]);

        Assert.Equal("A", RuleTree.Letter(RuleTree.Place(rule, 0, 1)));
        Assert.Equal("B", RuleTree.Letter(RuleTree.Place(rule.Rules[1], 1, 1)));
        Assert.Equal("C", RuleTree.Letter(RuleTree.Place(rule, 0, 2)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Edits_the_operands_of_every_kind(string word)
    {
        var kind = RuleKinds.Find(word)!;
        var condition = kind.Empty();

        if (kind.SubRules.Count > 0) Assert.NotNull(ConditionEdits.WithSubRules(condition, new AllOf([])).SubRules());
        if (condition is not TestedCondition tested) return;
        foreach (var op in kind.Operators)
        {
            var changed = Assert.IsAssignableFrom<TestedCondition>(ConditionEdits.WithTest(tested, 0, ConditionEdits.WithOperator(kind, tested.Tests[0], op)));
            Assert.Equal(op, Assert.Single(changed.Tests).Is);
            Assert.Equal(RuleTest.NeedsValues(op), ConditionEdits.Values(kind, op) != ValueEditor.None);
            Assert.NotEqual(op.ToString(), OperatorWords.Label(op, kind.Operand));
        }

        Assert.Equal(2, Assert.IsAssignableFrom<TestedCondition>(ConditionEdits.WithAnotherTest(tested)).Tests.Select(test => test.Is).Distinct().Count());
    }

    [Fact]
    public void A_window_takes_its_dates_one_by_one()
    {
        var test = new RuleTest(Operator.Within, []);

        var day = test with { Values = ConditionEdits.WindowWith(test, "2026-03-01", last: false) };
        var month = day with { Values = ConditionEdits.WindowWith(day, "2026-03-31", last: true) };

        Assert.Equal((null, null), ConditionEdits.WindowOf(test));
        Assert.Equal(("2026-03-01", "2026-03-01"), ConditionEdits.WindowOf(day)); // one day, as long as nothing else is said
        Assert.Equal("2026-03-01/2026-03-31", Assert.Single(month.Values).Text);
        Assert.Equal("2026-02-01/2026-03-31", Assert.Single(ConditionEdits.WindowWith(month, "2026-02-01", last: false)).Text);
        Assert.Equal(month.Values, ConditionEdits.WindowWith(month, "", last: true));
    }

    public static TheoryData<string> Kinds => [.. RuleKinds.All.Select(kind => kind.Word)];
}
