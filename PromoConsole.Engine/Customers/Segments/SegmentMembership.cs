using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Segments;

/// <summary>
/// Keeps who is in each segment with a filter, so that members can be listed and counted and entering and leaving is told: soon after a change it asks again
/// about the customers that changed and nobody else, and everybody when the filter is new or a day begins. Validation does not rest on it.
/// </summary>
/// <remarks>
/// One at a time writes kept membership, over all instances, by a lease; so two that look at one customer never undo each other. Looking needs none: what was
/// seen without it counts when nobody had it meanwhile, and is looked at again under it before anything is written.
/// </remarks>
public sealed partial class SegmentMembership(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    private const int Slice = 1_000;
    private const int Chunk = 500;
    private static readonly TimeSpan s_deep = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_unwritten = TimeSpan.FromSeconds(1);

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

    /// <summary>Asks the next customers about the filters that everybody has to be asked about: a thousand, or as many in a while as move nobody.</summary>
    internal async Task<Asked> AskSliceAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var state = await StateAsync(db, ct);
            var behind = state.Segments.FindAll(kept => kept.Segment.SyncedTo is not null);
            if (behind.Count == 0) return new(0, Left: false);
            if (state.Elsewhere) return new(0, Left: true) { Elsewhere = true };
            var (reading, ids, begun) = (Reading(behind), behind.ConvertAll(kept => kept.Segment.Id), time.GetTimestamp());
            var (after, asked) = (behind.ConvertAll(kept => kept.Segment.SyncedTo!).Order(StringComparer.Ordinal).First(), 0);
            while (true)
            {
                var read = await reading.BehindAsync(db, after, Slice, ct);
                var (from, last, ends) = (after, read.Count == 0 ? after : read[^1].Customer.Id, read.Count < Slice);
                var members = db.KeptMembers.AsNoTracking().Where(m => ids.Contains(m.SegmentId) && string.Compare(m.CustomerId, from) > 0);
                if (!ends) members = members.Where(m => string.Compare(m.CustomerId, last) <= 0);
                var moves = MovesOf(behind, read, await members.ToListAsync(ct), state.Clock);
                if (Moves(moves) && _lease is null)
                {
                    if (!await LeaseAsync(state, ct)) return new(0, Left: true) { Elsewhere = true };
                    continue;
                }

                (after, asked) = (last, asked + read.Count);
                if (!ends && !Moves(moves) && time.GetElapsedTime(begun) < s_unwritten) continue;
                var written = await writes.WriteAsync<bool>((write, token) => WriteSliceAsync(write, state, moves, ends ? null : last, token), ct);
                if (written.IsOk && ends) _lease = null;
                return new(written.IsOk ? asked : 0, Left: !written.IsOk || !ends);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <param name="cursor">The last customer that was asked; null when nobody is left.</param>
    private async Task<Result<bool>> WriteSliceAsync(PromoDbContext db, State state, List<Move> moves, string? cursor, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (!await HoldsAsync(db, state, release: cursor is null, null, now, ct)) return Elsewhere;
        foreach (var (kept, entered, left) in moves)
        {
            var (id, revision, begun, sync) = (kept.Segment.Id, kept.Segment.Revision, kept.Segment.SyncedTo, cursor is null ? SegmentSync.Done : kept.Segment.Sync);
            var rows = await db.Segments.Where(s => s.Id == id && s.Revision == revision && s.SyncedTo == begun)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.SyncedTo, cursor).SetProperty(s => s.Sync, sync), ct);
            if (rows == 0) return Elsewhere; // edited meanwhile, or a day began: the next slice begins anew
            await KeptMembership.MoveAsync(db, kept.Segment, entered, left, kept.Tells, now, ct);
        }

        return true;
    }

    /// <param name="mostPages">Stops after so many; the rest is found by the next look.</param>
    /// <returns>Whether everything was looked at here; not when another instance is at it.</returns>
    private async Task<bool> DrainAsync(TimeSpan back, int mostPages, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        var look = default((bool Sound, bool Whole));
        try
        {
            look = await LookAsync(back, mostPages, ct);
            return look is { Sound: true, Whole: true };
        }
        finally
        {
            if (!look.Sound) _changes.Clear();
            _turn.Release();
        }
    }

    /// <returns>Whether what was seen counts, and whether it was all there was to see.</returns>
    private async Task<(bool Sound, bool Whole)> LookAsync(TimeSpan back, int mostPages, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var state = await StateAsync(db, ct);
        if (state.Segments.Count == 0 || state.Elsewhere) return (true, !state.Elsewhere);

        var (now, through, pages) = (time.GetUtcNow(), state.Through > _looked ? state.Through : _looked, 0);
        await foreach (var page in _changes.SinceAsync(contexts, through - back, now, Reading(state.Segments), ct))
        {
            foreach (var chunk in page.Chunk(Chunk))
                if (!await AskAsync(db, state, chunk, ct)) return default;
            if (++pages >= mostPages) break;
        }

        var whole = pages < mostPages;
        if (!await EndAsync(db, state, whole ? now : null, pages > 0, ct)) return default;
        if (!whole) return (true, false);
        _changes.Forget(now - 2 * SegmentChanges.Latest);
        _looked = now;
        return (true, true);
    }

    // Most who change move nowhere: nothing is written for them, and so nothing is locked.
    private async Task<bool> AskAsync(PromoDbContext db, State state, string[] customers, CancellationToken ct)
    {
        while (true)
        {
            var read = await Reading(state.Segments).OfAsync(db, customers, ct);
            var moves = MovesOf(state.Segments, read, await db.KeptMembers.AsNoTracking().Where(m => customers.Contains(m.CustomerId)).ToListAsync(ct), state.Clock);
            if (!Moves(moves)) return true;
            if (_lease is null)
            {
                if (!await LeaseAsync(state, ct)) return false;
                continue;
            }

            return (await writes.WriteAsync<bool>((write, token) => WriteMovesAsync(write, state, moves, token), ct)).IsOk;
        }
    }

    private async Task<Result<bool>> WriteMovesAsync(PromoDbContext db, State state, List<Move> moves, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (!await HoldsAsync(db, state, release: false, null, now, ct)) return Elsewhere;
        foreach (var (kept, entered, left) in moves)
        {
            if (entered.Count + left.Count == 0) continue;
            var (id, revision) = (kept.Segment.Id, kept.Segment.Revision);
            if (await db.Segments.Where(s => s.Id == id && s.Revision == revision).ExecuteUpdateAsync(set => set.SetProperty(s => s.Revision, revision), ct) == 0) return Elsewhere;
            await KeptMembership.MoveAsync(db, kept.Segment, entered, left, kept.Tells, now, ct);
        }

        return true;
    }

    private static bool Moves(List<Move> moves) => moves.Exists(move => move.Entered.Count + move.Left.Count > 0);

    private static List<Move> MovesOf(List<Kept> segments, List<CustomerDetails> asked, List<KeptMember> members, FilterClock clock)
    {
        var membersOf = members.ToLookup(m => m.SegmentId, m => m.CustomerId, StringComparer.Ordinal);
        return segments.ConvertAll(kept =>
        {
            var inside = membersOf[kept.Segment.Id].ToHashSet(StringComparer.Ordinal);
            var entered = new List<Customer>();
            foreach (var one in asked)
                if (kept.Filter.Holds(one, clock) && !inside.Remove(one.Customer.Id)) entered.Add(one.Customer);
            return new Move(kept, entered, [.. inside]); // who is left over fits no more
        });
    }

    private static FilterReading Reading(List<Kept> segments) => FilterReading.For(segments.ConvertAll(kept => kept.Filter));

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

    private sealed record Move(Kept Kept, List<Customer> Entered, List<string> Left);

    /// <param name="Customers">How many were asked.</param>
    /// <param name="Left">Whether there is more to ask.</param>
    internal sealed record Asked(int Customers, bool Left)
    {
        /// <summary>Another instance is at it.</summary>
        public bool Elsewhere { get; init; }
    }
}
