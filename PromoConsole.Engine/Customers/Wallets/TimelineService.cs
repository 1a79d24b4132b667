using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Wallets;

/// <summary>Everything that happened with a customer, newest first: uses, refusals, rollbacks, codes given, orders, custom events, segments entered and left, and what was changed about them.</summary>
/// <remarks>Reads as many rows of each kind as a page has, from indexes by customer and time, so a long history costs no more than a short one.</remarks>
public sealed class TimelineService(IDbContextFactory<PromoDbContext> contexts)
{
    /// <param name="customerId">Platform id.</param>
    /// <param name="before">What the page before gave as <see cref="TimelinePage.Next"/>; null for the newest.</param>
    /// <param name="size">1 to 100.</param>
    public async Task<TimelinePage> PageAsync(
        string customerId, TimelineFilter filter = TimelineFilter.Everything, TimelineCursor? before = null, int size = 20, CancellationToken ct = default)
    {
        size = Math.Clamp(size, 1, 100);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var entries = new List<TimelineEntry>();
        if (filter is not (TimelineFilter.Orders or TimelineFilter.Agents)) entries.AddRange(await RedemptionsAsync(db, customerId, filter, before, size + 1, ct));
        if (filter is TimelineFilter.Everything or TimelineFilter.Actions) entries.AddRange(await PublicationsAsync(db, customerId, before, size + 1, ct));
        if (filter is TimelineFilter.Everything or TimelineFilter.Orders)
            entries.AddRange(await OrdersAsync(db, customerId, alsoRedeemedOn: filter == TimelineFilter.Orders, before, size + 1, ct));
        if (filter is TimelineFilter.Everything or TimelineFilter.Agents) entries.AddRange(await LoggedAsync(db, customerId, byPeople: filter == TimelineFilter.Agents, before, size + 1, ct));
        if (filter == TimelineFilter.Everything) entries.AddRange(await EventsAsync(db, customerId, before, size + 1, ct));
        if (filter == TimelineFilter.Everything) entries.AddRange(await MovesAsync(db, customerId, before, size + 1, ct));

        var page = entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id, StringComparer.Ordinal).Take(size).ToList();
        return new(page, entries.Count > size ? new TimelineCursor(page[^1].At, page[^1].Id) : null);
    }

    /// <summary>One use, refused attempt or rollback, whole.</summary>
    /// <returns>As stored, or <c>not_found</c>.</returns>
    public async Task<Result<Redemption>> GetAsync(string id, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Redemptions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        return found is null ? RedemptionErrors.NotFound(id) : found;
    }

    private static async Task<IEnumerable<TimelineEntry>> RedemptionsAsync(
        PromoDbContext db, string customerId, TimelineFilter filter, TimelineCursor? before, int count, CancellationToken ct)
    {
        var rows = db.Redemptions.AsNoTracking().Where(r => r.CustomerId == customerId);
        rows = filter switch
        {
            TimelineFilter.Attempts => rows.Where(r => r.Kind != RedemptionKind.Rollback),
            TimelineFilter.Refused => rows.Where(r => r.Kind == RedemptionKind.RefusedRedemption || r.Kind == RedemptionKind.RefusedValidation),
            TimelineFilter.Actions => rows.Where(r => r.Kind == RedemptionKind.Rollback),
            _ => rows,
        };
        if (before is { } cursor) rows = rows.Where(r => r.At < cursor.At || (r.At == cursor.At && string.Compare(r.Id, cursor.Id) < 0));
        var page = await rows.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(count).ToListAsync(ct);
        return page.Select(r => new TimelineEntry
        {
            Id = r.Id,
            Kind = r.Kind switch
            {
                RedemptionKind.Redeemed => TimelineKind.Redeemed,
                RedemptionKind.RefusedRedemption => TimelineKind.RefusedRedemption,
                RedemptionKind.RefusedValidation => TimelineKind.RefusedValidation,
                _ => TimelineKind.RolledBack,
            },
            At = r.At, Code = r.Code, CampaignName = r.Detail.CampaignName, DiscountAmount = r.DiscountAmount, OrderAmount = r.OrderAmount,
            OrderId = r.OrderId, OrderSourceId = r.Detail.OrderSourceId, RefusalKey = r.RefusalKey, Proof = r.Detail.Proof,
            RolledBack = r.RolledBackById is not null, Reason = r.Reason, Actor = r.Actor, Channel = r.Channel,
        });
    }

    private static async Task<IEnumerable<TimelineEntry>> PublicationsAsync(
        PromoDbContext db, string customerId, TimelineCursor? before, int count, CancellationToken ct)
    {
        var rows = db.Publications.AsNoTracking().Where(p => p.CustomerId == customerId);
        if (before is { } cursor)
        {
            var bound = Ids.Floor("pub_", cursor.At.AddMilliseconds(1)); // ids carry milliseconds: this lets the index skip what is newer
            rows = rows.Where(p => string.Compare(p.Id, bound) < 0
                && (p.CreatedAt < cursor.At || (p.CreatedAt == cursor.At && string.Compare(p.Id, cursor.Id) < 0)));
        }

        return await rows.OrderByDescending(p => p.Id).Take(count)
            .Select(p => new TimelineEntry
            {
                Id = p.Id, Kind = TimelineKind.Published, At = p.CreatedAt, Reason = p.Reason, Actor = p.CreatedBy, Channel = p.Channel,
                Code = db.Vouchers.Where(v => v.Id == p.VoucherId).Select(v => v.Code).FirstOrDefault(),
                CampaignName = db.Campaigns.Where(c => c.Id == p.CampaignId).Select(c => c.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
    }

    // An order with a discount appears as the use of its code; alone it would be said twice.
    private static async Task<IEnumerable<TimelineEntry>> OrdersAsync(
        PromoDbContext db, string customerId, bool alsoRedeemedOn, TimelineCursor? before, int count, CancellationToken ct)
    {
        var rows = db.Orders.AsNoTracking().Where(o => o.CustomerId == customerId);
        if (!alsoRedeemedOn) rows = rows.Where(o => o.DiscountAmount == 0);
        if (before is { } cursor)
        {
            var bound = Ids.Floor("ord_", cursor.At.AddMilliseconds(1));
            rows = rows.Where(o => string.Compare(o.Id, bound) < 0
                && (o.CreatedAt < cursor.At || (o.CreatedAt == cursor.At && string.Compare(o.Id, cursor.Id) < 0)));
        }

        return await rows.OrderByDescending(o => o.Id).Take(count)
            .Select(o => new TimelineEntry
            {
                Id = o.Id, Kind = TimelineKind.Ordered, At = o.CreatedAt, OrderId = o.Id, OrderSourceId = o.SourceId, OrderStatus = o.Status,
                OrderAmount = o.Amount, DiscountAmount = o.DiscountAmount,
            })
            .ToListAsync(ct);
    }

    private static async Task<IEnumerable<TimelineEntry>> LoggedAsync(PromoDbContext db, string customerId, bool byPeople, TimelineCursor? before, int count, CancellationToken ct)
    {
        var ids = await CustomerIds.AllAsync(db, customerId, ct);
        var rows = db.Audit.AsNoTracking().Where(a => ids.Contains(a.Subject));
        if (byPeople) rows = rows.Where(a => a.Action != CustomerChange.ByShop);
        if (before is { } cursor)
        {
            var bound = Ids.Floor("aud_", cursor.At.AddMilliseconds(1));
            rows = rows.Where(a => string.Compare(a.Id, bound) < 0 && (a.At < cursor.At || (a.At == cursor.At && string.Compare(a.Id, cursor.Id) < 0)));
        }

        return await rows.OrderByDescending(a => a.Id).Take(count)
            .Select(a => new TimelineEntry { Id = a.Id, Kind = TimelineKind.Logged, At = a.At, Action = a.Action, Reason = a.Reason, Actor = a.Actor, Before = a.Before, After = a.After })
            .ToListAsync(ct);
    }

    private static async Task<IEnumerable<TimelineEntry>> MovesAsync(PromoDbContext db, string customerId, TimelineCursor? before, int count, CancellationToken ct)
    {
        var rows = db.SegmentMoves.AsNoTracking().Where(m => m.CustomerId == customerId);
        if (before is { } cursor)
        {
            var bound = Ids.Floor("ccrev_", cursor.At.AddMilliseconds(1));
            rows = rows.Where(m => string.Compare(m.Id, bound) < 0 && (m.At < cursor.At || (m.At == cursor.At && string.Compare(m.Id, cursor.Id) < 0)));
        }

        return await rows.OrderByDescending(m => m.Id).Take(count)
            .Select(m => new TimelineEntry { Id = m.Id, Kind = m.Entered ? TimelineKind.SegmentEntered : TimelineKind.SegmentLeft, At = m.At, SegmentName = m.SegmentName, Actor = "", Channel = "" })
            .ToListAsync(ct);
    }

    private static async Task<IEnumerable<TimelineEntry>> EventsAsync(PromoDbContext db, string customerId, TimelineCursor? before, int count, CancellationToken ct)
    {
        var rows = db.CustomEvents.AsNoTracking().Where(e => e.CustomerId == customerId);
        if (before is { } cursor)
        {
            var bound = Ids.Floor("ccrev_", cursor.At.AddMilliseconds(1));
            rows = rows.Where(e => string.Compare(e.Id, bound) < 0 && (e.At < cursor.At || (e.At == cursor.At && string.Compare(e.Id, cursor.Id) < 0)));
        }

        return await rows.OrderByDescending(e => e.Id).Take(count)
            .Select(e => new TimelineEntry { Id = e.Id, Kind = TimelineKind.Told, At = e.At, EventName = e.Name, Actor = e.Actor, Channel = e.Channel })
            .ToListAsync(ct);
    }
}
