using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Segments;

// What a look begins with, and what lets only one write.
public sealed partial class SegmentMembership
{
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(30);

    private readonly Dictionary<(string SegmentId, int Revision), CompiledFilter<CustomerDetails>> _filters = [];
    private string? _lease;

    private async Task<State> StateAsync(PromoDbContext db, CancellationToken ct)
    {
        var segments = await db.Segments.AsNoTracking().Where(s => s.Filter != null).OrderBy(s => s.Id)
            .Select(s => new Segment { Id = s.Id, Name = s.Name, Kind = s.Kind, Revision = s.Revision, Sync = s.Sync, SyncedTo = s.SyncedTo }).ToListAsync(ct);
        var upkeep = segments.Count == 0 ? null
            : await db.SegmentUpkeep.AsNoTracking().Select(u => new { u.Through, u.LeaseOwner, u.LeaseUntil, Zone = db.Project.Select(p => p.TimeZone).Single() }).SingleOrDefaultAsync(ct);
        if (upkeep is null) return State.Nothing;

        if (segments.Exists(s => !_filters.ContainsKey((s.Id, s.Revision))))
        {
            _filters.Clear();
            foreach (var one in await db.Segments.AsNoTracking().Where(s => s.Filter != null).Select(s => new { s.Id, s.Revision, s.Filter }).ToListAsync(ct))
                _filters[(one.Id, one.Revision)] = CompiledFilter<CustomerDetails>.Of(one.Filter!, CustomerFields.All);
            if (segments.Exists(s => !_filters.ContainsKey((s.Id, s.Revision)))) return await StateAsync(db, ct); // edited this very moment
        }

        var now = time.GetUtcNow();
        if (upkeep.LeaseOwner != _lease || upkeep.LeaseUntil is null || upkeep.LeaseUntil <= now) _lease = null; // it was too slow
        return new State(
            segments.ConvertAll(s => new Kept(s, _filters[(s.Id, s.Revision)])),
            new FilterClock(now, TimeZoneInfo.FindSystemTimeZoneById(upkeep.Zone)), upkeep.Through, upkeep.LeaseOwner, upkeep.LeaseUntil > now && upkeep.LeaseOwner != _lease);
    }

    /// <summary>Takes the lease where nobody had it since the look began. Each has a name of its own, so that whoever looks without one sees that somebody had it meanwhile.</summary>
    private async Task<bool> LeaseAsync(State state, CancellationToken ct)
    {
        var name = Guid.NewGuid().ToString("N");
        var taken = await writes.WriteAsync<bool>(async (db, token) =>
        {
            var now = time.GetUtcNow();
            var rows = await db.SegmentUpkeep.Where(u => u.LeaseOwner == state.LeaseOwner && (u.LeaseUntil == null || u.LeaseUntil <= now))
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.LeaseOwner, name).SetProperty(u => u.LeaseUntil, now + s_lease), token);
            return rows == 0 ? Elsewhere : true;
        }, ct);
        if (taken.IsOk) _lease = name;
        return taken.IsOk;
    }

    /// <summary>In the transaction of what is written: whoever lost the lease, or looked without one while somebody had it, writes nothing.</summary>
    private async Task<bool> HoldsAsync(PromoDbContext db, State state, bool release, DateTimeOffset? through, DateTimeOffset now, CancellationToken ct)
    {
        var held = _lease is { } lease ? db.SegmentUpkeep.Where(u => u.LeaseOwner == lease && u.LeaseUntil > now) : db.SegmentUpkeep.Where(u => u.LeaseOwner == state.LeaseOwner);
        DateTimeOffset? until = _lease is null || release ? null : now + s_lease;
        return (through is { } looked
            ? await held.ExecuteUpdateAsync(set => set.SetProperty(u => u.LeaseUntil, until).SetProperty(u => u.Through, looked), ct)
            : await held.ExecuteUpdateAsync(set => set.SetProperty(u => u.LeaseUntil, until), ct)) > 0;
    }

    /// <summary>Ends a look: lets the lease go where one was needed, and now and then notes how far everything was looked at.</summary>
    /// <param name="through">Until when everything was looked at; null when something is left.</param>
    /// <param name="looked">Whether anybody was looked at.</param>
    /// <returns>Whether what was seen counts; not when another instance was at it meanwhile.</returns>
    private async Task<bool> EndAsync(PromoDbContext db, State state, DateTimeOffset? through, bool looked, CancellationToken ct)
    {
        if (_lease is null && (!looked || !(through - state.Through >= s_deep))) return !looked || await db.SegmentUpkeep.AnyAsync(u => u.LeaseOwner == state.LeaseOwner, ct);
        var held = await writes.WriteAsync<bool>(async (write, token) => await HoldsAsync(write, state, release: true, through, time.GetUtcNow(), token) ? true : Elsewhere, ct);
        _lease = null;
        return held.IsOk;
    }

    /// <summary>The segments and how far they are, when a look begins.</summary>
    /// <param name="LeaseOwner">Who wrote last, or is at it.</param>
    /// <param name="Elsewhere">Another instance is at it.</param>
    private sealed record State(List<Kept> Segments, FilterClock Clock, DateTimeOffset Through, string? LeaseOwner, bool Elsewhere)
    {
        public static State Nothing { get; } = new([], default, default, null, false);
    }
}
