using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

public sealed partial class SegmentService
{
    /// <summary>All segments by name, with how many customers are on each fixed list.</summary>
    public async Task<IReadOnlyList<SegmentRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Segments.AsNoTracking()
            .OrderBy(s => s.Name)
            .Select(s => new SegmentRow(s.Id, s.Name, s.Filter != null ? null : db.SegmentMembers.LongCount(m => m.SegmentId == s.Id), s.CreatedAt))
            .ToListAsync(ct);
    }

    /// <summary>A page of segments, newest first.</summary>
    public async Task<Page<Segment>> ListAsync(int skip, int take, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var page = await db.Segments.AsNoTracking().OrderByDescending(s => s.Id).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, 100)).ToListAsync(ct);
        return new(page, await db.Segments.LongCountAsync(ct));
    }

    /// <returns>The segment, or <c>not_found</c>.</returns>
    public async Task<Result<Segment>> GetAsync(string segmentId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var segment = await db.Segments.AsNoTracking().SingleOrDefaultAsync(s => s.Id == segmentId, ct);
        return segment is null ? CustomerErrors.SegmentNotFound(segmentId) : segment;
    }

    /// <summary>The segments a stored customer is in, by name: fixed lists, and filters that fit what is stored.</summary>
    public async Task<IReadOnlyList<Segment>> OfCustomerAsync(string customerId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var segments = await db.Segments.AsNoTracking()
            .Where(s => s.Filter != null || db.SegmentMembers.Any(m => m.SegmentId == s.Id && m.CustomerId == customerId))
            .OrderBy(s => s.Name).ToListAsync(ct);
        if (!segments.Exists(s => s.Filter is not null)) return segments;
        if (await CustomerDetails.Of(db, db.Customers.AsNoTracking().Where(c => c.Id == customerId)).SingleOrDefaultAsync(ct) is not { } customer) return [];
        var clock = await ClockAsync(db, time, ct);
        return segments.FindAll(s => s.Filter is null || CompiledFilter<CustomerDetails>.Of(s.Filter, CustomerFields.All).Holds(customer, clock));
    }

    internal static async Task<FilterClock> ClockAsync(PromoDbContext db, TimeProvider time, CancellationToken ct) =>
        new(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(await db.Project.Select(p => p.TimeZone).SingleAsync(ct)));
}

/// <param name="MembersCount">Customers on the list; null for a filter, whose are not counted.</param>
public sealed record SegmentRow(string Id, string Name, long? MembersCount, DateTimeOffset CreatedAt);
