using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns;

/// <summary>Which campaigns, also those in the bin, and which rules name a segment, collection, product or SKU, so that it is not deleted under them.</summary>
internal static class CampaignUses
{
    private const int Told = 20;

    /// <returns>
    /// <c>resource_in_use</c> while a draft, the version in force, or an older one that a code still keeps, names one of the ids, or else a rule that
    /// stands by itself; null when nothing does.
    /// </returns>
    /// <param name="resource">Its type, in the field's words.</param>
    /// <param name="id">Of the thing itself.</param>
    /// <param name="ids">The thing and its parts: a product and its SKUs.</param>
    public static async Task<InUseError?> ProblemAsync(PromoDbContext db, string resource, string id, IReadOnlySet<string> ids, CancellationToken ct)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var drafts = db.Campaigns.AsNoTracking().Where(c => c.Draft != null).Select(c => new { c.Id, Setup = c.Draft! }).AsAsyncEnumerable();
        await foreach (var draft in drafts.WithCancellation(ct))
            if (NamedIds.AnyIn(draft.Setup, ids)) found.Add(draft.Id);

        var versions = db.CampaignVersions.AsNoTracking()
            .Join(db.Campaigns.Where(c => c.PurgedAt == null), v => v.CampaignId, c => c.Id, (v, c) => new { v.CampaignId, v.Number, Newest = c.Version, v.Setup });
        var older = new List<(string CampaignId, int Number)>();
        await foreach (var version in versions.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!NamedIds.AnyIn(version.Setup, ids)) continue;
            if (version.Number == version.Newest) found.Add(version.CampaignId);
            else older.Add((version.CampaignId, version.Number));
        }

        foreach (var (campaignId, number) in older)
            if (!found.Contains(campaignId) && await db.Vouchers.AnyAsync(v => v.CampaignId == campaignId && v.CampaignVersion == number, ct)) found.Add(campaignId);
        if (found.Count > 0) return new InUseError(resource, id, "campaign", [.. found.Take(Told)], found.Count);
        var rules = (await RulesAsync(db, ids, ct)).ConvertAll(rule => rule.Id);
        return rules.Count == 0 ? null : new InUseError(resource, id, "validation rule", [.. rules.Take(Told)], rules.Count);
    }

    /// <summary>What names one thing.</summary>
    public static async Task<NamedUses> OfAsync(PromoDbContext db, string id, CancellationToken ct) => (await OfAsync(db, [id], ct)).GetValueOrDefault(id, NamedUses.None);

    /// <summary>What names each of these things, by its id: drafts and versions in force of campaigns, and rules; in one pass over all of them.</summary>
    public static async Task<Dictionary<string, NamedUses>> OfAsync(PromoDbContext db, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        var uses = ids.Distinct(StringComparer.Ordinal).ToDictionary(id => id, _ => new NamedUses([], []), StringComparer.Ordinal);
        if (wanted.Count == 0) return uses;
        var campaigns = db.Campaigns.AsNoTracking().OrderBy(c => c.Name)
            .Select(c => new { c.Id, c.Name, c.Draft, Newest = db.CampaignVersions.Where(v => v.CampaignId == c.Id && v.Number == c.Version).Select(v => v.Setup).FirstOrDefault() }).AsAsyncEnumerable();
        await foreach (var campaign in campaigns.WithCancellation(ct))
            foreach (var id in ((CampaignSetup?[])[campaign.Draft, campaign.Newest]).OfType<CampaignSetup>().SelectMany(setup => NamedIds.In(setup)).Distinct().Where(wanted.Contains))
                uses[id].Campaigns.Add((campaign.Id, campaign.Name));
        var rules = db.ValidationRules.AsNoTracking().OrderBy(r => r.Name).Select(r => new { r.Id, r.Name, r.Content }).AsAsyncEnumerable();
        await foreach (var rule in rules.WithCancellation(ct))
            foreach (var id in NamedIds.In(rule.Content).Distinct().Where(wanted.Contains)) uses[id].Rules.Add((rule.Id, rule.Name));
        return uses;
    }

    /// <summary>The rules that name one of these ids, assigned or not, by id.</summary>
    public static async Task<List<(string Id, string Name)>> RulesAsync(PromoDbContext db, IReadOnlySet<string> ids, CancellationToken ct)
    {
        var found = new List<(string, string)>();
        var rules = db.ValidationRules.AsNoTracking().OrderBy(r => r.Id).Select(r => new { r.Id, r.Name, r.Content }).AsAsyncEnumerable();
        await foreach (var rule in rules.WithCancellation(ct))
            if (NamedIds.AnyIn(rule.Content, ids)) found.Add((rule.Id, rule.Name));
        return found;
    }
}

/// <summary>Campaigns and rules that name a segment or a collection, by name.</summary>
public sealed record NamedUses(List<(string Id, string Name)> Campaigns, List<(string Id, string Name)> Rules)
{
    public static NamedUses None { get; } = new([], []);

    public int Count => Campaigns.Count + Rules.Count;
}
