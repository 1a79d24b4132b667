using System.Text.Json;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers;

/// <summary>Segments by what customers bought and redeemed.</summary>
public class SegmentFigureTests
{
    private static async Task<string> SegmentAsync(PromoWorld world, string field, FilterOperator comparison, long value) =>
        Some.Of(await world.Get<SegmentService>().CreateAsync(new CreateSegment(
            field, SegmentKind.Passive, [], new Filter(Junction.And, [new(field, [new(comparison, [JsonSerializer.SerializeToElement(value)])])]), Some.Shop))).Id;

    private static async Task<string> CustomerAsync(PromoWorld world, string sourceId) =>
        Some.Of(await world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = sourceId }, Some.Shop)).Id;

    private static async Task<bool> IsInAsync(PromoWorld world, string segmentId, string customerId)
    {
        var found = (await world.Get<SegmentService>().OfCustomerAsync(customerId)).Any(segment => segment.Id == segmentId);
        var listed = await world.Get<CustomerService>().ListAsync(new CustomerQuery { SegmentId = segmentId });
        Assert.Equal(found, listed.Items.Any(customer => customer.Id == customerId)); // searching says the same
        return found;
    }

    private static async Task OrderAsync(PromoWorld world, string number, OrderStatus status, long amount = 50_00) =>
        Some.Of(await world.Get<OrderService>().SaveAsync(new ChangeOrder
        {
            SourceId = number, Status = status, ExplicitAmount = amount, Lines = [], Customer = new CustomerInput { SourceId = "ola" }, Caller = Some.Shop,
        }));

    [Fact]
    public async Task A_canceled_order_counts_no_more()
    {
        await using var world = await PromoWorld.StartAsync();
        var (spent, ola, eve) = (await SegmentAsync(world, "summary.orders.total_amount", FilterOperator.AtLeast, 100_00), await CustomerAsync(world, "ola"), await CustomerAsync(world, "eve"));

        await OrderAsync(world, "web-1", OrderStatus.Paid);
        await OrderAsync(world, "web-2", OrderStatus.Created);
        Assert.False(await IsInAsync(world, spent, ola)); // 50.00: only what is paid counts
        await OrderAsync(world, "web-2", OrderStatus.Fulfilled);
        Assert.True(await IsInAsync(world, spent, ola));
        await OrderAsync(world, "web-1", OrderStatus.Canceled);
        Assert.False(await IsInAsync(world, spent, ola));
        Assert.False(await IsInAsync(world, spent, eve));
    }

    [Fact]
    public async Task Of_fifty_carts_of_one_customer_only_one_is_the_first_order()
    {
        await using var world = await PromoWorld.StartAsync();
        var newcomers = await SegmentAsync(world, "summary.orders.total_count", FilterOperator.Is, 0);
        await CustomerAsync(world, "ola");
        await world.CampaignAsync("First order", Some.TenOff with { Rule = When.Segment(Operator.Is, newcomers) with { Number = 1 } }, "FIRST");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(() => world.Redemptions.RedeemAsync(Some.Redemption("FIRST", customer: "ola", order: $"web-{n}")))));

        Assert.Equal(1, answers.Count(answer => Some.Of(answer).Stored.Kind == RedemptionKind.Redeemed));
    }

    [Fact]
    public void Figures_that_changed_meanwhile_change_the_segments_and_nothing_else()
    {
        var ola = new Customer { Id = "cust_1", CreatedAt = Decisions.Noon, UpdatedAt = Decisions.Noon };
        FilterSegment Orders(string id, int count) => new(id, CompiledFilter<CustomerDetails>.Of(
            new Filter(Junction.And, [new("summary.orders.total_count", [new(FilterOperator.Is, [JsonSerializer.SerializeToElement(count)])])]), CustomerFields.All));
        var catalogue = Decisions.Catalogue() with { FilterSegments = [Orders("seg_new", 0), Orders("seg_once", 1)] };
        var loaded = new LoadedFacts(new Facts { Customer = Decisions.Someone("seg_vip", "seg_new") }, ola, false, false, null);

        var again = loaded.With(CustomerDetails.Of(ola) with { OrdersCount = 1 }, catalogue, Decisions.Noon);

        Assert.Equal(["seg_vip", "seg_once"], again.Facts.Customer!.SegmentIds);
        Assert.Equal(loaded with { Facts = again.Facts }, again);
    }

    [Fact]
    public async Task A_rollback_takes_the_order_out_of_the_sums()
    {
        await using var world = await PromoWorld.StartAsync();
        var (buyers, returned, ola) = (
            await SegmentAsync(world, "summary.orders.total_count", FilterOperator.Is, 1), await SegmentAsync(world, "summary.redemptions.total_rolled_back", FilterOperator.Is, 1),
            await CustomerAsync(world, "ola"));
        await world.CampaignAsync("Ten", Some.TenOff, "TEN");

        var used = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", customer: "ola")));
        Assert.Equal((true, false), (await IsInAsync(world, buyers, ola), await IsInAsync(world, returned, ola)));
        Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(used.Stored.Id)));

        Assert.Equal((false, true), (await IsInAsync(world, buyers, ola), await IsInAsync(world, returned, ola)));
    }

    [Fact]
    public async Task A_decision_sees_what_was_redeemed_until_then()
    {
        await using var world = await PromoWorld.StartAsync();
        var newcomers = await SegmentAsync(world, "summary.redemptions.total_succeeded", FilterOperator.LessThan, 2);
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Rule = When.Segment(Operator.Is, newcomers) }), redemptionLimit: null, "NEW");

        async Task<string?> RedeemAsync() => (await world.Redemptions.RedeemAsync(Some.Redemption("NEW", customer: "ola"))).Value!.Stored.RefusalKey;
        Assert.Equal((null, null), (await RedeemAsync(), await RedeemAsync())); // the first stores her
        Assert.Equal(Violations.CustomerRules, await RedeemAsync());
        Assert.False((await world.Redemptions.ValidateAsync(Some.Validation("NEW", customer: "ola"))).Value!.Decision.Accepted);
        Assert.True((await world.Redemptions.ValidateAsync(Some.Validation("NEW", customer: "somebody new"))).Value!.Decision.Accepted);
    }

    [Fact]
    public async Task Of_fifty_redemptions_at_once_those_that_still_fit_are_accepted()
    {
        await using var world = await PromoWorld.StartAsync();
        var newcomers = await SegmentAsync(world, "summary.redemptions.total_succeeded", FilterOperator.LessThan, 3);
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Rule = When.Segment(Operator.Is, newcomers) }), redemptionLimit: null, "NEW");
        await CustomerAsync(world, "ola");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => world.Redemptions.RedeemAsync(Some.Redemption("NEW", customer: "ola"))));

        if (PromoWorld.SqlServer is null) Assert.Equal(3, answers.Count(answer => answer.Value!.Stored.RefusalKey is null)); // one writer sees what the one before wrote
    }
}
