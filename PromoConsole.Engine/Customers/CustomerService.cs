using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

/// <summary>Customers: kept in step with what the shop sends, found again, and summed up.</summary>
public sealed partial class CustomerService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, Segments.SegmentMembership membership, TimeProvider time)
{
    private const int Chunk = 500; // rows a query names at once, below the parameter limits of both databases

    /// <summary>Stores what is known about a customer, new or not: found by platform id, else by source id; absent parts stay, metadata is merged by key.</summary>
    /// <returns>The customer as it now stands; or <c>not_found</c> for an unknown <c>cust_</c> id, <c>invalid_customer</c>.</returns>
    public async Task<Result<Customer>> UpsertAsync(CustomerInput input, Caller caller, CancellationToken ct = default)
    {
        var stored = await UpsertManyAsync([input], caller, ct);
        return stored.Match<Result<Customer>>(customers => customers[0], error => error);
    }

    /// <summary>The same for many at once, in one transaction with a constant number of queries per 500; the later of two inputs for one customer wins.</summary>
    /// <returns>The customers in the order given; or the first refusal, and then nothing was stored.</returns>
    public async Task<Result<IReadOnlyList<Customer>>> UpsertManyAsync(IReadOnlyList<CustomerInput> inputs, Caller caller, CancellationToken ct = default)
    {
        foreach (var input in inputs)
            if (CustomerMerge.Problem(input) is { } problem) return problem;
        return await writes.WriteAsync((db, token) => StoreAsync(db, inputs, caller, token), ct);
    }

    /// <summary>Stores customers as part of a transaction that does more, for example publishing a code to them.</summary>
    internal async Task<Result<IReadOnlyList<Customer>>> StoreAsync(
        PromoDbContext db, IReadOnlyList<CustomerInput> inputs, Caller caller, CancellationToken ct) =>
        Results.All(await StoreEachAsync(db, inputs, caller, ct));

    /// <summary>The same where one refusal does not stop the others; what was refused is left as it was.</summary>
    /// <returns>An answer for every input, in the order given.</returns>
    internal async Task<IReadOnlyList<Result<Customer>>> StoreEachAsync(
        PromoDbContext db, IReadOnlyList<CustomerInput> inputs, Caller caller, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var result = new List<Result<Customer>>(inputs.Count);
        var bySource = new Dictionary<string, Customer>(StringComparer.Ordinal);
        await WriteSteps.ShareCatalogueAsync(db, ct);
        var schemas = await MetadataSchemas.ReadAsync(db, ct);
        foreach (var chunk in inputs.Chunk(Chunk))
        {
            var ids = chunk.Select(CustomerMerge.PlatformId).OfType<string>().Distinct().ToList();
            var sources = chunk.Select(CustomerMerge.SourceId).OfType<string>().Distinct().ToList();
            var aliases = await CustomerIds.AliasesAsync(db, [.. ids, .. sources], ct);
            ids.AddRange(aliases.Values);
            var known = await db.Customers
                .Where(c => ids.Contains(c.Id) || (c.SourceId != null && sources.Contains(c.SourceId)))
                .ToListAsync(ct);
            var byId = known.ToDictionary(c => c.Id, StringComparer.Ordinal);
            foreach (var (alias, owner) in aliases)
                if (byId.GetValueOrDefault(owner) is { } holder) byId[alias] = bySource[alias] = holder;
            foreach (var customer in known)
                if (customer.SourceId is { } source) bySource[source] = customer;

            foreach (var input in chunk) result.Add(Store(input));

            Result<Customer> Store(CustomerInput input)
            {
                if (CustomerMerge.Problem(input) is { } problem) return problem;
                var customer = Find(input, byId, bySource);
                if (customer is null && CustomerMerge.PlatformId(input) is { } unknown) return CustomerErrors.NotFound(unknown);
                if (customer is null)
                {
                    var metadata = schemas.Made(MetadataResources.Customer, input.Metadata);
                    if (!metadata.IsOk) return metadata.Error;
                    customer = CustomerMerge.New(input with { Metadata = metadata.Value }, now, demo: caller.Channel == Caller.DemoStore);
                    db.Customers.Add(customer);
                    db.Outbox.Add(Event("customer.created", customer, now));
                }
                else
                {
                    if (schemas.Problem(MetadataResources.Customer, input.Metadata) is { } wrong) return wrong;
                    if (Clash(customer, input, bySource)) return CustomerErrors.SourceIdTaken(CustomerMerge.SourceId(input)!);
                    var before = customer.Copy();
                    if (CustomerMerge.Lay(customer, input, now) && db.Entry(customer).State != EntityState.Added) Changed(db, before, customer, caller, now);
                }

                if (customer.SourceId is { } sourceId) bySource[sourceId] = customer;
                return customer;
            }
        }

        return result;
    }

    /// <summary>Changes a known customer.</summary>
    /// <returns>The customer; or <c>not_found</c>, <c>invalid_customer</c>, also for another source id than the one it has, <c>duplicate_found</c>.</returns>
    public async Task<Result<Customer>> ChangeAsync(ChangeCustomer request, CancellationToken ct = default)
    {
        if (CustomerMerge.Problem(request.Input) is { } problem) return problem;
        return await writes.WriteAsync<Customer>(async (db, token) =>
        {
            var customer = await db.Customers.ByIdAsync(db, request.CustomerId, token);
            if (customer is null) return CustomerErrors.NotFound(request.CustomerId);
            if (CustomerMerge.SourceId(request.Input) is { } source && source != customer.SourceId
                && await db.Customers.ByIdAsync(db, source, token) is var owner && owner != customer)
            {
                if (customer.SourceId is { } own) return CustomerErrors.SourceIdStays(own);
                if (owner is not null) return CustomerErrors.SourceIdTaken(source);
            }

            if ((await MetadataSchemas.ReadAsync(db, token)).Problem(MetadataResources.Customer, request.Input.Metadata) is { } wrong) return wrong;
            var now = time.GetUtcNow();
            var before = customer.Copy();
            CustomerMerge.Clear(customer, request.Cleared);
            CustomerMerge.Lay(customer, request.Input, now);
            if (db.ChangeTracker.HasChanges())
            {
                customer.UpdatedAt = now;
                Changed(db, before, customer, request.Caller, now);
            }

            return customer;
        }, ct);
    }

    /// <param name="id">Platform id, source id, or one they had before.</param>
    /// <returns>The customer, or <c>not_found</c>.</returns>
    public async Task<Result<Customer>> GetAsync(string id, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var customer = await db.Customers.AsNoTracking().ByIdAsync(db, id, ct);
        return customer is null ? CustomerErrors.NotFound(id) : customer;
    }

    /// <summary>Customers whose codes were tried last, newest first: who is probably calling support right now.</summary>
    public async Task<IReadOnlyList<Customer>> RecentlyActiveAsync(int count, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var newest = await db.Redemptions.AsNoTracking()
            .OrderByDescending(r => r.At).Take(200)
            .Select(r => r.CustomerId).ToListAsync(ct);
        var ids = newest.OfType<string>().Distinct().Take(count).ToList();
        var customers = await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        return [.. customers.OrderBy(c => ids.IndexOf(c.Id))];
    }

    /// <summary>Orders, uses, refusals and discounts of one customer in numbers.</summary>
    /// <param name="customerId">Platform id; an unknown one gives zeros.</param>
    public async Task<CustomerSummary> SummaryAsync(string customerId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var orders = await OrderTotals.OfAsync(db, customerId, ct);
        var last = await db.Orders.AsNoTracking()
            .Where(o => o.CustomerId == customerId && (o.Status == OrderStatus.Paid || o.Status == OrderStatus.Fulfilled))
            .OrderByDescending(o => o.Id)
            .Select(o => new { o.Id, o.CreatedAt, PaidAmount = o.Amount - o.DiscountAmount })
            .FirstOrDefaultAsync(ct);
        var kinds = await db.Redemptions.AsNoTracking()
            .Where(r => r.CustomerId == customerId)
            .GroupBy(r => r.Kind)
            .Select(g => new { Kind = g.Key, Count = g.LongCount(), DiscountAmount = g.Sum(r => r.DiscountAmount) })
            .ToDictionaryAsync(g => g.Kind, ct);

        long Count(RedemptionKind kind) => kinds.TryGetValue(kind, out var found) ? found.Count : 0;
        return new(
            orders.Count, orders.PaidAmount, last?.Id, last?.CreatedAt, last?.PaidAmount,
            Count(RedemptionKind.Redeemed) - Count(RedemptionKind.Rollback),
            Count(RedemptionKind.RefusedRedemption) + Count(RedemptionKind.RefusedValidation),
            Count(RedemptionKind.Rollback),
            kinds.Values.Sum(g => g.DiscountAmount)); // rollbacks carry what they take back as a negative amount
    }

    private static Customer? Find(CustomerInput input, Dictionary<string, Customer> byId, Dictionary<string, Customer> bySource) =>
        CustomerMerge.PlatformId(input) is { } id ? byId.GetValueOrDefault(id)
        : CustomerMerge.SourceId(input) is { } source ? bySource.GetValueOrDefault(source)
        : null;

    private static bool Clash(Customer customer, CustomerInput input, Dictionary<string, Customer> bySource) =>
        customer.SourceId is null && CustomerMerge.SourceId(input) is { } source && bySource.TryGetValue(source, out var owner) && owner != customer;

    private static void Changed(PromoDbContext db, Customer before, Customer customer, Caller caller, DateTimeOffset now)
    {
        db.Outbox.Add(Event("customer.updated", customer, now));
        db.Audit.Add(CustomerChange.Of(before, customer, caller.Name, now));
    }

    private static OutboxEvent Event(string type, Customer customer, DateTimeOffset now) =>
        new() { Id = Ids.New("evred_", now), Type = type, Subject = customer.Id, At = now };
}
