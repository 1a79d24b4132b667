using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Segments;

/// <summary>What filters have to know of customers, read as cheaply as they allow: only the columns one of them asks for, sums and counts only where one asks.</summary>
internal sealed class FilterReading
{
    // Of what filters ask, the part of the customer that answers it.
    private static readonly (string Asked, string Member)[] s_members =
    [
        ("name", nameof(Customer.Name)), ("email", nameof(Customer.Email)), ("phone", nameof(Customer.Phone)), ("source_id", nameof(Customer.SourceId)),
        ("description", nameof(Customer.Description)), ("birthdate", nameof(Customer.Birthdate)), ("created_at", nameof(Customer.CreatedAt)), ("updated_at", nameof(Customer.UpdatedAt)),
        ("address.city", nameof(Customer.City)), ("address.state", nameof(Customer.Address)), ("address.country", nameof(Customer.Address)), ("address.postal_code", nameof(Customer.Address)),
        ("address.line_", nameof(Customer.Address)), ("metadata.", nameof(Customer.Metadata)), (CustomerFields.Consents, nameof(Customer.Consents)),
    ];

    private readonly Expression<Func<Customer, Customer>> _asked;
    private readonly bool _cityAlone;

    private FilterReading(bool figures, bool events, Expression<Func<Customer, Customer>> asked, bool cityAlone) => (Figures, Events, _asked, _cityAlone) = (figures, events, asked, cityAlone);

    /// <summary>Whether one of them asks for sums over orders and redemptions.</summary>
    public bool Figures { get; }

    /// <summary>Whether one of them asks how often a custom event happened.</summary>
    public bool Events { get; }

    /// <param name="also">Parts of the customer that are needed besides what is asked; ids always are.</param>
    public static FilterReading For(IReadOnlyCollection<CompiledFilter<CustomerDetails>> filters, params IEnumerable<string> also)
    {
        bool Asks(string beginning) => filters.Any(filter => filter.Asks(beginning));
        var members = s_members.Where(one => Asks(one.Asked)).Select(one => one.Member).Concat([nameof(Customer.Id), nameof(Customer.SourceId), .. also]).ToHashSet(StringComparer.Ordinal);
        var customer = Expression.Parameter(typeof(Customer), "c");
        var some = Expression.MemberInit(Expression.New(typeof(Customer)), members.Select(name => Expression.Bind(typeof(Customer).GetProperty(name)!, Expression.Property(customer, name))));
        return new(Asks(CustomerFields.Figures), Asks(CustomerFields.Events), Expression.Lambda<Func<Customer, Customer>>(some, customer),
            members.Contains(nameof(Customer.City)) && !members.Contains(nameof(Customer.Address)));
    }

    /// <summary>The next customers behind an id, in the order of ids.</summary>
    public Task<List<CustomerDetails>> BehindAsync(PromoDbContext db, string after, int count, CancellationToken ct) =>
        ReadAsync(db, db.Customers.AsNoTracking().Where(c => string.Compare(c.Id, after) > 0).OrderBy(c => c.Id).Take(count), ct);

    /// <summary>These customers, as far as they are stored.</summary>
    public Task<List<CustomerDetails>> OfAsync(PromoDbContext db, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        ReadAsync(db, db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)), ct);

    private async Task<List<CustomerDetails>> ReadAsync(PromoDbContext db, IQueryable<Customer> customers, CancellationToken ct)
    {
        customers = customers.Select(_asked);
        var read = Figures ? await CustomerDetails.Of(db, customers).ToListAsync(ct) : (await customers.ToListAsync(ct)).ConvertAll(CustomerDetails.Of);
        if (_cityAlone) // a column, where the rest of an address is a document
            foreach (var one in read) CustomerMerge.SetAddress(one.Customer, new CustomerAddress(one.Customer.City, null, null, null, null, null));
        if (!Events || read.Count == 0) return read;
        var ids = read.ConvertAll(one => one.Customer.Id);
        var counts = await CustomerDetails.EventCountsAsync(db.CustomEvents.AsNoTracking().Where(e => ids.Contains(e.CustomerId)), ct);
        return read.ConvertAll(one => counts.TryGetValue(one.Customer.Id, out var own) ? one with { EventCounts = own } : one);
    }
}
