using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Campaigns;

public class SetupCheckTests
{
    private static readonly CampaignSetup Complete = new() { Discount = new PercentOff(15) };
    private static readonly DateTimeOffset Noon = Decisions.Noon;

    public static TheoryData<CampaignSetup, SetupStep, string> Incomplete => new()
    {
        { Complete with { Discount = null }, SetupStep.Discount, "discount" },
        { Complete with { Discount = new AmountOff(0) }, SetupStep.Discount, "discount.amount" },
        { Complete with { Discount = new PercentOff(100.5m) }, SetupStep.Discount, "discount.percent" },
        { Complete with { Discount = new PercentOff(10, 0) }, SetupStep.Discount, "discount.maxAmount" },
        { Complete with { Discount = new FixedTotal(-1) }, SetupStep.Discount, "discount.amount" },
        { Complete with { Codes = new() { Mode = CodeMode.Shared } }, SetupStep.Codes, "codes.sharedCode" },
        { Complete with { Codes = new() { Count = 1_000_001 } }, SetupStep.Codes, "codes.count" },
        { Complete with { Codes = new() { Pattern = new() { Pattern = "SUMMER" } } }, SetupStep.Codes, "codes.pattern.pattern" },
        { Complete with { Codes = new() { RedemptionLimit = 0 } }, SetupStep.Codes, "codes.redemptionLimit" },
        { Complete with { Rule = new AllOf([When.Segment(Operator.Is)]) }, SetupStep.Rules, "rule.rules[0].tests[0].values" },
        { Complete with { Limits = new(Redemptions: 0) }, SetupStep.Limits, "limits.redemptions" },
        { Complete with { Limits = new(Redemptions: 5, RedemptionsPerCustomer: 6) }, SetupStep.Limits, "limits.redemptionsPerCustomer" },
        { Complete with { Limits = new(DiscountedAmount: 0) }, SetupStep.Limits, "limits.discountedAmount" },
        { Complete with { Schedule = new() { TimeZone = "Europe/Nowhere" } }, SetupStep.Schedule, "schedule.timeZone" },
        { Complete with { Schedule = new() { StartsAt = Noon, EndsAt = Noon } }, SetupStep.Schedule, "schedule.endsAt" },
        { Complete with { Schedule = new() { Timeframe = new("P1D", "PT2H") } }, SetupStep.Schedule, "schedule.startsAt" },
        { Complete with { Schedule = new() { StartsAt = Noon, Timeframe = new("P1D", "P2D") } }, SetupStep.Schedule, "schedule.timeframe.duration" },
        { Complete with { Schedule = new() { StartsAt = Noon, Timeframe = new("daily", "PT2H") } }, SetupStep.Schedule, "schedule.timeframe.interval" },
        { Complete with { Schedule = new() { ValidAfterPublication = "two weeks" } }, SetupStep.Schedule, "schedule.validAfterPublication" },
        { Complete with { Schedule = new() { Days = [DayOfWeek.Monday], Hours = [new(new(9, 0), new(10, 0), [])] } }, SetupStep.Schedule, "schedule.hours" },
        { Complete with { Schedule = new() { Hours = [new(new(9, 0), new(8, 0), [])] } }, SetupStep.Schedule, "schedule.hours[0].to" },
        { Complete with { Schedule = new() { Hours = [new(new(9, 0), new(11, 0), []), new(new(10, 0), new(0, 0), [DayOfWeek.Monday])] } }, SetupStep.Schedule, "schedule.hours[1]" },
    };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void Names_the_step_and_the_field(CampaignSetup setup, SetupStep step, string path)
    {
        var problem = Assert.Single(SetupCheck.Problems(setup));

        Assert.Equal((step, path), (problem.Step, problem.Path));
        Assert.EndsWith(".", problem.Sentence);
        Assert.Equal(path, problem.ToError().Field);
    }

    [Fact]
    public void A_complete_setup_has_none_and_compiles()
    {
        var setup = Complete with
        {
            Rule = new AllOf([When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 }]),
            Limits = new(Redemptions: 100, RedemptionsPerCustomerPerCode: 1),
            Schedule = new() { TimeZone = "America/New_York", Hours = [new(new(9, 0), new(11, 0), []), new(new(11, 0), new(0, 0), [])], ValidAfterPublication = "P14D" },
        };

        Assert.Empty(SetupCheck.Problems(setup));
        var terms = CompiledTerms.Of(setup, Decisions.Project);
        Assert.Equal("America/New_York", terms.Zone.Id);
        Assert.Equal([1, 2, 3], ((AllOf)terms.Effective!.Rule).Rules.Select(rule => ((Condition)rule).Number));
    }

    [Fact]
    public void A_bad_rule_refuses_the_launch_with_the_fields_key() =>
        Assert.Equal("invalid_validation_rules",
            SetupCheck.Problems(Complete with { Rule = When.Segment(Operator.Is) with { Number = 3 } })[0].ToError().Key);
}
