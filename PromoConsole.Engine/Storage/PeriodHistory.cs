using Microsoft.EntityFrameworkCore;
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

        var alone = db.Vouchers.AsNoTracking().Where(v => v.CampaignId == null && v.Terms != null).Select(v => new { v.Id, Terms = v.Terms! });
        foreach (var voucher in await alone.ToListAsync(ct)) await CountAsync(LimitTarget.Code, voucher.Id, CompiledTerms.CountersOf(voucher.Terms));
        foreach (var rule in rules.ById.Values) await CountAsync(LimitTarget.CodesOfRule, rule.Id, rule.Counters);

        Task CountAsync(LimitTarget target, string id, CounterPlan plan) => LimitHistory.CountAsync(db, target, id, plan.OfPeriods, project, now, ct);
    }
}
