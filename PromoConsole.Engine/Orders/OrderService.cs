using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

/// <summary>An order the shop reports outside a redemption.</summary>
public sealed record SaveOrder
{
    public required OrderInput Order { get; init; }

    /// <summary>Platform id of the customer; null for a guest.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Platform id of who referred the customer; null when nobody is known to. A known order keeps its own.</summary>
    public string? ReferrerId { get; init; }

    /// <summary>Default <see cref="OrderStatus.Created"/>.</summary>
    public OrderStatus Status { get; init; } = OrderStatus.Created;

    /// <summary>When it was placed, for one from elsewhere; null means now. A known order keeps its own.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>Orders: what was bought. A redemption stores its own; this is for the others, and for reading them.</summary>
public sealed partial class OrderService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, CustomerService customers, TimeProvider time)
{
    private const int Chunk = 500;
    private const string IdPrefix = "ord_";

    /// <summary>Stores orders, new or known by source id (a known one gets the status; its content stays what was redeemed on). Missing prices come from the product.</summary>
    /// <returns>The orders in the order given; or <c>invalid_order</c>, <c>not_found</c> for an unknown <c>ord_</c> id or customer, and then nothing was stored.</returns>
    public Task<Result<IReadOnlyList<Order>>> SaveManyAsync(IReadOnlyList<SaveOrder> orders, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync(async (db, token) => Results.All(await StoreEachAsync(db, orders, caller, token)), ct);

    /// <summary>The same within a write that is under way, and one refusal does not stop the others; what was refused is left as it was.</summary>
    /// <returns>An answer for every order, in the order given.</returns>
    internal async Task<IReadOnlyList<Result<Order>>> StoreEachAsync(
        PromoDbContext db, IReadOnlyList<SaveOrder> orders, Caller caller, CancellationToken ct)
    {
        var result = new List<Result<Order>>(orders.Count);
        var schemas = await MetadataSchemas.ReadAsync(db, ct);
        foreach (var chunk in orders.Chunk(Chunk))
        {
            var now = time.GetUtcNow();
            var items = await ItemStockReading.ReadAsync(db, chunk.Select(o => o.Order.Content), ct);
            var known = await KnownAsync(db, chunk, ct);
            var customers = chunk.SelectMany(o => (string?[])[o.CustomerId, o.ReferrerId]).OfType<string>().Distinct().ToList();
            var stored = await db.Customers.Where(c => customers.Contains(c.Id)).Select(c => c.Id).ToHashSetAsync(ct);
            foreach (var save in chunk) result.Add(Store(save));

            Result<Order> Store(SaveOrder save)
            {
                if (save.CustomerId is { } customer && !stored.Contains(customer)) return CustomerErrors.NotFound(customer);
                if (save.ReferrerId is { } referrer && !stored.Contains(referrer)) return CustomerErrors.NotFound(referrer);
                var order = save.Order.Id is { } id ? known.GetValueOrDefault(id)
                    : save.Order.SourceId is { } source ? known.GetValueOrDefault(source)
                    : null;
                if (order is null)
                {
                    if (save.Order.Id is { } unknown) return OrderErrors.NotFound(unknown);
                    var made = OrderMetadata.Made(schemas, save.Order.Content);
                    if (!made.IsOk) return made.Error;
                    var content = items.Resolve(made.Value, [], new FilterClock(now, TimeZoneInfo.Utc));
                    if (Problem(save.Order, content) is { } problem) return problem;
                    if (!OrderArithmetic.Fits(content)) return OrderErrors.TooLarge();
                    order = New(save, content, caller, save.CreatedAt ?? now);
                    db.Orders.Add(order);
                    if (order.SourceId is { } sourceId) known[sourceId] = order;
                }

                order.Status = save.Status;
                order.CustomerId ??= save.CustomerId;
                order.ReferrerId ??= save.ReferrerId;
                order.UpdatedAt = now;
                return order;
            }
        }

        return result;
    }

    /// <param name="id">Platform id or source id.</param>
    /// <returns>The order, or <c>not_found</c>.</returns>
    public async Task<Result<Order>> GetAsync(string id, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var order = await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, ct)
            ?? await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.SourceId == id, ct);
        return order is null ? OrderErrors.NotFound(id) : order;
    }

    /// <summary>The newest orders of the shop.</summary>
    public async Task<IReadOnlyList<Order>> RecentAsync(int count = 20, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Orders.AsNoTracking().OrderByDescending(o => o.Id).Take(Math.Clamp(count, 1, 100)).ToListAsync(ct);
    }

    /// <summary>A customer's orders, newest first.</summary>
    /// <param name="before">Only orders with a smaller id, for the next page; null for the newest.</param>
    public async Task<IReadOnlyList<Order>> OfCustomerAsync(string customerId, int count = 20, string? before = null, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var orders = db.Orders.AsNoTracking().Where(o => o.CustomerId == customerId);
        if (before is not null) orders = orders.Where(o => string.Compare(o.Id, before) < 0);
        return await orders.OrderByDescending(o => o.Id).Take(Math.Clamp(count, 1, 100)).ToListAsync(ct);
    }

    private static Order New(SaveOrder save, OrderContent content, Caller caller, DateTimeOffset now) => new()
    {
        Id = Ids.New(IdPrefix, now), SourceId = save.Order.SourceId, CustomerId = save.CustomerId, Content = content,
        Amount = OrderArithmetic.InitialAmount(content) ?? 0, Demo = caller.Channel == Caller.DemoStore, CreatedAt = now, UpdatedAt = now,
    };

    private static InvalidError? Problem(OrderInput order, OrderContent content) =>
        order.SourceId is { Length: > 255 } ? OrderErrors.InvalidOrder("The order's source_id is longer than 255 characters.")
        : content.Lines.Count > 500 ? OrderErrors.InvalidOrder("An order has at most 500 lines.")
        : content.ExplicitAmount < 0 ? OrderErrors.InvalidOrder("The order's amount must be 0 or more.")
        : content.Lines.Any(l => l.Quantity < 0 || l.PriceAmount < 0 || l.ExplicitAmount < 0)
            ? OrderErrors.InvalidOrder("Quantities and prices must be 0 or more.")
        : null;

    private static async Task<Dictionary<string, Order>> KnownAsync(PromoDbContext db, SaveOrder[] chunk, CancellationToken ct)
    {
        var ids = chunk.Select(o => o.Order.Id).OfType<string>().Distinct().ToList();
        var sources = chunk.Select(o => o.Order.SourceId).OfType<string>().Distinct().ToList();
        var orders = await db.Orders.Where(o => ids.Contains(o.Id) || (o.SourceId != null && sources.Contains(o.SourceId))).ToListAsync(ct);
        var known = new Dictionary<string, Order>(StringComparer.Ordinal);
        foreach (var order in orders)
        {
            known[order.Id] = order;
            if (order.SourceId is { } source) known[source] = order;
        }

        return known;
    }
}
