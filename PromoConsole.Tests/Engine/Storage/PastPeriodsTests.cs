using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

public class PastPeriodsTests
{
    [Fact]
    public async Task Counters_of_days_weeks_and_months_long_over_go_and_all_others_stay()
    {
        await using var world = await PromoWorld.StartAsync();
        Rule[] limits =
        [
            When.Used(BudgetMeasure.CampaignPerCustomerDaily, Operator.AtMost, 1) with { Number = 1 }, When.Used(BudgetMeasure.CampaignRedemptionsWeekly, Operator.AtMost, 5) with { Number = 2 },
            When.Used(BudgetMeasure.IncentiveMonthly, Operator.AtMost, 5) with { Number = 3 }, When.Used(BudgetMeasure.CampaignRedemptions, Operator.AtMost, 100) with { Number = 4 },
        ];
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Rule = new AllOf(limits) }), null, "TEN");
        Assert.True(await RedeemedAsync(world));
        world.Time.Advance(TimeSpan.FromDays(100));
        Assert.True(await RedeemedAsync(world));

        Assert.Equal(3, await world.Get<PastPeriods>().ForgetAsync());

        Assert.Equal(0, await world.Get<PastPeriods>().ForgetAsync());
        await using var db = world.Db();
        Assert.Equal(["cc:", "cn:", "cn:", "vd:"], (await db.Counters.Where(c => !c.Key.StartsWith("vn:")).Select(c => c.Key.Substring(0, 3)).ToListAsync()).Order(StringComparer.Ordinal));
        Assert.False(await RedeemedAsync(world)); // today's is still counted
    }

    [Fact]
    public async Task However_many_there_are_they_go_slice_by_slice()
    {
        await using var world = await PromoWorld.StartAsync();
        var many = PastPeriods.Slice + 1;
        await world.Writes.WriteAsync<int>((db, _) =>
        {
            db.Counters.AddRange(Enumerable.Range(0, many).Select(n => new Counter { Key = $"cc:camp_1:cust_{n:000000}:d20240102", Value = 1 }));
            db.Counters.Add(new Counter { Key = "cc:camp_1:cust_000000", Value = 7 });
            return Task.FromResult<PromoConsole.Engine.Result<int>>(0);
        });

        Assert.Equal(many, await world.Get<PastPeriods>().ForgetAsync());

        await using var db = world.Db();
        Assert.Equal("cc:camp_1:cust_000000", (await db.Counters.SingleAsync()).Key);
    }

    private static async Task<bool> RedeemedAsync(PromoWorld world) =>
        Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", customer: "crm-1"))).Stored.Kind == RedemptionKind.Redeemed;
}
