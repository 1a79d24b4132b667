using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Campaigns;

/// <summary>Reads campaigns: one of them, or a filtered page with everything a list shows, in a fixed number of queries.</summary>
public sealed class CampaignList(IDbContextFactory<PromoDbContext> contexts, TimeProvider time)
{
    private const int Slice = 200;

    /// <summary>Days a small chart shows.</summary>
    public const int Days = 14;

    /// <param name="idOrName">A name wins only where no id is the same.</param>
    /// <returns>The campaign, also from the bin; or <c>not_found</c>.</returns>
    public async Task<Result<CampaignDetails>> GetAsync(string idOrName, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == idOrName, ct)
            ?? await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Name == idOrName, ct);
        if (campaign is null) return CampaignErrors.NotFound(idOrName);
        var version = campaign.Version == 0
            ? null
            : await db.CampaignVersions.AsNoTracking().SingleAsync(v => v.CampaignId == campaign.Id && v.Number == campaign.Version, ct);
        return new CampaignDetails(campaign, version?.Setup);
    }

    /// <summary>One campaign as the list shows it; null when there is none with this id.</summary>
    public async Task<CampaignRow?> RowAsync(string campaignId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var campaigns = await db.Campaigns.AsNoTracking().Where(c => c.Id == campaignId).ToListAsync(ct);
        return (await RowsAsync(db, campaigns, time.GetUtcNow(), ct)).SingleOrDefault();
    }

    /// <summary>One page of the filtered list with the sums over all of it.</summary>
    public async Task<CampaignPage> ListAsync(CampaignFilter filter, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var found = CampaignQueries.Filtered(db, filter, now, await CampaignSearch.TermsAsync(db, filter.Text, ct));
        var total = await found.LongCountAsync(ct);
        var page = await CampaignQueries.Ordered(db, found, filter)
            .Skip(filter.Page * filter.PageSize).Take(filter.PageSize)
            .ToListAsync(ct);
        return new(await RowsAsync(db, page, now, ct), total, await TotalsAsync(db, found, ct));
    }

    /// <summary>Ids of the whole filtered list, in its order: for acting on all of it.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(CampaignFilter filter, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = CampaignQueries.Filtered(db, filter, time.GetUtcNow(), await CampaignSearch.TermsAsync(db, filter.Text, ct));
        return await CampaignQueries.Ordered(db, found, filter).Select(c => c.Id).ToListAsync(ct);
    }

    /// <summary>Campaigns as the list shows them, in the order of the ids, read in slices so that a long list needs no more memory than a short one. Those that are gone are left out.</summary>
    public async IAsyncEnumerable<CampaignRow> RowsAsync(IReadOnlyList<string> campaignIds, [EnumeratorCancellation] CancellationToken ct = default)
    {
        foreach (var slice in campaignIds.Chunk(Slice))
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var campaigns = await db.Campaigns.AsNoTracking().Where(c => slice.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
            var ordered = slice.Where(campaigns.ContainsKey).Select(id => campaigns[id]).ToList();
            foreach (var row in await RowsAsync(db, ordered, time.GetUtcNow(), ct)) yield return row;
        }
    }

    /// <param name="owner">Whose drafts are counted as "mine".</param>
    public async Task<CampaignCounts> CountsAsync(string owner, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var kept = db.Campaigns.Where(c => c.DeletedAt == null && c.ArchivedAt == null);
        return new(
            await kept.LongCountAsync(c => c.EndsAt == null || c.EndsAt > now, ct),
            await kept.LongCountAsync(c => c.Version == 0 && (c.Owner ?? c.CreatedBy) == owner, ct),
            await kept.LongCountAsync(ct),
            await db.Campaigns.LongCountAsync(c => c.DeletedAt == null && c.ArchivedAt != null, ct),
            await db.Campaigns.LongCountAsync(c => c.DeletedAt != null && c.PurgedAt == null, ct));
    }

    /// <summary>What the filters offer to choose from.</summary>
    public async Task<CampaignWords> WordsAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var owners = await db.Campaigns.Select(c => c.Owner ?? c.CreatedBy).Distinct().Order().Take(200).ToListAsync(ct);
        var tags = await db.Campaigns.AsNoTracking().OrderByDescending(c => c.Id).Select(c => c.Tags).Take(1000).ToListAsync(ct);
        var categories = await db.Categories.AsNoTracking().OrderBy(c => c.Hierarchy).ThenBy(c => c.Name).ToListAsync(ct);
        return new([.. owners.Order(StringComparer.OrdinalIgnoreCase)],
            [.. tags.SelectMany(list => list).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)],
            categories);
    }

    /// <summary>The name of what <see cref="CampaignFilter.Uses"/> asks for; null for an id that names nothing.</summary>
    public async Task<string?> NameOfAsync(string usedId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Segments.Where(s => s.Id == usedId).Select(s => s.Name)
            .Concat(db.Collections.Where(c => c.Id == usedId).Select(c => c.Name))
            .Concat(db.Products.Where(p => p.Id == usedId).Select(p => p.Name))
            .SingleOrDefaultAsync(ct);
    }

    private static async Task<CampaignTotals> TotalsAsync(PromoDbContext db, IQueryable<Campaign> found, CancellationToken ct)
    {
        var sums = await (
                from campaign in found
                join moved in db.HourSummaries on campaign.Id equals moved.CampaignId
                where moved.Kind == RedemptionKind.Redeemed || moved.Kind == RedemptionKind.Rollback
                group moved by new { moved.Kind, Limited = campaign.BudgetAmount != null } into g
                select new { g.Key.Kind, g.Key.Limited, Count = g.Sum(m => m.Count), Discount = g.Sum(m => m.DiscountAmount) })
            .ToListAsync(ct);
        var budget = await found.SumAsync(c => c.BudgetAmount ?? 0, ct);
        return new(
            await found.SumAsync(c => c.CodesCount, ct),
            sums.Sum(s => s.Kind == RedemptionKind.Redeemed ? s.Count : -s.Count), sums.Sum(s => s.Discount),
            budget, sums.Where(s => s.Limited).Sum(s => s.Discount));
    }

    private static async Task<IReadOnlyList<CampaignRow>> RowsAsync(
        PromoDbContext db, List<Campaign> campaigns, DateTimeOffset now, CancellationToken ct)
    {
        string[] ids = [.. campaigns.Select(c => c.Id)];
        var setups = await (
                from campaign in db.Campaigns
                join version in db.CampaignVersions.AsNoTracking() on new { campaign.Id, Number = campaign.Version } equals new { Id = version.CampaignId, version.Number }
                where ids.Contains(campaign.Id)
                select new { campaign.Id, version.Setup })
            .ToDictionaryAsync(v => v.Id, v => v.Setup, ct);
        var categories = await CampaignRecords.CategoriesOf(db, campaigns).ToDictionaryAsync(c => c.Id, ct);
        var project = await db.Project.AsNoTracking().SingleOrDefaultAsync(ct) ?? new Project.ProjectSettings();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(project.TimeZone)).DateTime);
        var first = HourSummary.DayNumber(today.AddDays(1 - Days));
        var sums = await db.HourSummaries.Where(m => ids.Contains(m.CampaignId))
            .GroupBy(m => new { m.CampaignId, m.Kind, Day = m.Day >= first ? m.Day : 0 })
            .Select(g => new { g.Key.CampaignId, g.Key.Kind, g.Key.Day, Count = g.Sum(m => m.Count), Discount = g.Sum(m => m.DiscountAmount) })
            .ToListAsync(ct);
        var byCampaign = sums.ToLookup(s => s.CampaignId);

        return [.. campaigns.Select(campaign =>
        {
            var setup = setups.GetValueOrDefault(campaign.Id) ?? campaign.Draft ?? new CampaignSetup();
            var moved = byCampaign[campaign.Id].ToList();
            var days = Enumerable.Range(0, Days).Select(back => HourSummary.DayNumber(today.AddDays(back + 1 - Days)));
            return new CampaignRow(
                campaign, setup, CampaignStatusPolicy.Of(campaign, now),
                moved.Sum(m => m.Kind switch { RedemptionKind.Redeemed => m.Count, RedemptionKind.Rollback => -m.Count, _ => 0 }),
                moved.Sum(m => m.Kind is RedemptionKind.RefusedRedemption or RedemptionKind.RefusedValidation ? m.Count : 0),
                moved.Sum(m => m.Discount),
                [.. days.Select(day => moved.Where(m => m.Day == day && m.Kind == RedemptionKind.Redeemed).Sum(m => m.Count))],
                campaign.Version == 0 ? LaunchCheck.Problems(setup, 0, project.CaseInsensitiveCodes, campaign.Kind) : [])
            {
                Category = campaign.CategoryId is { } category ? categories.GetValueOrDefault(category) : null,
            };
        })];
    }
}
