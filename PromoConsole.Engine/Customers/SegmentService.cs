using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

/// <summary>A segment to be made.</summary>
/// <param name="CustomerIds">Platform ids or source ids of who is in a static one.</param>
/// <param name="Filter">Who is in one of another kind; null for a static one.</param>
public sealed record CreateSegment(string Name, SegmentKind Kind, IReadOnlyCollection<string> CustomerIds, Filter? Filter, Caller Caller);

/// <summary>Segments: fixed lists of customers, or filters, that rules ask about. Who is in one is found out at every validation, so a change works at once.</summary>
public sealed partial class SegmentService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    /// <summary>Every decision asks each filter, so there are not too many of them.</summary>
    public const int MostFilters = 100;

    private const int Chunk = 500;

    /// <returns>The new, empty fixed list; or <c>invalid_segment</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<Segment>> CreateAsync(string name, Caller caller, CancellationToken ct = default) =>
        CreateAsync(new CreateSegment(name, SegmentKind.Static, [], null, caller), ct);

    /// <returns>The new segment; or <c>invalid_segment</c>, <c>invalid_payload</c> for its filter, <c>duplicate_found</c>, <c>not_found</c> for an unknown customer.</returns>
    public Task<Result<Segment>> CreateAsync(CreateSegment request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Segment>(async (db, token) => // proofs name it
        {
            var now = time.GetUtcNow();
            var name = request.Name.Trim();
            if (await NameProblemAsync(db, name, null, token) is { } problem) return problem;
            if (request.Filter is null != (request.Kind == SegmentKind.Static)) return CustomerErrors.SegmentFilterMisplaced();
            if (request.Filter is { } filter)
            {
                if (FilterCheck.Problems(filter, CustomerFields.All) is { Count: > 0 } wrong) return CustomerErrors.InvalidFilter(wrong);
                if (await db.Segments.CountAsync(s => s.Filter != null, token) >= MostFilters) return CustomerErrors.TooManyFilters(MostFilters);
            }

            var segment = new Segment
            {
                Id = Ids.New("seg_", now), Name = name, Kind = request.Kind, Filter = request.Filter, Demo = request.Caller.Channel == Caller.DemoStore, CreatedAt = now,
            };
            db.Segments.Add(segment);
            foreach (var chunk in request.CustomerIds.Distinct(StringComparer.Ordinal).Chunk(Chunk))
            {
                var known = await db.Customers.Where(c => chunk.Contains(c.Id) || (c.SourceId != null && chunk.Contains(c.SourceId))).Select(c => new { c.Id, c.SourceId }).ToListAsync(token);
                var found = known.SelectMany(c => (string?[])[c.Id, c.SourceId]).ToHashSet();
                if (Array.Find(chunk, id => !found.Contains(id)) is { } unknown) return CustomerErrors.NotFound(unknown);
                var added = db.SegmentMembers.Local.Select(m => m.CustomerId).ToHashSet();
                db.SegmentMembers.AddRange(known.Where(c => added.Add(c.Id)).Select(c => new SegmentMember { SegmentId = segment.Id, CustomerId = c.Id }));
            }

            db.Record(now, request.Caller.Name, "segment.created", segment.Id, after: new { name, request.Kind, request.Filter });
            return segment;
        }, ct);

    /// <returns>The segment that is gone; or <c>not_found</c>, <c>resource_in_use</c> while a campaign names it.</returns>
    public Task<Result<Segment>> DeleteAsync(string segmentId, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Segment>(async (db, token) =>
        {
            var segment = await db.Segments.SingleOrDefaultAsync(s => s.Id == segmentId, token);
            if (segment is null) return CustomerErrors.SegmentNotFound(segmentId);
            if (await CampaignUses.ProblemAsync(db, "segment", segmentId, new HashSet<string>(StringComparer.Ordinal) { segmentId }, token) is { } used) return used;
            db.Segments.Remove(segment);
            db.Record(time.GetUtcNow(), caller.Name, "segment.deleted", segmentId, before: new { segment.Name, segment.Kind, segment.Filter });
            return segment;
        }, ct);

    /// <returns>The segment; or <c>not_found</c>, <c>invalid_segment</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<Segment>> RenameAsync(string segmentId, string name, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Segment>(async (db, token) =>
        {
            name = name.Trim();
            var segment = await db.Segments.SingleOrDefaultAsync(s => s.Id == segmentId, token);
            if (segment is null) return CustomerErrors.SegmentNotFound(segmentId);
            if (await NameProblemAsync(db, name, segmentId, token) is { } problem) return problem;
            db.Record(time.GetUtcNow(), caller.Name, "segment.renamed", segmentId, before: segment.Name, after: name);
            (segment.Name, segment.UpdatedAt) = (name, time.GetUtcNow());
            return segment;
        }, ct);

    /// <summary>Adds customers; those who are in it already stay.</summary>
    /// <param name="customerIds">Platform ids.</param>
    /// <returns>How many were new; or <c>not_found</c> for the segment or the first unknown customer, and then nobody was added.</returns>
    public Task<Result<int>> AddMembersAsync(string segmentId, IReadOnlyCollection<string> customerIds, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync<int>(async (db, token) =>
        {
            if (await MembersProblemAsync(db, segmentId, token) is { } problem) return problem;
            var added = 0;
            foreach (var chunk in customerIds.Distinct().Chunk(Chunk))
            {
                var known = await db.Customers.Where(c => chunk.Contains(c.Id)).Select(c => c.Id).ToHashSetAsync(token);
                if (chunk.FirstOrDefault(id => !known.Contains(id)) is { } unknown) return CustomerErrors.NotFound(unknown);
                var members = await db.SegmentMembers
                    .Where(m => m.SegmentId == segmentId && chunk.Contains(m.CustomerId))
                    .Select(m => m.CustomerId).ToHashSetAsync(token);
                foreach (var id in chunk.Where(id => !members.Contains(id)))
                {
                    db.SegmentMembers.Add(new SegmentMember { SegmentId = segmentId, CustomerId = id });
                    added++;
                }
            }

            if (added > 0) db.Record(time.GetUtcNow(), caller.Name, "segment.members_added", segmentId, after: Listed(customerIds));
            return added;
        }, ct);

    /// <returns>How many were removed; or <c>not_found</c> for the segment.</returns>
    public Task<Result<int>> RemoveMembersAsync(string segmentId, IReadOnlyCollection<string> customerIds, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync<int>(async (db, token) =>
        {
            if (await MembersProblemAsync(db, segmentId, token) is { } problem) return problem;
            var removed = 0;
            foreach (var chunk in customerIds.Distinct().Chunk(Chunk))
            {
                var members = await db.SegmentMembers.Where(m => m.SegmentId == segmentId && chunk.Contains(m.CustomerId)).ToListAsync(token);
                db.SegmentMembers.RemoveRange(members);
                removed += members.Count;
            }

            if (removed > 0) db.Record(time.GetUtcNow(), caller.Name, "segment.members_removed", segmentId, before: Listed(customerIds));
            return removed;
        }, ct);

    private static async Task<PromoError?> NameProblemAsync(PromoDbContext db, string name, string? except, CancellationToken ct)
    {
        if (name.Length is 0 or > 200 || name.Any(char.IsControl)) return CustomerErrors.SegmentNameMissing();
        return await db.Segments.AnyAsync(s => s.Name == name && s.Id != except, ct) ? CustomerErrors.SegmentNameTaken(name) : null;
    }

    // An import adds thousands at once; the log names as many as a person would read.
    private static string Listed(IReadOnlyCollection<string> customerIds) =>
        customerIds.Count <= 20 ? string.Join(", ", customerIds) : $"{string.Join(", ", customerIds.Take(20))} and {customerIds.Count - 20} more";

    private static async Task<PromoError?> MembersProblemAsync(PromoDbContext db, string segmentId, CancellationToken ct)
    {
        var segment = await db.Segments.AsNoTracking().SingleOrDefaultAsync(s => s.Id == segmentId, ct);
        return segment is null ? CustomerErrors.SegmentNotFound(segmentId) : segment.Filter is null ? null : CustomerErrors.SegmentIsFilter(segment.Name);
    }
}
