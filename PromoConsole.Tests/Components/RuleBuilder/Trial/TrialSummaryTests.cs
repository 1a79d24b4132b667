using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Trial;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.RuleBuilder.Trial;

public class TrialSummaryTests
{
    private static readonly NumberCondition Gap = new(RuleKinds.Of("order.amount"), []);

    [Fact]
    public void A_refusal_says_where_how_far_off_what_would_help_and_what_is_not_tested()
    {
        var summary = Of(
            new AllOf([When.InitialAmount(Operator.AtLeast, 150_00) with { Number = 1 }, new AnyOf([When.ItemsQuantity(Operator.AtLeast, 1) with { Number = 2 }, Gap with { Number = 3 }])]),
            new NearestChange(NearestKind.AddAmount, 8_00));

        Assert.Equal((VerdictLight.Fail, "Refused"), (summary.Light, summary.Title));
        Assert.Equal("Cart is €8.00 short in rule 1. Nearest change: add €8.00 to the cart. Rule 3 is not tested.", summary.Text);
    }

    [Fact]
    public void Says_which_others_are_in_the_way() =>
        Assert.Equal(
            "Cart is €8.00 short in rule 1, and rules 2 and 3 are in the way too.",
            Of(new AllOf([When.InitialAmount(Operator.AtLeast, 150_00) with { Number = 1 }, When.ItemsQuantity(Operator.AtLeast, 5) with { Number = 2 }, When.ItemsQuantity(Operator.AtLeast, 6) with { Number = 3 }])).Text);

    [Fact]
    public void What_is_undecided_says_until_when() =>
        Assert.Equal(
            (VerdictLight.Incomplete, "Undecided", "Undecided until rule 2 is complete."),
            Told(Of(new AllOf([When.ItemsQuantity(Operator.AtLeast, 1) with { Number = 1 }, Gap with { Number = 2 }]))));

    [Fact]
    public void What_passes_says_through_what()
    {
        Assert.Equal(
            (VerdictLight.Pass, "Passes", "Passes through rule 2."),
            Told(Of(new AnyOf([When.ItemsQuantity(Operator.AtLeast, 5) with { Number = 1 }, When.ItemsQuantity(Operator.AtLeast, 1) with { Number = 2 }]))));
        Assert.Equal((VerdictLight.Pass, "Passes", "Everybody and everything qualifies."), Told(TrialSummary.Of(null, new RuleTrialAnswer(null, null, null), ProjectFormat.Default.Words(), Decisions.Noon)));
    }

    private static TrialSummary Of(Rule rule, NearestChange? nearest = null) => TrialSummary.Of(
        rule, new RuleTrialAnswer(DraftRule.Of(rule).Explain(new GeneratedRules(1).Facts() with { ItemsQuantity = 2, InitialAmount = 142_00 }), null, null) { Nearest = nearest },
        ProjectFormat.Default.Words(), Decisions.Noon);

    private static (VerdictLight, string, string) Told(TrialSummary summary) => (summary.Light, summary.Title, summary.Text);
}
