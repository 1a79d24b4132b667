using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Activities;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Engine.Concurrency;
using PromoConsole.Tests.Engine.Customers.Segments;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers.Identity;

public class CustomerMergesTests
{
    [Fact]
    public async Task A_preview_says_what_differs_what_moves_and_which_limits_are_reached_or_passed()
    {
        await using var world = await PromoWorld.StartAsync();
        var (ola, guest) = await TwoAsync(world);

        var preview = Some.Of(await world.Get<CustomerMerges>().PreviewAsync("ola", "guest"));

        Assert.Equal(["email", "metadata.size", "source_id"], preview.Fields.Where(field => field.Conflicts).Select(field => field.Name).Order());
        Assert.Equal(new MergeField("name", "Ola Nowak", null), preview.Fields.Single(field => field.Name == "name"));
        Assert.Equal(new MergeCounts(Codes: 1, Redemptions: 2, Orders: 1, Segments: 2, Events: 1, Publications: 1, Ids: 2), preview.Moves);
        Assert.Equal(1, preview.SharedCodes);
        // Ola used ONCE once and TWICE once, the guest each once: one of one is passed, two of two reached.
        Assert.Equal(
            [("Once", "uses by one customer", 1, 1, 1, false, true), ("Twice", "uses by one customer", 1, 1, 2, true, false)],
            preview.Limits.Select(limit => (limit.CampaignName!, limit.What, (int)limit.Customer, (int)limit.Duplicate, (int)limit.Limit!.Value, limit.Reached, limit.Exceeded)));
        Assert.Equal(2, (await world.Get<CustomerService>().ListAsync(new())).Total);
        Assert.NotEqual(ola.Id, guest.Id);
    }

    [Fact]
    public async Task Everything_of_the_duplicate_becomes_the_customers()
    {
        await using var world = await PromoWorld.StartAsync();
        var (ola, guest) = await TwoAsync(world);

        await MergedAsync(world, ola, guest, "email");

        var one = Some.Of(await world.Get<CustomerService>().GetAsync("guest"));
        Assert.Equal((ola.Id, "ola", "Ola Nowak", "guest@poczta.example", "600 100 200"), (one.Id, one.SourceId, one.Name, one.Email, one.Phone));
        Assert.Equal(("M", "blue"), (one.Metadata.Find("size")?.GetString(), one.Metadata.Find("colour")?.GetString()));
        Assert.Equal(ola.Id, Some.Of(await world.Get<CustomerService>().GetAsync(guest.Id)).Id);
        Assert.Equal(["guest", guest.Id], (await world.Get<CustomerService>().AliasesAsync(ola.Id)).Select(alias => alias.Alias).Order(StringComparer.Ordinal).Reverse());
        await using var db = world.Db();
        Assert.Equal(4, await db.Redemptions.CountAsync(r => r.CustomerId == ola.Id));
        Assert.Equal(2, await db.Orders.CountAsync(o => o.CustomerId == ola.Id));
        Assert.Equal(ola.Id, (await db.Vouchers.SingleAsync(v => v.Code == "OWN")).HolderId);
        Assert.Equal(["Both", "Guests"], (await world.Get<SegmentService>().OfCustomerAsync(ola.Id)).Select(segment => segment.Name));
        Assert.Equal(["ONCE", "OWN", "TEN", "TWICE"], (await world.Get<WalletService>().GetAsync(ola.Id)).Cards.Select(card => card.Code).Order(StringComparer.Ordinal));
        await AssertCountersAsync(world);
    }

    [Fact]
    public async Task Uses_of_both_count_together_from_then_on()
    {
        await using var world = await PromoWorld.StartAsync();
        var (ola, guest) = await TwoAsync(world);

        await MergedAsync(world, ola, guest);

        foreach (var id in new[] { "ola", "guest" })
        {
            Assert.Equal(RedemptionKind.RefusedRedemption, Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TWICE", customer: id))).Stored.Kind);
        }

        var use = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN") with { Customer = new() { Id = guest.Id } }));
        Assert.Equal(ola.Id, use.Stored.CustomerId);
    }

    [Fact]
    public async Task What_segments_told_of_the_duplicate_is_told_of_the_customer_until_they_are_parted()
    {
        await using var world = await PromoWorld.StartAsync();
        var club = await world.SegmentAsync("Gold", Segments.Filters.All(Segments.Filters.Ask("metadata.tier", FilterOperator.Is, "gold")));
        await world.SettleAsync();
        await world.CustomerAsync("ola");
        await world.CustomerAsync("guest", """{"tier":"gold"}""");
        await world.SettleAsync();
        var (ola, guest) = (Some.Of(await world.Get<CustomerService>().GetAsync("ola")), Some.Of(await world.Get<CustomerService>().GetAsync("guest")));
        async Task<string[]> EnteredAsync(string id) =>
            [.. Some.Of(await world.Get<CustomerActivities>().ListAsync(new(id) { Types = ["customer.segment.entered"] })).Page.Select(one => ((SegmentMove)one.What).SegmentName)];
        Assert.Equal(["+guest"], await world.ToldAsync(club.Id));

        var merge = await MergedAsync(world, ola, guest);
        Assert.Equal(["Gold"], await EnteredAsync(ola.Id));
        Some.Of(await world.Get<CustomerMerges>().UndoAsync(merge.Id, Launched.Agent));

        Assert.Empty(await EnteredAsync(ola.Id));
        Assert.Equal(["Gold"], await EnteredAsync(guest.Id));
    }

    [Fact]
    public async Task What_changed_about_the_duplicate_is_told_of_the_customer_until_they_are_parted()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CustomerAsync("ola");
        await world.CustomerAsync("guest", """{"size":"M"}""");
        await world.CustomerAsync("guest", """{"size":"L"}""");
        await world.CustomerAsync("guest", """{"size":"L"}"""); // says nothing new
        var (ola, guest) = (Some.Of(await world.Get<CustomerService>().GetAsync("ola")), Some.Of(await world.Get<CustomerService>().GetAsync("guest")));
        async Task<int> ChangesAsync(string id) => Some.Of(await world.Get<CustomerActivities>().ListAsync(new(id) { Types = ["customer.updated"] })).Page.Count;
        async Task<int> TimelineAsync(string id) => (await world.Get<TimelineService>().PageAsync(id)).Entries.Count(entry => entry.Action == CustomerChange.ByShop);
        Assert.Equal((0, 1), (await ChangesAsync(ola.Id), await ChangesAsync(guest.Id)));

        var merge = await MergedAsync(world, ola, guest);
        Assert.Equal((1, 1), (await ChangesAsync(ola.Id), await TimelineAsync(ola.Id)));
        Some.Of(await world.Get<CustomerMerges>().UndoAsync(merge.Id, Launched.Agent));

        Assert.Equal((0, 1), (await ChangesAsync(ola.Id), await ChangesAsync(guest.Id)));
    }

    [Fact]
    public async Task A_refused_attempt_that_was_decided_before_the_merge_is_written_for_the_customer()
    {
        await using var world = await PromoWorld.StartAsync();
        var (ola, guest) = await TwoAsync(world);
        var attempt = await RefusedAsync(world, "guest");
        Assert.Equal(guest.Id, attempt.CustomerId);

        await MergedAsync(world, ola, guest);
        Assert.Equal(ola.Id, (await RecordedAsync(world, attempt)).CustomerId);
    }

    [Fact]
    public async Task A_refused_attempt_of_somebody_who_was_erased_meanwhile_names_nobody()
    {
        await using var world = await PromoWorld.StartAsync();
        var (_, guest) = await TwoAsync(world);
        var attempt = await RefusedAsync(world, "guest");
        Assert.Equal("guest", attempt.Detail.CustomerSourceId);

        Some.Of(await world.Get<CustomerRemoval>().EraseAsync("guest", Launched.Agent));
        var written = await RecordedAsync(world, attempt);

        Assert.Equal((guest.Id, null, null), (written.CustomerId, written.Detail.CustomerSourceId, written.Detail.CustomerName));
    }

    private static async Task<Redemption> RefusedAsync(PromoWorld world, string customer)
    {
        Some.Of(await world.Redemptions.ValidateAsync(Some.Validation("NO-SUCH-CODE", customer: customer)));
        await world.Get<AttemptRecorder>().FlushAsync();
        await using var db = world.Db();
        return await db.Redemptions.AsNoTracking().SingleAsync(r => r.Code == "NO-SUCH-CODE");
    }

    // As if the one that was read had waited until now to be written.
    private static async Task<Redemption> RecordedAsync(PromoWorld world, Redemption attempt)
    {
        world.Get<AttemptRecorder>().Record(attempt with { Id = Ids.New("valid_", world.Time.GetUtcNow()), Code = "LATE" });
        await world.Get<AttemptRecorder>().FlushAsync();
        await using var db = world.Db();
        return await db.Redemptions.AsNoTracking().SingleAsync(r => r.Code == "LATE");
    }

    [Fact]
    public async Task An_undone_merge_leaves_two_as_they_were_with_what_happened_since()
    {
        await using var world = await PromoWorld.StartAsync();
        var (ola, guest) = await TwoAsync(world);
        var before = await StateAsync(world);
        var merge = await MergedAsync(world, ola, guest, "email", "source_id");

        var again = Some.Of(await world.Get<CustomerMerges>().UndoAsync(merge.Id, Launched.Agent));

        Assert.Equal((guest.Id, "guest", "guest@poczta.example"), (again.Id, again.SourceId, again.Email));
        Assert.Equal(before, await StateAsync(world));
        await AssertCountersAsync(world);
        Assert.Equal("merge_undone", (await world.Get<CustomerMerges>().UndoAsync(merge.Id, Launched.Agent)).Error!.Key);
    }

    [Fact]
    public async Task A_use_taken_back_since_goes_back_with_its_rollback_and_counts_for_nobody()
    {
        await using var world = await PromoWorld.StartAsync();
        var (ola, guest) = await TwoAsync(world);
        string used;
        await using (var db = world.Db()) used = (await db.Redemptions.SingleAsync(r => r.CustomerId == guest.Id && r.Code == "TWICE")).Id;
        var merge = await MergedAsync(world, ola, guest);
        Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(used)));
        Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TWICE", customer: "guest")));

        Some.Of(await world.Get<CustomerMerges>().UndoAsync(merge.Id, Launched.Agent));

        await AssertCountersAsync(world);
        await using var after = world.Db();
        Assert.Equal(guest.Id, (await after.Redemptions.SingleAsync(r => r.RollbackOfId == used)).CustomerId);
        Assert.Equal(2, await after.Redemptions.CountAsync(r => r.CustomerId == ola.Id && r.Code == "TWICE")); // the use since the merge stays hers
    }

    [Fact]
    public async Task What_somebody_changed_since_stays_when_a_merge_is_undone()
    {
        await using var world = await PromoWorld.StartAsync();
        var (ola, guest) = await TwoAsync(world);
        var merge = await MergedAsync(world, ola, guest, "email");
        Some.Of(await world.Get<CustomerService>().SaveAsync(new(ola.Id, "ola-9", "Ola Lis", "guest@poczta.example", "600 100 200", Launched.Agent)));

        Some.Of(await world.Get<CustomerMerges>().UndoAsync(merge.Id, Launched.Agent));

        var customer = Some.Of(await world.Get<CustomerService>().GetAsync("ola"));
        Assert.Equal(("ola-9", "Ola Lis", "ola@poczta.example", (string?)null), (customer.SourceId, customer.Name, customer.Email, customer.Phone));
    }

    [Fact]
    public async Task What_stands_in_the_way_of_parting_two_is_said()
    {
        await using var world = await PromoWorld.StartAsync();
        var (ola, guest) = await TwoAsync(world);
        var merges = world.Get<CustomerMerges>();
        var merge = await MergedAsync(world, ola, guest);
        var jan = await CustomerAliasTests.NamedAsync(world, "jan", "Jan Lis");

        Some.Of(await world.Get<CustomerService>().SaveAsync(new(jan.Id, "guest", "Jan Lis", null, null, Launched.Agent) { TakeAlias = true }));
        Assert.Equal(("merge_not_undoable", "guest"), Refusal(await merges.UndoAsync(merge.Id, Launched.Agent)));
        Some.Of(await world.Get<CustomerService>().SaveAsync(new(jan.Id, "jan", "Jan Lis", null, null, Launched.Agent)));
        Assert.Equal(("merge_not_undoable", "guest"), Refusal(await merges.UndoAsync(merge.Id, Launched.Agent))); // an alias of Jan's by now
        world.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal("merge_too_old", (await merges.UndoAsync(merge.Id, Launched.Agent)).Error!.Key);
        Assert.Equal("not_found", (await merges.UndoAsync("cmrg_1", Launched.Agent)).Error!.Key);
        Assert.Empty(await merges.UndoableAsync(ola.Id));

        static (string, string?) Refusal(Result<Customer> refused) => (refused.Error!.Key, refused.Error.Details);
    }

    [Fact]
    public async Task A_merge_of_what_was_not_previewed_is_refused()
    {
        await using var world = await PromoWorld.StartAsync();
        var merges = world.Get<CustomerMerges>();
        var (ola, guest) = await TwoAsync(world);

        Assert.Equal("edited_meanwhile", (await merges.MergeAsync(new(ola.Id, guest.Id, new HashSet<string>(), (ola.Revision, guest.Revision + 1), null, Launched.Agent))).Error!.Key);
        Assert.Equal("invalid_merge", (await merges.MergeAsync(new(ola.Id, ola.Id, new HashSet<string>(), (ola.Revision, ola.Revision), null, Launched.Agent))).Error!.Key);
        Assert.Equal("not_found", (await merges.MergeAsync(new(ola.Id, "cust_1", new HashSet<string>(), (0, 0), null, Launched.Agent))).Error!.Key);
        Assert.Equal("invalid_merge", (await merges.PreviewAsync("ola", ola.Id)).Error!.Key);
    }

    [Fact]
    public async Task Who_redeems_for_both_while_they_are_merged_and_parted_never_passes_the_limit_of_one_and_loses_nothing()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var other = world.AnotherInstance();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new(RedemptionsPerCustomer: 5) }), null, "FIVE");
        var ola = await CustomerAliasTests.NamedAsync(world, "ola", "Ola");
        var guest = await CustomerAliasTests.NamedAsync(world, "guest", "Guest");

        var storm = Storm.OfAsync([world, other], 200, i => Some.Redemption("FIVE", customer: i % 2 == 0 ? "ola" : "guest"));
        var merge = await MergedAsync(world, ola, guest);
        var answers = await storm;

        await using (var db = world.Db())
        {
            await Storm.AssertBooksBalanceAsync(db, answers.Select(answer => (answer.Id, answer.Kind)));
            // Each had five at most before; once they are one, their uses add up and nothing more is accepted beyond five.
            Assert.All(await db.Redemptions.Where(r => r.Kind == RedemptionKind.Redeemed).ToListAsync(), use => Assert.Equal(ola.Id, use.CustomerId));
            Assert.InRange(answers.Accepted(), 5, 10);
            var counter = Assert.Single(await db.Counters.Where(c => c.Key.StartsWith("cc:")).ToListAsync());
            Assert.Equal(answers.Accepted(), counter.Value);
            Assert.Equal(200, await db.Redemptions.CountAsync());
        }

        Some.Of(await world.Get<CustomerMerges>().UndoAsync(merge.Id, Launched.Agent));
        await AssertCountersAsync(world);
    }

    [Fact]
    public async Task Of_fifty_who_merge_two_one_does_and_a_limit_is_kept_by_those_who_redeem_meanwhile()
    {
        await using var world = await PromoWorld.StartAsync();
        var (ola, guest) = await TwoAsync(world);
        var merges = world.Get<CustomerMerges>();
        var revisions = await RevisionsAsync(world, ola, guest);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() =>
            i % 2 == 0 ? merges.MergeAsync(new(ola.Id, guest.Id, new HashSet<string>(), revisions, null, Launched.Agent))
                : merges.MergeAsync(new(guest.Id, ola.Id, new HashSet<string>(), (revisions.Duplicate, revisions.Customer), null, Launched.Agent)))));

        Assert.Single(answers, answer => answer.IsOk);
        Assert.All(answers.Where(answer => !answer.IsOk), refused => Assert.Contains(refused.Error!.Key, new[] { "not_found", "edited_meanwhile" }));
        await AssertCountersAsync(world);
    }

    [Fact]
    public async Task Erasing_a_merged_customer_leaves_no_trace_of_the_duplicate_and_every_sum()
    {
        await using var world = await PromoWorld.StartAsync();
        var (ola, guest) = await TwoAsync(world);
        await MergedAsync(world, ola, guest, "email");
        var sums = await SumsAsync(world);

        Some.Of(await world.Get<CustomerRemoval>().EraseAsync("guest", Launched.Agent));

        Assert.Equal(sums, await SumsAsync(world));
        await using var db = world.Db();
        Assert.Empty(await db.CustomerAliases.ToListAsync());
        Assert.Empty(await db.MergedCustomers.ToListAsync());
        Assert.Empty(await db.MergedRows.ToListAsync());
        Assert.DoesNotContain(await db.Audit.ToListAsync(), entry => entry is { Before: not null } or { After: not null } && (entry.Subject == ola.Id || entry.Subject == guest.Id) && entry.Action != "customer.erased");
        Assert.Equal("not_found", (await world.Get<CustomerService>().GetAsync("ola")).Error!.Key);
    }

    // Two of one person: Ola with a name, and a guest who gave a phone number; each used ONCE and TWICE once, both were given TEN, the guest also OWN.
    private static async Task<(Customer Ola, Customer Guest)> TwoAsync(PromoWorld world)
    {
        var customers = world.Get<CustomerService>();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new(RedemptionsPerCustomer: 1) }, "Once"), null, "ONCE");
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new(RedemptionsPerCustomer: 2) }, "Twice"), null, "TWICE");
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "TEN" } }, "Shared"), null, "TEN");
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff, "Own"), 1, "OWN");
        Some.Of(await customers.UpsertManyAsync(
        [
            new() { SourceId = "ola", Name = "Ola Nowak", Email = "ola@poczta.example", Metadata = Decisions.Bag("""{"size":"M"}""") },
            new() { SourceId = "guest", Phone = "600 100 200", Email = "guest@poczta.example", Metadata = Decisions.Bag("""{"size":"L","colour":"blue"}""") },
        ], Some.Shop));
        foreach (var id in new[] { "ola", "guest" })
        {
            Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("ONCE", customer: id, order: $"{id}-order")));
            Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TWICE", customer: id, order: $"{id}-order")));
            Some.Of(await world.Get<PublicationService>().PublishAsync(new() { Code = "TEN", Customer = new() { SourceId = id }, Caller = Some.Shop }));
        }

        Some.Of(await world.Get<PublicationService>().PublishAsync(new() { Code = "OWN", Customer = new() { SourceId = "guest" }, Caller = Some.Shop }));
        Some.Of(await world.Get<CustomEventService>().TrackAsync(new("cart_abandoned", new() { SourceId = "guest" }, Decisions.Bag("{}"), Some.Shop)));
        Some.Of(await world.Get<SegmentService>().CreateAsync(new CreateSegment("Guests", SegmentKind.Static, ["guest"], null, Some.Shop)));
        Some.Of(await world.Get<SegmentService>().CreateAsync(new CreateSegment("Both", SegmentKind.Static, ["ola", "guest"], null, Some.Shop)));
        return (Some.Of(await customers.GetAsync("ola")), Some.Of(await customers.GetAsync("guest")));
    }

    private static async Task<(long Customer, long Duplicate)> RevisionsAsync(PromoWorld world, Customer customer, Customer duplicate) =>
        (Some.Of(await world.Get<CustomerService>().GetAsync(customer.Id)).Revision, Some.Of(await world.Get<CustomerService>().GetAsync(duplicate.Id)).Revision);

    private static async Task<MergedCustomer> MergedAsync(PromoWorld world, Customer customer, Customer duplicate, params string[] fromDuplicate) =>
        Some.Of(await world.Get<CustomerMerges>().MergeAsync(
            new(customer.Id, duplicate.Id, fromDuplicate.ToHashSet(), await RevisionsAsync(world, customer, duplicate), "Same person", Launched.Agent)));

    // Whose everything is, as text: equal before a merge and after it was undone.
    private static async Task<string> StateAsync(PromoWorld world)
    {
        await using var db = world.Db();
        var customers = await db.Customers.OrderBy(c => c.Id).Select(c => $"{c.Id} {c.SourceId} {c.Name} {c.Email} {c.Phone} {c.Search}").ToListAsync();
        var metadata = (await db.Customers.OrderBy(c => c.Id).ToListAsync()).Select(c => System.Text.Json.JsonSerializer.Serialize(c.Metadata));
        var redemptions = await db.Redemptions.OrderBy(r => r.Id).Select(r => $"{r.Id} {r.CustomerId}").ToListAsync();
        var orders = await db.Orders.OrderBy(o => o.Id).Select(o => $"{o.Id} {o.CustomerId}").ToListAsync();
        var codes = await db.Vouchers.OrderBy(v => v.Id).Select(v => $"{v.Id} {v.HolderId}").ToListAsync();
        var given = await db.Publications.OrderBy(p => p.Id).Select(p => $"{p.Id} {p.CustomerId}").ToListAsync();
        var members = await db.SegmentMembers.OrderBy(m => m.SegmentId).ThenBy(m => m.CustomerId).Select(m => $"{m.SegmentId} {m.CustomerId}").ToListAsync();
        var events = await db.CustomEvents.OrderBy(e => e.Id).Select(e => $"{e.Id} {e.CustomerId}").ToListAsync();
        var counters = await db.Counters.Where(c => c.Value != 0).OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}").ToListAsync();
        var aliases = await db.CustomerAliases.Select(a => a.Alias).ToListAsync();
        return string.Join('\n', [.. customers, .. metadata, .. redemptions, .. orders, .. codes, .. given, .. members, .. events, .. counters, .. aliases]);
    }

    private static async Task<(long, long, long, int)> SumsAsync(PromoWorld world)
    {
        await using var db = world.Db();
        return (await db.Redemptions.SumAsync(r => r.DiscountAmount), await db.Redemptions.SumAsync(r => r.OrderAmount), await db.Orders.SumAsync(o => o.Amount), await db.Redemptions.CountAsync());
    }

    private static async Task AssertCountersAsync(PromoWorld world)
    {
        await using var db = world.Db();
        await Storm.AssertBooksBalanceAsync(db, []);
    }
}
