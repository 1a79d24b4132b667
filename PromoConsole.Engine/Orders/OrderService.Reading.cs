using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

/// <summary>An order as a list shows it.</summary>
/// <param name="TotalAmount">After all discounts, minor units.</param>
/// <param name="ItemsCount">Lines as sent.</param>
/// <param name="RedemptionsCount">Of codes and tiers that stand.</param>
public sealed record OrderRow(
    string Id, string? SourceId, OrderStatus Status, string? CustomerId, string? CustomerName, long Amount, long DiscountAmount, long TotalAmount, int ItemsCount, int RedemptionsCount,
    DateTimeOffset CreatedAt);

/// <summary>An order with all that happened on it.</summary>
/// <param name="State">As it stands now, line by line.</param>
/// <param name="Shares">What each line carries of discounts on the order as a whole, by its place; of redemptions that stand.</param>
/// <param name="History">Redemptions, refused attempts and rollbacks, oldest first; of very many the newest.</param>
public sealed record OrderDetails(Order Order, OrderState State, Customer? Customer, IReadOnlyList<long> Shares, IReadOnlyList<Redemption> History)
{
    /// <summary>Who referred the customer; null when nobody is known to, or once they were deleted.</summary>
    public Customer? Referrer { get; init; }
}

public sealed partial class OrderService
{
    /// <summary>How many entries of an order's history are told.</summary>
    public const int HistoryTold = 200;

    /// <summary>A page of orders for a list; counted up to <see cref="Counting.AtMost"/> + 1.</summary>
    public async Task<Page<OrderRow>> RowsAsync(OrderQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new(await RowsAsync(db, await PageAsync(db, query, ct), ct), await Fitting(db, query).CountUpToAsync(ct));
    }

    /// <summary>All orders that fit, in the order asked for, for a file: read a page at a time behind the last one, so memory is constant.</summary>
    public async IAsyncEnumerable<OrderRow> AllAsync(OrderQuery query, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (Order? last = null; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var left = Fitting(db, query);
            if (last is not null) left = Behind(left, query.Sort, last);
            var page = await Sorted(left, query.Sort).Take(Chunk).ToListAsync(ct);
            foreach (var row in await RowsAsync(db, page, ct)) yield return row;
            if (page.Count < Chunk) yield break;
            last = page[^1];
        }
    }

    /// <param name="id">Platform id or source id.</param>
    /// <returns>The order with its history, or <c>not_found</c>.</returns>
    public async Task<Result<OrderDetails>> GetDetailsAsync(string id, CancellationToken ct = default)
    {
        var found = await GetAsync(id, ct);
        if (!found.IsOk) return found.Error;
        var order = found.Value;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var history = await db.Redemptions.AsNoTracking().Where(r => r.OrderId == order.Id).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(HistoryTold).ToListAsync(ct);
        var standing = Standing(order).SelectMany(one => one.Changes).Select(change => change.RedemptionId).ToHashSet(StringComparer.Ordinal);
        var shares = new long[order.Content.Lines.Count];
        foreach (var discount in history.Where(r => standing.Contains(r.Id)).Select(r => r.Detail.Proof?.Discount))
            for (var i = 0; i < Math.Min(shares.Length, discount?.Shares.Count ?? 0); i++) shares[i] += discount!.Shares[i];
        var customer = order.CustomerId is { } customerId ? await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == customerId, ct) : null;
        var referrer = order.ReferrerId is { } referrerId ? await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == referrerId, ct) : null;
        return new OrderDetails(order, order.State(), customer, shares, [.. history.OrderBy(r => r.At).ThenBy(r => r.Id, StringComparer.Ordinal)]) { Referrer = referrer };
    }

    private static Task<List<Order>> PageAsync(PromoDbContext db, OrderQuery query, CancellationToken ct) =>
        Sorted(Fitting(db, query), query.Sort).Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 100)).ToListAsync(ct);

    private static async Task<List<OrderRow>> RowsAsync(PromoDbContext db, List<Order> page, CancellationToken ct)
    {
        var customers = page.Select(o => o.CustomerId).OfType<string>().Distinct().ToList();
        var names = await db.Customers.AsNoTracking().Where(c => customers.Contains(c.Id)).ToDictionaryAsync(c => c.Id, CustomerNames.Of, ct);
        return page.ConvertAll(order =>
        {
            var state = order.State();
            return new OrderRow(
                order.Id, order.SourceId, order.Status, order.CustomerId, order.CustomerId is { } id ? names.GetValueOrDefault(id) : null,
                state.Amount ?? 0, state.TotalDiscountAmount, state.TotalAmount ?? 0, order.Content.Lines.Count, Standing(order).Sum(one => one.Changes.Count), order.CreatedAt);
        });
    }

    private static IQueryable<Order> Behind(IQueryable<Order> orders, OrderSort sort, Order last) => sort switch
    {
        OrderSort.Oldest => orders.Behind(o => o.Id, last.Id, last.Id, descending: false),
        OrderSort.LatestChange or OrderSort.EarliestChange => orders.Behind(o => o.UpdatedAt, last.UpdatedAt, last.Id, sort == OrderSort.LatestChange),
        OrderSort.Amount or OrderSort.AmountDescending => orders.Behind(o => o.Amount, last.Amount, last.Id, sort == OrderSort.AmountDescending),
        _ => orders.Behind(o => o.Id, last.Id, last.Id, descending: true),
    };

    private static IQueryable<Order> Sorted(IQueryable<Order> orders, OrderSort sort) => sort switch
    {
        OrderSort.Oldest => orders.OrderBy(o => o.Id),
        OrderSort.LatestChange => orders.OrderByDescending(o => o.UpdatedAt).ThenByDescending(o => o.Id),
        OrderSort.EarliestChange => orders.OrderBy(o => o.UpdatedAt).ThenBy(o => o.Id),
        OrderSort.Amount => orders.OrderBy(o => o.Amount).ThenBy(o => o.Id),
        OrderSort.AmountDescending => orders.OrderByDescending(o => o.Amount).ThenByDescending(o => o.Id),
        _ => orders.OrderByDescending(o => o.Id),
    };

    private static IEnumerable<OrderRedemption> Standing(Order order) => order.Redemptions?.Where(redemption => redemption.RollbackId is null || redemption.Kept) ?? [];

    private static IQueryable<Order> Fitting(PromoDbContext db, OrderQuery query)
    {
        var orders = db.Orders.AsNoTracking();
        // Ids sort by time and are the key: a range over them needs no index of its own.
        if (query.CreatedAfter is { } after)
        {
            var first = Ids.Floor(IdPrefix, after);
            orders = orders.Where(o => string.Compare(o.Id, first) >= 0 && o.CreatedAt > after);
        }

        if (query.CreatedBefore is { } bound)
        {
            var end = Ids.Floor(IdPrefix, bound.AddMilliseconds(1));
            orders = orders.Where(o => string.Compare(o.Id, end) < 0 && o.CreatedAt < bound);
        }

        if (query.Status is { } status) orders = orders.Where(o => o.Status == status);
        if (query.CustomerId is { } customer) orders = orders.Where(o => o.CustomerId == customer);
        if (query.MinAmount is { } least) orders = orders.Where(o => o.Amount >= least);
        if (query.MaxAmount is { } most) orders = orders.Where(o => o.Amount <= most);
        if (query.Number is { Length: > 0 } number)
        {
            var pattern = Like.StartingWith(number);
            orders = orders.Where(o => o.Id == number || (o.SourceId != null && EF.Functions.Like(o.SourceId, pattern, Like.Escape)));
        }

        return orders;
    }
}
