using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers;

public class CustomerServiceTests
{
    [Fact]
    public async Task A_source_id_finds_the_customer_again_and_absent_parts_stay()
    {
        await using var world = await PromoWorld.StartAsync();
        var customers = world.Get<CustomerService>();
        var first = await customers.UpsertAsync(
            new CustomerInput { SourceId = "crm-7", Name = "Ola Nowak", Email = "ola@poczta.example", Metadata = Bag("""{"tier":"gold","size":"M"}""") }, Launched.Agent);

        var second = await customers.UpsertAsync(
            new CustomerInput { SourceId = "crm-7", Phone = "+48 600 100 200", Metadata = Bag("""{"size":"L"}""") }, Launched.Agent);

        Assert.Equal(first.Value!.Id, second.Value!.Id);
        var stored = (await customers.GetAsync("crm-7")).Value!;
        Assert.Equal(("Ola Nowak", "ola@poczta.example", "+48 600 100 200"), (stored.Name, stored.Email, stored.Phone));
        Assert.Equal("gold", stored.Metadata.Find("tier")?.GetString());
        Assert.Equal("L", stored.Metadata.Find("size")?.GetString());
    }

    [Fact]
    public async Task Pasted_words_find_customers_by_id_own_id_or_address_in_whatever_case()
    {
        await using var world = await PromoWorld.StartAsync();
        var customers = world.Get<CustomerService>();
        var ola = Some.Of(await customers.UpsertAsync(new CustomerInput { SourceId = "crm-7", Name = "Ola Nowak", Email = "Ola@Poczta.example" }, Launched.Agent));
        var twin = Some.Of(await customers.UpsertAsync(new CustomerInput { SourceId = "crm-8", Email = "ola@poczta.example" }, Launched.Agent));

        var found = await customers.FindAsync(["OLA@poczta.example", "crm-7", twin.Id, "crm-9", "crm-7"]);

        Assert.Equal([ola.Id, twin.Id], found["OLA@poczta.example"].Select(one => one.Id));
        Assert.Equal([(ola.Id, "Ola Nowak")], found["crm-7"].Select(one => (one.Id, one.Named)));
        Assert.Equal([(twin.Id, "ola@poczta.example")], found[twin.Id].Select(one => (one.Id, one.Named)));
        Assert.False(found.Contains("crm-9"));
    }

    [Fact]
    public async Task An_unknown_platform_id_is_refused_and_a_foreign_id_becomes_the_source_id()
    {
        await using var world = await PromoWorld.StartAsync();
        var customers = world.Get<CustomerService>();

        var unknown = await customers.UpsertAsync(new CustomerInput { Id = "cust_nobody" }, Launched.Agent);
        var foreign = await customers.UpsertAsync(new CustomerInput { Id = "crm-9" }, Launched.Agent);

        Assert.Equal("not_found", unknown.Error?.Key);
        Assert.Equal("crm-9", foreign.Value?.SourceId);
    }

    [Fact]
    public async Task A_source_id_of_somebody_else_is_not_taken_over()
    {
        await using var world = await PromoWorld.StartAsync();
        var customers = world.Get<CustomerService>();
        await customers.UpsertAsync(new CustomerInput { SourceId = "crm-1" }, Launched.Agent);
        var guest = (await customers.UpsertAsync(new CustomerInput { Name = "Guest" }, Launched.Agent)).Value!;

        var refused = await customers.UpsertAsync(new CustomerInput { Id = guest.Id, SourceId = "crm-1" }, Launched.Agent);

        Assert.Equal("duplicate_found", refused.Error?.Key);
    }

    [Fact]
    public async Task Many_are_stored_in_order_and_one_refusal_stores_none()
    {
        await using var world = await PromoWorld.StartAsync();
        var customers = world.Get<CustomerService>();
        var inputs = Enumerable.Range(0, 1_200).Select(i => new CustomerInput { SourceId = $"crm-{i}", Name = $"Customer {i}" }).ToList();

        var stored = await customers.UpsertManyAsync(inputs, Launched.Agent);
        var refused = await customers.UpsertManyAsync([new CustomerInput { SourceId = "new" }, new CustomerInput { Id = "cust_nobody" }], Launched.Agent);

        Assert.Equal("Customer 1199", stored.Value![1_199].Name);
        Assert.False(refused.IsOk);
        await using var db = world.Db();
        Assert.Equal(1_200, await db.Customers.CountAsync());
        Assert.Equal(1_200, await db.Outbox.CountAsync(e => e.Type == "customer.created"));
    }

    [Theory]
    [InlineData("łukasz")]
    [InlineData("LUKASZ  wisn")]
    [InlineData("wiśniewski łuk")]
    [InlineData("600 100-2")]
    [InlineData("+48600100200")]
    [InlineData("lw@POCZTA")]
    [InlineData("crm_%")]
    public async Task A_search_ignores_case_accents_blanks_and_order(string typed)
    {
        await using var world = await PromoWorld.StartAsync();
        var customers = world.Get<CustomerService>();
        await customers.UpsertManyAsync(
        [
            new() { SourceId = "crm_%1", Name = "Łukasz Wiśniewski", Email = "lw@poczta.example", Phone = "+48 600-100-200" },
            new() { SourceId = "crm-2", Name = "Ola Nowak", Email = "ola@poczta.example", Phone = "+48 600 100 999" },
        ], Launched.Agent);

        var found = await customers.ListAsync(new CustomerQuery { Text = typed });

        Assert.Equal("Łukasz Wiśniewski", Assert.Single(found.Items).Name);
        Assert.Equal(1, found.Total);
    }

    [Fact]
    public async Task A_list_counts_all_that_fit_and_sums_the_orders_of_its_page()
    {
        await using var world = await PromoWorld.StartAsync();
        var customers = world.Get<CustomerService>();
        var stored = (await customers.UpsertManyAsync([.. Enumerable.Range(1, 7).Select(i => new CustomerInput { SourceId = $"crm-{i}", Name = $"Anna {i}" })], Launched.Agent)).Value!;
        var segments = world.Get<SegmentService>();
        var loyal = (await segments.CreateAsync("Loyal", Launched.Agent)).Value!;
        await segments.AddMembersAsync(loyal.Id, [.. stored.Take(5).Select(c => c.Id)], Launched.Agent);
        await world.Get<OrderService>().SaveManyAsync(
        [
            Order(stored[4].Id, 40_00, OrderStatus.Paid), Order(stored[4].Id, 2_50, OrderStatus.Fulfilled), Order(stored[4].Id, 99_00, OrderStatus.Canceled),
        ], Launched.Agent);

        var page = await customers.ListAsync(new CustomerQuery { SegmentId = loyal.Id, PageSize = 2 });

        Assert.Equal(5, page.Total);
        Assert.Equal(["Anna 5", "Anna 4"], page.Items.Select(c => c.Name)); // newest first
        Assert.Equal((2, 42_50), (page.Items[0].OrdersCount, page.Items[0].SpentAmount));
        Assert.Equal((0, 0), (page.Items[1].OrdersCount, page.Items[1].SpentAmount));
    }

    [Fact]
    public async Task Ten_thousand_events_are_summed_up_and_the_rolled_back_ones_do_not_count()
    {
        await using var world = await PromoWorld.StartAsync();
        var customer = (await world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = "crm-1" }, Launched.Agent)).Value!;
        await History.FillAsync(world, customer.Id, redeemed: 4_000, refused: 5_900, rolledBack: 100);

        var summary = await world.Get<CustomerService>().SummaryAsync(customer.Id);

        // 4,000 uses of 10.00 each; 100 of them taken back
        Assert.Equal((3_900, 5_900, 100, 39_000_00), (summary.RedemptionsCount, summary.RefusedCount, summary.RolledBackCount, summary.DiscountAmount));
    }

    private static SaveOrder Order(string customerId, long amount, OrderStatus status) => new()
    {
        Order = new OrderInput { Content = new OrderContent { ExplicitAmount = amount } }, CustomerId = customerId, Status = status,
    };

    private static MetadataBag Bag(string json) => JsonSerializer.Deserialize<MetadataBag>(json)!;
}
