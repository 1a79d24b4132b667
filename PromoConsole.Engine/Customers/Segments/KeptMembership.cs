using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Storage.SqlServer;

namespace PromoConsole.Engine.Customers.Segments;

/// <summary>The statements that change who is kept as a member.</summary>
internal static class KeptMembership
{
    private const int Chunk = 500;

    private const string Keep =
        "INSERT INTO KeptMembers (SegmentId, CustomerId, At) SELECT {0}, Id, {2} FROM Customers WHERE Id IN (SELECT value FROM json_each({1}))";

    private const string Add = """
        INSERT INTO SegmentMembers (SegmentId, CustomerId) SELECT {0}, Id FROM Customers c WHERE c.Id IN (SELECT value FROM json_each({1}))
            AND NOT EXISTS (SELECT 1 FROM SegmentMembers m WHERE m.SegmentId = {0} AND m.CustomerId = c.Id)
        """;

    /// <summary>Writes who entered and who left, the count with it, and what a segment that tells of it has to tell.</summary>
    /// <param name="tells">Whether these moves are told and kept as history.</param>
    public static async Task MoveAsync(
        PromoDbContext db, Segment segment, IReadOnlyList<Customer> entered, IReadOnlyList<string> left, bool tells, DateTimeOffset now, CancellationToken ct)
    {
        var (came, went) = (0, 0);
        foreach (var chunk in entered.Chunk(Chunk))
        {
            var ids = PromoJson.Write(chunk.Select(c => c.Id));
            came += db.Database.IsSqlite()
                ? await db.Database.ExecuteSqlRawAsync(Keep, [segment.Id, ids, UtcMicroseconds.From(now)], ct)
                : await db.Database.ExecuteSqlRawAsync(SqlServerText.KeepMembers, [segment.Id, ids, now], ct);
        }

        foreach (var chunk in left.Chunk(Chunk)) went += await db.KeptMembers.Where(m => m.SegmentId == segment.Id && chunk.Contains(m.CustomerId)).ExecuteDeleteAsync(ct);
        if (came != went) await db.Segments.Where(s => s.Id == segment.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.MembersCount, s => s.MembersCount + came - went), ct);
        if (!tells) return;
        foreach (var customer in entered) Tell(db, segment, customer.Id, customer.SourceId, entered: true, now);
        foreach (var id in left) Tell(db, segment, id, null, entered: false, now);
    }

    /// <summary>Puts customers on a fixed list; those who are on it stay, and ids nobody has are passed over.</summary>
    /// <returns>How many were new.</returns>
    public static async Task<int> AddAsync(PromoDbContext db, string segmentId, IEnumerable<string> customerIds, CancellationToken ct)
    {
        var added = 0;
        foreach (var chunk in customerIds.Chunk(Chunk))
            added += await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite() ? Add : SqlServerText.AddMembers, [segmentId, PromoJson.Write(chunk)], ct);
        return added;
    }

    /// <summary>What changes of other things mean for kept members: who is deleted counts no more, and who an order was taken from is asked again.</summary>
    public static async Task FollowAsync(PromoDbContext db, CancellationToken ct)
    {
        foreach (var id in db.ChangeTracker.Entries<Customer>().Where(entry => entry.State == EntityState.Deleted).Select(entry => entry.Entity.Id).ToList()) await ForgetAsync(db, id, ct);
        foreach (var order in db.ChangeTracker.Entries<Order>().Where(entry => entry.State == EntityState.Modified).ToList())
        {
            var owner = order.Property(o => o.CustomerId);
            if (owner is not { IsModified: true, OriginalValue: { } before } || before == owner.CurrentValue) continue;
            var at = order.Entity.UpdatedAt;
            await db.Customers.Where(c => c.Id == before).ExecuteUpdateAsync(set => set.SetProperty(c => c.UpdatedAt, at), ct);
        }
    }

    /// <summary>Takes a customer who is about to be deleted out of every segment.</summary>
    public static async Task ForgetAsync(PromoDbContext db, string customerId, CancellationToken ct)
    {
        await db.Segments.Where(s => db.KeptMembers.Any(m => m.SegmentId == s.Id && m.CustomerId == customerId))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.MembersCount, s => s.MembersCount - 1), ct);
        await db.KeptMembers.Where(m => m.CustomerId == customerId).ExecuteDeleteAsync(ct);
    }

    /// <summary>Counts again what was deleted beside the tracker, of every segment.</summary>
    public static Task RecountAsync(PromoDbContext db, CancellationToken ct) => db.Segments.Where(s => s.Filter != null)
        .ExecuteUpdateAsync(set => set.SetProperty(s => s.MembersCount, s => db.KeptMembers.LongCount(m => m.SegmentId == s.Id)), ct);

    private static void Tell(PromoDbContext db, Segment segment, string customerId, string? sourceId, bool entered, DateTimeOffset now)
    {
        var move = new SegmentMove { Id = Ids.New("ccrev_", now), SegmentId = segment.Id, SegmentName = segment.Name, CustomerId = customerId, Entered = entered, At = now };
        db.SegmentMoves.Add(move);
        db.Publish(now, entered ? "customer.segment.entered" : "customer.segment.left", customerId,
            new { id = move.Id, segment = new { id = segment.Id, name = segment.Name }, customer = new { id = customerId, source_id = sourceId } });
    }
}
