using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers.Segments;

/// <summary>What tests of kept membership do with a world.</summary>
internal static class SegmentWorld
{
    public static async Task<Segment> SegmentAsync(this PromoWorld world, string name, Filter filter, SegmentKind kind = SegmentKind.Active) =>
        Some.Of(await world.Get<SegmentService>().CreateAsync(new CreateSegment(name, kind, [], filter, Some.Shop)));

    public static async Task<string> CustomerAsync(this PromoWorld world, string sourceId, string metadata = "{}") =>
        Some.Of(await world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = sourceId, Metadata = Decisions.Bag(metadata) }, Some.Shop)).Id;

    public static Task SettleAsync(this PromoWorld world) => world.Get<SegmentMembership>().SettleAsync();

    /// <summary>Who is kept as a member, by source id.</summary>
    public static async Task<string[]> KeptAsync(this PromoWorld world, string segmentId)
    {
        await using var db = world.Db();
        var kept = await db.KeptMembers.Where(m => m.SegmentId == segmentId).Join(db.Customers, m => m.CustomerId, c => c.Id, (m, c) => c.SourceId!).ToListAsync();
        Assert.Equal(kept.Count, await db.Segments.Where(s => s.Id == segmentId).Select(s => s.MembersCount).SingleAsync());
        return [.. kept.Order(StringComparer.Ordinal)];
    }

    /// <summary>Every customer asked anew, by everything that is known of them.</summary>
    public static async Task<string[]> AskedAsync(this PromoWorld world, string segmentId)
    {
        await using var db = world.Db();
        var filter = CompiledFilter<CustomerDetails>.Of((await db.Segments.AsNoTracking().SingleAsync(s => s.Id == segmentId)).Filter!, CustomerFields.All);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Project.Select(p => p.TimeZone).SingleAsync());
        var clock = new FilterClock(world.Time.GetUtcNow(), zone);
        var counts = await CustomerDetails.EventCountsAsync(db.CustomEvents, default);
        var everybody = await CustomerDetails.Of(db, db.Customers.AsNoTracking()).ToListAsync();
        return [.. everybody.Where(one => filter.Holds(one with { EventCounts = counts.GetValueOrDefault(one.Customer.Id) }, clock)).Select(one => one.Customer.SourceId!).Order(StringComparer.Ordinal)];
    }

    /// <summary>What was told of one segment, oldest first: the source id, with + for entering.</summary>
    public static async Task<string[]> ToldAsync(this PromoWorld world, string segmentId)
    {
        await using var db = world.Db();
        var moves = await db.SegmentMoves.Where(m => m.SegmentId == segmentId).OrderBy(m => m.Id).ToListAsync();
        var names = await db.Customers.ToDictionaryAsync(c => c.Id, c => c.SourceId!);
        return [.. moves.Select(m => (m.Entered ? "+" : "-") + names.GetValueOrDefault(m.CustomerId, m.CustomerId))];
    }
}
