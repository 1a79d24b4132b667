using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Concurrency;

/// <summary>Everything that can be limited, with fifty callers who want it at the same moment.</summary>
public class MeasureStormTests
{
    private const int Callers = 50;
    private const int Allowed = 7;

    /// <summary>Where the limit stands.</summary>
    public enum Place { OwnRule, RuleOfCampaign, RuleOfCode }

    public static TheoryData<BudgetMeasure, Place> Measures()
    {
        var rows = new TheoryData<BudgetMeasure, Place>();
        foreach (var measure in Budgets.All.Where(measure => measure.Sum() != BudgetSum.GiftAmount)) // there is no gift money yet
            foreach (var place in Enum.GetValues<Place>()) rows.Add(measure, place);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Measures))]
    public async Task Exactly_the_limit_is_let_through(BudgetMeasure measure, Place place)
    {
        await using var world = await PromoWorld.StartAsync();
        var limit = When.Used(measure, Operator.AtMost, measure.Sum() switch
        {
            BudgetSum.OrdersAmount => Allowed * 100_00 + 99_99, // an eighth order of 100.00 does not fit any more
            BudgetSum.DiscountedAmount => Allowed * 10_00 + 9_99,
            _ => Allowed,
        }) with
        { Number = 1 };
        var campaign = await world.LaunchedCampaignAsync(Some.TenOff with { Rule = place == Place.OwnRule ? limit : null });
        await world.CodesAsync(campaign, null, "LIMITED");
        if (place != Place.OwnRule)
        {
            var rules = world.Get<RuleService>();
            var rule = Some.Of(await rules.CreateAsync(new("Limit", new RuleContent { Rule = limit }, Some.Shop)));
            var (type, id) = place == Place.RuleOfCampaign ? (RuleOwner.Campaign, campaign) : (RuleOwner.Voucher, "LIMITED");
            Some.Of(await rules.AssignAsync(rule.Id, type, id, force: false, Some.Shop));
        }

        var caller = measure.Scope() == BudgetScope.IncentiveUser ? Launched.Agent : Some.Shop;
        var answers = await Storm.OfAsync([world], Callers, _ => Some.Redemption("LIMITED", customer: "crm-1") with { Caller = caller });

        Assert.Equal(Allowed, answers.Accepted());
        await using var db = world.Db();
        await Storm.AssertBooksBalanceAsync(db, answers.Select(answer => (answer.Id, answer.Kind)));
    }
}
