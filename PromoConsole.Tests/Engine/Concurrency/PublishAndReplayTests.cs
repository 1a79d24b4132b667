using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Concurrency;

public class PublishAndReplayTests
{
    [Fact]
    public async Task A_limit_published_in_the_middle_of_a_storm_counts_everything_before_it()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var other = world.AnotherInstance();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "FREE");

        var storm = Storm.OfAsync([world, other], 600, i => Some.Redemption("FREE", customer: $"crm-{i % 5}"));
        await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new CampaignLimits(Redemptions: 300) });
        var answers = await storm;

        await using var db = world.Db();
        Assert.InRange(answers.Accepted(), 300, 600); // before it was introduced there may already have been more
        Assert.Equal("redemption_rules_violated", Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("FREE"))).Decision.Proof.RefusalKey);
        await Storm.AssertBooksBalanceAsync(db, answers.Select(answer => (answer.Id, answer.Kind)));
    }

    [Fact]
    public async Task A_limit_that_a_rule_brings_in_the_middle_of_a_storm_counts_everything_before_it()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var other = world.AnotherInstance();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "FREE");
        var rules = world.Get<RuleService>();
        var rule = Some.Of(await rules.CreateAsync(new("Limit", new RuleContent { Rule = When.Used(BudgetMeasure.IncentiveDaily, Operator.AtMost, 300) with { Number = 1 } }, Some.Shop)));

        var storm = Storm.OfAsync([world, other], 600, i => Some.Redemption("FREE", customer: $"crm-{i % 5}"));
        Some.Of(await rules.AssignAsync(rule.Id, RuleOwner.Voucher, "FREE", force: false, Some.Shop));
        var answers = await storm;

        await using var db = world.Db();
        Assert.InRange(answers.Accepted(), 300, 600);
        Assert.Equal("redemption_rules_violated", Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("FREE"))).Decision.Proof.RefusalKey);
        await Storm.AssertBooksBalanceAsync(db, answers.Select(answer => (answer.Id, answer.Kind)));
    }

    [Fact]
    public async Task Of_fifty_rules_assigned_at_once_one_is_there()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var other = world.AnotherInstance();
        var campaign = await world.LaunchedCampaignAsync(Some.TenOff);
        var made = new List<ValidationRule>();
        for (var i = 0; i < 50; i++) made.Add(Some.Of(await world.Get<RuleService>().CreateAsync(new($"Rule {i}", new RuleContent(), Some.Shop))));

        var assigned = await Task.WhenAll(made.Select((rule, i) =>
            Task.Run(() => (i % 2 == 0 ? world : other).Get<RuleService>().AssignAsync(rule.Id, RuleOwner.Campaign, campaign, force: false, Some.Shop))));

        Assert.Equal(1, assigned.Count(one => one.IsOk));
        Assert.All(assigned.Where(one => !one.IsOk), one => Assert.Equal("duplicate_found", one.Error!.Key));
        await using var db = world.Db();
        Assert.Equal(assigned.Single(one => one.IsOk).Value!.RuleId, (await db.RuleAssignments.SingleAsync()).RuleId);
    }

    [Fact]
    public async Task No_redemption_runs_on_half_a_change()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var other = world.AnotherInstance();
        var campaign = await world.LaunchedCampaignAsync(Some.TenOff);
        await world.CodesAsync(campaign, 1, [.. Enumerable.Range(0, 400).Select(i => $"CODE{i}")]);

        var storm = Storm.OfAsync([world, other], 400, i => Some.Redemption($"CODE{i}"));
        for (var version = 2; version <= 6; version++)
            await world.LaunchedCampaignAsync(new CampaignSetup { Discount = new AmountOff(10_00 * version) });
        var answers = await storm;

        await using var db = world.Db();
        Assert.Equal(400, answers.Accepted());
        Assert.All(answers, answer => Assert.Equal(10_00L * answer.CampaignVersion!.Value, answer.DiscountAmount));
        Assert.Equal(6, (await db.Campaigns.SingleAsync()).Version);
        await Storm.AssertBooksBalanceAsync(db, answers.Select(answer => (answer.Id, answer.Kind)));
    }

    [Fact]
    public async Task A_pause_is_in_force_for_every_instance_as_soon_as_it_is_answered()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var other = world.AnotherInstance();
        var campaign = await world.LaunchedCampaignAsync(Some.TenOff);
        await world.CodesAsync(campaign, null, "STOP");
        Assert.Equal(1, new[] { Some.Of(await other.Redemptions.RedeemAsync(Some.Redemption("STOP"))).Stored }.Accepted());

        await world.Writes.ExclusiveAsync<int>(async (db, ct) =>
        {
            (await db.Campaigns.SingleAsync(ct)).Active = false;
            return 1;
        });

        Assert.Equal("voucher_disabled", Some.Of(await other.Redemptions.ValidateAsync(Some.Validation("STOP"))).Decision.Proof.RefusalKey);
        Assert.Equal("voucher_disabled", Some.Of(await other.Redemptions.RedeemAsync(Some.Redemption("STOP"))).Stored.RefusalKey);
    }

    [Fact]
    public async Task Repeats_of_one_request_that_race_each_other_redeem_once()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var other = world.AnotherInstance();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "REPEAT");

        var answers = await Storm.OfAsync([world, other], 300, i => Some.Redemption("REPEAT", customer: "crm-1", key: $"k-{i % 10}"));

        await using var db = world.Db();
        Assert.Equal(10, await db.Redemptions.CountAsync());
        Assert.Equal(10, answers.Select(answer => answer.Id).Distinct().Count());
        await Storm.AssertBooksBalanceAsync(db, answers.Select(answer => (answer.Id, answer.Kind)));
    }

    [Fact]
    public async Task Work_that_fails_takes_nobody_with_it()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "FINE");
        var broken = Some.Redemption("FINE") with { Caller = Some.Shop with { Channel = null! } }; // a bug in a caller: the column is not nullable

        var fine = Enumerable.Range(0, 20).Select(_ => world.Redemptions.RedeemAsync(Some.Redemption("FINE"))).ToList();
        var failed = world.Redemptions.RedeemAsync(broken);
        fine.AddRange(Enumerable.Range(0, 20).Select(_ => world.Redemptions.RedeemAsync(Some.Redemption("FINE"))));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => failed);
        var answers = (await Task.WhenAll(fine)).Select(Some.Of).Select(answer => answer.Stored).ToList();
        await using var db = world.Db();
        Assert.Equal(40, await db.Redemptions.CountAsync());
        await Storm.AssertBooksBalanceAsync(db, answers.Select(answer => (answer.Id, answer.Kind)));
    }
}
