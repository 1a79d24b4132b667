using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Redemptions.Replays;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Engine.Qualification;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Rules;

/// <summary>Rules by the moment of the redemption, by the clocks of Warsaw: UTC+1 in winter, UTC+2 in summer.</summary>
public class TimeOfRedemptionTests
{
    private static readonly MomentCondition s_happyHour = When.Time(Operator.WithinDay, "17:00/19:00") with { Number = 1 };

    [Theory]
    [InlineData("2026-03-02T15:59:59.9999999Z", "17:00/19:00", false)]
    [InlineData("2026-03-02T16:00:00Z", "17:00/19:00", true)]
    [InlineData("2026-03-02T17:59:59.9999999Z", "17:00/19:00", true)]
    [InlineData("2026-03-02T18:00:00Z", "17:00/19:00", false)] // the end is not part of it
    [InlineData("2026-07-15T15:00:00Z", "17:00/19:00", true)] // summer time
    [InlineData("2026-03-02T20:59:59Z", "22:00/02:00", false)]
    [InlineData("2026-03-02T21:00:00Z", "22:00/02:00", true)] // past midnight
    [InlineData("2026-03-03T00:59:59Z", "22:00/02:00", true)]
    [InlineData("2026-03-03T01:00:00Z", "22:00/02:00", false)]
    [InlineData("2026-03-02T22:59:59Z", "22:00/00:00", true)] // until midnight
    [InlineData("2026-03-02T23:00:00Z", "22:00/00:00", false)]
    [InlineData("2026-03-29T00:59:59Z", "01:30/02:30", true)] // 01:59:59
    [InlineData("2026-03-29T01:00:00Z", "01:30/02:30", false)] // 03:00: clocks jumped over the rest
    [InlineData("2026-03-29T01:00:00Z", "02:30/03:30", true)] // it begins when they come out of the gap
    [InlineData("2026-03-29T01:30:00Z", "02:30/03:30", false)]
    [InlineData("2026-10-25T00:00:00Z", "02:00/02:30", true)] // 02:00 for the first time
    [InlineData("2026-10-25T00:30:00Z", "02:00/02:30", false)]
    [InlineData("2026-10-25T01:00:00Z", "02:00/02:30", true)] // and for the second
    [InlineData("2026-10-25T01:30:00Z", "02:00/02:30", false)]
    [InlineData("2026-03-02T11:15:00Z", "08:00/09:00 12:00/12:30", true)] // either window
    public void Hours_of_the_day_are_what_the_clocks_show(string at, string windows, bool holds) =>
        Assert.Equal(holds, Holds(at, When.Time(Operator.WithinDay, [.. windows.Split(' ').Select(window => (Operand)window)])));

    [Theory]
    [InlineData("2026-03-01T22:59:59Z", Operator.DayOfWeek, "1", false)] // Sunday, 23:59:59
    [InlineData("2026-03-01T23:00:00Z", Operator.DayOfWeek, "1", true)]
    [InlineData("2026-03-01T22:59:59Z", Operator.DayOfWeek, "0", true)]
    [InlineData("2026-03-01T22:59:59Z", Operator.Before, "2026-03-02", true)]
    [InlineData("2026-03-01T23:00:00Z", Operator.Before, "2026-03-02", false)]
    [InlineData("2026-03-02T16:59:59Z", Operator.Before, "2026-03-02T18:00", true)]
    [InlineData("2026-03-02T17:00:00Z", Operator.Before, "2026-03-02T18:00", false)]
    [InlineData("2026-03-02T22:59:59Z", Operator.After, "2026-03-02", false)] // still the same day
    [InlineData("2026-03-02T23:00:00Z", Operator.After, "2026-03-02", true)]
    [InlineData("2026-03-02T17:00:00Z", Operator.After, "2026-03-02T18:00:00+01:00", false)]
    [InlineData("2026-03-02T17:00:01Z", Operator.After, "2026-03-02T18:00:00+01:00", true)]
    [InlineData("2026-03-31T21:59:59Z", Operator.Within, "2026-03-01/2026-03-31", true)] // the last day belongs to it
    [InlineData("2026-03-31T22:00:00Z", Operator.Within, "2026-03-01/2026-03-31", false)]
    [InlineData("2026-02-28T22:59:59Z", Operator.Within, "2026-03-01/2026-03-31", false)]
    public void Days_and_dates_are_those_of_the_zone(string at, Operator op, string value, bool holds) => Assert.Equal(holds, Holds(at, When.Time(op, value)));

    [Theory]
    [InlineData("2026-03-06T16:30:00Z", true)] // Friday, 17:30
    [InlineData("2026-03-06T18:30:00Z", false)]
    [InlineData("2026-03-05T16:30:00Z", false)]
    [InlineData("2026-12-25T16:30:00Z", false)] // a Friday after the last day
    public void All_comparisons_must_hold(string at, bool holds) => Assert.Equal(holds, Holds(at, s_happyHour with
    {
        Tests = [new(Operator.WithinDay, ["17:00/19:00"]), new(Operator.DayOfWeek, [5L]), new(Operator.Within, ["2026-03-01/2026-12-24"])],
    }));

    [Theory]
    [InlineData(Operator.WithinDay, "5pm/7pm")]
    [InlineData(Operator.WithinDay, "17:00")]
    [InlineData(Operator.WithinDay, "17:00/24:00")]
    [InlineData(Operator.WithinDay, "17:00/17:00")]
    [InlineData(Operator.DayOfWeek, "7")]
    [InlineData(Operator.Before, "17:00")]
    [InlineData(Operator.Within, "17:00/19:00")]
    [InlineData(Operator.Is, "2026-03-02")]
    public void What_is_no_time_is_refused(Operator op, string value) => Assert.NotNull(RuleCheck.ProblemOf(When.Time(op, value)));

    [Fact]
    public void A_refusal_says_what_time_it_was_and_when_it_works()
    {
        var decision = Refused(s_happyHour, Decisions.Noon); // 13:00 in Warsaw
        var proof = decision.Proof;
        var words = VerdictWords.Of(proof.Rule!, Wording.English("PLN", Decisions.Project.Zone));

        Assert.Equal(("redemption_rules_violated", "2026-03-02T13:00:00+01:00"), (proof.RefusalKey, proof.Rule!.SeenText));
        Assert.Equal("It is Monday, 2 March 2026, 13:00; asked is a time that is from 17:00 to 19:00.", words.Sentence);
        Assert.Equal("it is Monday, 2 March 2026, 13:00", VerdictWords.Reason(proof.Rule, Wording.English("PLN", Decisions.Project.Zone)));
        Assert.Equal((NearestKind.WaitUntil, At("2026-03-02T16:00:00Z")), (proof.Nearest!.Kind, proof.Nearest.At));
        Assert.Equal("the time is from 17:00 to 19:00 and is on a Friday", RuleWords.Phrase(
            s_happyHour with { Tests = [.. s_happyHour.Tests, new(Operator.DayOfWeek, [5L])] }, Wording.English("PLN", TimeZoneInfo.Utc), id => id));
    }

    [Theory]
    [InlineData(null, "It is Monday, 2 March 2026, 13:00; it works 17:00–19:00", "Wait for Friday, Saturday")]
    [InlineData("pl", "It is poniedziałek, 2 marca 2026, 13:00; it works 17:00–19:00", "Wait for piątek, sobota")]
    public void Customers_are_told_in_their_language(string? language, string hours, string days)
    {
        string Told(Operator op, string text, params Operand[] values)
        {
            var rule = When.Time(op, values) with { Number = 1, Message = text, Translations = new Dictionary<string, string> { ["pl"] = text } };
            var decisions = new Decisions { Setup = new() { Discount = new AmountOff(10_00), Rule = rule } };
            return RedemptionDecider.Decide(decisions.Request() with { Languages = language is null ? [] : [language] }, decisions.InCatalogue(), decisions.Facts(), decisions.Now).Proof.CustomerMessage!;
        }

        Assert.Equal(hours, Told(Operator.WithinDay, "It is {seen}; it works {asked}", "17:00/19:00"));
        Assert.Equal(days, Told(Operator.DayOfWeek, "Wait for {asked}", 5L, 6L));
    }

    [Theory]
    [InlineData("2026-03-02T19:00:00Z", "17:00/19:00", null, null, "2026-03-03T16:00:00Z")] // tomorrow
    [InlineData("2026-03-02T12:00:00Z", "17:00/19:00", 5L, null, "2026-03-06T16:00:00Z")] // on Friday
    [InlineData("2026-03-06T18:00:00Z", "17:00/19:00", 5L, null, "2026-03-13T16:00:00Z")] // over for today
    [InlineData("2026-03-02T12:00:00Z", "17:00/19:00", 5L, "2026-12-01/2026-12-24", "2026-12-04T16:00:00Z")]
    [InlineData("2026-12-19T12:00:00Z", "17:00/19:00", 5L, "2026-12-01/2026-12-24", null)] // no Friday is left
    [InlineData("2026-03-28T19:00:00Z", "17:00/19:00", null, null, "2026-03-29T15:00:00Z")] // summer time begins in between
    public void Says_when_it_works_next(string at, string hours, long? weekDay, string? dates, string? next)
    {
        List<RuleTest> tests = [new(Operator.WithinDay, [hours])];
        if (weekDay is { } day) tests.Add(new(Operator.DayOfWeek, [day]));
        if (dates is not null) tests.Add(new(Operator.Within, [dates]));

        var nearest = Refused(s_happyHour with { Tests = tests }, At(at)).Proof.Nearest;

        Assert.Equal(next is null ? null : At(next), nearest?.At);
    }

    [Fact]
    public void Waiting_is_offered_only_where_it_is_enough()
    {
        var tooSmall = new AllOf([s_happyHour, When.InitialAmount(Operator.AtLeast, 150_00) with { Number = 2 }]);

        Assert.Null(Refused(tooSmall, Decisions.Noon).Proof.Nearest);
    }

    [Fact]
    public async Task A_tier_is_offered_redeemed_and_decided_again_within_its_hours()
    {
        await using var world = await PromoWorld.StartAsync(new FakeTime(At("2026-03-02T15:59:59Z")));
        await world.TiersAsync(Offered.Tier("promo_happy", new AmountOff(10_00), s_happyHour), Offered.Tier("promo_other", new AmountOff(5_00), new Not(s_happyHour)));

        async Task<string> OfferedAsync() => string.Join(' ', await world.OfferedAsync(Offered.Asking()));
        var before = await OfferedAsync();
        var refused = Some.Of(await world.Redemptions.RedeemAsync(Some.TierRedemption("promo_happy"))).Stored;
        world.Time.Advance(TimeSpan.FromSeconds(1));
        var within = await OfferedAsync();
        var redeemed = Some.Of(await world.Redemptions.RedeemAsync(Some.TierRedemption("promo_happy"))).Stored;
        world.Time.Advance(TimeSpan.FromHours(2));
        var after = await OfferedAsync();

        Assert.Equal(("promo_other", "promo_happy", "promo_other"), (before, within, after));
        Assert.Equal(("redemption_rules_violated", null), (refused.RefusalKey, redeemed.RefusalKey));
        foreach (var stored in (Redemption[])[refused, redeemed]) Assert.True(Some.Of(await world.Get<ReplayService>().ReplayAsync(stored.Id)).Same);
    }

    [Fact]
    public async Task A_rule_is_tried_as_if_it_were_another_time()
    {
        await using var world = await PromoWorld.StartAsync();
        async Task<RuleTrialAnswer> TriedAsync(string at) =>
            Some.Of(await world.Get<RuleTrial>().LoadAsync(Some.Validation("", 10_00) with { AsOf = At(at) })).Explain(s_happyHour);

        var (early, within) = (await TriedAsync("2026-03-02T15:00:00Z"), await TriedAsync("2026-03-02T16:30:00Z"));

        Assert.Equal((Outcome.Failed, Outcome.Passed), (early.Outcome, within.Outcome));
        Assert.Equal((NearestKind.WaitUntil, At("2026-03-02T16:00:00Z")), (early.Nearest!.Kind, early.Nearest.At));
    }

    private static bool Holds(string at, Rule rule) => RuleEvaluator.Holds(
        CompiledRule.Of(rule), new() { Catalogue = Decisions.Catalogue(), Now = At(at), Lines = [], OrderMetadata = Decisions.Bag("{}") });

    private static Decision Refused(Rule rule, DateTimeOffset now) => new Decisions { Setup = new() { Discount = new AmountOff(10_00), Rule = rule }, Now = now }.Decide();

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
