using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

/// <summary>Limits of a day, a week and a month at the instants where one ends and the next begins; the project lies in Warsaw.</summary>
public class PeriodLimitTests
{
    private static readonly (BudgetPeriod Period, string Begins, string Next)[] s_boundaries =
    [
        (BudgetPeriod.Day, "2026-03-01T23:00Z", "2026-03-02T23:00Z"),
        (BudgetPeriod.Day, "2026-03-28T23:00Z", "2026-03-29T22:00Z"), // the clocks go forward: a day of 23 hours
        (BudgetPeriod.Day, "2026-10-24T22:00Z", "2026-10-25T23:00Z"), // and back: a day of 25
        (BudgetPeriod.Week, "2026-03-01T23:00Z", "2026-03-08T23:00Z"),
        (BudgetPeriod.Week, "2026-03-22T23:00Z", "2026-03-29T22:00Z"), // an hour short
        (BudgetPeriod.Week, "2026-12-27T23:00Z", "2027-01-03T23:00Z"), // of two years
        (BudgetPeriod.Month, "2026-01-31T23:00Z", "2026-02-28T23:00Z"),
        (BudgetPeriod.Month, "2026-02-28T23:00Z", "2026-03-31T22:00Z"),
        (BudgetPeriod.Month, "2026-09-30T22:00Z", "2026-10-31T23:00Z"),
    ];

    public static TheoryData<BudgetMeasure, string, string> Boundaries()
    {
        var rows = new TheoryData<BudgetMeasure, string, string>();
        foreach (var measure in Budgets.All)
            foreach (var (_, begins, next) in s_boundaries.Where(boundary => boundary.Period == measure.Period())) rows.Add(measure, begins, next);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task A_limit_begins_anew_exactly_where_its_period_does(BudgetMeasure measure, string begins, string next)
    {
        var (start, end) = (DateTimeOffset.Parse(begins), DateTimeOffset.Parse(next));
        var time = new FakeTime(start.AddSeconds(-1));
        await using var world = await WorldAsync(time, Limit(measure, 1));

        Assert.True(await RedeemAsync(world), "the last second of the period before");
        time.AdvanceTo(start);
        Assert.True(await RedeemAsync(world), "the first instant");
        Assert.False(await RedeemAsync(world), "a second time");
        time.AdvanceTo(end.AddMilliseconds(-1));
        Assert.False(await RedeemAsync(world), "the last instant");
        time.AdvanceTo(end);
        Assert.True(await RedeemAsync(world), "the first instant of the next period");
        Assert.False(await RedeemAsync(world), "a second time in it");
    }

    [Fact]
    public async Task Weeks_begin_on_the_projects_first_weekday_and_a_change_counts_what_lies_in_the_new_week()
    {
        var time = new FakeTime(DateTimeOffset.Parse("2026-03-01T12:00Z")); // a Sunday
        await using var world = await WorldAsync(time, Limit(BudgetMeasure.CampaignRedemptionsWeekly, 2));
        Assert.True(await RedeemAsync(world));
        time.AdvanceTo(DateTimeOffset.Parse("2026-03-02T12:00Z"));
        Assert.True(await RedeemAsync(world)); // the first of the week from Monday

        await ChangeAsync(world, "Europe/Warsaw", DayOfWeek.Sunday);

        Assert.False(await RedeemAsync(world)); // the third of the week from Sunday
        time.AdvanceTo(DateTimeOffset.Parse("2026-03-07T22:59:59Z"));
        Assert.False(await RedeemAsync(world));
        time.AdvanceTo(DateTimeOffset.Parse("2026-03-07T23:00Z"));
        Assert.True(await RedeemAsync(world));
    }

    [Fact]
    public async Task A_change_of_zone_counts_what_lies_in_the_new_day()
    {
        var time = new FakeTime(DateTimeOffset.Parse("2026-03-02T23:30Z")); // the 3rd in Warsaw, the 2nd in UTC
        await using var world = await WorldAsync(time, Limit(BudgetMeasure.CampaignRedemptionsDaily, 1));
        Assert.True(await RedeemAsync(world));
        time.AdvanceTo(DateTimeOffset.Parse("2026-03-03T01:00Z"));
        Assert.False(await RedeemAsync(world));

        await ChangeAsync(world, "Etc/UTC", DayOfWeek.Monday);

        Assert.True(await RedeemAsync(world)); // the 3rd began at midnight UTC
        Assert.False(await RedeemAsync(world));
    }

    [Fact]
    public async Task A_change_of_zone_counts_every_code_without_campaign_however_many_there_are()
    {
        await using var world = await WorldAsync(new FakeTime(), null);
        await world.Writes.WriteAsync<int>((db, _) =>
        {
            for (var n = 0; n <= PeriodHistory.Slice; n++)
            {
                db.Vouchers.Add(new Voucher
                {
                    Id = $"v_{n:000000}", Code = $"OWN{n}", CodeKey = $"OWN{n}", CodeSearch = $"OWN{n}", CreatedAt = world.Time.GetUtcNow(),
                    Terms = Some.TenOff with { Rule = Limit(BudgetMeasure.IncentiveDaily, 1) },
                });
            }

            return Task.FromResult<Result<int>>(0);
        });
        var last = Some.Redemption($"OWN{PeriodHistory.Slice}");
        Assert.Equal(RedemptionKind.Redeemed, Some.Of(await world.Redemptions.RedeemAsync(last)).Stored.Kind);

        await ChangeAsync(world, "Europe/Helsinki", DayOfWeek.Monday);

        Assert.Equal(RedemptionKind.RefusedRedemption, Some.Of(await world.Redemptions.RedeemAsync(last)).Stored.Kind);
    }

    [Fact]
    public async Task A_day_that_is_still_to_come_starts_empty_although_the_zone_before_had_it_already()
    {
        var time = new FakeTime(DateTimeOffset.Parse("2026-03-02T16:00Z")); // the 3rd in Tokyo, the 2nd in New York
        await using var world = await WorldAsync(time, Limit(BudgetMeasure.CampaignPerCustomerDaily, 1));
        await ChangeAsync(world, "Asia/Tokyo", DayOfWeek.Monday);
        Assert.True(await RedeemAsync(world));

        await ChangeAsync(world, "America/New_York", DayOfWeek.Monday);

        Assert.False(await RedeemAsync(world)); // it was used on the 2nd there
        time.AdvanceTo(DateTimeOffset.Parse("2026-03-03T05:00Z")); // midnight
        Assert.True(await RedeemAsync(world));
        Assert.False(await RedeemAsync(world));
    }

    [Theory]
    [InlineData(BudgetMeasure.CampaignRedemptionsDaily)]
    [InlineData(BudgetMeasure.CampaignPerCustomerDaily)]
    [InlineData(BudgetMeasure.IncentiveDaily)]
    [InlineData(BudgetMeasure.IncentivePerCustomerDaily)]
    public async Task A_limit_introduced_later_counts_this_period_and_not_the_one_before(BudgetMeasure measure)
    {
        var time = new FakeTime(DateTimeOffset.Parse("2026-03-02T22:59:59Z"));
        await using var world = await WorldAsync(time, null);
        for (var i = 0; i < 3; i++) Assert.True(await RedeemAsync(world));
        time.AdvanceTo(DateTimeOffset.Parse("2026-03-02T23:00Z"));
        Assert.True(await RedeemAsync(world));

        await world.LaunchedCampaignAsync(Some.TenOff with { Rule = Limit(measure, 2) });

        Assert.True(await RedeemAsync(world));
        Assert.False(await RedeemAsync(world));
    }

    [Theory]
    [InlineData(BudgetMeasure.CampaignRedemptionsDaily)]
    [InlineData(BudgetMeasure.CampaignRedemptionsMonthly)]
    [InlineData(BudgetMeasure.CampaignPerCustomerWeekly)]
    [InlineData(BudgetMeasure.IncentiveMonthly)]
    [InlineData(BudgetMeasure.IncentivePerCustomerDaily)]
    public async Task A_rollback_gives_a_use_back_to_the_period_it_was_made_in(BudgetMeasure measure)
    {
        var time = new FakeTime(DateTimeOffset.Parse("2026-02-28T12:00Z")); // another day, week and month than the 2nd of March
        await using var world = await WorldAsync(time, Limit(measure, 2));
        var earlier = await RedeemedAsync(world);
        await RedeemedAsync(world);
        time.AdvanceTo(DateTimeOffset.Parse("2026-03-02T12:00Z"));
        var today = await RedeemedAsync(world);
        await RedeemedAsync(world);

        Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(earlier.Id)));

        Assert.False(await RedeemAsync(world));
        Assert.Equal([1, 2], await CountersAsync(world, measure)); // of the period before, then of this one
        Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(today.Id)));
        Assert.Equal([1, 1], await CountersAsync(world, measure));
        Assert.True(await RedeemAsync(world));
        Assert.False(await RedeemAsync(world));
    }

    [Fact]
    public async Task A_rollback_after_a_change_of_zone_gives_back_where_the_use_counts_now()
    {
        var time = new FakeTime(DateTimeOffset.Parse("2026-03-02T22:30Z")); // the 2nd in Warsaw, the 3rd in Helsinki
        await using var world = await WorldAsync(time, Limit(BudgetMeasure.CampaignRedemptionsDaily, 1));
        var used = await RedeemedAsync(world);
        await ChangeAsync(world, "Europe/Helsinki", DayOfWeek.Monday);
        time.AdvanceTo(DateTimeOffset.Parse("2026-03-03T12:00Z"));
        Assert.False(await RedeemAsync(world));

        Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(used.Id)));

        Assert.True(await RedeemAsync(world));
        Assert.False(await RedeemAsync(world));
    }

    [Fact]
    public async Task Orders_value_and_discounts_are_given_back_to_the_cent()
    {
        var both = new AllOf(
        [
            When.Used(BudgetMeasure.CampaignOrdersAmount, Operator.AtMost, 100_00) with { Number = 1 },
            When.Used(BudgetMeasure.CampaignDiscountedAmount, Operator.AtMost, 20_00) with { Number = 2 },
        ]);
        await using var world = await WorldAsync(new FakeTime(), both);
        var used = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", 60_01))).Stored;
        Assert.False(await RedeemAsync(world, 40_00)); // one cent too many

        Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(used.Id)));

        await using var db = world.Db();
        Assert.Equal([0, 0], await db.Counters.Where(c => c.Key.StartsWith("co:") || c.Key.StartsWith("cd:")).Select(c => c.Value).ToListAsync());
        Assert.True(await RedeemAsync(world, 60_00));
        Assert.True(await RedeemAsync(world, 40_00));
        Assert.False(await RedeemAsync(world, 1));
    }

    [Fact]
    public async Task A_limit_per_key_introduced_later_tells_keys_of_one_name_apart()
    {
        await using var world = await WorldAsync(new FakeTime(), null);
        Assert.True(await RedeemAsync(world));
        var other = Some.Shop with { KeyId = "app-2" };

        await world.LaunchedCampaignAsync(Some.TenOff with { Rule = Limit(BudgetMeasure.IncentivePerApiKey, 1) });

        Assert.False(await RedeemAsync(world));
        Assert.Equal(RedemptionKind.Redeemed, Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN") with { Caller = other })).Stored.Kind);
    }

    private static NumberCondition Limit(BudgetMeasure measure, long most) => When.Used(measure, Operator.AtMost, most) with { Number = 1 };

    private static async Task<PromoWorld> WorldAsync(FakeTime time, Rule? rule)
    {
        var world = await PromoWorld.StartAsync(time, services => services.AddSingleton<ProjectService>());
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Rule = rule }), null, "TEN");
        return world;
    }

    private static async Task ChangeAsync(PromoWorld world, string zone, DayOfWeek first) =>
        Some.Of(await world.Get<ProjectService>().ChangeAsync(new() { Name = "Shop", Currency = "PLN", TimeZone = zone, FirstDayOfWeek = first, Caller = Launched.Agent }));

    private static async Task<bool> RedeemAsync(PromoWorld world, long amount = 100_00) =>
        Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", amount, customer: "crm-1"))).Stored.Kind == RedemptionKind.Redeemed;

    private static async Task<Redemption> RedeemedAsync(PromoWorld world)
    {
        var stored = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", customer: "crm-1"))).Stored;
        Assert.Equal(RedemptionKind.Redeemed, stored.Kind);
        return stored;
    }

    // By period: the names of later ones sort later.
    private static async Task<IEnumerable<long>> CountersAsync(PromoWorld world, BudgetMeasure measure)
    {
        await using var db = world.Db();
        var prefix = CounterKeys.Prefix(measure);
        return await db.Counters.Where(c => c.Key.StartsWith(prefix)).OrderBy(c => c.Key).Select(c => c.Value).ToListAsync();
    }
}
