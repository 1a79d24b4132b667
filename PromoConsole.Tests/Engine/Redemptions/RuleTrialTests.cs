using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Redemptions;

public class RuleTrialTests : IAsyncLifetime
{
    private PromoWorld _world = null!;

    private RuleTrial Trial => _world.Get<RuleTrial>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Loaded_once_any_number_of_rules_are_asked()
    {
        var facts = Some.Of(await Trial.LoadAsync(Cart(142_00)));

        var short8 = facts.Explain(When.InitialAmount(Operator.AtLeast, 150_00) with { Number = 1, Message = "Spend more." });
        var enough = facts.Explain(When.InitialAmount(Operator.AtLeast, 140_00));

        Assert.Equal((Outcome.Failed, "order_rules_violated", "Spend more.", 8_00), (short8.Outcome, short8.RefusalKey, short8.CustomerMessage, short8.Verdict!.Distance));
        Assert.Equal((Outcome.Passed, null), (enough.Outcome, enough.RefusalKey));
    }

    [Fact]
    public async Task Offers_a_change_of_the_cart_only_where_it_would_be_enough()
    {
        var facts = Some.Of(await Trial.LoadAsync(Cart(142_00)));
        var from150 = When.InitialAmount(Operator.AtLeast, 150_00) with { Number = 1 };

        var alone = facts.Explain(from150);
        var withSegment = facts.Explain(new AllOf([from150, When.Segment(Operator.Is, "seg_x") with { Number = 2 }]));
        var withGap = facts.Explain(new AllOf([from150, new NumberCondition(RuleKinds.Of("order.items.count"), []) { Number = 2 }]));

        Assert.Equal((NearestKind.AddAmount, 8_00), (alone.Nearest!.Kind, alone.Nearest.Number));
        Assert.Null(withSegment.Nearest);
        Assert.Null(withGap.Nearest);
    }

    [Fact]
    public async Task Limits_see_this_one_use()
    {
        var facts = Some.Of(await Trial.LoadAsync(Cart(10_00)));

        Assert.Equal(Outcome.Passed, facts.Explain(When.Used(BudgetMeasure.CampaignRedemptions, Operator.AtMost, 1)).Outcome);
        Assert.Equal(Outcome.Failed, facts.Explain(When.Used(BudgetMeasure.CampaignPerCustomer, Operator.AtMost, 1)).Outcome); // nobody to count for
    }

    [Fact]
    public async Task Asks_as_if_it_were_another_time()
    {
        var rule = When.OrderMetadata("pickup", Operator.MoreThanDaysAgo, 3L);
        var order = new OrderContent { Metadata = Decisions.Bag("""{"pickup":"2026-03-01"}""") };

        var early = Some.Of(await Trial.LoadAsync(Request(order) with { AsOf = Decisions.Noon }));
        var late = Some.Of(await Trial.LoadAsync(Request(order) with { AsOf = Decisions.Noon.AddDays(10) }));

        Assert.Equal((Decisions.Noon, Outcome.Failed, Outcome.Passed), (early.DecidedAt, early.Explain(rule).Outcome, late.Explain(rule).Outcome));
    }

    [Fact]
    public async Task Names_what_the_caller_names_although_no_campaign_does_yet()
    {
        var facts = Some.Of(await Trial.LoadAsync(Cart(10_00)));

        var verdict = facts.Explain(When.AnyItem([new ItemReference(ItemKind.Product, "prod_new")]), new Dictionary<string, string> { ["prod_new"] = "Rain jacket" }).Verdict!;

        Assert.Equal(["Rain jacket"], verdict.Names!);
    }

    [Fact]
    public async Task Refuses_a_customer_who_does_not_exist()
    {
        var refused = await Trial.LoadAsync(Cart(10_00) with { Customer = new CustomerInput { Id = "cust_gone" } });

        Assert.Equal("not_found", refused.Error?.Key);
    }

    [Fact]
    public async Task Sees_segments_changed_since_the_last_time()
    {
        var segments = _world.Get<SegmentService>();
        var club = Some.Of(await segments.CreateAsync("Winter club", Launched.Agent));
        var ola = Some.Of(await _world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = "ola" }, Launched.Agent));
        var request = Cart(10_00) with { Customer = new CustomerInput { Id = ola.Id } };
        var rule = When.Segment(Operator.Is, club.Id);

        var before = Some.Of(await Trial.LoadAsync(request)).Explain(rule);
        Some.Of(await segments.AddMembersAsync(club.Id, [ola.Id], Launched.Agent));
        var after = Some.Of(await Trial.LoadAsync(request)).Explain(rule);

        Assert.Equal((Outcome.Failed, Outcome.Passed), (before.Outcome, after.Outcome));
    }

    private static ValidateRedeemables Cart(long amount) => Request(new OrderContent { ExplicitAmount = amount });

    private static ValidateRedeemables Request(OrderContent order) => new() { Redeemables = [], Order = new OrderInput { Content = order }, Caller = RuleTrial.Shop };
}
