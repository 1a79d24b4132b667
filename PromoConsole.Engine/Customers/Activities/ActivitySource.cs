using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Activities;

/// <summary>Where a page ended.</summary>
/// <param name="Rest">Of the id, what follows the prefix.</param>
internal sealed record ActivityCursor(DateTimeOffset At, string Rest);

/// <summary>Of whom it is told.</summary>
/// <param name="Ids">The platform ids under which something may be written about them.</param>
internal sealed record ActivityOwner(string CustomerId, IReadOnlyList<string> Ids);

/// <summary>A row that tells what happened with a customer.</summary>
internal sealed class Happened<T>
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>By what it is sorted within an instant: the id, or where prefixes differ what follows them, which sorts by time and order of creation whatever it is the id of.</summary>
    public required string Order { get; init; }

    public required string Type { get; init; }

    /// <summary>The campaign it was about; null for none.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The row that stands for the whole request; null when it is this one.</summary>
    public string? GroupId { get; init; }

    public required T What { get; init; }
}

/// <summary>One kind of thing that happens with customers, and where it is stored.</summary>
internal abstract class ActivitySource(IReadOnlyList<string> types)
{
    /// <summary>Of the ids of activities.</summary>
    public const string Prefix = "ccrev_";

    /// <summary>The types of its activities.</summary>
    public IReadOnlyList<string> Types => types;

    /// <summary>Its part of a page: as many as the page could need of it.</summary>
    public abstract Task<IEnumerable<Activity>> PageAsync(PromoDbContext db, ActivityOwner owner, ActivityQuery query, ActivityCursor? after, int count, CancellationToken ct);

    /// <summary>When something happened; null when it is none of these, or another customer's.</summary>
    /// <param name="rest">Of its id, what follows the prefix.</param>
    public abstract Task<DateTimeOffset?> FindAsync(PromoDbContext db, ActivityOwner owner, string rest, CancellationToken ct);
}

/// <param name="prefix">Of what its rows are sorted by; null for none.</param>
/// <param name="rows">Those of one customer.</param>
/// <param name="ofCampaigns">Whether any may be about a campaign.</param>
internal sealed class ActivitySource<T>(
    string? prefix, IReadOnlyList<string> types, Func<PromoDbContext, ActivityOwner, IQueryable<Happened<T>>> rows, bool ofCampaigns = false) : ActivitySource(types) where T : class
{
    public override async Task<IEnumerable<Activity>> PageAsync(PromoDbContext db, ActivityOwner owner, ActivityQuery query, ActivityCursor? after, int count, CancellationToken ct)
    {
        var wanted = query.Types is { } asked ? Types.Where(asked.Contains).ToList() : Types;
        if (wanted.Count == 0 || (!ofCampaigns && (query.CampaignId is not null || query.CampaignKind is not null))) return [];
        var found = rows(db, owner);
        if (wanted.Count < Types.Count) found = found.Where(r => wanted.Contains(r.Type));
        if (query.CampaignId is { } campaign) found = found.Where(r => r.CampaignId == campaign);
        if (query.CampaignKind is { } kind) found = found.Where(r => db.Campaigns.Any(c => c.Id == r.CampaignId && c.Kind == kind));
        if (query.From is { } from) found = found.Where(r => r.At >= from);
        if (query.To is { } to) found = found.Where(r => r.At < to);
        if (after is { At: var at, Rest: var rest })
        {
            var last = prefix + rest;
            found = query.OldestFirst
                ? found.Where(r => r.At > at || (r.At == at && string.Compare(r.Order, last) > 0)) : found.Where(r => r.At < at || (r.At == at && string.Compare(r.Order, last) < 0));
        }

        found = query.OldestFirst ? found.OrderBy(r => r.At).ThenBy(r => r.Order) : found.OrderByDescending(r => r.At).ThenByDescending(r => r.Order);
        return (await found.Take(count).AsNoTracking().ToListAsync(ct)).Select(r => new Activity(Prefix + RestOf(r.Id), r.Type, r.At, r.GroupId ?? r.Id, r.What));
    }

    public override async Task<DateTimeOffset?> FindAsync(PromoDbContext db, ActivityOwner owner, string rest, CancellationToken ct)
    {
        var order = prefix + rest;
        return await rows(db, owner).Where(r => r.Order == order).Select(r => (DateTimeOffset?)r.At).FirstOrDefaultAsync(ct);
    }

    private static string RestOf(string rowId) => rowId[(rowId.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
