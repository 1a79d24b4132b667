using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Wallets;

/// <summary>That a customer holds a code.</summary>
/// <param name="Id"><c>rh_…</c>: of its publication, by another prefix.</param>
public sealed record HeldCode(string Id, string CustomerId, string VoucherId, DateTimeOffset At);

/// <summary>Goes through what a customer holds, however much it is.</summary>
public sealed class HeldCodes(IDbContextFactory<PromoDbContext> contexts, TimeProvider time)
{
    /// <summary>What a filter may name.</summary>
    public static IFilterNames Filters => PublicationFields.Held;

    private const string Prefix = "rh_";

    /// <param name="customerId">Platform id.</param>
    /// <param name="oldestFirst">By when it was given.</param>
    /// <param name="startingAfter">The last one of the page before; null for the first page, as is one that is none.</param>
    /// <param name="campaignId">Only codes of this campaign; null for all.</param>
    /// <param name="filter">One that <see cref="FilterCheck"/> finds nothing wrong with among <see cref="Filters"/>; null for all.</param>
    /// <param name="size">1 to 100.</param>
    public async Task<(IReadOnlyList<HeldCode> Codes, long Total, bool HasMore)> PageAsync(
        string customerId, bool oldestFirst, string? startingAfter, string? campaignId, Filter? filter, int size, CancellationToken ct = default)
    {
        size = Math.Clamp(size, 1, 100);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var held = db.Publications.AsNoTracking().Where(p => p.CustomerId == customerId);
        if (campaignId is not null) held = held.Where(p => p.CampaignId == campaignId);
        held = await PublicationFields.Held.InAsync(db, held, filter, time, ct);
        var total = await held.LongCountAsync(ct);
        if (startingAfter is { } last && last.StartsWith(Prefix, StringComparison.Ordinal))
        {
            var after = "pub_" + last[Prefix.Length..];
            held = oldestFirst ? held.Where(p => string.Compare(p.Id, after) > 0) : held.Where(p => string.Compare(p.Id, after) < 0);
        }

        var page = await (oldestFirst ? held.OrderBy(p => p.Id) : held.OrderByDescending(p => p.Id)).Take(size + 1).Select(p => new { p.Id, p.VoucherId, p.CreatedAt }).ToListAsync(ct);
        return ([.. page.Take(size).Select(p => new HeldCode(Prefix + p.Id["pub_".Length..], customerId, p.VoucherId, p.CreatedAt))], total, page.Count > size);
    }
}
