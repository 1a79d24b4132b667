using PromoConsole.Engine.Rules;

namespace PromoConsole.Tests.Engine.Rules;

public class RuleCheckTests
{
    public static TheoryData<Rule, string> Malformed => new()
    {
        { new CustomerSegment(Membership.In, []), "segmentIds" },
        { new InitialAmount(Comparison.AtLeast, -1), "amount" },
        { new TotalAmount(Comparison.LessThan, 0), "amount" },
        { new AmountBefore((Comparison)99, 10), "is" },
        { new ItemsQuantity(Comparison.AtLeast, -2), "quantity" },
        { new AnyItem([], []), "items" },
        { new AnyItem([new(ItemKind.Product, " ")], []), "items" },
        { new AnyItem([new(ItemKind.Product, "p")], [new MatchedAmount(Comparison.AtLeast, -5)]), "where[0].amount" },
        { new OrderMetadata("", MetadataTest.HasValue, []), "property" },
        { new CustomerMetadata("plan", MetadataTest.Is, []), "values" },
        { new CampaignRedemptions(Comparison.AtMost, 0), "limit" },
        { new CodeRedemptionsPerCustomer(Comparison.LessThan, 1), "limit" },
        { new CampaignDiscountedAmount(Comparison.AtMost, 0), "amount" },
        { new InitialAmount(Comparison.AtLeast, 1) { Message = new string('x', 501) }, "message" },
        { new AllOf([new AnyOf([])]), "rules[0]" },
        { new Not(new AllOf([new CustomerSegment(Membership.In, [])])), "rule.rules[0].segmentIds" },
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
            new Not(new OrderMetadata("channel", MetadataTest.IsUnknown, [])),
            new CampaignRedemptions(Comparison.AtLeast, 3), // a budget may also open something after the third redemption
        ])));
    }

    [Fact]
    public void Leaves_a_muted_incomplete_condition_alone() =>
        Assert.Empty(RuleCheck.Problems(new AllOf([new CustomerSegment(Membership.In, []) { Muted = true }])));

    [Fact]
    public void Allows_brackets_five_deep_and_no_deeper()
    {
        Rule Nested(int depth) => depth == 0 ? new ItemsQuantity(Comparison.AtLeast, 1) : new AllOf([Nested(depth - 1)]);

        Assert.Empty(RuleCheck.Problems(Nested(6))); // the outermost level is the rule itself
        Assert.Contains("5 deep", Assert.Single(RuleCheck.Problems(Nested(7))).Sentence);
    }
}
