using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Segments;

/// <summary>Whom a filter fits, as far as was looked.</summary>
/// <param name="Customers">Customers there are.</param>
/// <param name="Looked">How many of them were asked so far.</param>
/// <param name="Fits">How many of those it fits.</param>
/// <param name="IsWhole">Everybody was asked: the numbers are exact.</param>
/// <param name="Sample">Some of those it fits.</param>
public sealed record SegmentForecast(long Customers, long Looked, long Fits, bool IsWhole, IReadOnlyList<FoundCustomer> Sample)
{
    /// <summary>How many it probably fits in all; exact when <see cref="IsWhole"/>.</summary>
    public long About => IsWhole || Looked == 0 ? Fits : Money.Round(decimal.Divide(Fits, Looked) * Customers);

    /// <summary>Who would enter a segment that has members already; null when no segment was named.</summary>
    public SegmentMoveCount? Enter { get; init; }

    /// <summary>Who would leave it.</summary>
    public SegmentMoveCount? Leave { get; init; }
}

/// <param name="Sample">Some of them.</param>
public sealed record SegmentMoveCount(long Count, IReadOnlyList<FoundCustomer> Sample);

/// <summary>Tells while a filter is edited whom it fits, and who would enter and who would leave.</summary>
public sealed class SegmentForecasts(IDbContextFactory<PromoDbContext> contexts, TimeProvider time)
{
    /// <summary>How many members a forecast names.</summary>
    public const int Named = 10;

    /// <summary>How many who enter or leave it names.</summary>
    public const int NamedMoves = 20;

    private const int Slice = 2_000;
    private const int Points = 20;
    private const int PerPoint = 100;

    /// <summary>
    /// Among many customers at once what a sample from all ages says; then, as it goes through everybody, how far it is; at last the exact numbers.
    /// Reads a slice at a time, and stops with the token.
    /// </summary>
    /// <param name="filter">One that <see cref="FilterCheck"/> finds nothing wrong with.</param>
    /// <param name="segmentId">The segment whose kept members it is compared with; null for none.</param>
    public async IAsyncEnumerable<SegmentForecast> ForecastAsync(Filter filter, string? segmentId, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var compiled = CompiledFilter<CustomerDetails>.Of(filter, CustomerFields.All);
        var reading = FilterReading.For([compiled], nameof(Customer.Name), nameof(Customer.Email));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var clock = await SegmentService.ClockAsync(db, time, ct);
        var customers = await db.Customers.LongCountAsync(ct);
        if (customers > Slice * 2) yield return await SampledAsync(db, compiled, reading, clock, customers, ct);

        var (after, looked, fits) = ("", 0L, 0L);
        var (enter, leave) = (0L, 0L);
        var (sample, entering, leaving) = (new List<FoundCustomer>(), new List<FoundCustomer>(), new List<FoundCustomer>());
        while (true)
        {
            var read = await reading.BehindAsync(db, after, Slice, ct);
            var ends = read.Count < Slice;
            var last = read.Count == 0 ? after : read[^1].Customer.Id;
            var from = after;
            var members = segmentId is null ? null
                : (await db.KeptMembers.AsNoTracking().Where(m => m.SegmentId == segmentId && string.Compare(m.CustomerId, from) > 0 && string.Compare(m.CustomerId, last) <= 0)
                    .Select(m => m.CustomerId).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
            foreach (var one in read)
            {
                var (holds, inside) = (compiled.Holds(one, clock), members?.Contains(one.Customer.Id) == true);
                if (holds && fits++ < Named) sample.Add(Of(one.Customer));
                if (holds && !inside && enter++ < NamedMoves) entering.Add(Of(one.Customer));
                if (!holds && inside && leave++ < NamedMoves) leaving.Add(Of(one.Customer));
            }

            looked += read.Count;
            after = last;
            yield return new SegmentForecast(Math.Max(customers, looked), looked, fits, ends, [.. sample])
            {
                Enter = segmentId is null ? null : new(enter, [.. entering]), Leave = segmentId is null ? null : new(leave, [.. leaving]),
            };
            if (ends) yield break;
        }
    }

    // Ids sort by age: runs that begin at even distances are a sample of all ages, found through the key.
    private static async Task<SegmentForecast> SampledAsync(
        PromoDbContext db, CompiledFilter<CustomerDetails> filter, FilterReading reading, FilterClock clock, long customers, CancellationToken ct)
    {
        var first = Ids.CreatedAt((await db.Customers.OrderBy(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync(ct)) ?? "");
        var last = Ids.CreatedAt((await db.Customers.OrderByDescending(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync(ct)) ?? "");
        var found = new Dictionary<string, CustomerDetails>(StringComparer.Ordinal);
        for (var point = 0; point < Points; point++)
        {
            var from = first is { } a && last is { } b ? Ids.Floor(CustomerMerge.IdPrefix, a + (b - a) * ((double)point / Points)) : "";
            foreach (var one in await reading.BehindAsync(db, from, PerPoint, ct)) found[one.Customer.Id] = one;
        }

        var fitting = found.Values.Where(one => filter.Holds(one, clock)).ToList();
        return new SegmentForecast(customers, found.Count, fitting.Count, false, [.. fitting.Take(Named).Select(one => Of(one.Customer))]);
    }

    private static FoundCustomer Of(Customer customer) => new(customer.Id, customer.SourceId, customer.Name, customer.Email);
}
