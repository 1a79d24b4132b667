using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

public class RedemptionServiceTests
{
    [Fact]
    public async Task Of_fifty_presses_on_the_button_of_one_verdict_one_redeems_in_the_dashboard_too()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), 10, "TILL");
        var pressed = Some.Redemption("TILL", key: "verdict-1") with { Caller = Launched.Agent };

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => world.Redemptions.RedeemAsync(pressed))));

        Assert.Single(answers.Select(answer => Some.Of(answer).Stored.Id).Distinct());
        await using var db = world.Db();
        Assert.Equal(1, await db.Redemptions.CountAsync());
    }

    [Fact]
    public async Task A_redemption_leaves_the_redemption_the_order_the_customer_the_summary_and_an_event()
    {
        await using var world = await PromoWorld.StartAsync();
        var campaign = await world.LaunchedCampaignAsync(Some.TenOff);
        await world.CodesAsync(campaign, 3, "BLCKFRDY");

        var stored = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("blckfrdy", 49_99, "crm-7", order: "web-1"))).Stored;

        await using var db = world.Db();
        var row = await db.Redemptions.SingleAsync();
        var order = await db.Orders.SingleAsync();
        var customer = await db.Customers.SingleAsync();
        var voucher = await db.Vouchers.SingleAsync();
        var hour = await db.HourSummaries.SingleAsync();
        Assert.Equal(stored.Id, row.Id);
        Assert.Equal((RedemptionKind.Redeemed, "BLCKFRDY", 49_99L, 10_00L), (row.Kind, row.Code, row.OrderAmount, row.DiscountAmount));
        Assert.Equal((campaign, 1, customer.Id, order.Id), (row.CampaignId, row.CampaignVersion, row.CustomerId, row.OrderId));
        Assert.Equal((OrderStatus.Paid, 49_99L, 10_00L, "web-1"), (order.Status, order.Amount, order.DiscountAmount, order.SourceId));
        Assert.Equal(("crm-7", order.CustomerId), (customer.SourceId, customer.Id));
        Assert.Equal((1, 1), (voucher.RedeemedQuantity, voucher.CampaignVersion));
        Assert.Equal((20260302, 13, 1L, 10_00L), (hour.Day, hour.Hour, hour.Count, hour.DiscountAmount)); // 12:00 UTC in Warsaw
        Assert.Equal(("redemption.succeeded", row.Id), await db.Outbox.Select(e => new ValueTuple<string, string>(e.Type, e.Subject)).SingleAsync());
        Assert.True(row.Detail.Proof?.Accepted);
    }

    [Fact]
    public async Task A_refusal_is_a_record_too()
    {
        await using var world = await PromoWorld.StartAsync();

        var stored = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("NOSUCHCODE"))).Stored;

        await using var db = world.Db();
        Assert.StartsWith("rf_", stored.Id, StringComparison.Ordinal);
        Assert.Equal("not_found", (await db.Redemptions.SingleAsync()).RefusalKey);
        Assert.Equal(("", "not_found", 1L), await db.HourSummaries.Select(s => new ValueTuple<string, string, long>(s.CampaignId, s.RefusalKey, s.Count)).SingleAsync());
        Assert.False(await db.Orders.AnyAsync());
    }

    [Fact]
    public async Task Of_fifty_who_may_use_their_own_order_only_one_customer_gets_it()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var other = world.AnotherInstance();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(() => (n % 2 == 0 ? world : other).Redemptions.RedeemAsync(
            Some.Redemption("TEN", 1_000_00, $"crm-{n / 2 % 2}", order: "web-own") with { OwnOrderOnly = true }))));

        await using var db = world.Db();
        var order = await db.Orders.SingleAsync();
        var redeemed = answers.Where(answer => answer.IsOk).Select(answer => answer.Value!.Stored).ToList();
        Assert.Contains(redeemed.Count, new[] { 24, 26 }); // as many as ask for the one, or for the other
        Assert.All(redeemed, stored => Assert.Equal(order.CustomerId, stored.CustomerId));
        Assert.Equal(redeemed.Count * 10_00, order.DiscountAmount);
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal(("not_found", "Cannot find order with id web-own"), (answer.Error!.Key, answer.Error.Details)));
        Assert.Equal(redeemed.Count, await db.Redemptions.CountAsync()); // who was refused left nothing
        Assert.Single(await db.Customers.ToListAsync());
    }

    [Fact]
    public async Task Nobodys_order_is_nobodys_own()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        var request = Some.Redemption("TEN", order: "web-nobody") with { OwnOrderOnly = true };
        Some.Of(await world.Redemptions.RedeemAsync(request));

        Assert.Equal("not_found", (await world.Redemptions.RedeemAsync(request)).Error?.Key);
        Assert.Equal("not_found", (await world.Redemptions.RedeemAsync(request with { Customer = new() { SourceId = "crm-1" } })).Error?.Key);
        Some.Of(await world.Redemptions.RedeemAsync(request with { OwnOrderOnly = false }));
    }

    [Fact]
    public async Task The_same_key_gives_the_first_answer_again()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), 1, "ONCE");
        var request = Some.Redemption("ONCE", 49_99, "crm-1", key: "k-1");

        var first = Some.Of(await world.Redemptions.RedeemAsync(request));
        world.Time.Advance(TimeSpan.FromDays(29));
        var second = Some.Of(await world.Redemptions.RedeemAsync(request));

        Assert.False(first.Replayed);
        Assert.True(second.Replayed);
        Assert.Equal(PromoJson.Write(first.Stored), PromoJson.Write(second.Stored));
    }

    [Fact]
    public async Task The_same_key_gives_the_first_refusal_again()
    {
        await using var world = await PromoWorld.StartAsync();
        var refused = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("LATER", key: "k-1")));
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), 1, "LATER");

        var again = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("LATER", key: "k-1")));

        Assert.Equal(refused.Stored.Id, again.Stored.Id);
    }

    [Fact]
    public async Task A_key_used_for_another_request_is_a_conflict()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.Redemptions.RedeemAsync(Some.Redemption("A", key: "k-1"));

        var other = await world.Redemptions.RedeemAsync(Some.Redemption("B", key: "k-1"));

        Assert.Equal("duplicate_found", Assert.IsType<ConflictError>(other.Error).Key);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_thirty_days()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "MANY");
        var first = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("MANY", key: "k-1")));
        world.Time.Advance(TimeSpan.FromDays(31));

        var second = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("MANY", key: "k-1")));

        await using var db = world.Db();
        Assert.NotEqual(first.Stored.Id, second.Stored.Id);
        Assert.Equal(second.Stored.Id, (await db.IdempotencyRecords.SingleAsync()).RedemptionId);
    }

    [Fact]
    public async Task Discounts_on_one_order_add_up_and_never_pass_its_value()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");

        await world.Redemptions.RedeemAsync(Some.Redemption("TEN", 15_00, order: "web-1"));
        var second = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", 15_00, order: "web-1"))).Stored;

        await using var db = world.Db();
        Assert.Equal(5_00, second.DiscountAmount);
        Assert.Equal(15_00, (await db.Orders.SingleAsync()).DiscountAmount);
    }

    [Fact]
    public async Task A_refused_validation_is_recorded_a_little_later()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), 0, "EMPTY");

        var answer = Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("EMPTY")));
        await world.Get<AttemptRecorder>().FlushAsync();

        await using var db = world.Db();
        var row = await db.Redemptions.SingleAsync();
        Assert.Equal((answer.AttemptId, RedemptionKind.RefusedValidation, "quantity_exceeded"), (row.Id, row.Kind, row.RefusalKey));
        Assert.Equal(1, (await db.HourSummaries.SingleAsync()).Count);
    }

    [Fact]
    public async Task The_test_bench_records_nothing()
    {
        await using var world = await PromoWorld.StartAsync();

        await world.Redemptions.ValidateAsync(Some.Validation("NOSUCHCODE") with { RecordRefusal = false });
        await world.Get<AttemptRecorder>().FlushAsync();

        await using var db = world.Db();
        Assert.False(await db.Redemptions.AnyAsync());
    }

    [Fact]
    public async Task Refused_validations_survive_an_orderly_stop()
    {
        await using var world = await PromoWorld.StartAsync();
        await using (var instance = world.AnotherInstance())
            for (var i = 0; i < 500; i++) await instance.Redemptions.ValidateAsync(Some.Validation("NOSUCHCODE"));

        await using var db = world.Db();
        Assert.Equal(500, await db.Redemptions.CountAsync());
    }

    [Fact]
    public async Task A_code_typed_with_look_alikes_is_suggested()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), 1, "COOL-1OFF");

        var answer = Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("c00l loff")));

        Assert.Equal("COOL-1OFF", answer.Decision.Facts.NearCodes["c00l loff"]);
    }

    [Fact]
    public async Task An_unknown_platform_id_is_not_found()
    {
        await using var world = await PromoWorld.StartAsync();
        var request = Some.Validation("ANY") with { Customer = new CustomerInput { Id = "cust_0123456789abcdefghjkmnpqrs" } };

        var answer = await world.Redemptions.ValidateAsync(request);

        Assert.Equal("customer", Assert.IsType<NotFoundError>(answer.Error).Resource);
    }

    [Fact]
    public async Task Stored_prices_are_filled_in()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), 1, "TEN");
        await world.Writes.ExclusiveAsync<int>((db, _) =>
        {
            db.Products.Add(new Product { Id = Ids.New("prod_", world.Time.GetUtcNow()), SourceId = "sku-1", Name = "Kettle", PriceAmount = 39_99 });
            return Task.FromResult<Result<int>>(1);
        });
        var request = Some.Redemption("TEN") with
        {
            Order = new OrderInput { Content = new OrderContent { Lines = [new OrderLine { SourceId = "sku-1", Quantity = 2 }] } },
        };

        var stored = Some.Of(await world.Redemptions.RedeemAsync(request)).Stored;

        Assert.Equal(79_98, stored.OrderAmount);
        Assert.Equal("Kettle", stored.Detail.Order?.Lines[0].Line.Name);
    }

    [Fact]
    public async Task What_the_request_says_about_a_customer_is_laid_over_what_is_stored()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        await world.Redemptions.RedeemAsync(Some.Redemption("TEN", customer: "crm-1"));
        var request = Some.Redemption("TEN") with
        {
            Customer = new CustomerInput { SourceId = "crm-1", Name = "Ola Nowak", Metadata = Decisions.Bag("""{"tier":"gold"}""") },
        };

        await world.Redemptions.RedeemAsync(request);

        await using var db = world.Db();
        var customer = await db.Customers.SingleAsync();
        Assert.Equal(("Ola Nowak", "gold"), (customer.Name, customer.Metadata.Find("tier")?.GetString()));
    }
}
