using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Pages.Reports;

/// <summary>What a filter's ids are called, and what may be chosen.</summary>
public sealed class ReportNames(IDbContextFactory<PromoDbContext> contexts)
{
    /// <summary>Names of the filter's campaigns and customer by id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(ReportFilter filter, CancellationToken ct)
    {
        if (filter.Campaigns.Count == 0 && filter.CustomerId is null) return new Dictionary<string, string>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = await db.Campaigns.Where(c => filter.Campaigns.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        if (filter.CustomerId is { } id && await db.Customers.Where(c => c.Id == id).Select(c => c.Name ?? c.Email ?? c.SourceId).FirstOrDefaultAsync(ct) is { } name) names[id] = name;
        return names;
    }

    /// <summary>The first campaigns whose name contains the text, by name.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> CampaignsAsync(string text, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var pattern = Like.Containing(text.Trim());
        var found = await db.Campaigns.Where(c => c.Version > 0 && EF.Functions.Like(c.Name, pattern, Like.Escape))
            .OrderBy(c => c.Name).Take(30).Select(c => new { c.Id, c.Name }).ToListAsync(ct);
        return [.. found.Select(c => (c.Id, c.Name))];
    }
}
