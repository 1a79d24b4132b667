using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers.Segments;

/// <summary>Who is kept as a member of a filter, and what is told of it.</summary>
public class SegmentMembershipTests
{
    private static readonly Filter Gold = Filters.All(Filters.Ask("metadata.tier", FilterOperator.Is, "gold"));

    private static async Task TierAsync(PromoWorld world, string who, string tier) =>
        Some.Of(await world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = who, Metadata = Decisions.Bag($$"""{"tier":"{{tier}}"}""") }, Some.Shop));

    [Fact]
    public async Task A_new_segment_is_filled_without_telling_and_later_moves_are_told()
    {
        await using var world = await PromoWorld.StartAsync();
        await TierAsync(world, "ola", "gold");
        await TierAsync(world, "jan", "iron");
        var club = await world.SegmentAsync("Gold", Gold);

        Assert.Equal(SegmentSync.Initial, club.Sync);
        await world.SettleAsync();
        Assert.Equal(["ola"], await world.KeptAsync(club.Id));
        Assert.Empty(await world.ToldAsync(club.Id));

        await TierAsync(world, "jan", "gold");
        await TierAsync(world, "ola", "iron");
        await world.SettleAsync();
        await world.SettleAsync(); // nothing more to tell

        Assert.Equal(["jan"], await world.KeptAsync(club.Id));
        Assert.Equal(["+jan", "-ola"], (await world.ToldAsync(club.Id)).Order(StringComparer.Ordinal));
        await using var db = world.Db();
        var told = await db.Outbox.Where(e => e.Type.StartsWith("customer.segment.")).OrderBy(e => e.Type).ToListAsync();
        Assert.Equal(["customer.segment.entered", "customer.segment.left"], told.Select(e => e.Type));
        Assert.Contains($"\"segment\":{{\"id\":\"{club.Id}\",\"name\":\"Gold\"}}", told[0].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passive_segment_is_kept_but_tells_nothing_until_it_is_made_active()
    {
        await using var world = await PromoWorld.StartAsync();
        var club = await world.SegmentAsync("Gold", Gold, SegmentKind.Passive);
        await TierAsync(world, "ola", "gold");
        await world.SettleAsync();
        Assert.Equal(["ola"], await world.KeptAsync(club.Id));

        Some.Of(await world.Get<SegmentService>().ChangeAsync(new ChangeSegment(club.Id, null, SegmentKind.Active, null, 1, Some.Shop)));
        await TierAsync(world, "jan", "gold");
        await world.SettleAsync();

        Assert.Equal(["+jan"], await world.ToldAsync(club.Id));
    }

    [Fact]
    public async Task An_edited_filter_tells_who_enters_and_who_leaves_as_was_forecast()
    {
        await using var world = await PromoWorld.StartAsync();
        await TierAsync(world, "ola", "gold");
        await TierAsync(world, "jan", "iron");
        await TierAsync(world, "eve", "silver");
        var club = await world.SegmentAsync("Gold", Gold);
        await world.SettleAsync();
        var wider = Filters.All(Filters.Ask("metadata.tier", FilterOperator.In, "silver", "iron"));

        var forecast = await world.Get<SegmentForecasts>().ForecastAsync(wider, club.Id).LastAsync();
        var changed = Some.Of(await world.Get<SegmentService>().ChangeAsync(new ChangeSegment(club.Id, "Not gold", null, wider, club.Revision, Some.Shop)));
        await world.SettleAsync();

        Assert.Equal((3, 2, true), (forecast.Customers, forecast.Fits, forecast.IsWhole));
        Assert.Equal((2, 1), (forecast.Enter!.Count, forecast.Leave!.Count));
        Assert.Equal("ola", Assert.Single(forecast.Leave.Sample).SourceId);
        Assert.Equal((2, SegmentSync.Edited), (changed.Revision, changed.Sync));
        Assert.Equal(["eve", "jan"], await world.KeptAsync(club.Id));
        Assert.Equal(["+eve", "+jan", "-ola"], (await world.ToldAsync(club.Id)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_second_editor_is_told_and_a_fixed_list_gets_no_filter()
    {
        await using var world = await PromoWorld.StartAsync();
        var segments = world.Get<SegmentService>();
        var club = await world.SegmentAsync("Gold", Gold);
        var list = Some.Of(await segments.CreateAsync("List", Some.Shop));
        Some.Of(await segments.ChangeAsync(new ChangeSegment(club.Id, "Golden", null, null, 1, Some.Shop)));

        Assert.Equal("edited_meanwhile", (await segments.ChangeAsync(new ChangeSegment(club.Id, "Silver", null, null, 1, Some.Shop))).Error?.Key);
        Assert.Equal("invalid_segment", (await segments.ChangeAsync(new ChangeSegment(list.Id, null, null, Gold, null, Some.Shop))).Error?.Key);
        Assert.Equal("invalid_segment", (await segments.ChangeAsync(new ChangeSegment(club.Id, null, SegmentKind.Static, null, null, Some.Shop))).Error?.Key);
    }

    [Fact]
    public async Task A_new_day_moves_those_whose_dates_are_counted_from_it()
    {
        await using var world = await PromoWorld.StartAsync(); // Monday noon
        await world.CustomerAsync("ola");
        var fresh = await world.SegmentAsync("Came this week", Filters.All(Filters.Ask("created_at", FilterOperator.LessThanAgo, 7)));
        await world.SettleAsync();
        Assert.Equal(["ola"], await world.KeptAsync(fresh.Id));

        world.Time.Advance(TimeSpan.FromDays(6));
        await world.SettleAsync();
        Assert.Equal(["ola"], await world.KeptAsync(fresh.Id));
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.SettleAsync();

        Assert.Empty(await world.KeptAsync(fresh.Id));
        Assert.Equal(["-ola"], await world.ToldAsync(fresh.Id));
    }

    [Fact]
    public async Task A_change_that_was_committed_late_is_found()
    {
        await using var world = await PromoWorld.StartAsync();
        var ola = await world.CustomerAsync("ola");
        var club = await world.SegmentAsync("Gold", Gold);
        await world.SettleAsync();
        var stamp = world.Time.GetUtcNow().AddSeconds(1);
        world.Time.Advance(TimeSpan.FromSeconds(90));
        await world.SettleAsync(); // looked past the stamp before it was there

        Some.Of(await world.Writes.WriteAsync<int>(async (db, ct) =>
            await db.Customers.Where(c => c.Id == ola).ExecuteUpdateAsync(set => set.SetProperty(c => c.Metadata, Decisions.Bag("""{"tier":"gold"}""")).SetProperty(c => c.UpdatedAt, stamp), ct)));
        await world.SettleAsync();

        Assert.Equal(["ola"], await world.KeptAsync(club.Id));
    }

    [Fact]
    public async Task Who_was_in_by_a_key_that_is_purged_leaves()
    {
        await using var world = await PromoWorld.StartAsync();
        await TierAsync(world, "ola", "gold");
        var club = await world.SegmentAsync("Gold", Gold);
        await world.SettleAsync();
        var schemas = world.Get<MetadataSchemaService>();
        SaveSchema Schema(params MetadataDefinition[] definitions) => new() { Kind = SchemaKind.Resource, Name = MetadataResources.Customer, Definitions = definitions, Caller = Some.Shop };
        Some.Of(await schemas.SaveAsync(Schema(new MetadataDefinition { Key = "tier" })));
        Some.Of(await schemas.SaveAsync(Schema()));
        world.Time.Advance(TimeSpan.FromMinutes(10));

        Some.Of(await schemas.PurgeAsync(SchemaKind.Resource, MetadataResources.Customer, "tier", Some.Shop));
        while (await world.Get<JobRunner>().RunOneAsync(default)) continue;
        await world.SettleAsync();

        Assert.Empty(await world.KeptAsync(club.Id));
    }

    [Fact]
    public async Task A_customer_who_is_deleted_is_no_member_and_counts_no_more()
    {
        await using var world = await PromoWorld.StartAsync();
        await TierAsync(world, "ola", "gold");
        var club = await world.SegmentAsync("Gold", Gold);
        await world.SettleAsync();

        Some.Of(await world.Get<CustomerRemoval>().DeleteAsync("ola", Some.Shop));

        Assert.Empty(await world.KeptAsync(club.Id)); // the count is compared with it
    }

    [Fact]
    public async Task Whom_an_order_is_taken_from_is_asked_again()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CustomerAsync("ola");
        var buyers = await world.SegmentAsync("Buyers", Filters.All(Filters.Ask("summary.orders.total_count", FilterOperator.AtLeast, 1)));
        Task OrderAsync(string who) => world.Get<OrderService>().SaveAsync(new ChangeOrder
        {
            SourceId = "web-1", Status = OrderStatus.Paid, ExplicitAmount = 10_00, Lines = [], Customer = new CustomerInput { SourceId = who }, Caller = Some.Shop,
        });
        await OrderAsync("ola");
        await world.SettleAsync();
        Assert.Equal(["ola"], await world.KeptAsync(buyers.Id));
        world.Time.Advance(TimeSpan.FromMinutes(10));

        await OrderAsync("jan");
        await world.SettleAsync();

        Assert.Equal(["jan"], await world.KeptAsync(buyers.Id));
    }

    [Fact]
    public async Task Two_instances_that_keep_the_same_segments_tell_every_move_once()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var other = world.AnotherInstance();
        var club = await world.SegmentAsync("Gold", Gold);
        await world.SettleAsync();
        for (var i = 0; i < 40; i++) await TierAsync(world, $"c{i:00}", "gold");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => (i % 2 == 0 ? world : other).SettleAsync())));
        await world.SettleAsync();

        Assert.Equal(40, (await world.KeptAsync(club.Id)).Length);
        var told = await world.ToldAsync(club.Id);
        Assert.Equal((40, 40), (told.Length, told.Distinct().Count()));
    }

    [Fact]
    public async Task The_job_asks_everybody_slice_by_slice_and_ends()
    {
        await using var world = await PromoWorld.StartAsync();
        Some.Of(await world.Get<CustomerService>().UpsertManyAsync(
            [.. Enumerable.Range(0, 2_500).Select(i => new CustomerInput { SourceId = $"c{i}", Metadata = Decisions.Bag($$"""{"tier":"{{(i % 5 == 0 ? "gold" : "iron")}}"}""") })], Some.Shop));
        var club = await world.SegmentAsync("Gold", Gold);

        await world.Get<JobRunner>().RunOneAsync(default);

        await using var db = world.Db();
        var job = await db.Jobs.SingleAsync(j => j.Subject == club.Id);
        Assert.Equal((JobStatus.Done, 2_500, 2_500), (job.Status, job.Done, job.Total));
        Assert.Equal(500, (await world.KeptAsync(club.Id)).Length);
        Assert.Equal(SegmentSync.Done, (await db.Segments.SingleAsync()).Sync);
        var page = Some.Of(await world.Get<SegmentService>().MembersAsync(club.Id, null, 480, 50));
        Assert.Equal((20, 500), (page.Items.Count, page.Total));
        Assert.Equal(500, Assert.Single(await world.Get<SegmentService>().ListAsync()).MembersCount);
    }

    [Fact]
    public async Task Every_part_of_a_customer_that_a_filter_may_ask_for_is_read()
    {
        await using var world = await PromoWorld.StartAsync();
        Some.Of(await world.Get<CustomerService>().UpsertAsync(new CustomerInput
        {
            SourceId = "ola", Name = "Ola", Email = "ola@poczta.example", Phone = "600", Description = "Regular", Birthdate = new DateOnly(1990, 5, 3),
            Address = new("Kraków", "MP", "Rynek 1", "2", "PL", "31-042"), Metadata = Decisions.Bag("""{"any":1}"""),
        }, Some.Shop));
        Some.Of(await world.Get<OrderService>().SaveAsync(new ChangeOrder { SourceId = "web-1", Status = OrderStatus.Paid, ExplicitAmount = 10_00, Lines = [], Customer = new CustomerInput { SourceId = "ola" }, Caller = Some.Shop }));
        Some.Of(await world.Get<CustomEventService>().TrackAsync(new TrackEvent("any", new CustomerInput { SourceId = "ola" }, Decisions.Bag("{}"), Some.Shop)));
        Some.Of(await world.Get<ConsentService>().SaveAsync([new("any", "Any", null, null)], 0, Some.Shop));
        Some.Of(await world.Get<ConsentService>().SetAsync("ola", new Dictionary<string, bool> { ["any"] = false }, Some.Shop));
        await using var db = world.Db();
        var clock = new FilterClock(world.Time.GetUtcNow(), TimeZoneInfo.Utc);

        foreach (var name in CustomerFields.All.Names.Select(name => name.Replace("*", "any", StringComparison.Ordinal)))
        {
            var filter = CompiledFilter<CustomerDetails>.Of(Filters.All(new FieldFilter(name, [new(FilterOperator.HasValue, [])])), CustomerFields.All);
            var read = await FilterReading.For([filter]).BehindAsync(db, "", 10, default);
            Assert.True(filter.Holds(Assert.Single(read), clock), name);
        }
    }

    [Fact]
    public async Task Custom_events_count_at_once_for_decisions_and_soon_for_members()
    {
        await using var world = await PromoWorld.StartAsync();
        var visitors = await world.SegmentAsync("Visited twice", Filters.All(Filters.Ask("events.shop_visit.count", FilterOperator.AtLeast, 2)));
        var campaign = await world.LaunchedCampaignAsync(Some.TenOff with { Rule = PromoConsole.Engine.Rules.When.Segment(PromoConsole.Engine.Rules.Operator.Is, visitors.Id) });
        await world.CodesAsync(campaign, redemptionLimit: null, "VISIT");
        async Task VisitAsync() => Some.Of(await world.Get<CustomEventService>().TrackAsync(new TrackEvent("shop_visit", new CustomerInput { SourceId = "ola" }, Decisions.Bag("{}"), Some.Shop)));
        async Task<bool> ValidAsync() => Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("VISIT", customer: "ola"))).Decision.Accepted;

        await VisitAsync();
        Assert.False(await ValidAsync());
        await VisitAsync();
        Assert.True(await ValidAsync());

        await world.SettleAsync();
        Assert.Equal(["ola"], await world.KeptAsync(visitors.Id));
        Assert.Equal("invalid_payload", (await world.Get<SegmentService>().CreateAsync(new CreateSegment("Wrong", SegmentKind.Passive, [], Filters.All(Filters.Ask("events.shop_visit", FilterOperator.Is, 2)), Some.Shop))).Error?.Key);
    }

    [Fact]
    public async Task A_fixed_list_is_replaced_as_a_whole_or_not_at_all()
    {
        await using var world = await PromoWorld.StartAsync();
        var (ola, jan, eve) = (await world.CustomerAsync("ola"), await world.CustomerAsync("jan"), await world.CustomerAsync("eve"));
        var segments = world.Get<SegmentService>();
        var list = Some.Of(await segments.CreateAsync("List", Some.Shop));
        Some.Of(await segments.AddMembersAsync(list.Id, [ola, jan], Some.Shop));

        Assert.Equal("not_found", (await segments.ReplaceMembersAsync(list.Id, [eve, "cust_nobody"], Some.Shop)).Error?.Key);
        Assert.Equal(2, Some.Of(await segments.MembersAsync(list.Id, null, 0, 50)).Total);
        Assert.Equal((1, 1), Some.Of(await segments.ReplaceMembersAsync(list.Id, [jan, eve], Some.Shop)));
        Assert.Equal(["eve", "jan"], Some.Of(await segments.MembersAsync(list.Id, null, 0, 50)).Items.Select(c => c.SourceId!));
        Assert.Equal("jan", Assert.Single(Some.Of(await segments.MembersAsync(list.Id, "JAN", 0, 50)).Items).SourceId);
    }
}
