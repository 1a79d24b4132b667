using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.TrashBin;

/// <summary>Which part of the bin to list. Null parts mean any.</summary>
public sealed record BinQuery
{
    public BinKind? Kind { get; init; }

    /// <summary>Exactly this name or code.</summary>
    public string? Name { get; init; }

    public string? ResourceId { get; init; }

    /// <summary>The campaign or product it was part of.</summary>
    public string? ParentId { get; init; }

    /// <summary>One that <see cref="FilterCheck"/> finds nothing wrong with among <see cref="BinService.Filters"/>.</summary>
    public Filter? Filter { get; init; }

    /// <summary>Entries that come after this one in the order asked for.</summary>
    public string? After { get; init; }

    public bool OldestFirst { get; init; }

    public int Take { get; init; } = 10;
}

/// <param name="HasMore">Whether there are more after these.</param>
public sealed record BinPage(IReadOnlyList<BinEntry> Items, bool HasMore);

/// <summary>What was deleted and can come back, until somebody removes it for good.</summary>
public sealed class BinService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, CampaignService campaigns, CampaignRemoval removal, TimeProvider time)
{
    /// <summary>What <see cref="BinQuery.Filter"/> may name.</summary>
    public static IFilterNames Filters => BinFields.All;

    public async Task<BinPage> ListAsync(BinQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var entries = await BinFields.All.InAsync(db, db.BinEntries.AsNoTracking(), query.Filter, time, ct);
        if (query.Kind is { } kind) entries = entries.Where(e => e.Kind == kind);
        if (query.Name is { } name) entries = entries.Where(e => e.Name == name);
        if (query.ResourceId is { } resource) entries = entries.Where(e => e.ResourceId == resource);
        if (query.ParentId is { } parent) entries = entries.Where(e => e.ParentId == parent);
        if (query.After is { } after)
            entries = query.OldestFirst ? entries.Where(e => string.Compare(e.Id, after) > 0) : entries.Where(e => string.Compare(e.Id, after) < 0);
        var sorted = query.OldestFirst ? entries.OrderBy(e => e.Id) : entries.OrderByDescending(e => e.Id);
        var some = await sorted.Take(query.Take + 1).ToListAsync(ct);
        return new(some.Count > query.Take ? some[..query.Take] : some, some.Count > query.Take);
    }

    /// <summary>A page of the bin for people, latest first.</summary>
    /// <param name="kind">Null is every kind.</param>
    /// <param name="text">What a name or code begins with; null or empty is any.</param>
    /// <returns>The total is counted up to <see cref="Counting.AtMost"/>.</returns>
    public async Task<Page<BinEntry>> SearchAsync(BinKind? kind, string? text, int skip, int take, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var entries = db.BinEntries.AsNoTracking();
        if (kind is not null) entries = entries.Where(e => e.Kind == kind);
        if (!string.IsNullOrWhiteSpace(text)) entries = entries.Where(e => e.Name.StartsWith(text.Trim()));
        return new(await entries.OrderByDescending(e => e.Id).Skip(skip).Take(take).ToListAsync(ct), await entries.CountUpToAsync(ct));
    }

    /// <returns>The entry, or <c>not_found</c>.</returns>
    public async Task<Result<BinEntry>> GetAsync(string entryId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.BinEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId, ct) is { } entry ? entry : NotFound(entryId);
    }

    /// <summary>Takes something out of the bin as it was; what it redeemed is counted from history.</summary>
    /// <returns>The entry that is gone from the bin; or <c>not_found</c> (also for a parent that is gone), <c>duplicate_found</c> when its code or source id was given to another meanwhile.</returns>
    public async Task<Result<BinEntry>> RestoreAsync(string entryId, Caller caller, CancellationToken ct = default)
    {
        var found = await GetAsync(entryId, ct);
        if (found is not { IsOk: true, Value: var entry }) return found;
        if (entry.Kind == BinKind.Campaign)
        {
            var restored = await campaigns.RestoreAsync(entry.ResourceId, caller.Name, ct);
            return restored.IsOk ? entry : restored.Error;
        }

        return await writes.ExclusiveAsync<BinEntry>(async (db, token) =>
        {
            if (await db.BinEntries.Where(e => e.Id == entryId).ExecuteDeleteAsync(token) == 0) return NotFound(entryId);
            var now = time.GetUtcNow();
            var problem = entry.Kind switch
            {
                BinKind.Voucher => await BinnedVoucher.RestoreAsync(db, entry, caller, now, token),
                BinKind.Product => await BinnedProduct.RestoreAsync(db, entry, token),
                _ => await BinnedSku.RestoreAsync(db, entry, token),
            };
            if (problem is not null) return problem;
            var word = entry.Kind.ToString().ToLowerInvariant();
            db.Record(now, caller.Name, word + ".restored", entry.ResourceId, after: new { entry.Name });
            db.Publish(now, word + ".created", entry.ResourceId);
            return entry;
        }, ct);
    }

    /// <summary>Removes something from the bin for good. What it redeemed stays in the history.</summary>
    /// <returns>The entry that is gone; or <c>not_found</c>.</returns>
    public async Task<Result<BinEntry>> RemoveAsync(string entryId, Caller caller, CancellationToken ct = default)
    {
        var found = await GetAsync(entryId, ct);
        if (found is not { IsOk: true, Value: var entry }) return found;
        if (entry.Kind == BinKind.Campaign)
        {
            var started = await removal.StartAsync(entry.ResourceId, caller, ct);
            return started.IsOk ? entry : started.Error;
        }

        return await writes.WriteAsync<BinEntry>(async (db, token) =>
        {
            if (await db.BinEntries.Where(e => e.Id == entryId).ExecuteDeleteAsync(token) == 0) return NotFound(entryId);
            db.Record(time.GetUtcNow(), caller.Name, "bin.removed", entry.ResourceId, before: new { entry.Kind, entry.Name });
            return entry;
        }, ct);
    }

    private static NotFoundError NotFound(string entryId) => new("bin entry", entryId);
}
