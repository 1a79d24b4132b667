using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Segments;

/// <summary>What filters have to know of customers, read as cheaply as they allow: sums and counts only where one of them asks.</summary>
internal readonly record struct FilterReading(bool Figures, bool Events)
{
    public static FilterReading For(IEnumerable<CompiledFilter<CustomerDetails>> filters) =>
        filters.Aggregate(default(FilterReading), (all, filter) => new(all.Figures || filter.Asks(CustomerFields.Figures), all.Events || filter.Asks(CustomerFields.Events)));

    /// <summary>The next customers behind an id, in the order of ids.</summary>
    public Task<List<CustomerDetails>> BehindAsync(PromoDbContext db, string after, int count, CancellationToken ct) =>
        ReadAsync(db, db.Customers.AsNoTracking().Where(c => string.Compare(c.Id, after) > 0).OrderBy(c => c.Id).Take(count), ct);

    /// <summary>These customers, as far as they are stored.</summary>
    public Task<List<CustomerDetails>> OfAsync(PromoDbContext db, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        ReadAsync(db, db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)), ct);

    private async Task<List<CustomerDetails>> ReadAsync(PromoDbContext db, IQueryable<Customer> customers, CancellationToken ct)
    {
        var read = Figures ? await CustomerDetails.Of(db, customers).ToListAsync(ct) : (await customers.ToListAsync(ct)).ConvertAll(CustomerDetails.Of);
        if (!Events || read.Count == 0) return read;
        var ids = read.ConvertAll(one => one.Customer.Id);
        var counts = await CustomerDetails.EventCountsAsync(db.CustomEvents.AsNoTracking().Where(e => ids.Contains(e.CustomerId)), ct);
        return read.ConvertAll(one => counts.TryGetValue(one.Customer.Id, out var own) ? one with { EventCounts = own } : one);
    }
}
