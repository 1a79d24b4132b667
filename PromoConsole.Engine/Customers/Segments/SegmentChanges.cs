using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Segments;

/// <summary>
/// Finds the customers something happened to, by the stamps that rows carry anyway: nothing is written for it. Stamps are set before the commit, so some
/// become visible late; every look therefore goes back a while and leaves out what it has seen with the same stamp.
/// </summary>
internal sealed class SegmentChanges
{
    /// <summary>How late a change may be committed after its stamp to be found.</summary>
    public static readonly TimeSpan Latest = TimeSpan.FromMinutes(2);

    /// <summary>The same for the looks in between, which come every moment.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private const int PageSize = 2_000;
    private readonly Dictionary<UInt128, DateTimeOffset> _seen = [];

    /// <summary>Pages of customers whose rows are stamped at or after an instant, and who were not looked at since. What a page held counts as seen when the next is asked for.</summary>
    /// <param name="now">When the looks begin: what is stamped then or later may change once more with the same stamp and is never counted as seen.</param>
    public async IAsyncEnumerable<IReadOnlyCollection<string>> SinceAsync(
        IDbContextFactory<PromoDbContext> contexts, DateTimeOffset from, DateTimeOffset now, FilterReading asked,
        [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var source in Sources(asked))
        {
            var (at, id) = (from, "");
            while (true)
            {
                List<Stamped> page;
                await using (var db = await contexts.CreateDbContextAsync(ct)) page = await source(db, at, id).Take(PageSize).ToListAsync(ct);
                var fresh = page.FindAll(one => one.CustomerId is not null && !_seen.ContainsKey(KeyOf(one)));
                if (fresh.Count > 0) yield return fresh.ConvertAll(one => one.CustomerId!).ToHashSet(StringComparer.Ordinal);
                foreach (var one in fresh)
                    if (one.At < now) _seen[KeyOf(one)] = one.At;
                if (page.Count < PageSize) break;
                (at, id) = (page[^1].At, page[^1].Id);
            }
        }
    }

    /// <summary>Forgets what no look goes back to.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var key in _seen.Where(one => one.Value < before).Select(one => one.Key).ToList()) _seen.Remove(key);
    }

    /// <summary>Forgets everything that was seen: it has to be looked at again.</summary>
    public void Clear() => _seen.Clear();

    private static IEnumerable<Func<PromoDbContext, DateTimeOffset, string, IQueryable<Stamped>>> Sources(FilterReading asked)
    {
        yield return (db, at, id) => db.Customers.AsNoTracking().Where(c => c.UpdatedAt > at || (c.UpdatedAt == at && string.Compare(c.Id, id) > 0))
            .OrderBy(c => c.UpdatedAt).ThenBy(c => c.Id).Select(c => new Stamped(c.Id, c.UpdatedAt, c.Id));
        if (asked.Figures)
        {
            yield return (db, at, id) => db.Orders.AsNoTracking().Where(o => o.UpdatedAt > at || (o.UpdatedAt == at && string.Compare(o.Id, id) > 0))
                .OrderBy(o => o.UpdatedAt).ThenBy(o => o.Id).Select(o => new Stamped(o.Id, o.UpdatedAt, o.CustomerId));
            yield return (db, at, id) => db.Redemptions.AsNoTracking().Where(r => r.At > at || (r.At == at && string.Compare(r.Id, id) > 0))
                .OrderBy(r => r.At).ThenBy(r => r.Id)
                .Select(r => new Stamped(r.Id, r.At, r.Kind == RedemptionKind.RefusedValidation ? null : r.CustomerId)); // nobody counts those
        }

        if (asked.Events)
        {
            yield return (db, at, id) =>
            {
                var first = id.Length > 0 ? id : Ids.Floor("ccrev_", at);
                return db.CustomEvents.AsNoTracking().Where(e => string.Compare(e.Id, first) > 0).OrderBy(e => e.Id).Select(e => new Stamped(e.Id, e.At, e.CustomerId));
            };
        }
    }

    private static UInt128 KeyOf(Stamped one) =>
        BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{one.Id}|{one.At.UtcTicks}|{one.CustomerId}"))));

    /// <param name="CustomerId">Null for a row that is nobody's.</param>
    private sealed record Stamped(string Id, DateTimeOffset At, string? CustomerId);
}
