using PromoConsole.Engine.Rules;

namespace PromoConsole.Tests.Engine.Rules;

public class RuleCheckTests
{
    public static TheoryData<Rule, string> Malformed => new()
    {
        { When.Segment(Operator.Is), "tests[0].values" },
        { When.InitialAmount(Operator.AtLeast, -1), "tests[0].values" },
        { When.TotalAmount(Operator.LessThan, 0), "tests[0].values" },
        { When.AmountBefore((Operator)99, 10), "tests[0].is" },
        { When.AmountBefore(Operator.StartsWith, 10), "tests[0].is" },
        { new NumberCondition(RuleKinds.Of("order.amount"), []), "tests" },
        { new NumberCondition(RuleKinds.Of("order.amount"), [new(Operator.AtLeast, [10]), new(Operator.AtMost, [5])]), "tests" },
        { new NumberCondition(RuleKinds.Of("order.amount"), [new(Operator.AtLeast, ["ten"])]), "tests[0].values" },
        { When.AnyItem([]), "items" },
        { When.AnyItem([new(ItemKind.Product, " ")]), "items" },
        { When.AnyItem([new(ItemKind.Product, "p")]) with { From = [""] }, "from" },
        { When.AnyItem([new(ItemKind.Product, "p")], new AllOf([When.MatchedAmount(Operator.AtLeast, -5)])), "where.rules[0].tests[0].values" },
        { When.AnyItem([new(ItemKind.Product, "p")], When.InitialAmount(Operator.AtLeast, 5)), "where" },
        { When.Items("order.items.none", [new(ItemKind.Product, "p")], When.MatchedQuantity(Operator.AtLeast, 5)), "where" },
        { When.MatchedQuantity(Operator.AtLeast, 1), "" },
        { When.OrderMetadata("", Operator.HasValue), "property" },
        { When.OrderMetadata("plan", Operator.HasValue, "gold"), "tests[0].values" },
        { When.CustomerMetadata("plan", Operator.Is), "tests[0].values" },
        { When.CustomerMetadata("born", Operator.Before, "yesterday"), "tests[0].values" },
        { When.CustomerMetadata("born", Operator.DayOfWeek, 7), "tests[0].values" },
        { When.CustomerMetadata("born", Operator.DaysAgo, "soon"), "tests[0].values" },
        { When.CustomerMetadata("born", Operator.Within, "2026-03-01"), "tests[0].values" },
        { When.CustomerMetadata("born", Operator.Within, "2026-03-02/2026-03-01"), "tests[0].values" },
        { When.CustomerMetadata("born", Operator.WithinPast, "30 days"), "tests[0].values" },
        { When.CustomerMetadata("born", Operator.WithinFuture, "P0D"), "tests[0].values" },
        { When.CustomerMetadata("tags", Operator.CountMore, -1), "tests[0].values" },
        { When.Used(BudgetMeasure.CampaignRedemptions, Operator.AtMost, 0), "tests[0].values" },
        { When.Used(BudgetMeasure.IncentivePerCustomer, Operator.LessThan, 1), "tests[0].values" },
        { When.Used(BudgetMeasure.CampaignDiscountedAmount, Operator.AtMost, 0), "tests[0].values" },
        { When.InitialAmount(Operator.AtLeast, 1) with { Message = new string('x', 501) }, "message" },
        { new AllOf([new AnyOf([])]), "rules[0]" },
        { new Not(new AllOf([When.Segment(Operator.Is)])), "rule.rules[0].tests[0].values" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Finds_the_field_that_is_wrong(Rule rule, string path) =>
        Assert.Equal(path, Assert.Single(RuleCheck.Problems(rule)).Path);

    [Fact]
    public void Accepts_complete_rules_nothing_and_an_empty_outermost_bracket()
    {
        Assert.Empty(RuleCheck.Problems(null));
        Assert.Empty(RuleCheck.Problems(new AllOf([])));
        Assert.Empty(RuleCheck.Problems(new AnyOf([
            new Not(When.OrderMetadata("channel", Operator.IsUnknown)),
            When.Used(BudgetMeasure.CampaignRedemptions, Operator.AtLeast, 3), // a budget may also open something after the third redemption
        ])));
    }

    [Fact]
    public void Leaves_a_muted_incomplete_condition_alone() =>
        Assert.Empty(RuleCheck.Problems(new AllOf([When.Segment(Operator.Is) with { Muted = true }])));

    [Fact]
    public void A_not_before_a_bracket_or_condition_makes_it_no_deeper()
    {
        Rule Nested(int depth) => new Not(depth == 0 ? When.ItemsQuantity(Operator.AtLeast, 1) : new AllOf([Nested(depth - 1)]));

        Assert.Empty(RuleCheck.Problems(new AllOf([Nested(5)])));
        Assert.Contains("5 deep", Assert.Single(RuleCheck.Problems(new AllOf([Nested(6)]))).Sentence);
    }

    [Fact]
    public void Allows_brackets_five_deep_and_no_deeper()
    {
        Rule Nested(int depth) => depth == 0 ? When.ItemsQuantity(Operator.AtLeast, 1) : new AllOf([Nested(depth - 1)]);

        Assert.Empty(RuleCheck.Problems(Nested(6))); // the outermost level is the rule itself
        Assert.Contains("5 deep", Assert.Single(RuleCheck.Problems(Nested(7))).Sentence);
    }
}
