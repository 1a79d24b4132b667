using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Vouchers;

/// <summary>Which codes to list.</summary>
public sealed record VoucherFilter
{
    /// <summary>A part of the code from its beginning, however spelled; null or blank for all.</summary>
    public string? Text { get; init; }

    public VoucherState? State { get; init; }

    public string? CampaignId { get; init; }

    /// <summary>Codes published to this customer.</summary>
    public string? HolderId { get; init; }

    /// <summary>True: published ones; false: those nobody holds.</summary>
    public bool? Held { get; init; }

    /// <summary>From 0.</summary>
    public int Page { get; init; }

    public int PageSize { get; init; } = 50;
}

/// <summary>A code in a list.</summary>
/// <param name="RedeemedQuantity">Uses so far, those of unlimited codes included.</param>
/// <param name="StartsAt">When it starts to work: the later of its own and its campaign's start.</param>
/// <param name="EndsAt">When it stops: the earlier of the two, or the end of its life after publication.</param>
public sealed record VoucherRow(
    string Id, string Code, string? CampaignId, string? CampaignName, VoucherState State, long RedeemedQuantity, int? RedemptionLimit,
    string? HolderId, string? HolderName, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, DateTimeOffset CreatedAt, bool Active, string? BlockedBy);

/// <summary>Finds codes over all campaigns. Every page is read through an index, whatever the number of codes.</summary>
public sealed class VoucherList(IDbContextFactory<PromoDbContext> contexts, TimeProvider time)
{
    /// <summary>One page, newest first.</summary>
    /// <returns>Rows, and how many there are, counted up to <see cref="Counting.AtMost"/> + 1.</returns>
    public async Task<Page<VoucherRow>> ListAsync(VoucherFilter filter, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var found = Filtered(db, filter, now);
        var total = await found.CountUpToAsync(ct);
        var page = await found.OrderByDescending(joined => joined.Voucher.Id)
            .Skip(filter.Page * filter.PageSize).Take(filter.PageSize)
            .ToListAsync(ct);
        return new(await RowsAsync(db, page, now, ct), total);
    }

    /// <summary>All codes that fit, newest first, for a file: read a page at a time behind the last one, so memory is constant.</summary>
    public async IAsyncEnumerable<VoucherRow> AllAsync(VoucherFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        const int Many = 500;
        var now = time.GetUtcNow();
        for (string? behind = null; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var left = Filtered(db, filter, now);
            if (behind is { } last) left = left.Where(joined => string.Compare(joined.Voucher.Id, last) < 0);
            var page = await left.OrderByDescending(joined => joined.Voucher.Id).Take(Many).ToListAsync(ct);
            foreach (var row in await RowsAsync(db, page, now, ct)) yield return row;
            if (page.Count < Many) yield break;
            behind = page[^1].Voucher.Id;
        }
    }

    /// <summary>One code as the list shows it; null when there is none with this id.</summary>
    public async Task<VoucherRow?> RowAsync(string voucherId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var found = await Joined(db, db.Vouchers.Where(v => v.Id == voucherId)).ToListAsync(ct);
        return (await RowsAsync(db, found, now, ct)).SingleOrDefault();
    }

    private static IQueryable<JoinedVoucher> Filtered(PromoDbContext db, VoucherFilter filter, DateTimeOffset now)
    {
        var vouchers = db.Vouchers.AsNoTracking();
        if (filter.CampaignId is { } campaignId) vouchers = vouchers.Where(v => v.CampaignId == campaignId);
        if (filter.HolderId is { } holderId) vouchers = vouchers.Where(v => v.HolderId == holderId);
        if (filter.Held is { } held) vouchers = held ? vouchers.Where(v => v.HolderId != null) : vouchers.Where(v => v.HolderId == null);
        if (!string.IsNullOrWhiteSpace(filter.Text)) vouchers = CodeLookup.StartingWith(db, vouchers, filter.Text);
        var joined = Joined(db, vouchers);
        return filter.State is { } state ? joined.Where(StateIs(state, now)) : joined;
    }

    private static IQueryable<JoinedVoucher> Joined(PromoDbContext db, IQueryable<Voucher> vouchers) =>
        from voucher in vouchers
        join c in db.Campaigns.AsNoTracking() on voucher.CampaignId equals c.Id into campaigns
        from campaign in campaigns.DefaultIfEmpty()
        let number = voucher.CampaignVersion ?? (int?)campaign.Version
        join v in db.CampaignVersions.AsNoTracking() on new { Id = voucher.CampaignId, Number = number } equals new { Id = (string?)v.CampaignId, Number = (int?)v.Number } into versions
        from version in versions.DefaultIfEmpty()
        select new JoinedVoucher { Voucher = voucher, Campaign = campaign, StartsAt = version.StartsAt, EndsAt = version.EndsAt };

    // The arms say in SQL what VoucherStatePolicy says in C#; a test holds them together.
    private static Expression<Func<JoinedVoucher, bool>> StateIs(VoucherState state, DateTimeOffset now) => state switch
    {
        VoucherState.Inactive => j => !j.Voucher.Active || (j.Campaign != null && (!j.Campaign.Active || j.Campaign.DeletedAt != null)),
        VoucherState.NotYet => j => j.Voucher.Active && (j.Campaign == null || (j.Campaign.Active && j.Campaign.DeletedAt == null))
            && (j.Voucher.StartsAt > now || j.StartsAt > now),
        VoucherState.Expired => j => j.Voucher.Active && (j.Campaign == null || (j.Campaign.Active && j.Campaign.DeletedAt == null))
            && (j.Voucher.StartsAt == null || j.Voucher.StartsAt <= now) && (j.StartsAt == null || j.StartsAt <= now)
            && (j.Voucher.EndsAt <= now || (j.Voucher.PublishedUntil ?? j.EndsAt) <= now),
        VoucherState.UsedUp => j => j.Voucher.Active && (j.Campaign == null || (j.Campaign.Active && j.Campaign.DeletedAt == null))
            && (j.Voucher.StartsAt == null || j.Voucher.StartsAt <= now) && (j.StartsAt == null || j.StartsAt <= now)
            && (j.Voucher.EndsAt == null || j.Voucher.EndsAt > now)
            && ((j.Voucher.PublishedUntil ?? j.EndsAt) == null || (j.Voucher.PublishedUntil ?? j.EndsAt) > now)
            && j.Voucher.RedemptionLimit != null && j.Voucher.RedeemedQuantity >= j.Voucher.RedemptionLimit,
        _ => j => j.Voucher.Active && (j.Campaign == null || (j.Campaign.Active && j.Campaign.DeletedAt == null))
            && (j.Voucher.StartsAt == null || j.Voucher.StartsAt <= now) && (j.StartsAt == null || j.StartsAt <= now)
            && (j.Voucher.EndsAt == null || j.Voucher.EndsAt > now)
            && ((j.Voucher.PublishedUntil ?? j.EndsAt) == null || (j.Voucher.PublishedUntil ?? j.EndsAt) > now)
            && (j.Voucher.RedemptionLimit == null || j.Voucher.RedeemedQuantity < j.Voucher.RedemptionLimit),
    };

    private static async Task<List<VoucherRow>> RowsAsync(PromoDbContext db, List<JoinedVoucher> page, DateTimeOffset now, CancellationToken ct)
    {
        string[] holderIds = [.. page.Select(j => j.Voucher.HolderId).OfType<string>().Distinct()];
        var holders = await db.Customers.Where(c => holderIds.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Name ?? c.Email ?? c.SourceId ?? c.Id, ct);
        string[] counters = [.. page.Where(j => j.Voucher.RedemptionLimit is null).Select(j => Redemptions.CounterKeys.CodeRedemptions(j.Voucher.Id))];
        var unlimited = await db.Counters.Where(c => counters.Contains(c.Key))
            .GroupBy(c => c.Key).Select(g => new { g.Key, Value = g.Sum(c => c.Value) }).ToDictionaryAsync(c => c.Key, c => c.Value, ct);

        return [.. page.Select(j => new VoucherRow(
            j.Voucher.Id, j.Voucher.Code, j.Voucher.CampaignId, j.Campaign?.Name,
            VoucherStatePolicy.Of(j.Voucher, j.Campaign, j.StartsAt, j.EndsAt, now),
            j.Voucher.RedemptionLimit is null ? unlimited.GetValueOrDefault(Redemptions.CounterKeys.CodeRedemptions(j.Voucher.Id)) : j.Voucher.RedeemedQuantity,
            j.Voucher.RedemptionLimit, j.Voucher.HolderId, j.Voucher.HolderId is { } id ? holders.GetValueOrDefault(id, id) : null,
            Later(j.Voucher.StartsAt, j.StartsAt), Earlier(j.Voucher.EndsAt, j.Voucher.PublishedUntil ?? j.EndsAt),
            j.Voucher.CreatedAt, j.Voucher.Active,
            j.Campaign is { DeletedAt: not null } ? "campaign in the bin" : j.Campaign is { Active: false } ? "campaign paused" : null))];
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other || other is null ? one : other;

    private sealed class JoinedVoucher
    {
        public required Voucher Voucher { get; init; }

        public Campaign? Campaign { get; init; }

        public DateTimeOffset? StartsAt { get; init; }

        public DateTimeOffset? EndsAt { get; init; }
    }
}
