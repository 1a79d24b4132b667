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
    /// <summary>A constant number of queries for a page of customers.</summary>
    internal static async Task<IReadOnlyList<CustomerDetails>> OfManyAsync(PromoDbContext db, IReadOnlyList<Customer> customers, CancellationToken ct)
    {
        var ids = customers.Select(c => c.Id).ToList();
        var orders = await OrderTotals.OfManyAsync(db, ids, ct);
        var paid = db.Orders.AsNoTracking()
            .Where(o => o.CustomerId != null && ids.Contains(o.CustomerId) && (o.Status == OrderStatus.Paid || o.Status == OrderStatus.Fulfilled));
        var last = await paid.Where(o => o.Id == paid.Where(p => p.CustomerId == o.CustomerId).Max(p => p.Id))
            .Select(o => new { o.CustomerId, o.CreatedAt, PaidAmount = o.Amount - o.DiscountAmount }).ToDictionaryAsync(o => o.CustomerId!, ct);
        var redemptions = await db.Redemptions.AsNoTracking()
            .Where(r => r.CustomerId != null && ids.Contains(r.CustomerId))
            .GroupBy(r => new { r.CustomerId, r.Kind }).Select(g => new { g.Key.CustomerId, g.Key.Kind, Count = g.LongCount() }).ToListAsync(ct);
        return [.. customers.Select(Of)];

        CustomerDetails Of(Customer customer)
        {
            var sum = orders.GetValueOrDefault(customer.Id, OrderTotals.None);
            var latest = last.GetValueOrDefault(customer.Id);
            long Count(RedemptionKind kind) => redemptions.Find(r => r.CustomerId == customer.Id && r.Kind == kind)?.Count ?? 0;
            return new(
                customer, sum.Count, sum.PaidAmount, latest?.PaidAmount, latest?.CreatedAt,
                Count(RedemptionKind.Redeemed), Count(RedemptionKind.RefusedRedemption), Count(RedemptionKind.Rollback));
        }
    }
}
