using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Activities;

/// <summary>Which of what happened with a customer.</summary>
/// <param name="CustomerId">Platform id.</param>
public sealed record ActivityQuery(string CustomerId)
{
    /// <summary>One of <see cref="CustomerActivities.Types"/>; null for all.</summary>
    public string? Type { get; init; }

    /// <summary>Only these; null for all.</summary>
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
/// <param name="What">The <see cref="Redemption"/>, <see cref="Publication"/>, <see cref="RefusedPublication"/>, <see cref="Order"/>, <see cref="CustomEvent"/>, <see cref="SegmentMove"/> or <see cref="Customer"/>.</param>
public sealed record Activity(string Id, string Type, DateTimeOffset At, string GroupId, object What);

/// <summary>Everything that happened with a customer, in the order it happened. Nothing is written for it: it is read from what is stored, a page from each kind.</summary>
public sealed class CustomerActivities(IDbContextFactory<PromoDbContext> contexts)
{
    private const string Prefix = "ccrev_";

    /// <summary>Every type there can be.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "customer.created", "customer.custom_event", "customer.segment.entered", "customer.segment.left", "customer.publication.succeeded", "customer.publication.failed",
        "customer.validation.failed", "customer.redemption.succeeded", "customer.redemption.failed", "customer.redemption.rollback.succeeded", "customer.order.created",
    ];

    /// <returns>A page and whether more follow; or <c>not_found</c> for the entry to start after.</returns>
    public async Task<Result<(IReadOnlyList<Activity> Page, bool HasMore)>> ListAsync(ActivityQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        Cursor? after = null;
        if (query.StartingAfterId is { } start && (after = await FindAsync(db, query.CustomerId, start, ct)) is null) return new NotFoundError("activity", start);
        var limit = Math.Clamp(query.Limit, 1, 100);
        var found = new List<(string RowId, Activity Activity)>();
        foreach (var (source, types) in Sources)
            if ((query.Type is null || types.Contains(query.Type, StringComparer.Ordinal)) && (query.Types is null || types.Any(query.Types.Contains))) found.AddRange(await source(db, query, after, limit + 1, ct));

        var sorted = found.Where(one => query.Type is null || one.Activity.Type == query.Type)
            .OrderBy(one => query.OldestFirst ? one.Activity.At.UtcTicks : -one.Activity.At.UtcTicks)
            .ThenBy(one => RestOf(one.RowId), query.OldestFirst ? StringComparer.Ordinal : Descending).Select(one => one.Activity).ToList();
        return (sorted.Take(limit).ToList(), sorted.Count > limit);
    }

    private static IEnumerable<(Func<PromoDbContext, ActivityQuery, Cursor?, int, CancellationToken, Task<IEnumerable<(string, Activity)>>> Source, string[] Types)> Sources =>
    [
        (RedemptionsAsync, ["customer.validation.failed", "customer.redemption.succeeded", "customer.redemption.failed", "customer.redemption.rollback.succeeded"]),
        (PublicationsAsync, ["customer.publication.succeeded"]),
        (RefusedAsync, ["customer.publication.failed"]),
        (OrdersAsync, ["customer.order.created"]),
        (EventsAsync, ["customer.custom_event"]),
        (MovesAsync, ["customer.segment.entered", "customer.segment.left"]),
        (ProfileAsync, ["customer.created"]),
    ];

    private static Comparer<string> Descending { get; } = Comparer<string>.Create((one, other) => string.CompareOrdinal(other, one));

    private static async Task<IEnumerable<(string, Activity)>> RedemptionsAsync(PromoDbContext db, ActivityQuery query, Cursor? after, int count, CancellationToken ct)
    {
        var rows = db.Redemptions.AsNoTracking().Where(r => r.CustomerId == query.CustomerId && r.Kind != RedemptionKind.Combined && r.Kind != RedemptionKind.CombinedRollback);
        rows = query.Type switch
        {
            "customer.validation.failed" => rows.Where(r => r.Kind == RedemptionKind.RefusedValidation),
            "customer.redemption.succeeded" => rows.Where(r => r.Kind == RedemptionKind.Redeemed),
            "customer.redemption.failed" => rows.Where(r => r.Kind == RedemptionKind.RefusedRedemption),
            "customer.redemption.rollback.succeeded" => rows.Where(r => r.Kind == RedemptionKind.Rollback),
            _ => rows,
        };
        if (query.CampaignId is { } campaign) rows = rows.Where(r => r.CampaignId == campaign);
        if (query.CampaignKind is { } kind) rows = rows.Where(r => db.Campaigns.Any(c => c.Id == r.CampaignId && c.Kind == kind));
        if (query.From is { } from) rows = rows.Where(r => r.At >= from);
        if (query.To is { } to) rows = rows.Where(r => r.At < to);
        if (after is { At: var at, Rest: var rest })
            rows = query.OldestFirst ? rows.Where(r => r.At > at || (r.At == at && string.Compare(r.Id.Substring(r.Id.IndexOf("_") + 1), rest) > 0)) : rows.Where(r => r.At < at || (r.At == at && string.Compare(r.Id.Substring(r.Id.IndexOf("_") + 1), rest) < 0));
        rows = query.OldestFirst ? rows.OrderBy(r => r.At).ThenBy(r => r.Id.Substring(r.Id.IndexOf("_") + 1)) : rows.OrderByDescending(r => r.At).ThenByDescending(r => r.Id.Substring(r.Id.IndexOf("_") + 1));
        return (await rows.Take(count).ToListAsync(ct)).Select(r => (r.Id, new Activity(IdOf(r.Id), r.Kind switch
        {
            RedemptionKind.Redeemed => "customer.redemption.succeeded",
            RedemptionKind.RefusedRedemption => "customer.redemption.failed",
            RedemptionKind.RefusedValidation => "customer.validation.failed",
            _ => "customer.redemption.rollback.succeeded",
        }, r.At, r.ParentId ?? r.Id, r)));
    }

    private static async Task<IEnumerable<(string, Activity)>> PublicationsAsync(PromoDbContext db, ActivityQuery query, Cursor? after, int count, CancellationToken ct)
    {
        var rows = db.Publications.AsNoTracking().Where(p => p.CustomerId == query.CustomerId);
        if (query.CampaignId is { } campaign) rows = rows.Where(p => p.CampaignId == campaign);
        if (query.CampaignKind is { } kind) rows = rows.Where(p => db.Campaigns.Any(c => c.Id == p.CampaignId && c.Kind == kind));
        if (query.From is { } from) rows = rows.Where(p => p.CreatedAt >= from);
        if (query.To is { } to) rows = rows.Where(p => p.CreatedAt < to);
        if (after is { At: var at, Rest: var rest })
        {
            var id = "pub_" + rest;
            rows = query.OldestFirst ? rows.Where(p => p.CreatedAt > at || (p.CreatedAt == at && string.Compare(p.Id, id) > 0)) : rows.Where(p => p.CreatedAt < at || (p.CreatedAt == at && string.Compare(p.Id, id) < 0));
        }

        rows = query.OldestFirst ? rows.OrderBy(p => p.CreatedAt).ThenBy(p => p.Id) : rows.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id);
        return (await rows.Take(count).ToListAsync(ct)).Select(p => (p.Id, new Activity(IdOf(p.Id), "customer.publication.succeeded", p.CreatedAt, p.Id, p)));
    }

    private static async Task<IEnumerable<(string, Activity)>> RefusedAsync(PromoDbContext db, ActivityQuery query, Cursor? after, int count, CancellationToken ct)
    {
        var rows = db.RefusedPublications.AsNoTracking().Where(p => p.CustomerId == query.CustomerId);
        if (query.CampaignId is { } campaign) rows = rows.Where(p => p.CampaignId == campaign);
        if (query.CampaignKind is { } kind) rows = rows.Where(p => db.Campaigns.Any(c => c.Id == p.CampaignId && c.Kind == kind));
        if (query.From is { } from) rows = rows.Where(p => p.CreatedAt >= from);
        if (query.To is { } to) rows = rows.Where(p => p.CreatedAt < to);
        if (after is { At: var at, Rest: var rest })
        {
            var id = "pub_" + rest;
            rows = query.OldestFirst ? rows.Where(p => p.CreatedAt > at || (p.CreatedAt == at && string.Compare(p.Id, id) > 0)) : rows.Where(p => p.CreatedAt < at || (p.CreatedAt == at && string.Compare(p.Id, id) < 0));
        }

        rows = query.OldestFirst ? rows.OrderBy(p => p.CreatedAt).ThenBy(p => p.Id) : rows.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id);
        return (await rows.Take(count).ToListAsync(ct)).Select(p => (p.Id, new Activity(IdOf(p.Id), "customer.publication.failed", p.CreatedAt, p.Id, p)));
    }

    private static async Task<IEnumerable<(string, Activity)>> OrdersAsync(PromoDbContext db, ActivityQuery query, Cursor? after, int count, CancellationToken ct)
    {
        if (OfCampaigns(query)) return [];
        var rows = db.Orders.AsNoTracking().Where(o => o.CustomerId == query.CustomerId);
        if (query.From is { } from) rows = rows.Where(o => o.CreatedAt >= from);
        if (query.To is { } to) rows = rows.Where(o => o.CreatedAt < to);
        if (after is { At: var at, Rest: var rest })
        {
            var id = "ord_" + rest;
            rows = query.OldestFirst ? rows.Where(o => o.CreatedAt > at || (o.CreatedAt == at && string.Compare(o.Id, id) > 0)) : rows.Where(o => o.CreatedAt < at || (o.CreatedAt == at && string.Compare(o.Id, id) < 0));
        }

        rows = query.OldestFirst ? rows.OrderBy(o => o.CreatedAt).ThenBy(o => o.Id) : rows.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id);
        return (await rows.Take(count).ToListAsync(ct)).Select(o => (o.Id, new Activity(IdOf(o.Id), "customer.order.created", o.CreatedAt, o.Id, o)));
    }

    private static async Task<IEnumerable<(string, Activity)>> EventsAsync(PromoDbContext db, ActivityQuery query, Cursor? after, int count, CancellationToken ct)
    {
        if (OfCampaigns(query)) return [];
        var rows = db.CustomEvents.AsNoTracking().Where(e => e.CustomerId == query.CustomerId);
        if (query.From is { } from) rows = rows.Where(e => e.At >= from);
        if (query.To is { } to) rows = rows.Where(e => e.At < to);
        if (after is { At: var at, Rest: var rest })
        {
            var id = "ccrev_" + rest;
            rows = query.OldestFirst ? rows.Where(e => e.At > at || (e.At == at && string.Compare(e.Id, id) > 0)) : rows.Where(e => e.At < at || (e.At == at && string.Compare(e.Id, id) < 0));
        }

        rows = query.OldestFirst ? rows.OrderBy(e => e.At).ThenBy(e => e.Id) : rows.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);
        return (await rows.Take(count).ToListAsync(ct)).Select(e => (e.Id, new Activity(e.Id, "customer.custom_event", e.At, e.Id, e)));
    }

    private static async Task<IEnumerable<(string, Activity)>> MovesAsync(PromoDbContext db, ActivityQuery query, Cursor? after, int count, CancellationToken ct)
    {
        if (OfCampaigns(query)) return [];
        var rows = db.SegmentMoves.AsNoTracking().Where(m => m.CustomerId == query.CustomerId);
        if (query.Type is "customer.segment.entered" or "customer.segment.left")
        {
            var entered = query.Type == "customer.segment.entered";
            rows = rows.Where(m => m.Entered == entered);
        }

        if (query.From is { } from) rows = rows.Where(m => m.At >= from);
        if (query.To is { } to) rows = rows.Where(m => m.At < to);
        if (after is { At: var at, Rest: var rest })
        {
            var id = "ccrev_" + rest;
            rows = query.OldestFirst ? rows.Where(m => m.At > at || (m.At == at && string.Compare(m.Id, id) > 0)) : rows.Where(m => m.At < at || (m.At == at && string.Compare(m.Id, id) < 0));
        }

        rows = query.OldestFirst ? rows.OrderBy(m => m.At).ThenBy(m => m.Id) : rows.OrderByDescending(m => m.At).ThenByDescending(m => m.Id);
        return (await rows.Take(count).ToListAsync(ct)).Select(m => (m.Id, new Activity(m.Id, m.Entered ? "customer.segment.entered" : "customer.segment.left", m.At, m.Id, m)));
    }

    private static async Task<IEnumerable<(string, Activity)>> ProfileAsync(PromoDbContext db, ActivityQuery query, Cursor? after, int count, CancellationToken ct)
    {
        if (OfCampaigns(query) || await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == query.CustomerId, ct) is not { } customer) return [];
        if ((query.From is { } from && customer.CreatedAt < from) || (query.To is { } to && customer.CreatedAt >= to)) return [];
        if (after is { } cursor && (query.OldestFirst ? Before(customer, cursor) <= 0 : Before(customer, cursor) >= 0)) return [];
        return [(customer.Id, new Activity(IdOf(customer.Id), "customer.created", customer.CreatedAt, customer.Id, customer))];
    }

    private static int Before(Customer customer, Cursor cursor) =>
        customer.CreatedAt.CompareTo(cursor.At) is var order and not 0 ? order : string.CompareOrdinal(RestOf(customer.Id), cursor.Rest);

    // What names no campaign is of none.
    private static bool OfCampaigns(ActivityQuery query) => query.CampaignId is not null || query.CampaignKind is not null;

    private static string IdOf(string rowId) => Prefix + RestOf(rowId);

    // What follows the prefix sorts by time and order of creation whatever it is the id of: what happened at one instant stays in the order it happened.
    private static string RestOf(string rowId) => rowId[(rowId.IndexOf('_', StringComparison.Ordinal) + 1)..];

    // An entry does not say of which kind it is; each table is asked for it by its key.
    private static async Task<Cursor?> FindAsync(PromoDbContext db, string customerId, string id, CancellationToken ct)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var rest = id[Prefix.Length..];
        string[] redemptions = ["r_" + rest, "rf_" + rest, "valid_" + rest, "rr_" + rest];
        var (publication, order, customer) = ("pub_" + rest, "ord_" + rest, CustomerMerge.IdPrefix + rest);
        return await db.Redemptions.Where(r => redemptions.Contains(r.Id) && r.CustomerId == customerId).Select(r => new Cursor(r.At, rest)).FirstOrDefaultAsync(ct)
            ?? await db.CustomEvents.Where(e => e.Id == id && e.CustomerId == customerId).Select(e => new Cursor(e.At, rest)).FirstOrDefaultAsync(ct)
            ?? await db.SegmentMoves.Where(m => m.Id == id && m.CustomerId == customerId).Select(m => new Cursor(m.At, rest)).FirstOrDefaultAsync(ct)
            ?? await db.Publications.Where(p => p.Id == publication && p.CustomerId == customerId).Select(p => new Cursor(p.CreatedAt, rest)).FirstOrDefaultAsync(ct)
            ?? await db.RefusedPublications.Where(p => p.Id == publication && p.CustomerId == customerId).Select(p => new Cursor(p.CreatedAt, rest)).FirstOrDefaultAsync(ct)
            ?? await db.Orders.Where(o => o.Id == order && o.CustomerId == customerId).Select(o => new Cursor(o.CreatedAt, rest)).FirstOrDefaultAsync(ct)
            ?? await db.Customers.Where(c => c.Id == customer && c.Id == customerId).Select(c => new Cursor(c.CreatedAt, rest)).FirstOrDefaultAsync(ct);
    }

    private sealed record Cursor(DateTimeOffset At, string Rest);
}
