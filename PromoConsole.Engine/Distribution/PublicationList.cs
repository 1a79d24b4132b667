using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Distribution;

/// <summary>Which publications to list. Null parts mean any.</summary>
public sealed record PublicationQuery
{
    /// <summary>Id or name.</summary>
    public string? Campaign { get; init; }

    /// <summary>Platform id, the shop's own, or an earlier one.</summary>
    public string? Customer { get; init; }

    /// <summary>The code exactly, case folded where the project ignores case.</summary>
    public string? Code { get; init; }

    /// <summary>Only those that gave a code, or only those that could not.</summary>
    public bool? Succeeded { get; init; }

    public string? SourceId { get; init; }

    /// <summary>One that <see cref="FilterCheck"/> finds nothing wrong with among <see cref="PublicationList.Filters"/>.</summary>
    public Filter? Filter { get; init; }

    public PublicationKey By { get; init; }

    /// <summary>The smallest key first, what has none before it. Default: the other way round. Files are by time.</summary>
    public bool Ascending { get; init; }

    public int Skip { get; init; }

    /// <summary>1 to 100.</summary>
    public int Take { get; init; } = 10;
}

/// <summary>What publications are sorted by; what is equal goes by id.</summary>
public enum PublicationKey
{
    At,

    /// <summary>Of several codes the first one.</summary>
    Code,

    /// <summary>What the tracking id is made of: the shop's own id of the customer.</summary>
    Tracking,
    Customer,
    Channel,
}

/// <summary>A publication as lists show it.</summary>
/// <param name="Customer">Null once they were deleted.</param>
/// <param name="Vouchers">What was given, the first first; of a refused one the code that was named, if there is one.</param>
/// <param name="FailureKey">Why it was refused; null when it was not.</param>
public sealed record PublicationRow(
    string Id, string CustomerId, Customer? Customer, IReadOnlyList<GivenVoucher> Vouchers, string? CampaignId, string? CampaignName, string Channel, string? SourceId,
    string? Reason, MetadataBag Metadata, string? FailureKey, string? FailureMessage, string CreatedBy, DateTimeOffset CreatedAt);

/// <summary>Lists what was given to whom, and what could not be.</summary>
public sealed class PublicationList(IDbContextFactory<PromoDbContext> contexts, TimeProvider time)
{
    private const int Many = 500;

    /// <summary>What <see cref="PublicationQuery.Filter"/> may name.</summary>
    public static IFilterNames Filters => PublicationFields.Given;

    /// <summary>One page, by time, and how many there are in all. Several codes given at once are one.</summary>
    public async Task<Page<PublicationRow>> PageAsync(PublicationQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (given, refused) = await FittingAsync(db, query, ct);
        return new(await PageAsync(db, query, given, refused, ct), await given.LongCountAsync(ct) + await refused.LongCountAsync(ct));
    }

    /// <summary>The same for a list on a screen: counted up to <see cref="Counting.AtMost"/> + 1.</summary>
    public async Task<Page<PublicationRow>> ListAsync(PublicationQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (given, refused) = await FittingAsync(db, query, ct);
        return new(await PageAsync(db, query, given, refused, ct), Math.Min(Counting.AtMost + 1, await given.CountUpToAsync(ct) + await refused.CountUpToAsync(ct)));
    }

    /// <summary>All that fit, by time, for a file: read a page at a time behind the last one, so memory is constant.</summary>
    public async IAsyncEnumerable<PublicationRow> AllAsync(PublicationQuery query, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (string? last = null; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var (given, refused) = await FittingAsync(db, query, ct);
            if (last is not null) (given, refused) = (given.Behind(p => p.Id, last, last, !query.Ascending), refused.Behind(p => p.Id, last, last, !query.Ascending));
            var page = await ByTime(given, refused, query).Take(Many).ToListAsync(ct);
            foreach (var row in await RowsAsync(db, page, ct)) yield return row;
            if (page.Count < Many) yield break;
            last = page[^1];
        }
    }

    private async Task<(IQueryable<Publication> Given, IQueryable<RefusedPublication> Refused)> FittingAsync(PromoDbContext db, PublicationQuery query, CancellationToken ct)
    {
        var given = db.Publications.AsNoTracking().Where(p => p.ParentId == null);
        var refused = db.RefusedPublications.AsNoTracking();
        if (query.Campaign is { } campaign)
        {
            var id = await db.Campaigns.Where(c => c.Id == campaign || c.Name == campaign).Select(c => c.Id).FirstOrDefaultAsync(ct);
            if (id is null) return (given.Where(p => false), refused.Where(p => false));
            (given, refused) = (given.Where(p => p.CampaignId == id), refused.Where(p => p.CampaignId == id));
        }

        if (query.Customer is { } customer)
        {
            var id = await CustomerIds.PlatformIdAsync(db, customer, ct) ?? customer;
            (given, refused) = (given.Where(p => p.CustomerId == id), refused.Where(p => p.CustomerId == id));
        }

        if (query.Code is { } code)
        {
            var key = CodeKeys.Key(code.Trim(), await VoucherService.IgnoresCaseAsync(db, ct));
            var id = await db.Vouchers.Where(v => v.CodeKey == key).Select(v => v.Id).SingleOrDefaultAsync(ct);
            if (id is null) return (given.Where(p => false), refused.Where(p => false));
            given = given.Where(p => p.VoucherId == id || db.Publications.Any(other => other.ParentId == p.Id && other.VoucherId == id));
            refused = refused.Where(p => p.VoucherId == id);
        }

        if (query.SourceId is { } source) (given, refused) = (given.Where(p => p.SourceId == source), refused.Where(p => p.SourceId == source));
        given = await PublicationFields.Given.InAsync(db, given, query.Filter, time, ct);
        refused = await PublicationFields.Refused.InAsync(db, refused, query.Filter, time, ct);
        if (query.Succeeded == true) refused = refused.Where(p => false);
        if (query.Succeeded == false) given = given.Where(p => false);
        return (given, refused);
    }

    private static async Task<List<PublicationRow>> PageAsync(
        PromoDbContext db, PublicationQuery query, IQueryable<Publication> given, IQueryable<RefusedPublication> refused, CancellationToken ct) =>
        await RowsAsync(db, await Sorted(db, given, refused, query).Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 100)).ToListAsync(ct), ct);

    // Ids sort by time and are the keys of both tables, so that only a page of either is read.
    private static IQueryable<string> ByTime(IQueryable<Publication> given, IQueryable<RefusedPublication> refused, PublicationQuery query)
    {
        var ids = given.Select(p => p.Id).Concat(refused.Select(p => p.Id));
        return query.Ascending ? ids.OrderBy(id => id) : ids.OrderByDescending(id => id);
    }

    private static IQueryable<string> Sorted(PromoDbContext db, IQueryable<Publication> given, IQueryable<RefusedPublication> refused, PublicationQuery query) => query.By switch
    {
        PublicationKey.Code => ByKey(
            given.Select(p => new Keyed { Id = p.Id, Key = db.Vouchers.Where(v => v.Id == p.VoucherId).Select(v => v.Code).FirstOrDefault() }),
            refused.Select(p => new Keyed { Id = p.Id, Key = db.Vouchers.Where(v => v.Id == p.VoucherId).Select(v => v.Code).FirstOrDefault() }), query),
        PublicationKey.Tracking => ByKey(
            given.Select(p => new Keyed { Id = p.Id, Key = db.Customers.Where(c => c.Id == p.CustomerId).Select(c => c.SourceId).FirstOrDefault() }),
            refused.Select(p => new Keyed { Id = p.Id, Key = db.Customers.Where(c => c.Id == p.CustomerId).Select(c => c.SourceId).FirstOrDefault() }), query),
        PublicationKey.Customer => ByKey(given.Select(p => new Keyed { Id = p.Id, Key = p.CustomerId }), refused.Select(p => new Keyed { Id = p.Id, Key = p.CustomerId }), query),
        PublicationKey.Channel => ByKey(given.Select(p => new Keyed { Id = p.Id, Key = p.Channel }), refused.Select(p => new Keyed { Id = p.Id, Key = p.Channel }), query),
        _ => ByTime(given, refused, query),
    };

    private static IQueryable<string> ByKey(IQueryable<Keyed> given, IQueryable<Keyed> refused, PublicationQuery query)
    {
        var all = given.Concat(refused);
        return (query.Ascending ? all.OrderBy(one => one.Key).ThenBy(one => one.Id) : all.OrderByDescending(one => one.Key).ThenByDescending(one => one.Id)).Select(one => one.Id);
    }

    private sealed class Keyed
    {
        public required string Id { get; init; }

        public string? Key { get; init; }
    }

    private static async Task<List<PublicationRow>> RowsAsync(PromoDbContext db, List<string> ids, CancellationToken ct)
    {
        var given = await db.Publications.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, ct);
        var parts = (await db.Publications.AsNoTracking().Where(p => p.ParentId != null && ids.Contains(p.ParentId)).OrderBy(p => p.Id).Select(p => new { p.ParentId, p.VoucherId }).ToListAsync(ct))
            .ToLookup(p => p.ParentId!, p => p.VoucherId, StringComparer.Ordinal);
        var refused = await db.RefusedPublications.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, ct);
        string[] customerIds = [.. given.Values.Select(p => p.CustomerId).Concat(refused.Values.Select(p => p.CustomerId)).Distinct()];
        string[] campaignIds = [.. given.Values.Select(p => p.CampaignId).Concat(refused.Values.Select(p => p.CampaignId)).OfType<string>().Distinct()];
        string[] voucherIds = [.. given.Values.Select(p => p.VoucherId).Concat(parts.SelectMany(part => part)).Concat(refused.Values.Select(p => p.VoucherId).OfType<string>()).Distinct()];
        var customers = await db.Customers.AsNoTracking().Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, StringComparer.Ordinal, ct);
        var campaigns = await db.Campaigns.Where(c => campaignIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, StringComparer.Ordinal, ct);
        var codes = await db.Vouchers.Where(v => voucherIds.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.Code, StringComparer.Ordinal, ct);
        List<GivenVoucher> Vouchers(params IEnumerable<string?> of) => [.. of.OfType<string>().Where(codes.ContainsKey).Select(id => new GivenVoucher(id, codes[id]))];
        string? Campaign(string? id) => id is null ? null : campaigns.GetValueOrDefault(id);
        return ids.ConvertAll(id => given.TryGetValue(id, out var one) ? Given(one) : Refused(refused[id]));

        PublicationRow Given(Publication p) => new(
            p.Id, p.CustomerId, customers.GetValueOrDefault(p.CustomerId), Vouchers([p.VoucherId, .. parts[p.Id]]), p.CampaignId, Campaign(p.CampaignId), p.Channel, p.SourceId,
            p.Reason, p.Metadata ?? MetadataBag.Empty, null, null, p.CreatedBy, p.CreatedAt);
        PublicationRow Refused(RefusedPublication p) => new(
            p.Id, p.CustomerId, customers.GetValueOrDefault(p.CustomerId), Vouchers(p.VoucherId), p.CampaignId, Campaign(p.CampaignId), p.Channel, p.SourceId, null,
            p.Metadata ?? MetadataBag.Empty, p.FailureKey, p.FailureMessage, p.CreatedBy, p.CreatedAt);
    }
}
