using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Identity;

/// <summary>
/// What limits per customer count of one customer's uses, and how it goes over to another: the counters that name the one and, for the same use, the other.
/// </summary>
internal static class MergedCounters
{
    private const int Chunk = 500;

    /// <summary>By the key of the one customer, what their uses that stand add up to, and the key of the other.</summary>
    /// <param name="uses">Read one after the other: constant memory, however long the history.</param>
    public static async Task<Dictionary<string, (string To, long Amount)>> OfAsync(IQueryable<Redemption> uses, string from, string to, Catalogue catalogue, CancellationToken ct)
    {
        var found = new Dictionary<string, (string To, long Amount)>(StringComparer.Ordinal);
        var standing = uses.AsNoTracking().Where(r => r.Kind == RedemptionKind.Redeemed && r.RolledBackById == null);
        await foreach (var use in standing.AsAsyncEnumerable().WithCancellation(ct))
        {
            var theirs = RollbackOutcome.CountersOf(use with { CustomerId = from }, voucherHasLimit: true, catalogue);
            var others = RollbackOutcome.CountersOf(use with { CustomerId = to }, voucherHasLimit: true, catalogue);
            foreach (var (one, other) in theirs.Zip(others))
                if (one.Key != other.Key) found[one.Key] = (other.Key, found.GetValueOrDefault(one.Key).Amount - one.Delta); // a rollback would take it off
        }

        return found;
    }

    /// <summary>Adds up what both counted. No redemption runs beside it, so counters may be changed like any row.</summary>
    public static async Task MoveAllAsync(PromoDbContext db, IReadOnlyDictionary<string, (string To, long Amount)> moves, CancellationToken ct)
    {
        var stored = await StoredAsync(db, moves, ct);
        foreach (var (from, (to, _)) in moves)
        {
            if (!stored.TryGetValue(from, out var counter)) continue;
            Add(db, stored, to, counter.Value);
            db.Counters.Remove(counter);
        }
    }

    /// <summary>Parts again what was added up: as much as the uses that went back stand for. Where nothing is counted any more, nothing is.</summary>
    public static async Task MovePartAsync(PromoDbContext db, IReadOnlyDictionary<string, (string To, long Amount)> moves, CancellationToken ct)
    {
        var stored = await StoredAsync(db, moves, ct);
        foreach (var (from, (to, amount)) in moves)
        {
            if (!stored.TryGetValue(from, out var counter)) continue;
            counter.Value -= amount;
            Add(db, stored, to, amount);
        }
    }

    /// <summary>Values by key; what has no row is not in it.</summary>
    public static async Task<Dictionary<string, Counter>> StoredAsync(PromoDbContext db, IReadOnlyDictionary<string, (string To, long Amount)> moves, CancellationToken ct)
    {
        var stored = new Dictionary<string, Counter>(StringComparer.Ordinal);
        foreach (var keys in moves.Keys.Concat(moves.Values.Select(move => move.To)).Order(StringComparer.Ordinal).Chunk(Chunk))
            foreach (var counter in await db.Counters.Where(c => keys.Contains(c.Key) && c.Shard == 0).ToListAsync(ct))
                stored[counter.Key] = counter;
        return stored;
    }

    private static void Add(PromoDbContext db, Dictionary<string, Counter> stored, string key, long amount)
    {
        if (stored.TryGetValue(key, out var counter)) counter.Value += amount;
        else db.Counters.Add(stored[key] = new Counter { Key = key, Value = amount });
    }
}
