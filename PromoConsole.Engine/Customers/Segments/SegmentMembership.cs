using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Segments;

/// <summary>
/// Keeps who is in each segment with a filter, so that members can be listed and counted and entering and leaving is told: soon after a change it asks again
/// about the customers that changed and nobody else, and everybody when the filter is new or a day begins. Validation does not rest on it.
/// </summary>
/// <remarks>One at a time writes kept membership, over all instances, by a lease; so two that look at one customer never undo each other.</remarks>
public sealed partial class SegmentMembership(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    private const int Slice = 1_000;
    private const int Chunk = 500;
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_deep = TimeSpan.FromSeconds(30);

    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SegmentChanges _changes = new();
    private DateTimeOffset _looked = DateTimeOffset.MinValue;
    private DateTimeOffset _lookedDeep = DateTimeOffset.MinValue;

    private static ConflictError Elsewhere { get; } = new("edited_meanwhile", "Another instance keeps the segments, or one of them was changed.");

    /// <summary>Brings everything up to date: what changed, filters that are new, and a day that began.</summary>
    public async Task SettleAsync(CancellationToken ct = default)
    {
        await BeginDayAsync(ct);
        while (await AskSliceAsync(ct) is { Left: true }) continue;
        await DrainAsync(SegmentChanges.Latest, int.MaxValue, ct);
    }

    /// <summary>Looks for changes and asks about whom they concern; every while also for those that were committed late.</summary>
    public async Task FollowAsync(CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var deep = now - _lookedDeep >= s_deep;
        if (await DrainAsync(deep ? SegmentChanges.Latest : SegmentChanges.Soon, int.MaxValue, ct) && deep) _lookedDeep = now;
    }

    /// <summary>The same before members are read, but only as much as a reader would wait for.</summary>
    internal Task CatchUpAsync(CancellationToken ct) => DrainAsync(SegmentChanges.Soon, 1, ct);

    /// <summary>When the project's day or zone is another one than when everybody was last asked, has everybody asked again.</summary>
    /// <returns>Whether it is so.</returns>
    public async Task<bool> BeginDayAsync(CancellationToken ct = default)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (!await db.Segments.AnyAsync(s => s.Filter != null, ct)) return false;
            var (day, zone) = await TodayAsync(db, ct);
            if (await db.SegmentUpkeep.AnyAsync(u => u.Day == day && u.Zone == zone, ct) && !await db.Segments.AnyAsync(s => s.Filter != null && s.Sync != SegmentSync.Done && s.SyncedTo == null, ct))
                return false;
        }

        return (await writes.WriteAsync<bool>(async (db, token) =>
        {
            var now = time.GetUtcNow();
            var (day, zone) = await TodayAsync(db, token);
            var upkeep = await EnsureAsync(db, now, token);
            var begins = upkeep.Day != day || upkeep.Zone != zone;
            (upkeep.Day, upkeep.Zone) = (day, zone);
            var behind = (await db.Segments.AsTracking().Where(s => s.Filter != null).ToListAsync(token)).FindAll(s => begins || (s.Sync != SegmentSync.Done && s.SyncedTo is null));
            if (behind.Count == 0) return Elsewhere;
            foreach (var segment in behind)
            {
                segment.SyncedTo = "";
                if (segment.Sync == SegmentSync.Done) segment.Sync = SegmentSync.Daily;
            }

            await StartJobAsync(db, null, "Who is in the segments today", "PromoConsole", now, token);
            return true;
        }, ct)).Match(begun => begun, _ => false);
    }

    /// <summary>The job that asks everybody about a segment, added to a write that is under way.</summary>
    internal static async Task StartJobAsync(PromoDbContext db, string? segmentId, string title, string actor, DateTimeOffset now, CancellationToken ct) => db.Jobs.Add(new Job
    {
        Id = Ids.New("aa_", now), Type = SegmentSyncJob.JobType, Title = title, Subject = segmentId, Total = await db.Customers.LongCountAsync(ct), CreatedBy = actor, CreatedAt = now, UpdatedAt = now,
    });

    /// <summary>The row that says how far things are; made where there is none. From then on changes are followed.</summary>
    internal static async Task<SegmentUpkeep> EnsureAsync(PromoDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.SegmentUpkeep.AsTracking().SingleOrDefaultAsync(ct) is { } kept) return kept;
        var (day, zone) = Today(await db.Project.Select(p => p.TimeZone).SingleAsync(ct), now);
        var upkeep = new SegmentUpkeep { Id = SegmentUpkeep.Only, Through = now, Day = day, Zone = zone };
        db.SegmentUpkeep.Add(upkeep);
        return upkeep;
    }

    /// <summary>Asks the next thousand customers about the filters that everybody has to be asked about.</summary>
    internal async Task<Asked> AskSliceAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var behind = (await KeptAsync(db, ct)).FindAll(kept => kept.Segment.SyncedTo is not null);
            if (behind.Count == 0) return new(0, Left: false);
            if (!await LeaseAsync(ct)) return new(0, Left: true) { Elsewhere = true };
            var after = behind.ConvertAll(kept => kept.Segment.SyncedTo!).Order(StringComparer.Ordinal).First();
            var clock = await SegmentService.ClockAsync(db, time, ct);
            var read = await Reading(behind).BehindAsync(db, after, Slice, ct);
            var (last, ends) = (read.Count == 0 ? after : read[^1].Customer.Id, read.Count < Slice);
            var ids = behind.ConvertAll(kept => kept.Segment.Id);
            var members = db.KeptMembers.AsNoTracking().Where(m => ids.Contains(m.SegmentId) && string.Compare(m.CustomerId, after) > 0);
            if (!ends) members = members.Where(m => string.Compare(m.CustomerId, last) <= 0);
            var moves = MovesOf(behind, read, await members.ToListAsync(ct), clock);
            var written = await writes.WriteAsync<bool>(async (write, token) =>
            {
                var now = time.GetUtcNow();
                if (!await HoldAsync(write, ends, null, now, token)) return Elsewhere;
                foreach (var (kept, entered, left) in moves)
                {
                    var (id, revision, cursor, sync) = (kept.Segment.Id, kept.Segment.Revision, ends ? null : last, ends ? SegmentSync.Done : kept.Segment.Sync);
                    var rows = await write.Segments.Where(s => s.Id == id && s.Revision == revision)
                        .ExecuteUpdateAsync(set => set.SetProperty(s => s.SyncedTo, cursor).SetProperty(s => s.Sync, sync), token);
                    if (rows == 0) return Elsewhere; // edited meanwhile: the next slice begins anew
                    await KeptMembership.MoveAsync(write, kept.Segment, entered, left, kept.Tells, now, token);
                }

                return true;
            }, ct);
            return new(written.IsOk ? read.Count : 0, Left: !written.IsOk || !ends);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <param name="mostPages">Stops after so many; the rest is found by the next look.</param>
    /// <returns>Whether everything was looked at here; not when another instance is at it.</returns>
    private async Task<bool> DrainAsync(TimeSpan back, int mostPages, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var segments = await KeptAsync(db, ct);
            var upkeep = await db.SegmentUpkeep.AsNoTracking().SingleOrDefaultAsync(ct);
            if (segments.Count == 0 || upkeep is null) return true;

            var (now, through) = (time.GetUtcNow(), upkeep.Through > _looked ? upkeep.Through : _looked);
            var (clock, pages) = (await SegmentService.ClockAsync(db, time, ct), 0);
            await foreach (var page in _changes.SinceAsync(contexts, through - back, now, Reading(segments), ct))
            {
                if (pages == 0 && !await LeaseAsync(ct)) return false;
                foreach (var chunk in page.Chunk(Chunk))
                    if (!await AskAsync(segments, chunk, clock, ct)) return false;
                if (++pages >= mostPages) break;
            }

            var whole = pages < mostPages;
            if (pages > 0) await writes.WriteAsync<bool>(async (write, token) => await HoldAsync(write, release: true, whole ? now : null, time.GetUtcNow(), token), ct);
            if (!whole) return false;
            _changes.Forget(now - 2 * SegmentChanges.Latest);
            _looked = now;
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<bool> AskAsync(List<Kept> segments, string[] customers, FilterClock clock, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var read = await Reading(segments).OfAsync(db, customers, ct);
        var moves = MovesOf(segments, read, await db.KeptMembers.AsNoTracking().Where(m => customers.Contains(m.CustomerId)).ToListAsync(ct), clock);
        if (moves.TrueForAll(move => move.Entered.Count + move.Left.Count == 0)) return true;
        return (await writes.WriteAsync<bool>(async (write, token) =>
        {
            var now = time.GetUtcNow();
            if (!await HoldAsync(write, release: false, null, now, token)) return Elsewhere;
            foreach (var (kept, entered, left) in moves)
            {
                if (entered.Count + left.Count == 0) continue;
                var (id, revision) = (kept.Segment.Id, kept.Segment.Revision);
                if (await write.Segments.Where(s => s.Id == id && s.Revision == revision).ExecuteUpdateAsync(set => set.SetProperty(s => s.Revision, revision), token) == 0) return Elsewhere;
                await KeptMembership.MoveAsync(write, kept.Segment, entered, left, kept.Tells, now, token);
            }

            return true;
        }, ct)).IsOk;
    }

    private static List<(Kept Kept, List<Customer> Entered, List<string> Left)> MovesOf(
        List<Kept> segments, List<CustomerDetails> asked, List<KeptMember> members, FilterClock clock)
    {
        var membersOf = members.ToLookup(m => m.SegmentId, m => m.CustomerId, StringComparer.Ordinal);
        return segments.ConvertAll(kept =>
        {
            var inside = membersOf[kept.Segment.Id].ToHashSet(StringComparer.Ordinal);
            var entered = new List<Customer>();
            foreach (var one in asked)
                if (kept.Filter.Holds(one, clock) && !inside.Remove(one.Customer.Id)) entered.Add(one.Customer);
            return (kept, entered, inside.ToList()); // who is left over fits no more
        });
    }

    private static FilterReading Reading(List<Kept> segments) => FilterReading.For(segments.Select(kept => kept.Filter));

    private static async Task<List<Kept>> KeptAsync(PromoDbContext db, CancellationToken ct) =>
        (await db.Segments.AsNoTracking().Where(s => s.Filter != null).OrderBy(s => s.Id).ToListAsync(ct)).ConvertAll(s => new Kept(s, CompiledFilter<CustomerDetails>.Of(s.Filter!, CustomerFields.All)));

    /// <summary>Takes the lease where it is free, or holds it longer.</summary>
    private async Task<bool> LeaseAsync(CancellationToken ct) => (await writes.WriteAsync<bool>(async (db, token) =>
    {
        var now = time.GetUtcNow();
        var rows = await db.SegmentUpkeep.Where(u => u.LeaseOwner == _owner || u.LeaseUntil == null || u.LeaseUntil < now)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.LeaseOwner, _owner).SetProperty(u => u.LeaseUntil, now + s_lease), token);
        return rows == 0 ? Elsewhere : true;
    }, ct)).IsOk;

    // In the transaction of what is written: whoever lost the lease writes nothing.
    private async Task<bool> HoldAsync(PromoDbContext db, bool release, DateTimeOffset? through, DateTimeOffset now, CancellationToken ct)
    {
        DateTimeOffset? until = release ? null : now + s_lease;
        var mine = db.SegmentUpkeep.Where(u => u.LeaseOwner == _owner);
        return (through is { } looked
            ? await mine.ExecuteUpdateAsync(set => set.SetProperty(u => u.LeaseUntil, until).SetProperty(u => u.Through, looked), ct)
            : await mine.ExecuteUpdateAsync(set => set.SetProperty(u => u.LeaseUntil, until), ct)) > 0;
    }

    private async Task<(int Day, string Zone)> TodayAsync(PromoDbContext db, CancellationToken ct) => Today(await db.Project.Select(p => p.TimeZone).SingleAsync(ct), time.GetUtcNow());

    private static (int Day, string Zone) Today(string zone, DateTimeOffset now)
    {
        var today = new FilterClock(now, TimeZoneInfo.FindSystemTimeZoneById(zone)).Today;
        return (today.Year * 10_000 + today.Month * 100 + today.Day, zone);
    }

    private sealed record Kept(Segment Segment, CompiledFilter<CustomerDetails> Filter)
    {
        /// <summary>Who is found in it at first entered before anybody looked.</summary>
        public bool Tells => Segment is { Kind: SegmentKind.Active, Sync: not SegmentSync.Initial };
    }

    /// <param name="Customers">How many were asked.</param>
    /// <param name="Left">Whether there is more to ask.</param>
    internal sealed record Asked(int Customers, bool Left)
    {
        /// <summary>Another instance is at it.</summary>
        public bool Elsewhere { get; init; }
    }
}
