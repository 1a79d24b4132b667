using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers.Segments;

/// <summary>After whatever happened to customers, kept membership is what asking everybody anew says.</summary>
public class SegmentHistoryTests
{
    private static readonly Filter[] Asked =
    [
        Filters.All(Filters.Ask("metadata.tier", FilterOperator.Is, "gold")),
        Filters.Any(Filters.Ask("metadata.tier", FilterOperator.Is, "iron"), Filters.Ask("address.city", FilterOperator.Is, "Kraków")),
        Filters.All(Filters.Ask("address.city", FilterOperator.IsUnknown)),
        Filters.All(Filters.Ask("summary.orders.total_count", FilterOperator.AtLeast, 2)),
        Filters.All(Filters.Ask("summary.orders.total_amount", FilterOperator.MoreThan, 60_00), Filters.Ask("metadata.tier", FilterOperator.IsNot, "iron")),
        Filters.All(Filters.Ask("summary.orders.last_order_date", FilterOperator.LessThan, 3)),
        Filters.All(Filters.Ask("summary.orders.last_order_amount", FilterOperator.LessThan, 30_00)),
        Filters.All(Filters.Ask("summary.redemptions.total_succeeded", FilterOperator.AtLeast, 1)),
        Filters.All(Filters.Ask("summary.redemptions.total_failed", FilterOperator.AtLeast, 1)),
        Filters.All(Filters.Ask("summary.redemptions.total_rolled_back", FilterOperator.Is, 0), Filters.Ask("summary.redemptions.total_redeemed", FilterOperator.MoreThan, 0)),
        Filters.All(Filters.Ask("events.visit.count", FilterOperator.Is, 1)),
        Filters.All(Filters.Ask("created_at", FilterOperator.MoreThanAgo, 2)),
        Filters.All(Filters.Ask("birthdate", FilterOperator.CurrentMonth)),
        new(Junction.And, [Filters.Ask("metadata.tier", FilterOperator.HasValue)])
        {
            Groups = [Filters.Any(Filters.Ask("events.visit.count", FilterOperator.AtLeast, 2), Filters.Ask("summary.orders.total_count", FilterOperator.Is, 0)) with { Not = true }],
        },
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Kept_members_are_those_a_full_evaluation_finds(int seed)
    {
        await using var world = await PromoWorld.StartAsync();
        var random = new Random(seed);
        await world.CampaignAsync("Ten", Some.TenOff, "TEN");
        var segments = new List<Segment>();
        foreach (var (filter, i) in Asked.Select((filter, i) => (filter, i)))
            segments.Add(await world.SegmentAsync($"S{i}", filter, i % 3 == 0 ? SegmentKind.Passive : SegmentKind.Active));
        await world.SettleAsync();
        var (used, merged) = (new List<string>(), new HashSet<string>());

        for (var round = 0; round < 25; round++)
        {
            for (var step = random.Next(1, 7); step > 0; step--) await HappenAsync(world, random, used, merged);
            if (random.Next(5) == 0) world.Time.Advance(TimeSpan.FromHours(random.Next(1, 40)));
            else if (random.Next(2) == 0) world.Time.Advance(TimeSpan.FromSeconds(random.Next(1, 90)));
            await world.SettleAsync();

            foreach (var segment in segments) Assert.Equal(await world.AskedAsync(segment.Id), await world.KeptAsync(segment.Id));
        }

        foreach (var segment in segments) await TellsWhatHappenedAsync(world, segment, merged);
    }

    private static async Task HappenAsync(PromoWorld world, Random random, List<string> used, HashSet<string> merged)
    {
        var who = $"c{random.Next(8)}";
        var customer = new CustomerInput { SourceId = who };
        switch (random.Next(9))
        {
            case 0 or 1:
                string[] tiers = ["gold", "iron", "silver"];
                await world.Get<CustomerService>().UpsertAsync(customer with
                {
                    Metadata = Decisions.Bag($$"""{"tier":"{{tiers[random.Next(3)]}}"}"""),
                    Address = new CustomerAddress(random.Next(2) == 0 ? "Kraków" : "Gdańsk", null, null, null, null, null),
                    Birthdate = new DateOnly(1990, random.Next(2, 5), 3),
                }, Some.Shop);
                break;
            case 2:
                await world.Get<CustomerService>().ChangeAsync(new ChangeCustomer(who, new CustomerInput(), CustomerParts.Metadata | CustomerParts.Address, Some.Shop));
                break;
            case 3:
                if (random.Next(3) == 0) await world.Get<CustomerRemoval>().EraseAsync(who, Some.Shop);
                else if (random.Next(2) == 0) await MergeAsync(world, who, $"c{random.Next(8)}", random, merged);
                break;
            case 4 or 5:
                await world.Get<OrderService>().SaveAsync(new ChangeOrder
                {
                    SourceId = $"web-{random.Next(12)}", Status = (OrderStatus)random.Next(4), ExplicitAmount = random.Next(10, 50) * 1_00, Lines = [], Customer = customer, Caller = Some.Shop,
                });
                break;
            case 6:
                var redeemed = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption(random.Next(4) == 0 ? "NO SUCH CODE" : "TEN", customer: who, order: random.Next(2) == 0 ? $"web-{random.Next(12)}" : null)));
                if (redeemed.Stored.Kind == RedemptionKind.Redeemed) used.Add(redeemed.Stored.Id);
                break;
            case 7 when used.Count > 0:
                var at = random.Next(used.Count);
                await world.Redemptions.RollBackAsync(Some.Rollback(used[at]));
                used.RemoveAt(at);
                break;
            default:
                await world.Get<CustomEventService>().TrackAsync(new TrackEvent(random.Next(2) == 0 ? "visit" : "leave", customer, Decisions.Bag("{}"), Some.Shop));
                break;
        }
    }

    private static async Task MergeAsync(PromoWorld world, string one, string other, Random random, HashSet<string> merged)
    {
        var merges = world.Get<CustomerMerges>();
        var preview = await merges.PreviewAsync(one, other);
        if (!preview.IsOk) return;
        var (customer, duplicate) = (preview.Value.Customer, preview.Value.Duplicate);
        var done = Some.Of(await merges.MergeAsync(new MergeCustomers(customer.Id, duplicate.Id, new HashSet<string>(), (customer.Revision, duplicate.Revision), null, Some.Shop)));
        merged.UnionWith([customer.Id, duplicate.Id]);
        if (random.Next(2) == 0) await world.SettleAsync();
        if (random.Next(2) == 0) await merges.UndoAsync(done.Id, Some.Shop);
    }

    // Whoever entered has left before entering again, unless they were made one with somebody else, and whoever is inside entered last: the segments were empty when they were made.
    private static async Task TellsWhatHappenedAsync(PromoWorld world, Segment segment, HashSet<string> merged)
    {
        await using var db = world.Db();
        var told = await db.SegmentMoves.Where(m => m.SegmentId == segment.Id).OrderBy(m => m.Id).ToListAsync();
        var known = await db.Customers.Select(c => c.Id).ToHashSetAsync();
        var inside = await db.KeptMembers.Where(m => m.SegmentId == segment.Id).Select(m => m.CustomerId).ToHashSetAsync();
        if (segment.Kind == SegmentKind.Passive)
        {
            Assert.Empty(told);
            return;
        }

        foreach (var moves in told.GroupBy(m => m.CustomerId))
        {
            if (!merged.Contains(moves.Key)) Assert.All(moves.Select((move, i) => (move, i)), one => Assert.Equal(one.i % 2 == 0, one.move.Entered));
            if (known.Contains(moves.Key)) Assert.True(moves.Last().Entered == inside.Contains(moves.Key) || merged.Contains(moves.Key));
        }

        Assert.All(inside, id => Assert.Contains(told, m => m.CustomerId == id));
        Assert.Equal(told.Count(m => m.Entered), await db.Outbox.CountAsync(e => e.Type == "customer.segment.entered" && e.Data.Contains(segment.Id)));
    }
}
