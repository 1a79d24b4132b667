using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

/// <summary>A segment to be made.</summary>
/// <param name="CustomerIds">Platform ids or source ids of who is in a static one.</param>
/// <param name="Filter">Who is in one of another kind; null for a static one.</param>
public sealed record CreateSegment(string Name, SegmentKind Kind, IReadOnlyCollection<string> CustomerIds, Filter? Filter, Caller Caller);

/// <summary>A change to a segment: null keeps a part.</summary>
/// <param name="Kind">Passive or active; a fixed list stays one.</param>
/// <param name="SeenRevision">The revision the change was made on; null for whoever does not look before.</param>
public sealed record ChangeSegment(string SegmentId, string? Name, SegmentKind? Kind, Filter? Filter, int? SeenRevision, Caller Caller);

/// <summary>Segments: fixed lists of customers, or filters, that rules ask about. Who is in one is found out at every validation, so a change works at once.</summary>
public sealed partial class SegmentService(
    IDbContextFactory<PromoDbContext> contexts, IWrites writes, SegmentMembership membership, JobSignal jobs, TimeProvider time)
{
    /// <summary>Every decision asks each filter, so there are not too many of them.</summary>
    public const int MostFilters = 100;

    private const int Chunk = 500;

    /// <returns>The new, empty fixed list; or <c>invalid_segment</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<Segment>> CreateAsync(string name, Caller caller, CancellationToken ct = default) =>
        CreateAsync(new CreateSegment(name, SegmentKind.Static, [], null, caller), ct);

    /// <returns>The new segment; or <c>invalid_segment</c>, <c>invalid_payload</c> for its filter, <c>duplicate_found</c>, <c>not_found</c> for an unknown customer.</returns>
    public async Task<Result<Segment>> CreateAsync(CreateSegment request, CancellationToken ct = default)
    {
        var made = await writes.ExclusiveAsync<Segment>(async (db, token) => // proofs name it
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
                Sync = request.Filter is null ? SegmentSync.Done : SegmentSync.Initial, SyncedTo = request.Filter is null ? null : "",
            };
            db.Segments.Add(segment);
            if (request.Filter is not null)
            {
                await SegmentMembership.EnsureAsync(db, now, token);
                await SegmentMembership.StartJobAsync(db, segment.Id, JobTitle(name), request.Caller.Name, now, token);
            }

            var members = new HashSet<string>(StringComparer.Ordinal);
            foreach (var chunk in request.CustomerIds.Distinct(StringComparer.Ordinal).Chunk(Chunk))
            {
                var aliases = await Identity.CustomerIds.AliasesAsync(db, chunk, token);
                var owners = aliases.Values.Distinct().ToList();
                var known = await db.Customers.Where(c => chunk.Contains(c.Id) || owners.Contains(c.Id) || (c.SourceId != null && chunk.Contains(c.SourceId))).Select(c => new { c.Id, c.SourceId }).ToListAsync(token);
                var found = known.SelectMany(c => (string?[])[c.Id, c.SourceId]).Concat(aliases.Keys).ToHashSet();
                if (Array.Find(chunk, id => !found.Contains(id)) is { } unknown) return CustomerErrors.NotFound(unknown);
                members.UnionWith(known.Select(c => c.Id));
            }

            db.Record(now, request.Caller.Name, "segment.created", segment.Id, after: new { name, request.Kind, request.Filter });
            await db.SaveChangesAsync(token); // the segment before its members
            await KeptMembership.AddAsync(db, segment.Id, members, token);
            return segment;
        }, ct);
        if (made is { IsOk: true, Value.Filter: not null }) jobs.Wake();
        return made;
    }

    /// <summary>
    /// Changes name, kind or filter. Validation goes by a new filter at once; everybody is then asked again to tell who is kept as a member, and an active segment
    /// tells who enters and who leaves.
    /// </summary>
    /// <returns>The segment; or <c>not_found</c>, <c>edited_meanwhile</c>, <c>invalid_segment</c>, <c>duplicate_found</c>, <c>invalid_payload</c> for its filter.</returns>
    public async Task<Result<Segment>> ChangeAsync(ChangeSegment request, CancellationToken ct = default)
    {
        var asks = false;
        var changed = await writes.ExclusiveAsync<Segment>(async (db, token) =>
        {
            var now = time.GetUtcNow();
            var segment = await db.Segments.SingleOrDefaultAsync(s => s.Id == request.SegmentId, token);
            if (segment is null) return CustomerErrors.SegmentNotFound(request.SegmentId);
            if (request.SeenRevision is { } seen && seen != segment.Revision) return CustomerErrors.SegmentEditedMeanwhile(segment);
            var (name, kind) = (request.Name?.Trim() ?? segment.Name, request.Kind ?? segment.Kind);
            if (await NameProblemAsync(db, name, segment.Id, token) is { } problem) return problem;
            if ((kind == SegmentKind.Static) != (segment.Filter is null) || (segment.Filter is null && request.Filter is not null)) return CustomerErrors.SegmentFilterMisplaced();
            if (request.Filter is { } given && FilterCheck.Problems(given, CustomerFields.All) is { Count: > 0 } wrong) return CustomerErrors.InvalidFilter(wrong);
            asks = request.Filter is { } filter && PromoJson.Write(filter) != PromoJson.Write(segment.Filter);
            if (name == segment.Name && kind == segment.Kind && !asks) return segment;

            db.Record(now, request.Caller.Name, "segment.changed", segment.Id, before: new { segment.Name, segment.Kind, segment.Filter },
                after: new { name, kind, Filter = request.Filter ?? segment.Filter });
            (segment.Name, segment.Kind, segment.UpdatedAt, segment.Revision) = (name, kind, now, segment.Revision + 1);
            if (!asks) return segment;
            (segment.Filter, segment.SyncedTo) = (request.Filter, "");
            if (segment.Sync != SegmentSync.Initial) segment.Sync = SegmentSync.Edited;
            await SegmentMembership.StartJobAsync(db, segment.Id, JobTitle(name), request.Caller.Name, now, token);
            return segment;
        }, ct);
        if (changed.IsOk && asks) jobs.Wake();
        return changed;
    }

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
        ChangeAsync(new ChangeSegment(segmentId, name, null, null, null, caller), ct);

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
                added += await KeptMembership.AddAsync(db, segmentId, chunk, token);
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
                removed += await db.SegmentMembers.Where(m => m.SegmentId == segmentId && chunk.Contains(m.CustomerId)).ExecuteDeleteAsync(token);
            }

            if (removed > 0) db.Record(time.GetUtcNow(), caller.Name, "segment.members_removed", segmentId, before: Listed(customerIds));
            return removed;
        }, ct);

    /// <summary>Puts these customers on a fixed list and takes everybody else off it.</summary>
    /// <param name="customerIds">Platform ids.</param>
    /// <returns>How many were added and taken off; or <c>not_found</c> for the segment or the first unknown customer, and then nothing changed.</returns>
    public Task<Result<(int Added, int Removed)>> ReplaceMembersAsync(string segmentId, IReadOnlyCollection<string> customerIds, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync<(int, int)>(async (db, token) =>
        {
            if (await MembersProblemAsync(db, segmentId, token) is { } problem) return problem;
            var wanted = customerIds.ToHashSet(StringComparer.Ordinal);
            var (added, removed) = (0, 0);
            foreach (var chunk in wanted.Chunk(Chunk))
            {
                var known = await db.Customers.Where(c => chunk.Contains(c.Id)).Select(c => c.Id).ToHashSetAsync(token);
                if (Array.Find(chunk, id => !known.Contains(id)) is { } unknown) return CustomerErrors.NotFound(unknown);
                added += await KeptMembership.AddAsync(db, segmentId, chunk, token);
            }

            var others = (await db.SegmentMembers.Where(m => m.SegmentId == segmentId).Select(m => m.CustomerId).ToListAsync(token)).Where(id => !wanted.Contains(id));
            foreach (var chunk in others.Chunk(Chunk))
                removed += await db.SegmentMembers.Where(m => m.SegmentId == segmentId && chunk.Contains(m.CustomerId)).ExecuteDeleteAsync(token);
            if (added + removed > 0) db.Record(time.GetUtcNow(), caller.Name, "segment.members_replaced", segmentId, after: new { added, removed });
            return (added, removed);
        }, ct);

    private static string JobTitle(string name) => $"Who is in “{name}”";

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
