using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

public sealed partial class SegmentService
{
    /// <summary>All segments by name, with how many customers are in each; not yet counted ones without a number.</summary>
    public async Task<IReadOnlyList<SegmentRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Rows(db, db.Segments.AsNoTracking().OrderBy(s => s.Name)).ToListAsync(ct);
    }

    /// <summary>A page of the segments whose name contains the text.</summary>
    /// <param name="text">Null or blank for all.</param>
    /// <param name="kinds">Only of these kinds; empty for all.</param>
    public async Task<Page<SegmentRow>> SearchAsync(
        string? text, IReadOnlyCollection<SegmentKind> kinds, SegmentSort sort, int skip, int take, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var segments = db.Segments.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(text))
        {
            var pattern = Like.Containing(text.Trim());
            segments = segments.Where(s => EF.Functions.Like(s.Name, pattern, Like.Escape));
        }

        if (kinds.Count > 0) segments = segments.Where(s => kinds.Contains(s.Kind));
        var sorted = sort switch
        {
            SegmentSort.NameDescending => segments.OrderByDescending(s => s.Name),
            SegmentSort.Newest => segments.OrderByDescending(s => s.Id),
            SegmentSort.Oldest => segments.OrderBy(s => s.Id),
            SegmentSort.LatestChange => segments.OrderByDescending(s => s.UpdatedAt ?? s.CreatedAt).ThenByDescending(s => s.Id),
            SegmentSort.EarliestChange => segments.OrderBy(s => s.UpdatedAt ?? s.CreatedAt).ThenBy(s => s.Id),
            _ => segments.OrderBy(s => s.Name),
        };
        return new(await Rows(db, sorted.Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, 100))).ToListAsync(ct), await segments.LongCountAsync(ct));
    }

    /// <summary>A page of who is in a segment, the newest customers first: of a fixed list who is on it, of a filter whom it is known to fit.</summary>
    /// <param name="text">Words to find customers by; null or blank for all.</param>
    /// <returns>The page, or <c>not_found</c>.</returns>
    public async Task<Result<Page<Customer>>> MembersAsync(string segmentId, string? text, int skip, int take, CancellationToken ct = default)
    {
        var found = await GetAsync(segmentId, ct);
        if (!found.IsOk) return found.Error;
        if (found.Value.Filter is not null) await membership.CatchUpAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = found.Value.Filter is null
            ? db.SegmentMembers.AsNoTracking().Where(m => m.SegmentId == segmentId).Select(m => m.CustomerId)
            : db.KeptMembers.AsNoTracking().Where(m => m.SegmentId == segmentId).Select(m => m.CustomerId);
        (skip, take) = (Math.Max(0, skip), Math.Clamp(take, 1, 100));
        if (string.IsNullOrWhiteSpace(text))
        {
            // The key holds them in this order: a page is found without looking at the customers before it.
            var page = await ids.OrderByDescending(id => id).Skip(skip).Take(take).ToListAsync(ct);
            var customers = await db.Customers.AsNoTracking().Where(c => page.Contains(c.Id)).OrderByDescending(c => c.Id).ToListAsync(ct);
            return new Page<Customer>(customers, found.Value.Filter is null ? await ids.LongCountAsync(ct) : await db.Segments.Where(s => s.Id == segmentId).Select(s => s.MembersCount).SingleOrDefaultAsync(ct));
        }

        var matching = db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id));
        foreach (var term in SearchText.Terms(text))
        {
            var pattern = Like.Containing(term);
            matching = matching.Where(c => EF.Functions.Like(c.Search, pattern, Like.Escape));
        }

        return new Page<Customer>(await matching.OrderByDescending(c => c.Id).Skip(skip).Take(take).ToListAsync(ct), await matching.LongCountAsync(ct));
    }

    /// <summary>What names a segment: campaigns, also those in the bin, and rules that stand by themselves.</summary>
    public async Task<NamedUses> UsesAsync(string segmentId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await CampaignUses.OfAsync(db, segmentId, ct);
    }

    /// <summary>What names each of these things, by its id.</summary>
    public async Task<IReadOnlyDictionary<string, NamedUses>> UsesAsync(IReadOnlyCollection<string> ids, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await CampaignUses.OfAsync(db, ids, ct);
    }

    private static IQueryable<SegmentRow> Rows(PromoDbContext db, IQueryable<Segment> segments) => segments.Select(s => new SegmentRow(
        s.Id, s.Name, s.Filter == null ? db.SegmentMembers.LongCount(m => m.SegmentId == s.Id) : s.Sync == SegmentSync.Initial ? null : s.MembersCount, s.CreatedAt)
    {
        Kind = s.Kind, Sync = s.Sync, ChangedAt = s.UpdatedAt ?? s.CreatedAt,
    });

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
        var filters = segments.Where(s => s.Filter is not null).ToDictionary(s => s.Id, s => CompiledFilter<CustomerDetails>.Of(s.Filter!, CustomerFields.All), StringComparer.Ordinal);
        if (await FilterReading.For(filters.Values).OfAsync(db, [customerId], ct) is not [var customer]) return [];
        var clock = await ClockAsync(db, time, ct);
        return segments.FindAll(s => !filters.TryGetValue(s.Id, out var filter) || filter.Holds(customer, clock));
    }

    internal static async Task<FilterClock> ClockAsync(PromoDbContext db, TimeProvider time, CancellationToken ct) =>
        new(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(await db.Project.Select(p => p.TimeZone).SingleAsync(ct)));
}

/// <param name="MembersCount">Customers in it; null for a filter that nobody was asked about yet.</param>
public sealed record SegmentRow(string Id, string Name, long? MembersCount, DateTimeOffset CreatedAt)
{
    public SegmentKind Kind { get; init; }

    public SegmentSync Sync { get; init; } = SegmentSync.Done;

    public DateTimeOffset ChangedAt { get; init; }
}

public enum SegmentSort { Name, NameDescending, Newest, Oldest, LatestChange, EarliestChange }
