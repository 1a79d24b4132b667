using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

/// <summary>A customer with what they bought and redeemed, summed up. Amounts are minor units.</summary>
/// <param name="OrdersCount">Paid or fulfilled orders.</param>
/// <param name="SpentAmount">What they paid in all, after discounts.</param>
/// <param name="LastOrderAmount">Of the last such order, after discounts.</param>
/// <param name="RedeemedCount">Uses, those taken back included.</param>
/// <param name="RefusedCount">Refused redemptions.</param>
/// <param name="RolledBackCount">Uses taken back.</param>
public sealed record CustomerDetails(
    Customer Customer, long OrdersCount, long SpentAmount, long? LastOrderAmount, DateTimeOffset? LastOrderAt,
    long RedeemedCount, long RefusedCount, long RolledBackCount)
{
    /// <summary>How often each custom event happened, by its name; null where nobody asks, and for none.</summary>
    public IReadOnlyDictionary<string, long>? EventCounts { get; init; }

    /// <summary>How often a custom event happened.</summary>
    public long CountOf(string eventName) => EventCounts?.GetValueOrDefault(eventName) ?? 0;

    /// <summary>Of an order on average, minor units; null without any.</summary>
    public long? AverageOrderAmount => OrdersCount == 0 ? null : Money.Round(decimal.Divide(SpentAmount, OrdersCount));

    /// <summary>Somebody who bought and redeemed nothing, or of whom nobody asks.</summary>
    public static CustomerDetails Of(Customer customer) => new(customer, 0, 0, null, null, 0, 0, 0);

    /// <summary>One query, in its order; the sums are read through the indexes by customer.</summary>
    internal static IQueryable<CustomerDetails> Of(PromoDbContext db, IQueryable<Customer> customers) =>
        customers.Select(customer => new CustomerDetails(
            customer,
            db.Orders.LongCount(o => o.CustomerId == customer.Id && (o.Status == OrderStatus.Paid || o.Status == OrderStatus.Fulfilled)),
            db.Orders.Where(o => o.CustomerId == customer.Id && (o.Status == OrderStatus.Paid || o.Status == OrderStatus.Fulfilled)).Sum(o => o.Amount - o.DiscountAmount),
            db.Orders.Where(o => o.CustomerId == customer.Id && (o.Status == OrderStatus.Paid || o.Status == OrderStatus.Fulfilled))
                .OrderByDescending(o => o.Id).Select(o => (long?)(o.Amount - o.DiscountAmount)).FirstOrDefault(),
            db.Orders.Where(o => o.CustomerId == customer.Id && (o.Status == OrderStatus.Paid || o.Status == OrderStatus.Fulfilled))
                .OrderByDescending(o => o.Id).Select(o => (DateTimeOffset?)o.CreatedAt).FirstOrDefault(),
            db.Redemptions.LongCount(r => r.CustomerId == customer.Id && r.Kind == RedemptionKind.Redeemed),
            db.Redemptions.LongCount(r => r.CustomerId == customer.Id && r.Kind == RedemptionKind.RefusedRedemption),
            db.Redemptions.LongCount(r => r.CustomerId == customer.Id && r.Kind == RedemptionKind.Rollback)));

    /// <summary>How often each custom event happened to each of these customers.</summary>
    internal static async Task<Dictionary<string, Dictionary<string, long>>> EventCountsAsync(IQueryable<CustomEvent> events, CancellationToken ct)
    {
        var counts = new Dictionary<string, Dictionary<string, long>>(StringComparer.Ordinal);
        foreach (var sum in await events.GroupBy(e => new { e.CustomerId, e.Name }).Select(g => new { g.Key.CustomerId, g.Key.Name, Count = g.LongCount() }).ToListAsync(ct))
            (counts.TryGetValue(sum.CustomerId, out var own) ? own : counts[sum.CustomerId] = new(StringComparer.Ordinal))[sum.Name] = sum.Count;
        return counts;
    }

    /// <summary>Of a page of customers, in its order.</summary>
    internal static async Task<IReadOnlyList<CustomerDetails>> OfManyAsync(PromoDbContext db, IReadOnlyList<Customer> customers, CancellationToken ct)
    {
        var ids = customers.Select(c => c.Id).ToList();
        var found = await Of(db, db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id))).ToDictionaryAsync(details => details.Customer.Id, StringComparer.Ordinal, ct);
        return [.. customers.Select(customer => found.GetValueOrDefault(customer.Id) ?? Of(customer))];
    }
}
