using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

/// <summary>What the shop says about one order, new or known. What it does not say stays.</summary>
public sealed record ChangeOrder
{
    /// <summary>Platform id or source id of an order that must exist; null finds it by <see cref="SourceId"/> or makes a new one.</summary>
    public string? OrderId { get; init; }

    public string? SourceId { get; init; }

    /// <summary>Null keeps it; a new order is <see cref="OrderStatus.Created"/>.</summary>
    public OrderStatus? Status { get; init; }

    /// <summary>Replaces all lines; null keeps them.</summary>
    public IReadOnlyList<OrderLine>? Lines { get; init; }

    /// <summary>Value before discounts, minor units; with new lines and no amount it is their sum.</summary>
    public long? ExplicitAmount { get; init; }

    /// <summary>Laid over the stored, key by key.</summary>
    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    /// <summary><see cref="Metadata"/> takes the place of what is stored, as an editor sends it whole. Default false.</summary>
    public bool ReplaceMetadata { get; init; }

    /// <summary><see cref="Order.UpdatedAt"/> the editor saw; null accepts whatever is there.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Whose it is; stored when new. Null keeps it.</summary>
    public CustomerInput? Customer { get; init; }

    /// <summary>Who referred the customer; stored when new. Null keeps it.</summary>
    public CustomerInput? Referrer { get; init; }

    public required Caller Caller { get; init; }
}

/// <summary>Which orders to list, in which order.</summary>
public sealed record OrderQuery
{
    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Null for any.</summary>
    public OrderStatus? Status { get; init; }

    /// <summary>Platform id; null for any.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Value before discounts, minor units, inclusive.</summary>
    public long? MinAmount { get; init; }

    /// <summary>Value before discounts, minor units, inclusive.</summary>
    public long? MaxAmount { get; init; }

    /// <summary>How the source id begins, or the whole platform id; null for any.</summary>
    public string? Number { get; init; }

    public OrderSort Sort { get; init; }

    /// <summary>From 0.</summary>
    public int Skip { get; init; }

    /// <summary>1 to 100.</summary>
    public int Take { get; init; } = 10;
}

public enum OrderSort { Newest, Oldest, LatestChange, EarliestChange, Amount, AmountDescending }

public sealed partial class OrderService
{
    /// <summary>Stores an order outside a redemption, or changes a known one. Missing prices and names come from its SKUs and products.</summary>
    /// <returns>
    /// The order as it now stands; or <c>not_found</c> for the order or a platform id of a customer, <c>invalid_customer</c>, <c>invalid_order</c>, also for
    /// other lines or another value of an order that carries discounts: they were decided on what it was.
    /// </returns>
    public Task<Result<Order>> SaveAsync(ChangeOrder request, CancellationToken ct = default) => writes.WriteAsync((db, token) => SaveAsync(db, request, token), ct);

    /// <summary>The same within a write that is under way, for orders one after the other.</summary>
    /// <returns>For each null, or why it was not stored.</returns>
    internal async Task<IEnumerable<PromoError?>> SaveEachAsync(PromoDbContext db, IReadOnlyList<ChangeOrder> requests, Imports.ImportWork work, CancellationToken ct)
    {
        var answers = new List<PromoError?>(requests.Count);
        foreach (var request in requests) answers.Add((await SaveAsync(db, request, ct)).Error);
        return answers;
    }

    private async Task<Result<Order>> SaveAsync(PromoDbContext db, ChangeOrder request, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (request is { SeenAt: { } seen, OrderId: { } editedId } && await db.Orders.Where(o => o.Id == editedId && o.UpdatedAt == seen).ExecuteUpdateAsync(set => set.SetProperty(o => o.UpdatedAt, now), ct) == 0
            && await db.Orders.AnyAsync(o => o.Id == editedId, ct))
            return OrderErrors.EditedMeanwhile("order");
        var order = await LockedAsync(db, request.OrderId ?? request.SourceId, now, ct);
        if (order is null && request.OrderId is { } unknown) return OrderErrors.NotFound(unknown);
        if (order is not null && request.SourceId is { } source && order.SourceId is { } own && source != own)
            return OrderErrors.InvalidOrder($"The order's source_id stays {own}.");

        var checkedRequest = Checked(await MetadataSchemas.ReadAsync(db, ct), order, request);
        if (!checkedRequest.IsOk) return checkedRequest.Error;
        var content = await ContentAsync(db, order, checkedRequest.Value, now, ct);
        if (Problem(new OrderInput { SourceId = request.SourceId, Content = content }, content) is { } problem) return problem;
        if (!OrderArithmetic.Fits(content)) return OrderErrors.TooLarge();
        if (order is not null && Stands(order) && !SameValue(order.Content, content)) return OrderErrors.CarriesDiscounts(order.Id);

        var people = await PeopleAsync(db, request, ct);
        if (!people.IsOk) return people.Error;
        var (customer, referrer) = people.Value;
        var before = order?.Status;
        var told = order is null ? null : Told(order);
        if (order is null)
        {
            order = new Order
            {
                Id = Ids.New(IdPrefix, now), SourceId = request.SourceId, Content = content, Demo = request.Caller.Channel == Caller.DemoStore, CreatedAt = now,
            };
            db.Orders.Add(order);
        }

        order.Content = content;
        order.Amount = OrderArithmetic.InitialAmount(content) ?? 0;
        order.Status = request.Status ?? order.Status;
        order.CustomerId = customer?.Id ?? order.CustomerId;
        order.ReferrerId = referrer?.Id ?? order.ReferrerId;
        order.UpdatedAt = now;
        var becomes = before == order.Status || order.Status == OrderStatus.Created ? null : $"order.{order.Status.ToString().ToLowerInvariant()}";
        // People are audited in whole; of what the shop reports only what an order became, which is its history. All of it is in its events.
        if (request.Caller.Channel == Caller.Dashboard) db.Record(now, request.Caller.Name, before is null ? "order.created" : becomes ?? "order.changed", order.Id, before: told, after: Told(order));
        else if (before is not null && becomes is not null) db.Record(now, request.Caller.Name, becomes, order.Id, before: new { Status = before }, after: new { order.Status });
        if (before is null) db.Publish(now, "order.created", order.Id);
        else if (before == order.Status) db.Publish(now, "order.updated", order.Id);
        if (becomes is not null) db.Publish(now, becomes, order.Id);
        return order;
    }

    /// <summary>A page of orders.</summary>
    public async Task<Page<Order>> ListAsync(OrderQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new(await PageAsync(db, query, ct), await Fitting(db, query).LongCountAsync(ct));
    }

    // Touching the row first locks it: no redemption puts a discount on the order between our reading and our writing.
    private static async Task<Order?> LockedAsync(PromoDbContext db, string? id, DateTimeOffset now, CancellationToken ct)
    {
        if (id is null) return null;
        if (await db.Orders.Where(o => o.Id == id).ExecuteUpdateAsync(set => set.SetProperty(o => o.UpdatedAt, now), ct) > 0) return await db.Orders.SingleAsync(o => o.Id == id, ct);
        return await db.Orders.Where(o => o.SourceId == id).ExecuteUpdateAsync(set => set.SetProperty(o => o.UpdatedAt, now), ct) > 0
            ? await db.Orders.SingleAsync(o => o.SourceId == id, ct)
            : null;
    }

    private static async Task<OrderContent> ContentAsync(PromoDbContext db, Order? order, ChangeOrder request, DateTimeOffset now, CancellationToken ct)
    {
        var stored = order?.Content ?? new OrderContent();
        var content = stored with
        {
            Lines = request.Lines ?? stored.Lines,
            ExplicitAmount = request.ExplicitAmount ?? (request.Lines is null ? stored.ExplicitAmount : null),
            Metadata = request.ReplaceMetadata ? request.Metadata : stored.Metadata.MergedWith(request.Metadata),
        };
        if (request.Lines is null) return content;
        var items = await ItemStockReading.ReadAsync(db, [content], ct);
        return items.Resolve(content, [], new FilterClock(now, TimeZoneInfo.Utc));
    }

    // What is made needs all that is required; of what is known only the given keys are looked at. New lines are made, whatever order they are in.
    private static Result<ChangeOrder> Checked(MetadataSchemas schemas, Order? order, ChangeOrder request)
    {
        if (schemas.IsEmpty) return request;
        var lines = request.Lines is { } given ? OrderMetadata.MadeLines(schemas, given) : null;
        if (lines is { IsOk: false }) return lines.Error;
        if (order is not null) return schemas.Problem(MetadataResources.Order, request.ReplaceMetadata ? request.Metadata.Beyond(order.Content.Metadata) : request.Metadata) is { } wrong ? wrong : request with { Lines = lines?.Value };
        var metadata = schemas.Made(MetadataResources.Order, request.Metadata);
        return metadata.IsOk ? request with { Metadata = metadata.Value, Lines = lines?.Value } : metadata.Error;
    }

    // Together, so that somebody new who is both is stored once.
    private async Task<Result<(Customer? Customer, Customer? Referrer)>> PeopleAsync(PromoDbContext db, ChangeOrder request, CancellationToken ct)
    {
        var (customer, referrer) = (Named(request.Customer), Named(request.Referrer));
        CustomerInput[] named = [.. ((CustomerInput?[])[customer, referrer]).OfType<CustomerInput>()];
        if (named.Length == 0) return default((Customer?, Customer?));
        if (named.Select(CustomerMerge.Problem).OfType<PromoError>().FirstOrDefault() is { } problem) return problem;
        var stored = await customers.StoreAsync(db, named, request.Caller, ct);
        return stored.Match<Result<(Customer?, Customer?)>>(all => (customer is null ? null : all[0], referrer is null ? null : all[^1]), error => error);

        static CustomerInput? Named(CustomerInput? input) => input is not null && (CustomerMerge.PlatformId(input) is not null || CustomerMerge.CanBeFoundAgain(input)) ? input : null;
    }

    private static object Told(Order order) => new { order.SourceId, order.Status, order.CustomerId, order.ReferrerId, order.Amount, order.Content.Metadata };

    // Something was redeemed on it and not taken back, even if it came to nothing.
    private static bool Stands(Order order) => Standing(order).Any();

    private static bool SameValue(OrderContent one, OrderContent other) =>
        PromoJson.Write(one with { Metadata = MetadataBag.Empty }) == PromoJson.Write(other with { Metadata = MetadataBag.Empty });
}
