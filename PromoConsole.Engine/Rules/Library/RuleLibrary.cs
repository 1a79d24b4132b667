using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Which rules the library shows.</summary>
public sealed record RuleLibraryQuery
{
    /// <summary>A part of the name; null or blank for all.</summary>
    public string? Text { get; init; }

    public RuleLibraryOrder Order { get; init; } = RuleLibraryOrder.Changed;

    /// <summary>Default: the latest change, or the most used, first.</summary>
    public bool Ascending { get; init; }

    /// <summary>Leaves out rules that were never published, which nothing can be given.</summary>
    public bool PublishedOnly { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 50;
}

/// <summary>By what the library is sorted. Used: by how many campaigns, tiers and codes have the rule.</summary>
public enum RuleLibraryOrder { Changed, Name, Used }

/// <summary>A rule of the library: published, a draft, or both.</summary>
/// <param name="Rule">As published; null for one that never was.</param>
/// <param name="Draft">What is being changed; null for nothing.</param>
public sealed record RuleRow(string Id, ValidationRule? Rule, RuleDraft? Draft)
{
    /// <summary>Campaigns that have it; tiers and codes likewise.</summary>
    public long Campaigns { get; init; }

    public long Tiers { get; init; }

    public long Codes { get; init; }

    /// <summary>As published, else as drafted; may be blank in a draft.</summary>
    public string Name => Rule?.Name ?? Draft!.Name;

    /// <summary>As published, else as drafted.</summary>
    public RuleContent Content => Rule?.Content ?? Draft!.Content;

    /// <summary>Of the published rule, else of the draft.</summary>
    public DateTimeOffset ChangedAt => Rule is null ? Draft!.ChangedAt : Rule.UpdatedAt ?? Rule.CreatedAt;
}

/// <summary>The library of rules as the dashboard lists it, with the drafts the API does not show.</summary>
public sealed class RuleLibrary(IDbContextFactory<PromoDbContext> contexts)
{
    /// <summary>One page and how many there are in all, in a fixed number of queries.</summary>
    public async Task<Page<RuleRow>> ListAsync(RuleLibraryQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var listed = db.ValidationRules.Select(r => new Listed { Id = r.Id, Name = r.Name, ChangedAt = r.UpdatedAt ?? r.CreatedAt });
        if (!query.PublishedOnly)
            listed = listed.Concat(db.RuleDrafts.Where(d => d.BaseVersion == 0).Select(d => new Listed { Id = d.RuleId, Name = d.Name, ChangedAt = d.ChangedAt }));
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var part = Like.Containing(query.Text.Trim());
            listed = listed.Where(r => EF.Functions.Like(r.Name, part, Like.Escape));
        }

        var total = await listed.LongCountAsync(ct);
        var sorted = (query.Order, query.Ascending) switch
        {
            (RuleLibraryOrder.Name, true) => listed.OrderBy(r => r.Name).ThenBy(r => r.Id),
            (RuleLibraryOrder.Name, false) => listed.OrderByDescending(r => r.Name).ThenByDescending(r => r.Id),
            (RuleLibraryOrder.Used, true) => listed.OrderBy(r => db.RuleAssignments.Count(a => a.RuleId == r.Id)).ThenBy(r => r.Id),
            (RuleLibraryOrder.Used, false) => listed.OrderByDescending(r => db.RuleAssignments.Count(a => a.RuleId == r.Id)).ThenByDescending(r => r.Id),
            (_, true) => listed.OrderBy(r => r.ChangedAt).ThenBy(r => r.Id),
            _ => listed.OrderByDescending(r => r.ChangedAt).ThenByDescending(r => r.Id),
        };
        var ids = await sorted.Skip(query.Skip).Take(query.Take).Select(r => r.Id).ToListAsync(ct);
        return new(await RowsAsync(db, ids, ct), total);
    }

    /// <summary>One of them as the list shows it; null when there is none with this id.</summary>
    public async Task<RuleRow?> RowAsync(string ruleId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await RowsAsync(db, [ruleId], ct)).SingleOrDefault();
    }

    private static async Task<IReadOnlyList<RuleRow>> RowsAsync(PromoDbContext db, List<string> ids, CancellationToken ct)
    {
        var rules = await db.ValidationRules.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        var drafts = await db.RuleDrafts.AsNoTracking().Where(d => ids.Contains(d.RuleId)).ToDictionaryAsync(d => d.RuleId, ct);
        var uses = (await db.RuleAssignments.Where(a => ids.Contains(a.RuleId)).GroupBy(a => new { a.RuleId, a.RelatedType })
            .Select(g => new { g.Key.RuleId, g.Key.RelatedType, Count = g.LongCount() }).ToListAsync(ct)).ToDictionary(g => (g.RuleId, g.RelatedType), g => g.Count);
        return
        [
            .. ids.Where(id => rules.ContainsKey(id) || drafts.ContainsKey(id)).Select(id => new RuleRow(id, rules.GetValueOrDefault(id), drafts.GetValueOrDefault(id))
            {
                Campaigns = uses.GetValueOrDefault((id, RuleOwner.Campaign)),
                Tiers = uses.GetValueOrDefault((id, RuleOwner.PromotionTier)),
                Codes = uses.GetValueOrDefault((id, RuleOwner.Voucher)),
            }),
        ];
    }

    private sealed class Listed
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public DateTimeOffset ChangedAt { get; init; }
    }
}
