using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Which redemptions, refused redemptions and rollbacks to list. Null parts mean any.</summary>
public sealed record RedemptionQuery
{
    /// <summary>True: redemptions and rollbacks; false: refused redemptions.</summary>
    public bool? Succeeded { get; init; }

    /// <summary>Id or name.</summary>
    public string? Campaign { get; init; }

    /// <summary>Platform id or the shop's own.</summary>
    public string? Customer { get; init; }

    public string? VoucherId { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>One that <see cref="FilterCheck"/> finds nothing wrong with among <see cref="RedemptionRecords.Filters"/>.</summary>
    public Filter? Filter { get; init; }

    public RedemptionKey By { get; init; }

    /// <summary>The smallest key first, what has none before it. Default: the other way round.</summary>
    public bool Ascending { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 10;
}

/// <summary>What redemptions are sorted by; what is equal goes by id.</summary>
public enum RedemptionKey
{
    At,

    /// <summary>As typed; the name of a tier.</summary>
    Code,

    /// <summary>What the tracking id is made of: the one that was given, else the shop's own id of the customer.</summary>
    Tracking,
    Customer,
}

/// <summary>Reads what happened to codes, whole rows as stored. Refused validations are attempts, not redemptions, and stay out.</summary>
public sealed class RedemptionRecords(IDbContextFactory<PromoDbContext> contexts, TimeProvider time)
{
    /// <summary>What <see cref="RedemptionQuery.Filter"/> may name.</summary>
    public static IFilterNames Filters => RedemptionFields.All;

    /// <summary>One page and how many there are in all.</summary>
    public async Task<Page<Redemption>> ListAsync(RedemptionQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await FilteredAsync(db, query, ct);
        if (rows is null) return new Page<Redemption>([], 0);
        rows = await RedemptionFields.All.InAsync(db, rows, query.Filter, time, ct);
        var total = await rows.LongCountAsync(ct);
        return new Page<Redemption>(await Sorted(rows, query).Skip(query.Skip).Take(query.Take).ToListAsync(ct), total);
    }

    /// <param name="id"><c>r_…</c>, <c>rf_…</c> or <c>rr_…</c>.</param>
    /// <returns>The row as stored, or <c>not_found</c>.</returns>
    public async Task<Result<Redemption>> GetAsync(string id, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await Listed(db).SingleOrDefaultAsync(r => r.Id == id, ct);
        return found is null ? new NotFoundError("redemption", id) : found;
    }

    private static IOrderedQueryable<Redemption> Sorted(IQueryable<Redemption> rows, RedemptionQuery query) => query.By switch
    {
        RedemptionKey.Code => rows.SortedBy(r => r.Code, !query.Ascending),
        RedemptionKey.Tracking => rows.SortedBy(r => JsonText.At((string)(object)r.Detail, "$.trackingId") ?? JsonText.At((string)(object)r.Detail, "$.customerSourceId"), !query.Ascending),
        RedemptionKey.Customer => rows.SortedBy(r => r.CustomerId, !query.Ascending),
        _ => rows.SortedBy(r => r.At, !query.Ascending),
    };

    private static IQueryable<Redemption> Listed(PromoDbContext db) =>
        db.Redemptions.AsNoTracking().Where(r => r.Kind != RedemptionKind.RefusedValidation);

    /// <summary>Null when the filter names something that does not exist.</summary>
    private static async Task<IQueryable<Redemption>?> FilteredAsync(PromoDbContext db, RedemptionQuery query, CancellationToken ct)
    {
        var rows = Listed(db);
        if (query.Succeeded is { } succeeded)
        {
            rows = succeeded
                ? rows.Where(r => r.Kind == RedemptionKind.Redeemed || r.Kind == RedemptionKind.Rollback)
                : rows.Where(r => r.Kind == RedemptionKind.RefusedRedemption);
        }

        if (query.Campaign is { } campaign)
        {
            var id = await db.Campaigns.Where(c => c.Id == campaign || c.Name == campaign).Select(c => c.Id).FirstOrDefaultAsync(ct);
            if (id is null) return null;
            rows = rows.Where(r => r.CampaignId == id);
        }

        if (query.Customer is { } customer)
        {
            var id = await CustomerIds.PlatformIdAsync(db, customer, ct);
            if (id is null) return null;
            rows = rows.Where(r => r.CustomerId == id);
        }

        if (query.VoucherId is { } voucher) rows = rows.Where(r => r.VoucherId == voucher);
        if (query.After is { } after) rows = rows.Where(r => r.At > after);
        if (query.Before is { } before) rows = rows.Where(r => r.At < before);
        return rows;
    }
}
