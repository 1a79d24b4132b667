using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns;

/// <summary>A campaign with what it was set up to do.</summary>
/// <param name="Setup">Of the version in force; the draft's while it was never launched.</param>
/// <param name="Category">What it belongs to; null for nothing.</param>
/// <param name="Job">Its newest piece of work on codes; null when there was none.</param>
public sealed record CampaignRecord(Campaign Campaign, CampaignSetup Setup, Category? Category, JobStatus? Job)
{
    /// <summary>The rule assigned to it, beside its own; null for none.</summary>
    public AssignedRule? Rule { get; init; }
}

/// <summary>Which campaigns to list; those in the bin never are.</summary>
public sealed record CampaignQuery
{
    public CampaignKind? Kind { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>One that <see cref="FilterCheck"/> finds nothing wrong with among <see cref="CampaignRecords.Filters"/>.</summary>
    public Filter? Filter { get; init; }

    public CampaignSort Order { get; init; } = CampaignSort.Newest;

    public int Skip { get; init; }

    public int Take { get; init; } = 10;
}

public enum CampaignSort { Newest, Oldest, LatestChange, EarliestChange, Name, NameDescending }

/// <summary>Reads campaigns whole, for the API.</summary>
public sealed class CampaignRecords(IDbContextFactory<PromoDbContext> contexts, TimeProvider time)
{
    /// <summary>What <see cref="CampaignQuery.Filter"/> may name.</summary>
    public static IFilterNames Filters => CampaignFields.All;

    /// <summary>One page and how many there are in all.</summary>
    public async Task<Page<CampaignRecord>> ListAsync(CampaignQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var campaigns = db.Campaigns.AsNoTracking().Where(c => c.DeletedAt == null);
        if (query.Kind is { } kind) campaigns = campaigns.Where(c => c.Kind == kind);
        if (query.CreatedAfter is { } after) campaigns = campaigns.Where(c => c.CreatedAt > after);
        if (query.CreatedBefore is { } before) campaigns = campaigns.Where(c => c.CreatedAt < before);
        campaigns = await CampaignFields.All.InAsync(db, campaigns, query.Filter, time, ct);
        var total = await campaigns.LongCountAsync(ct);
        var sorted = query.Order switch
        {
            CampaignSort.Oldest => campaigns.OrderBy(c => c.Id),
            CampaignSort.LatestChange => campaigns.OrderByDescending(c => c.UpdatedAt).ThenByDescending(c => c.Id),
            CampaignSort.EarliestChange => campaigns.OrderBy(c => c.UpdatedAt).ThenBy(c => c.Id),
            CampaignSort.Name => campaigns.OrderBy(c => c.Name),
            CampaignSort.NameDescending => campaigns.OrderByDescending(c => c.Name),
            _ => campaigns.OrderByDescending(c => c.Id),
        };
        return new Page<CampaignRecord>(await WholeAsync(db, await sorted.Skip(query.Skip).Take(query.Take).ToListAsync(ct), ct), total);
    }

    /// <param name="idOrName">The id, else the name exactly.</param>
    /// <returns>The campaign; or <c>not_found</c>, also for one in the bin.</returns>
    public async Task<Result<CampaignRecord>> GetAsync(string idOrName, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Campaigns.AsNoTracking().Where(c => c.DeletedAt == null)
            .Where(c => c.Id == idOrName || c.Name == idOrName).OrderByDescending(c => c.Id == idOrName).FirstOrDefaultAsync(ct);
        return found is null ? new NotFoundError("campaign", idOrName) : (await WholeAsync(db, [found], ct))[0];
    }

    /// <summary>Those of these ids that are not in the bin, in the order of the ids.</summary>
    public async Task<IReadOnlyList<CampaignRecord>> OfIdsAsync(IReadOnlyList<string> ids, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = (await OfAsync(db, ids, ct)).ToDictionary(record => record.Campaign.Id);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>Those of these ids that are not in the bin.</summary>
    internal static async Task<List<CampaignRecord>> OfAsync(PromoDbContext db, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        await WholeAsync(db, await db.Campaigns.AsNoTracking().Where(c => c.DeletedAt == null && ids.Contains(c.Id)).ToListAsync(ct), ct);

    private static async Task<List<CampaignRecord>> WholeAsync(PromoDbContext db, List<Campaign> campaigns, CancellationToken ct)
    {
        string?[] ids = [.. campaigns.Select(c => c.Id)];
        int[] numbers = [.. campaigns.Select(c => c.Version).Distinct()];
        var versions = await db.CampaignVersions.AsNoTracking()
            .Where(v => ids.Contains(v.CampaignId) && numbers.Contains(v.Number))
            .ToDictionaryAsync(v => (v.CampaignId, v.Number), v => v.Setup, ct);
        var categories = await CategoriesOf(db, campaigns).ToDictionaryAsync(c => c.Id, ct);
        var jobs = (await db.Jobs.AsNoTracking().Where(j => ids.Contains(j.Subject)).Select(j => new { j.Id, j.Subject, j.Status }).ToListAsync(ct))
            .ToLookup(j => j.Subject!);
        var rules = await RuleRecords.OfAsync(db, [.. campaigns.Select(c => c.Id)], ct);
        return campaigns.ConvertAll(c => new CampaignRecord(
            c, versions.GetValueOrDefault((c.Id, c.Version)) ?? c.Draft ?? new CampaignSetup(),
            c.CategoryId is { } category ? categories.GetValueOrDefault(category) : null,
            jobs[c.Id].MaxBy(j => j.Id, StringComparer.Ordinal)?.Status)
        { Rule = rules.GetValueOrDefault(c.Id) });
    }

    /// <summary>The categories some campaigns belong to.</summary>
    internal static IQueryable<Category> CategoriesOf(PromoDbContext db, IEnumerable<Campaign> campaigns)
    {
        string[] ids = [.. campaigns.Select(c => c.CategoryId).OfType<string>().Distinct()];
        return db.Categories.AsNoTracking().Where(c => ids.Contains(c.Id));
    }
}
