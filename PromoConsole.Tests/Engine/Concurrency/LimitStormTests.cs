using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Concurrency;

public class LimitStormTests
{
    [Fact]
    public async Task A_code_limited_to_10_is_redeemed_10_times()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), 10, "LIMITED");

        var answers = await Storm.OfAsync([world], 200, _ => Some.Redemption("LIMITED"));

        await AssertExactAsync(world, answers, accepted: 10, asked: 200);
    }

    [Fact]
    public async Task A_campaign_limited_to_100_is_redeemed_100_times()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new CampaignLimits(Redemptions: 100) });
        await world.CodesAsync(campaign, null, "ONE", "TWO", "THREE");

        var answers = await Storm.OfAsync([world], 400, i => Some.Redemption((i % 3) switch { 0 => "ONE", 1 => "TWO", _ => "THREE" }));

        await AssertExactAsync(world, answers, accepted: 100, asked: 400);
    }

    [Fact]
    public async Task A_budget_under_an_OR_whose_other_branch_is_false_is_spent_exactly()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Rule = BudgetOrNever }), null, "BUDGET");

        var answers = await Storm.OfAsync([world], 400, _ => Some.Redemption("BUDGET"));

        await AssertExactAsync(world, answers, accepted: 100, asked: 400); // 100 × 10.00 = 1,000.00
    }

    [Fact]
    public async Task A_campaign_once_per_customer_is_redeemed_once_by_each()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new CampaignLimits(RedemptionsPerCustomer: 1) });
        await world.CodesAsync(campaign, null, "ONCE");

        var answers = await Storm.OfAsync([world], 320, i => Some.Redemption("ONCE", customer: $"crm-{i % 20}"));

        await AssertExactAsync(world, answers, accepted: 20, asked: 320);
        await using var db = world.Db();
        Assert.Equal(20, await db.Customers.CountAsync());
    }

    [Fact]
    public async Task Two_instances_on_one_database_share_every_limit()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var other = world.AnotherInstance();
        var setup = Some.TenOff with { Rule = BudgetOrNever, Limits = new CampaignLimits(RedemptionsPerCustomer: 30) };
        await world.CodesAsync(await world.LaunchedCampaignAsync(setup), 70, "SHARED", "OTHER");

        var answers = await Storm.OfAsync([world, other], 400, i => Some.Redemption(i % 4 == 0 ? "OTHER" : "SHARED", customer: $"crm-{i % 3}"));

        await AssertExactAsync(world, answers, accepted: 90, asked: 400); // 3 customers × 30
    }

    [Fact]
    public async Task Uses_taken_back_may_be_used_again_and_no_more()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new CampaignLimits(Redemptions: 40) }), null, "BACK");
        var first = await Storm.OfAsync([world], 100, _ => Some.Redemption("BACK"));
        var used = first.Where(answer => answer.Kind == RedemptionKind.Redeemed).Take(25).ToList();

        var rollbacks = Task.WhenAll(used.Concat(used).Select(answer => Task.Run(() => world.Redemptions.RollBackAsync(Some.Rollback(answer.Id)))));
        var second = await Storm.OfAsync([world], 200, _ => Some.Redemption("BACK"));
        var third = (await rollbacks).Length is 50 ? await Storm.OfAsync([world], 100, _ => Some.Redemption("BACK")) : [];

        Assert.Equal(40, first.Accepted());
        Assert.Equal(25, second.Accepted() + third.Accepted());
        await using var db = world.Db();
        await Storm.AssertBooksBalanceAsync(db, second.Concat(third).Select(answer => (answer.Id, answer.Kind)));
    }

    /// <summary>Discounts up to 1,000.00, or a cart that cannot be.</summary>
    internal static Rule BudgetOrNever => new AnyOf(
    [
        When.Used(BudgetMeasure.CampaignDiscountedAmount, Operator.AtMost, 1_000_00) with { Number = 1 },
        When.InitialAmount(Operator.LessThan, 0) with { Number = 2 },
    ]);

    private static async Task AssertExactAsync(PromoWorld world, List<Redemption> answers, int accepted, int asked)
    {
        await using var db = world.Db();
        Assert.Equal(asked, answers.Count);
        Assert.Equal(asked, answers.Select(answer => answer.Id).Distinct().Count());
        Assert.Equal(accepted, answers.Accepted());
        Assert.Equal(asked, await db.Redemptions.CountAsync());
        await Storm.AssertBooksBalanceAsync(db, answers.Select(answer => (answer.Id, answer.Kind)));
    }
}
