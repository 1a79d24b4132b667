using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

/// <summary>Segments: fixed lists of customers that rules ask about. Who is in one is looked up at every validation, so a change works at once.</summary>
public sealed class SegmentService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    private const int Chunk = 500;

    /// <returns>The new, empty segment; or <c>invalid_segment</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<Segment>> CreateAsync(string name, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Segment>(async (db, token) => // proofs name it
        {
            var now = time.GetUtcNow();
            name = name.Trim();
            if (await NameProblemAsync(db, name, null, token) is { } problem) return problem;
            var segment = new Segment { Id = Ids.New("seg_", now), Name = name, Demo = caller.Channel == Caller.DemoStore, CreatedAt = now };
            db.Segments.Add(segment);
            db.Audit.Add(Entry(segment.Id, "segment.created", caller, now, after: name));
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
            db.Audit.Add(Entry(segmentId, "segment.renamed", caller, time.GetUtcNow(), before: segment.Name, after: name));
            segment.Name = name;
            return segment;
        }, ct);

    /// <summary>Adds customers; those who are in it already stay.</summary>
    /// <param name="customerIds">Platform ids.</param>
    /// <returns>How many were new; or <c>not_found</c> for the segment or the first unknown customer, and then nobody was added.</returns>
    public Task<Result<int>> AddMembersAsync(string segmentId, IReadOnlyCollection<string> customerIds, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync<int>(async (db, token) =>
        {
            if (!await db.Segments.AnyAsync(s => s.Id == segmentId, token)) return CustomerErrors.SegmentNotFound(segmentId);
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

            if (added > 0) db.Audit.Add(Entry(segmentId, "segment.members_added", caller, time.GetUtcNow(), after: Listed(customerIds)));
            return added;
        }, ct);

    /// <returns>How many were removed; or <c>not_found</c> for the segment.</returns>
    public Task<Result<int>> RemoveMembersAsync(string segmentId, IReadOnlyCollection<string> customerIds, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync<int>(async (db, token) =>
        {
            if (!await db.Segments.AnyAsync(s => s.Id == segmentId, token)) return CustomerErrors.SegmentNotFound(segmentId);
            var removed = 0;
            foreach (var chunk in customerIds.Distinct().Chunk(Chunk))
            {
                var members = await db.SegmentMembers.Where(m => m.SegmentId == segmentId && chunk.Contains(m.CustomerId)).ToListAsync(token);
                db.SegmentMembers.RemoveRange(members);
                removed += members.Count;
            }

            if (removed > 0) db.Audit.Add(Entry(segmentId, "segment.members_removed", caller, time.GetUtcNow(), before: Listed(customerIds)));
            return removed;
        }, ct);

    /// <summary>All segments by name, with how many customers are in each.</summary>
    public async Task<IReadOnlyList<SegmentRow>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Segments.AsNoTracking()
            .OrderBy(s => s.Name)
            .Select(s => new SegmentRow(s.Id, s.Name, db.SegmentMembers.LongCount(m => m.SegmentId == s.Id), s.CreatedAt))
            .ToListAsync(ct);
    }

    /// <summary>The segments a customer is in, by name.</summary>
    public async Task<IReadOnlyList<Segment>> OfCustomerAsync(string customerId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Segments.AsNoTracking()
            .Where(s => db.SegmentMembers.Any(m => m.SegmentId == s.Id && m.CustomerId == customerId))
            .OrderBy(s => s.Name).ToListAsync(ct);
    }

    private static async Task<PromoError?> NameProblemAsync(PromoDbContext db, string name, string? except, CancellationToken ct)
    {
        if (name.Length is 0 or > 200 || name.Any(char.IsControl)) return CustomerErrors.SegmentNameMissing();
        return await db.Segments.AnyAsync(s => s.Name == name && s.Id != except, ct) ? CustomerErrors.SegmentNameTaken(name) : null;
    }

    // An import adds thousands at once; the log names as many as a person would read.
    private static string Listed(IReadOnlyCollection<string> customerIds) =>
        customerIds.Count <= 20 ? string.Join(", ", customerIds) : $"{string.Join(", ", customerIds.Take(20))} and {customerIds.Count - 20} more";

    private static AuditEntry Entry(string subject, string action, Caller caller, DateTimeOffset now, string? before = null, string? after = null) =>
        new()
        {
            Id = Ids.New("aud_", now), At = now, Actor = caller.Name, Action = action, Subject = subject,
            Before = before is null ? null : JsonSerializer.Serialize(before), After = after is null ? null : JsonSerializer.Serialize(after),
        };
}

/// <param name="MembersCount">Customers in it.</param>
public sealed record SegmentRow(string Id, string Name, long MembersCount, DateTimeOffset CreatedAt);
