using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>The rules that stand by themselves as a catalogue has them, and what they stand before.</summary>
internal sealed record CatalogueRules(ImmutableDictionary<string, CatalogueRule> ById, ImmutableDictionary<string, string> ByOwner)
{
    private const int Chunk = 500;

    private readonly Dictionary<string, CounterPlan> _counters = new(StringComparer.Ordinal);

    /// <summary>What assigned rules have all codes and tiers of a campaign move.</summary>
    public CounterPlan CountersOf(string campaignId) => _counters.GetValueOrDefault(campaignId);

    /// <summary>Reads them; compiles only those that changed.</summary>
    public static async Task<CatalogueRules> ReadAsync(PromoDbContext db, Catalogue? previous, CancellationToken ct)
    {
        var present = await db.ValidationRules.AsNoTracking().Select(r => new { r.Id, r.Version }).ToListAsync(ct);
        var byId = ImmutableDictionary.CreateBuilder<string, CatalogueRule>(StringComparer.Ordinal);
        foreach (var rule in present)
            if (previous?.Rule(rule.Id) is { } known && known.Version == rule.Version) byId[rule.Id] = known;
        foreach (var ids in present.Select(rule => rule.Id).Where(id => !byId.ContainsKey(id)).Chunk(Chunk))
            foreach (var rule in await db.ValidationRules.AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(ct)) byId[rule.Id] = CatalogueRule.Of(rule);
        if (byId.Count == 0) return new(ImmutableDictionary<string, CatalogueRule>.Empty, ImmutableDictionary<string, string>.Empty);

        var assigned = await db.RuleAssignments.AsNoTracking().Where(a => a.RelatedType != RuleOwner.Voucher)
            .Select(a => new { a.RelatedType, a.RelatedId, a.CampaignId, a.RuleId }).ToListAsync(ct);
        var read = new CatalogueRules(byId.ToImmutable(), assigned.ToImmutableDictionary(a => a.RelatedId, a => a.RuleId, StringComparer.Ordinal));
        foreach (var one in assigned) read.Count(one.CampaignId, one.RuleId, whole: one.RelatedType == RuleOwner.Campaign);

        // Codes have rules one by one, so only rules that count for the campaign as a whole are asked for their codes' campaigns.
        foreach (var wide in byId.Values.Where(rule => !rule.Counters.OfCampaign.IsEmpty).Select(rule => rule.Id).Chunk(Chunk))
        {
            var codes = db.RuleAssignments.AsNoTracking().Where(a => a.RelatedType == RuleOwner.Voucher && a.CampaignId != null && wide.Contains(a.RuleId))
                .Select(a => new { a.CampaignId, a.RuleId }).Distinct();
            foreach (var one in await codes.ToListAsync(ct)) read.Count(one.CampaignId, one.RuleId, whole: false);
        }

        return read;
    }

    private void Count(string? campaignId, string ruleId, bool whole)
    {
        if (campaignId is null || !ById.TryGetValue(ruleId, out var rule)) return;
        _counters[campaignId] = CountersOf(campaignId).With(whole ? rule.Counters : rule.Counters.OfCampaign);
    }
}
