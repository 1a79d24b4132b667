using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Stacking;

public class StackWordsTests
{
    private static readonly Wording s_english = Wording.English("EUR", TimeZoneInfo.Utc);

    private static string[] Said(Decision decision)
    {
        var words = new StackWords(decision, s_english);
        return [words.Headline, .. decision.Steps.Select(words.OutcomeOf)];
    }

    [Fact]
    public void Says_what_each_does_and_what_was_left_out()
    {
        Assert.Equal(["Accepted: €17.00 off together", "€12.00 off", "€5.00 off"], Said(new Stacks().Code("A", new AmountOff(12_00)).Code("B", new AmountOff(5_00)).Decide()));
        Assert.Equal(["Accepted: €12.00 off", "€12.00 off"], Said(new Stacks().Code("A", new AmountOff(12_00)).Decide()));
        Assert.Equal(["Accepted: €12.00 off with 1 of 2", "€12.00 off", "Enough of its category were applied already"],
            Said(new Stacks().Code("A", new AmountOff(12_00), "season").Code("B", new AmountOff(5_00), "season").Decide()));
    }

    [Fact]
    public void Names_the_one_that_failed_and_says_of_the_others_that_they_work()
    {
        Assert.Equal(["Refused: SPENT, the code is used already", "Works, but not without the others (€12.00 off)", "the code is used already"],
            Said(new Stacks().Code("A", new AmountOff(12_00)).Code("SPENT", new AmountOff(5_00), limit: 1, used: 1).Decide()));
        Assert.Equal("Refused: no code TYPO", Said(new Stacks().Unknown("TYPO").Code("A", new AmountOff(12_00)).Decide())[0]);
    }

    [Fact]
    public void Names_the_guard_that_cut_a_discount()
    {
        var decision = new Stacks { Rules = StackingRules.Default with { Guards = new(200_00, null, []) } }.Code("A", new AmountOff(12_00)).Decide();

        Assert.Equal("Minimum to pay cut €3.00", new StackWords(decision, s_english).Of(Assert.Single(decision.Proof.Guards!))); // 9.00 of 209.00 may go
    }
}
