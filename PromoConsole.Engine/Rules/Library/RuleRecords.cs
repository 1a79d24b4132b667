using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Reads rules that stand by themselves, their versions, and where they are used.</summary>
public sealed class RuleRecords(IDbContextFactory<PromoDbContext> contexts)
{
    /// <returns>The rule; or <c>not_found</c>.</returns>
    public async Task<Result<RuleRecord>> GetAsync(string ruleId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rule = await db.ValidationRules.AsNoTracking().SingleOrDefaultAsync(r => r.Id == ruleId, ct);
        return rule is null ? RuleErrors.NotFound(ruleId) : new RuleRecord(rule, await db.RuleAssignments.LongCountAsync(a => a.RuleId == ruleId, ct));
    }

    /// <summary>One page and how many there are in all.</summary>
    public async Task<Page<RuleRecord>> ListAsync(RuleQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rules = db.ValidationRules.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var part = Like.Containing(query.Text.Trim());
            rules = rules.Where(r => EF.Functions.Like(r.Name, part, Like.Escape));
        }

        if (query.CreatedFrom is { } from) rules = rules.Where(r => r.CreatedAt >= from);
        if (query.CreatedBefore is { } before) rules = rules.Where(r => r.CreatedAt < before);
        var total = await rules.LongCountAsync(ct);
        var sorted = query.Order switch
        {
            RuleSort.Oldest => rules.OrderBy(r => r.Id),
            RuleSort.LatestChange => rules.OrderByDescending(r => r.UpdatedAt ?? r.CreatedAt).ThenByDescending(r => r.Id),
            RuleSort.EarliestChange => rules.OrderBy(r => r.UpdatedAt ?? r.CreatedAt).ThenBy(r => r.Id),
            RuleSort.Name => rules.OrderBy(r => r.Name).ThenBy(r => r.Id),
            RuleSort.NameDescending => rules.OrderByDescending(r => r.Name).ThenByDescending(r => r.Id),
            _ => rules.OrderByDescending(r => r.Id),
        };
        var page = await sorted.Skip(query.Skip).Take(query.Take).ToListAsync(ct);
        string[] ids = [.. page.Select(r => r.Id)];
        var counts = await db.RuleAssignments.Where(a => ids.Contains(a.RuleId)).GroupBy(a => a.RuleId).Select(g => new { g.Key, Count = g.LongCount() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new(page.ConvertAll(rule => new RuleRecord(rule, counts.GetValueOrDefault(rule.Id))), total);
    }

    /// <summary>One page of a rule's versions, newest first, and how many there are in all.</summary>
    public async Task<Page<ValidationRuleVersion>> VersionsAsync(string ruleId, int skip, int take, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var versions = db.ValidationRuleVersions.AsNoTracking().Where(v => v.RuleId == ruleId);
        return new(await versions.OrderByDescending(v => v.Number).Skip(skip).Take(take).ToListAsync(ct), await versions.LongCountAsync(ct));
    }

    /// <summary>One page of assignments and how many there are in all.</summary>
    public async Task<Page<RuleAssignment>> AssignmentsAsync(AssignmentQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await AssignmentsAsync(db, query, ct);
    }

    /// <summary>Where rules are used: assignments with the names of what has them.</summary>
    public async Task<Page<RuleUse>> UsesAsync(AssignmentQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var page = await AssignmentsAsync(db, query, ct);
        string[] codes = [.. page.Items.Where(a => a.RelatedType == RuleOwner.Voucher).Select(a => a.RelatedId)];
        string[] campaigns = [.. page.Items.Select(a => a.CampaignId).OfType<string>().Distinct()];
        var names = await db.Vouchers.Where(v => codes.Contains(v.Id)).Select(v => new { v.Id, Name = v.Code }).ToDictionaryAsync(v => v.Id, v => v.Name, ct);
        foreach (var campaign in await db.Campaigns.Where(c => campaigns.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync(ct)) names[campaign.Id] = campaign.Name;
        string[] withTiers = [.. page.Items.Where(a => a.RelatedType == RuleOwner.PromotionTier).Select(a => a.CampaignId).OfType<string>().Distinct()];
        if (withTiers.Length > 0)
            foreach (var record in await CampaignRecords.OfAsync(db, withTiers, ct))
                foreach (var tier in (record.Campaign.Draft?.Tiers ?? []).Concat(record.Setup.Tiers)) names[tier.Id] = tier.Name;
        return new([.. page.Items.Select(a => new RuleUse(a, names.GetValueOrDefault(a.RelatedId, a.RelatedId), a.CampaignId))], page.Total);
    }

    /// <summary>The rules that stand before some campaigns, codes or tiers, by the id of what has them.</summary>
    /// <param name="relatedIds">Platform ids, no more than a page shows.</param>
    public async Task<IReadOnlyDictionary<string, AssignedRule>> OfAsync(IReadOnlyCollection<string> relatedIds, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await OfAsync(db, relatedIds, ct);
    }

    internal static async Task<IReadOnlyDictionary<string, AssignedRule>> OfAsync(PromoDbContext db, IReadOnlyCollection<string> relatedIds, CancellationToken ct) =>
        await db.RuleAssignments.AsNoTracking().Where(a => relatedIds.Contains(a.RelatedId))
            .Join(db.ValidationRules.AsNoTracking(), a => a.RuleId, r => r.Id, (a, r) => new AssignedRule(a, r))
            .ToDictionaryAsync(one => one.Assignment.RelatedId, ct);

    private static async Task<Page<RuleAssignment>> AssignmentsAsync(PromoDbContext db, AssignmentQuery query, CancellationToken ct)
    {
        var assignments = db.RuleAssignments.AsNoTracking();
        if (query.RuleId is { } ruleId) assignments = assignments.Where(a => a.RuleId == ruleId);
        if (query.RelatedId is { } relatedId) assignments = assignments.Where(a => a.RelatedId == relatedId);
        var sorted = query.NewestFirst ? assignments.OrderByDescending(a => a.Id) : assignments.OrderBy(a => a.Id);
        return new(await sorted.Skip(query.Skip).Take(query.Take).ToListAsync(ct), await assignments.LongCountAsync(ct));
    }
}

/// <summary>A rule where it is used.</summary>
public sealed record AssignedRule(RuleAssignment Assignment, ValidationRule Rule);
