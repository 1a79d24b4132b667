using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Activities;

/// <summary>Which of what happened with a customer.</summary>
/// <param name="CustomerId">Platform id.</param>
public sealed record ActivityQuery(string CustomerId)
{
    /// <summary>Only these of <see cref="CustomerActivities.Types"/>; null for all.</summary>
    public IReadOnlyCollection<string>? Types { get; init; }

    /// <summary>Only what was about this campaign; null for all.</summary>
    public string? CampaignId { get; init; }

    /// <summary>Only what was about campaigns of this kind; null for all.</summary>
    public CampaignKind? CampaignKind { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    public bool OldestFirst { get; init; }

    /// <summary>The last entry of the page before; null for the first page.</summary>
    public string? StartingAfterId { get; init; }

    /// <summary>1 to 100.</summary>
    public int Limit { get; init; } = 10;
}

/// <summary>Something that happened with a customer.</summary>
/// <param name="Id"><c>ccrev_…</c>, made of the id of what happened.</param>
/// <param name="Type">In the field's words: <c>customer.redemption.succeeded</c>.</param>
/// <param name="GroupId">Common to all that one request did.</param>
/// <param name="What">The <see cref="Redemption"/>, <see cref="Publication"/>, <see cref="RefusedPublication"/>, <see cref="Order"/>, <see cref="OrderMove"/>, <see cref="CustomEvent"/>, <see cref="SegmentMove"/> or <see cref="Customer"/>, or the <see cref="AuditEntry"/> of a change.</param>
public sealed record Activity(string Id, string Type, DateTimeOffset At, string GroupId, object What);

/// <summary>That the status of an order changed after it was made, or something else of it in the dashboard.</summary>
public sealed class OrderMove
{
    /// <summary>As it is now.</summary>
    public required Order Order { get; init; }

    /// <summary>What it became, and who said so.</summary>
    public required AuditEntry Log { get; init; }
}

/// <summary>Everything that happened with a customer, in the order it happened. Nothing is written for it: it is read from what is stored, a page from each kind.</summary>
public sealed class CustomerActivities(IDbContextFactory<PromoDbContext> contexts)
{
    private static readonly ActivitySource[] s_sources =
    [
        new ActivitySource<Customer>(
            CustomerMerge.IdPrefix, ["customer.created"],
            (db, owner) => db.Customers.Where(c => c.Id == owner.CustomerId).Select(c => new Happened<Customer> { Id = c.Id, At = c.CreatedAt, Order = c.Id, Type = "customer.created", What = c })),
        new ActivitySource<AuditEntry>(
            "aud_", ["customer.updated"],
            (db, owner) => db.Audit.Where(a => owner.Ids.Contains(a.Subject) && (a.Action == CustomerChange.ByShop || a.Action == CustomerChange.ByPerson || a.Action == ConsentService.Said))
                .Select(a => new Happened<AuditEntry> { Id = a.Id, At = a.At, Order = a.Id, Type = "customer.updated", What = a })),
        new ActivitySource<CustomEvent>(
            "ccrev_", ["customer.custom_event"],
            (db, owner) => db.CustomEvents.Where(e => e.CustomerId == owner.CustomerId).Select(e => new Happened<CustomEvent> { Id = e.Id, At = e.At, Order = e.Id, Type = "customer.custom_event", What = e })),
        new ActivitySource<SegmentMove>(
            "ccrev_", ["customer.segment.entered", "customer.segment.left"],
            (db, owner) => db.SegmentMoves.Where(m => m.CustomerId == owner.CustomerId)
                .Select(m => new Happened<SegmentMove> { Id = m.Id, At = m.At, Order = m.Id, Type = m.Entered ? "customer.segment.entered" : "customer.segment.left", What = m })),
        new ActivitySource<Publication>(
            "pub_", ["customer.publication.succeeded"],
            (db, owner) => db.Publications.Where(p => p.CustomerId == owner.CustomerId)
                .Select(p => new Happened<Publication> { Id = p.Id, At = p.CreatedAt, Order = p.Id, Type = "customer.publication.succeeded", CampaignId = p.CampaignId, What = p }),
            ofCampaigns: true),
        new ActivitySource<RefusedPublication>(
            "pub_", ["customer.publication.failed"],
            (db, owner) => db.RefusedPublications.Where(p => p.CustomerId == owner.CustomerId)
                .Select(p => new Happened<RefusedPublication> { Id = p.Id, At = p.CreatedAt, Order = p.Id, Type = "customer.publication.failed", CampaignId = p.CampaignId, What = p }),
            ofCampaigns: true),
        new ActivitySource<Redemption>(
            null, ["customer.validation.failed", "customer.redemption.succeeded", "customer.redemption.failed", "customer.redemption.rollback.succeeded"],
            (db, owner) => db.Redemptions.Where(r => r.CustomerId == owner.CustomerId && r.Kind != RedemptionKind.Combined && r.Kind != RedemptionKind.CombinedRollback)
                .Select(r => new Happened<Redemption>
                {
                    Id = r.Id, At = r.At, Order = r.Id.Substring(r.Id.IndexOf("_") + 1), CampaignId = r.CampaignId, GroupId = r.ParentId, What = r,
                    Type = r.Kind == RedemptionKind.Redeemed ? "customer.redemption.succeeded"
                        : r.Kind == RedemptionKind.RefusedRedemption ? "customer.redemption.failed"
                        : r.Kind == RedemptionKind.RefusedValidation ? "customer.validation.failed" : "customer.redemption.rollback.succeeded",
                }),
            ofCampaigns: true),
        new ActivitySource<Order>(
            "ord_", ["customer.order.created"],
            (db, owner) => db.Orders.Where(o => o.CustomerId == owner.CustomerId).Select(o => new Happened<Order> { Id = o.Id, At = o.CreatedAt, Order = o.Id, Type = "customer.order.created", What = o })),
        new ActivitySource<OrderMove>(
            "aud_", ["customer.order.paid", "customer.order.canceled", "customer.order.fulfilled", "customer.order.updated"],
            (db, owner) => Logged(db, db.Orders.Where(o => o.CustomerId == owner.CustomerId)).Where(m => m.Log.Action == "order.paid" || m.Log.Action == "order.canceled" || m.Log.Action == "order.fulfilled" || m.Log.Action == "order.changed")
                .Select(m => new Happened<OrderMove> { Id = m.Log.Id, At = m.Log.At, Order = m.Log.Id, Type = m.Log.Action == "order.changed" ? "customer.order.updated" : "customer." + m.Log.Action, What = m })),
    ];

    /// <summary>Every type there can be.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. s_sources.SelectMany(source => source.Types)];

    /// <returns>A page and whether more follow; or <c>not_found</c> for the entry to start after.</returns>
    public async Task<Result<(IReadOnlyList<Activity> Page, bool HasMore)>> ListAsync(ActivityQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var owner = new ActivityOwner(query.CustomerId, await CustomerIds.AllAsync(db, query.CustomerId, ct));
        ActivityCursor? after = null;
        if (query.StartingAfterId is { } start && (after = await FindAsync(db, owner, start, ct)) is null) return new NotFoundError("activity", start);
        var limit = Math.Clamp(query.Limit, 1, 100);
        var found = new List<Activity>();
        foreach (var source in s_sources) found.AddRange(await source.PageAsync(db, owner, query, after, limit + 1, ct));

        found.Sort((one, other) => (one.At.CompareTo(other.At) is var order and not 0 ? order : string.CompareOrdinal(one.Id, other.Id)) * (query.OldestFirst ? 1 : -1));
        return (found.Take(limit).ToList(), found.Count > limit);
    }

    // On SQL Server ids and subjects of the log are of two collations; the order's is brought to the log's, whose index is asked.
    private static IQueryable<OrderMove> Logged(PromoDbContext db, IQueryable<Order> orders) => db.Database.IsSqlServer()
        ? orders.Join(db.Audit, o => EF.Functions.Collate(o.Id, "DATABASE_DEFAULT"), a => a.Subject, (o, a) => new OrderMove { Order = o, Log = a })
        : orders.Join(db.Audit, o => o.Id, a => a.Subject, (o, a) => new OrderMove { Order = o, Log = a });

    // An entry does not say of which kind it is; each kind is asked for it by its key.
    private static async Task<ActivityCursor?> FindAsync(PromoDbContext db, ActivityOwner owner, string id, CancellationToken ct)
    {
        if (!id.StartsWith(ActivitySource.Prefix, StringComparison.Ordinal)) return null;
        var rest = id[ActivitySource.Prefix.Length..];
        foreach (var source in s_sources)
            if (await source.FindAsync(db, owner, rest, ct) is { } at) return new(at, rest);
        return null;
    }
}
