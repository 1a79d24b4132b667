using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Reporting;

/// <summary>Which rows go into a file.</summary>
/// <param name="After">Exclusive; null is open.</param>
/// <param name="Before">Exclusive; null is open.</param>
/// <param name="OldestFirst">Default: newest first.</param>
/// <param name="CampaignId">Only codes, redemptions and publications of it; null for all.</param>
/// <param name="WithEvents">Customers come with how often custom events happened.</param>
public sealed record ExportRange(DateTimeOffset? After = null, DateTimeOffset? Before = null, bool OldestFirst = false, string? CampaignId = null, bool WithEvents = false);

/// <param name="HolderSourceId">The shop's own id of the holder; null without one.</param>
public sealed record ExportedVoucher(VoucherRecord Record, string? HolderSourceId);

/// <param name="Code">The code that was given.</param>
/// <param name="CustomerSourceId">The shop's own id of the customer; null when unknown or erased.</param>
/// <param name="CampaignName">Null without a campaign.</param>
public sealed record ExportedPublication(Publication Publication, string? Code, string? CustomerSourceId, string? CampaignName);

/// <summary>Rows for files, however many there are: read a page at a time behind the last id, so memory is constant and nothing is held open.</summary>
public sealed class ExportRows(IDbContextFactory<PromoDbContext> contexts)
{
    private const int PageSize = 500;

    public IAsyncEnumerable<CustomerDetails> CustomersAsync(ExportRange range, CancellationToken ct) => PagesAsync<Customer, CustomerDetails>(
        db => db.Customers.AsNoTracking().Where(c => (range.After == null || c.CreatedAt > range.After) && (range.Before == null || c.CreatedAt < range.Before)),
        row => row.Id, range, async (db, page, token) =>
        {
            var details = await CustomerDetails.OfManyAsync(db, page, token);
            if (!range.WithEvents) return details;
            var ids = page.ConvertAll(customer => customer.Id);
            var counts = await CustomerDetails.EventCountsAsync(db.CustomEvents.AsNoTracking().Where(e => ids.Contains(e.CustomerId)), token);
            return [.. details.Select(one => counts.TryGetValue(one.Customer.Id, out var own) ? one with { EventCounts = own } : one)];
        }, ct);

    public IAsyncEnumerable<ExportedVoucher> VouchersAsync(ExportRange range, CancellationToken ct) => PagesAsync<Voucher, ExportedVoucher>(
        db => db.Vouchers.AsNoTracking().Where(v => (range.After == null || v.CreatedAt > range.After) && (range.Before == null || v.CreatedAt < range.Before)
            && (range.CampaignId == null || v.CampaignId == range.CampaignId)),
        row => row.Id, range, async (db, page, token) =>
        {
            var holders = await SourcesAsync(db, page.Select(v => v.HolderId), token);
            return (await VoucherRecords.WholeAsync(db, page, token)).ConvertAll(record => new ExportedVoucher(record, record.Voucher.HolderId is { } holder ? holders.GetValueOrDefault(holder) : null));
        }, ct);

    public IAsyncEnumerable<Order> OrdersAsync(ExportRange range, CancellationToken ct) => PagesAsync<Order, Order>(
        db => db.Orders.AsNoTracking().Where(o => (range.After == null || o.CreatedAt > range.After) && (range.Before == null || o.CreatedAt < range.Before)),
        row => row.Id, range, (_, page, _) => Task.FromResult<IReadOnlyList<Order>>(page), ct);

    /// <summary>Redemptions and refused ones; neither refused validations nor rollbacks.</summary>
    public IAsyncEnumerable<Redemption> RedemptionsAsync(ExportRange range, CancellationToken ct) => PagesAsync<Redemption, Redemption>(
        db => db.Redemptions.AsNoTracking().Where(r => (r.Kind == RedemptionKind.Redeemed || r.Kind == RedemptionKind.RefusedRedemption)
            && (range.After == null || r.At > range.After) && (range.Before == null || r.At < range.Before) && (range.CampaignId == null || r.CampaignId == range.CampaignId)),
        row => row.Id, range, (_, page, _) => Task.FromResult<IReadOnlyList<Redemption>>(page), ct);

    public IAsyncEnumerable<ExportedPublication> PublicationsAsync(ExportRange range, CancellationToken ct) => PagesAsync<Publication, ExportedPublication>(
        db => db.Publications.AsNoTracking().Where(p => (range.After == null || p.CreatedAt > range.After) && (range.Before == null || p.CreatedAt < range.Before)
            && (range.CampaignId == null || p.CampaignId == range.CampaignId)),
        row => row.Id, range, async (db, page, token) =>
        {
            var customers = await SourcesAsync(db, page.Select(p => p.CustomerId), token);
            var campaigns = await CampaignsAsync(db, page.Select(p => p.CampaignId), token);
            var ids = page.Select(p => p.VoucherId).Distinct().ToList();
            var codes = await db.Vouchers.Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.Code, token);
            return page.ConvertAll(p => new ExportedPublication(
                p, codes.GetValueOrDefault(p.VoucherId), customers.GetValueOrDefault(p.CustomerId),
                p.CampaignId is { } campaign ? campaigns.GetValueOrDefault(campaign) : null));
        }, ct);

    private static Task<Dictionary<string, string?>> SourcesAsync(PromoDbContext db, IEnumerable<string?> asked, CancellationToken ct)
    {
        var ids = asked.OfType<string>().Distinct().ToList();
        return db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.SourceId, StringComparer.Ordinal, ct);
    }

    private static Task<Dictionary<string, string>> CampaignsAsync(PromoDbContext db, IEnumerable<string?> asked, CancellationToken ct)
    {
        var ids = asked.OfType<string>().Distinct().ToList();
        return db.Campaigns.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, StringComparer.Ordinal, ct);
    }

    // Ids sort by time, so the key is the order.
    private async IAsyncEnumerable<TOut> PagesAsync<TRow, TOut>(
        Func<PromoDbContext, IQueryable<TRow>> rows, Func<TRow, string> id, ExportRange range, Func<PromoDbContext, List<TRow>, CancellationToken, Task<IReadOnlyList<TOut>>> whole,
        [EnumeratorCancellation] CancellationToken ct) where TRow : class
    {
        for (string? last = null; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var left = rows(db);
            if (last is { } behind)
                left = range.OldestFirst
                    ? left.Where(row => string.Compare(EF.Property<string>(row, "Id"), behind) > 0)
                    : left.Where(row => string.Compare(EF.Property<string>(row, "Id"), behind) < 0);
            var sorted = range.OldestFirst ? left.OrderBy(row => EF.Property<string>(row, "Id")) : left.OrderByDescending(row => EF.Property<string>(row, "Id"));
            var page = await sorted.Take(PageSize).ToListAsync(ct);
            foreach (var row in await whole(db, page, ct)) yield return row;
            if (page.Count < PageSize) yield break;
            last = id(page[^1]);
        }
    }
}
