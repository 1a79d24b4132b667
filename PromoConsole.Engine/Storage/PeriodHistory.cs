using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Engine.Storage;

/// <summary>
/// Counts what days, weeks and months hold anew after the project's zone or first weekday changed. What was counted by the old days is dropped
/// first: a day that is still to come may have the name of one that was counted already where the sun rises earlier.
/// </summary>
internal static class PeriodHistory
{
    internal const int Slice = 500;

    /// <summary>Of every measure the counters whose keys end in a period; ids are longer than that, and begin with their type.</summary>
    internal static readonly string[] ForgetPeriods =
    [
        .. Budgets.All.Where(measure => measure.Period() != BudgetPeriod.Ever)
            .Select(measure => $"DELETE FROM Counters WHERE [Key] LIKE '{CounterKeys.Prefix(measure)}%:{(measure.Period() switch { BudgetPeriod.Day => "d________", BudgetPeriod.Week => "w________", _ => "m______" })}'"),
    ];

    public static async Task CountAsync(PromoDbContext db, CatalogueProject project, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var sql in ForgetPeriods) await db.Database.ExecuteSqlRawAsync(sql, ct);
        var rules = await CatalogueRules.ReadAsync(db, null, ct);
        var setups = db.Campaigns.AsNoTracking().Where(c => c.Version > 0)
            .Join(db.CampaignVersions.AsNoTracking(), c => new { c.Id, c.Version }, v => new { Id = v.CampaignId, Version = v.Number }, (c, v) => new { c.Id, v.Setup });
        foreach (var campaign in await setups.ToListAsync(ct))
            await CountAsync(LimitTarget.Campaign, campaign.Id, CompiledTerms.CountersOf(campaign.Setup).With(rules.CountersOf(campaign.Id)));
        var tiers = await db.RuleAssignments.AsNoTracking().Where(a => a.RelatedType == RuleOwner.PromotionTier && a.CampaignId != null)
            .Select(a => new { a.CampaignId, a.RuleId }).Distinct().ToListAsync(ct);
        foreach (var tier in tiers) await CountAsync(LimitTarget.Campaign, tier.CampaignId!, rules.ById[tier.RuleId].Counters);

        await foreach (var (id, terms) in TermsOfCodesAsync(db, ct)) await CountAsync(LimitTarget.Code, id, CompiledTerms.CountersOf(terms));
        foreach (var rule in rules.ById.Values) await CountAsync(LimitTarget.CodesOfRule, rule.Id, rule.Counters);

        Task CountAsync(LimitTarget target, string id, CounterPlan plan) => LimitHistory.CountAsync(db, target, id, plan.OfPeriods, project, now, ct);
    }

    // Codes without campaign may be many: slice by slice, and nothing is left open while counters are written.
    private static async IAsyncEnumerable<(string Id, CampaignSetup Terms)> TermsOfCodesAsync(PromoDbContext db, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = ""; ;)
        {
            var slice = await db.Vouchers.AsNoTracking().Where(v => v.CampaignId == null && v.Terms != null && string.Compare(v.Id, last) > 0).OrderBy(v => v.Id).Take(Slice)
                .Select(v => new { v.Id, Terms = v.Terms! }).ToListAsync(ct);
            foreach (var code in slice) yield return (code.Id, code.Terms);
            if (slice.Count < Slice) yield break;
            last = slice[^1].Id;
        }
    }
}
